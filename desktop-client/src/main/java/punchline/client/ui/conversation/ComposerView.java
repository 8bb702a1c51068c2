package punchline.client.ui.conversation;

import java.text.Bidi;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextFormatter;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import org.kordamp.ikonli.feather.Feather;
import punchline.client.ui.style.Icons;
import punchline.client.ui.text.Texts;

/** Where one writes: Enter sends, Shift+Enter breaks the line. */
final class ComposerView extends VBox {
    private static final int MAX_LINES = 7;

    private final ComposerViewModel model;
    private final TextArea area = new TextArea();
    private final Text measure = new Text();

    ComposerView(ComposerViewModel model, Texts texts) {
        this.model = model;
        getStyleClass().add("composer");
        area.setId("composer");
        area.getStyleClass().add("composer-area");
        area.setPromptText(texts.get("composer.prompt"));
        area.setAccessibleText(texts.get("composer.accessible"));
        area.setTextFormatter(new TextFormatter<>(
                change -> change.getControlNewText().length() <= ComposerViewModel.MAX_CHARS ? change : null));
        area.textProperty().bindBidirectional(model.textProperty());
        area.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        // A field that wraps cannot show right-to-left text longer than a line: see WrappedText.
        area.wrapTextProperty()
                .bind(Bindings.createBooleanBinding(() -> !needsBidi(area.getText()), area.textProperty()));
        measure.fontProperty().bind(area.fontProperty());
        area.prefHeightProperty()
                .bind(Bindings.createDoubleBinding(
                        this::height, area.textProperty(), area.widthProperty(), area.fontProperty()));
        area.minHeightProperty().bind(area.prefHeightProperty());
        HBox.setHgrow(area, Priority.ALWAYS);

        Button send = Icons.button(Feather.SEND, texts.get("composer.send"));
        send.setId("send");
        send.getStyleClass().removeAll("flat");
        send.getStyleClass().addAll("accent", "send-button");
        send.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> model.textProperty().get().isBlank()
                                || model.excessProperty().get() > 0,
                        model.textProperty(),
                        model.excessProperty()));
        send.setOnAction(event -> {
            model.send();
            area.requestFocus();
        });

        Label excess = new Label();
        excess.setId("excess");
        excess.getStyleClass().add("composer-excess");
        excess.setWrapText(true);
        excess.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> texts.get(
                                "composer.excess", model.excessProperty().get()),
                        model.excessProperty()));
        excess.visibleProperty().bind(model.excessProperty().greaterThan(0));
        excess.managedProperty().bind(excess.visibleProperty());
        HBox line = new HBox(8, area, send);
        line.setAlignment(Pos.BOTTOM_LEFT);
        getChildren().addAll(excess, line);
    }

    void focus() {
        area.requestFocus();
        area.end();
    }

    private void onKey(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER) {
            if (event.isShiftDown()) {
                area.replaceSelection("\n");
            } else {
                model.send();
            }
            event.consume();
        } else if (event.getCode() == KeyCode.TAB && !event.isControlDown() && !event.isAltDown()) {
            // A chat has no use for tab characters, and the keyboard must get out of here.
            area.requestFocusTraversal(event.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
            event.consume();
        }
    }

    private double height() {
        Node content = area.lookup(".content");
        double side = content == null ? 24 : content.getBoundsInLocal().getWidth() > 0 ? 28 : 24;
        measure.setWrappingWidth(Math.max(40, area.getWidth() - side));
        measure.setText("X");
        double line = measure.getLayoutBounds().getHeight();
        String text = area.getText();
        if (needsBidi(text)) {
            long typed = 1 + text.chars().filter(character -> character == '\n').count();
            return Math.ceil(Math.min(MAX_LINES, typed) * line) + 22;
        }
        // A few thousand characters fill the lines there are; measuring more is waste.
        measure.setText(text.substring(0, Math.min(text.length(), 4_000)) + (text.endsWith("\n") ? " " : ""));
        double lines = Math.max(
                1, Math.min(MAX_LINES, Math.round(measure.getLayoutBounds().getHeight() / line)));
        return Math.ceil(lines * line) + 22;
    }

    private static boolean needsBidi(String text) {
        return Bidi.requiresBidi(text.toCharArray(), 0, text.length());
    }
}
