package punchline.client.ui.conversation;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import punchline.client.ui.emoji.EmojiRecents;
import punchline.client.ui.people.Person;
import punchline.client.ui.people.PersonMenus;
import punchline.client.ui.people.PersonState;
import punchline.client.ui.people.PresenceText;
import punchline.client.ui.style.Icons;
import punchline.client.ui.style.OverlayLayer;
import punchline.client.ui.style.WrappedText;
import punchline.client.ui.text.Texts;
import punchline.client.ui.text.Times;
import punchline.engine.Event.Relation;

/** A conversation: header, messages, and below them the question whether to talk and the composer. */
public final class ConversationView extends StackPane {
    private final ConversationViewModel model;
    private final Texts texts;
    private final OverlayLayer overlay = new OverlayLayer();
    private final MessageGestures gestures;
    private final MessageList messages;
    private final ComposerView composer;
    private final AskCard ask;
    private final SearchBar search;
    private final WrappedText waiting = WrappedText.styled("waiting-bar");
    private final ChangeListener<PersonState> onState = (property, old, now) -> show(now);

    /**
     * Builds the view.
     *
     * @param opener opens a link, or runs what it is given beside if it cannot
     * @param menus opens what can be done to the person
     * @param ways   shows by which way somebody is reached
     * @param back leads to the people pane; the shell shows it when there is room for one pane only
     */
    public ConversationView(
            ConversationViewModel model,
            ComposerViewModel composing,
            Texts texts,
            Times times,
            PresenceText presence,
            EmojiRecents recents,
            BiConsumer<String, Runnable> opener,
            PersonMenus menus,
            Consumer<Person> ways,
            Button back) {
        this.model = model;
        this.texts = texts;
        getStyleClass().add("conversation");
        gestures = new MessageGestures(model, composing, texts, times, overlay, recents, opener, this::focusFirst);
        composer = new ComposerView(
                composing, texts, (anchor, picked) -> gestures.pick(anchor, picked, false), this::otherName);
        ask = new AskCard(model, texts);
        messages = new MessageList(model, gestures, texts, times);
        waiting.setId("waiting");
        BorderPane panes = new BorderPane();
        search = new SearchBar(model.search(), texts);
        panes.setTop(new VBox(
                new ConversationHeader(model, texts, presence, menus, ways, back),
                new LookAlikeBar(model, texts, menus),
                search));
        panes.setCenter(middle());
        panes.setBottom(new VBox(problemBar(), waiting, ask, composer));
        getChildren().addAll(panes, overlay);
        model.personProperty().addListener((property, old, now) -> attach(old, now));
        addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
    }

    /** Lets one look for words in the conversation. */
    public void openSearch() {
        search.open();
    }

    private void onKey(KeyEvent event) {
        boolean taken = switch (event.getCode()) {
            case ESCAPE -> search.close();
            case F3 -> {
                if (model.search().openProperty().get()) {
                    search.step(event.isShiftDown());
                } else {
                    search.open();
                }
                yield true;
            }
            default -> false;
        };
        if (taken) {
            event.consume();
        }
    }

    /** Puts the keyboard where one writes, if one can. */
    public void focusFirst() {
        Platform.runLater(() -> {
            // Never on an answer, which a second Enter would give by mistake.
            if (composer.isVisible()) {
                composer.focus();
            }
        });
    }

    private String otherName() {
        Person with = model.personProperty().get();
        return with == null ? "" : with.state().name();
    }

    private StackPane middle() {
        WrappedText empty = WrappedText.styled("conversation-empty");
        empty.setId("conversation-empty");
        empty.setTextAlignment(TextAlignment.CENTER);
        empty.setMaxHeight(USE_PREF_SIZE);
        empty.visibleProperty()
                .bind(Bindings.isEmpty(model.messages())
                        .and(model.loadingProperty().not())
                        .and(composer.visibleProperty())
                        .and(ask.visibleProperty().not()));
        model.personProperty()
                .addListener((property, old, now) -> empty.setText(
                        now == null
                                ? ""
                                : texts.get("conversation.empty", now.state().name())));
        StackPane middle = new StackPane(messages, empty, latestButton());
        middle.getStyleClass().add("conversation-middle");
        return middle;
    }

    private Button latestButton() {
        Button latest = Icons.button(Feather.CHEVRON_DOWN, texts.get("conversation.latest"));
        latest.setId("latest");
        latest.getStyleClass().remove("flat");
        latest.getStyleClass().addAll("button-circle", "latest-button");
        latest.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> model.newBelowProperty().get() == 0
                                ? ""
                                : Integer.toString(model.newBelowProperty().get()),
                        model.newBelowProperty()));
        latest.visibleProperty().bind(model.atEndProperty().not().or(model.detachedProperty()));
        latest.setOnAction(event -> {
            model.jumpToLatest();
            messages.stickToEnd();
            focusFirst();
        });
        StackPane.setAlignment(latest, Pos.BOTTOM_RIGHT);
        return latest;
    }

    private HBox problemBar() {
        Label words = new Label();
        words.setId("problem");
        words.setWrapText(true);
        words.setMaxWidth(Double.MAX_VALUE);
        words.textProperty().bind(model.problemProperty());
        HBox.setHgrow(words, Priority.ALWAYS);
        Button dismiss = Icons.button(Feather.X, texts.get("notice.dismiss"));
        dismiss.setOnAction(event -> model.dismissProblem());
        HBox bar = new HBox(8, Icons.of(Feather.ALERT_CIRCLE), words, dismiss);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("problem-bar");
        bar.visibleProperty().bind(model.problemProperty().isNotEmpty());
        bar.managedProperty().bind(bar.visibleProperty());
        return bar;
    }

    private void attach(@Nullable Person old, @Nullable Person now) {
        if (old != null) {
            old.stateProperty().removeListener(onState);
        }
        overlay.close();
        messages.startAnew();
        if (now != null) {
            now.stateProperty().addListener(onState);
            show(now.state());
        }
    }

    private void show(PersonState state) {
        boolean requested = state.relation() == Relation.REQUESTED;
        boolean writable = requested || state.relation() == null || state.relation() == Relation.ACCEPTED;
        boolean hadComposer = composer.isVisible();
        composer.setVisible(writable);
        composer.setManaged(writable);
        waiting.setText(requested ? texts.get("conversation.waiting", state.name()) : "");
        waiting.setVisible(requested);
        waiting.setManaged(requested);
        if (writable && !hadComposer && getScene() != null && isVisible()) {
            focusFirst();
        }
    }
}
