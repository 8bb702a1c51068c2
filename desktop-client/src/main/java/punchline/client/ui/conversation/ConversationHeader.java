package punchline.client.ui.conversation;

import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import punchline.client.ui.people.Person;
import punchline.client.ui.people.PersonMenus;
import punchline.client.ui.people.PersonState;
import punchline.client.ui.people.PresenceText;
import punchline.client.ui.style.Avatar;
import punchline.client.ui.style.EmojiLabel;
import punchline.client.ui.style.Icons;
import punchline.client.ui.style.RetryButton;
import punchline.client.ui.text.Texts;
import punchline.engine.Event.LinkState;
import punchline.engine.Event.Relation;

/** With whom, and whether they are there. */
final class ConversationHeader extends HBox {
    private static final PseudoClass WRITING = PseudoClass.getPseudoClass("writing");
    private static final PseudoClass ONLINE = PseudoClass.getPseudoClass("online");

    /** From this width on there is room for more words than the name and the presence. */
    private static final double ROOMY = 480;

    private final PresenceText presence;
    private final Avatar avatar = new Avatar(38);
    private final EmojiLabel name = new EmojiLabel();
    private final Button words = new Button();
    private final Label verified = new Label(null, Icons.of(Feather.SHIELD, "verified-mark"));
    private final Tooltip reason = new Tooltip();
    private final BooleanProperty unreachable = new SimpleBooleanProperty(this, "unreachable");
    private final ChangeListener<PersonState> onState = (property, old, now) -> show(now);
    private final PauseTransition writingLasts = new PauseTransition();
    private final ConversationViewModel model;
    private final Texts texts;
    private @Nullable Person person;

    ConversationHeader(
            ConversationViewModel model,
            Texts texts,
            PresenceText presence,
            PersonMenus menus,
            Consumer<Person> ways,
            Button back) {
        this.presence = presence;
        this.model = model;
        this.texts = texts;
        getStyleClass().add("conversation-header");
        setAlignment(Pos.CENTER_LEFT);
        name.setId("conversation-name");
        name.getStyleClass().add("header-name");
        words.setId("presence");
        words.getStyleClass().setAll("header-presence");
        words.setOnAction(event -> {
            if (person != null) {
                ways.accept(person);
            }
        });
        verified.setId("verified");
        verified.setAccessibleText(texts.get("contact.isVerified"));
        verified.setTooltip(new Tooltip(texts.get("contact.isVerified")));
        verified.setMinWidth(USE_PREF_SIZE);
        verified.managedProperty().bind(verified.visibleProperty());
        HBox first = new HBox(6, name, verified);
        first.setAlignment(Pos.CENTER_LEFT);
        VBox lines = new VBox(1, first, words);
        lines.setAlignment(Pos.CENTER_LEFT);
        lines.setMinWidth(0);
        HBox.setHgrow(lines, Priority.ALWAYS);
        Button menu = Icons.button(Feather.MORE_VERTICAL, texts.get("contact.menu"));
        menu.setId("person-menu");
        menu.setOnAction(event -> {
            if (person != null) {
                menus.open(person, menu);
            }
        });
        RetryButton retry = new RetryButton(texts, model.asking()::reconnect, unreachable);
        retry.setId("reach-again");
        // In a narrow window the name needs the room.
        retry.contentDisplayProperty()
                .bind(Bindings.when(widthProperty().lessThan(ROOMY))
                        .then(ContentDisplay.GRAPHIC_ONLY)
                        .otherwise(ContentDisplay.LEFT));
        getChildren().addAll(back, avatar, lines, retry, menu);
        model.personProperty().addListener((property, old, now) -> attach(now));
        writingLasts.setOnFinished(event -> model.typing().lapse());
        model.typing().untilProperty().addListener((property, old, now) -> {
            writingLasts.stop();
            if (now.longValue() > 0) {
                writingLasts.setDuration(Duration.millis((double) model.typing().remainingMillis()));
                writingLasts.playFromStart();
            }
            if (person != null) {
                show(person.state());
            }
        });
    }

    private void attach(@Nullable Person now) {
        if (person != null) {
            person.stateProperty().removeListener(onState);
        }
        person = now;
        if (now != null) {
            now.stateProperty().addListener(onState);
            show(now.state());
        }
    }

    private void show(PersonState state) {
        if (person == null) {
            return;
        }
        avatar.show(person.id(), state.name());
        name.setText(texts.own(state.name()));
        verified.setVisible(state.notes().verified());
        boolean writing = model.typing().untilProperty().get() > 0;
        String text = writing ? texts.get("presence.writing") : presence.of(state);
        words.pseudoClassStateChanged(WRITING, writing);
        words.setText(text);
        words.setAccessibleText(texts.get("way.open", text));
        words.pseudoClassStateChanged(ONLINE, state.isAccepted() && state.link() == LinkState.ONLINE);
        boolean mine = state.relation() == Relation.ACCEPTED || state.relation() == Relation.REQUESTED;
        unreachable.set(mine && state.link() == LinkState.UNREACHABLE);
        reason.setText(state.reason() == null ? text : texts.reason(state.reason()));
        words.setTooltip(reason);
    }
}
