package punchline.client.ui.conversation;

import atlantafx.base.controls.CustomTextField;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import punchline.client.ui.conversation.SearchViewModel.Standing;
import punchline.client.ui.style.Icons;
import punchline.client.ui.text.Texts;

/** Where one looks for words in a conversation: what for, how often it is there, and the ways to the next and the last one. */
final class SearchBar extends VBox {
    /** Somebody who types on is not interrupted by what the first letters find. */
    private static final Duration REST = Duration.millis(180);

    private final SearchViewModel model;
    private final Texts texts;
    private final CustomTextField field = new CustomTextField();
    private final PauseTransition rest = new PauseTransition(REST);
    private @Nullable Node focusedBefore;

    SearchBar(SearchViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        getStyleClass().add("search-bar");
        field.setId("find");
        field.setPromptText(texts.get("find.prompt"));
        field.setAccessibleText(texts.get("find.accessible"));
        field.setLeft(Icons.of(Feather.SEARCH, "field-icon"));
        field.textProperty().bindBidirectional(model.queryProperty());
        field.setMinWidth(80);
        HBox.setHgrow(field, Priority.ALWAYS);
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        rest.setOnFinished(event -> model.search());
        model.queryProperty().addListener(property -> rest.playFromStart());
        Label count = new Label();
        count.setId("find-count");
        count.getStyleClass().add("hint");
        count.setMinWidth(USE_PREF_SIZE);
        count.textProperty().bind(Bindings.createStringBinding(this::count, model.standingProperty()));
        Button older = Icons.button(Feather.CHEVRON_UP, texts.get("find.older"));
        older.setId("find-older");
        older.setOnAction(event -> model.older());
        Button newer = Icons.button(Feather.CHEVRON_DOWN, texts.get("find.newer"));
        newer.setId("find-newer");
        newer.setOnAction(event -> model.newer());
        Button close = Icons.button(Feather.X, texts.get("find.close"));
        close.setId("find-close");
        close.setOnAction(event -> close());
        HBox line = new HBox(4, field, count, older, newer, close);
        line.setAlignment(Pos.CENTER_LEFT);
        Label note = new Label();
        note.setId("find-note");
        note.getStyleClass().add("hint");
        note.setWrapText(true);
        note.textProperty()
                .bind(Bindings.createStringBinding(this::note, model.standingProperty(), model.problemProperty()));
        note.visibleProperty().bind(note.textProperty().isNotEmpty());
        note.managedProperty().bind(note.visibleProperty());
        getChildren().addAll(line, note);
        visibleProperty().bind(model.openProperty());
        managedProperty().bind(visibleProperty());
    }

    /** Shows it, or if it is there, takes the keyboard to it. */
    void open() {
        if (!model.openProperty().get()) {
            focusedBefore = getScene() == null ? null : getScene().getFocusOwner();
            model.open();
        }
        field.requestFocus();
        field.selectAll();
    }

    /** Takes it away and the keyboard back to where it was; returns whether it was there. */
    boolean close() {
        rest.stop();
        boolean was = model.close();
        if (was && focusedBefore != null && focusedBefore.getScene() != null) {
            focusedBefore.requestFocus();
        }
        focusedBefore = null;
        return was;
    }

    private void onKey(KeyEvent event) {
        switch (event.getCode()) {
            case ENTER -> {
                step(event.isShiftDown());
                event.consume();
            }
            case UP -> {
                step(false);
                event.consume();
            }
            case DOWN -> {
                step(true);
                event.consume();
            }
            default -> {}
        }
    }

    /** Goes to the next hit, back in time unless {@code newer}. */
    void step(boolean newer) {
        rest.stop();
        if (newer) {
            model.newer();
        } else {
            model.older();
        }
    }

    private String count() {
        Standing now = model.standingProperty().get();
        if (now.known() == 0) {
            return model.soughtProperty().get() == null ? "" : texts.get(now.running() ? "find.running" : "find.none");
        }
        return texts.get(now.more() ? "find.count.more" : "find.count", now.at(), now.known());
    }

    private String note() {
        String problem = model.problemProperty().get();
        if (!problem.isEmpty()) {
            return problem;
        }
        return model.standingProperty().get().complete() ? "" : texts.get("find.incomplete");
    }
}
