package punchline.client.ui.conversation;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextFormatter;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import punchline.client.ui.emoji.Emoji;
import punchline.client.ui.emoji.EmojiCompletion;
import punchline.client.ui.style.Icons;
import punchline.client.ui.style.Orientation;
import punchline.client.ui.text.Direction;
import punchline.client.ui.text.Texts;
import punchline.engine.invite.InviteLink;

/** Where one writes: Enter sends, Shift+Enter breaks the line, ↑ in an empty one takes up my last message, {@code :name:} writes an emoji. */
final class ComposerView extends VBox {
    private static final int MAX_LINES = 7;

    private final ComposerViewModel model;
    private final TextArea area = new TextArea();
    private final CompletionList completion;
    private final Text measure = new Text();
    /** Of what is typed within it, a crash may take the end. */
    private final PauseTransition keepDraft = new PauseTransition(Duration.seconds(1));

    /**
     * Builds the view.
     *
     * @param pickEmoji lets one pick an emoji beside that node
     * @param other     tells the name of who is written to
     */
    ComposerView(
            ComposerViewModel model, Texts texts, BiConsumer<Node, Consumer<Emoji>> pickEmoji, Supplier<String> other) {
        this.model = model;
        completion = new CompletionList(texts, this::complete);
        getStyleClass().add("composer");
        area.setId("composer");
        area.getStyleClass().add("composer-area");
        area.setPromptText(texts.get("composer.prompt"));
        area.setAccessibleText(texts.get("composer.accessible"));
        area.setTextFormatter(new TextFormatter<>(
                change -> change.getControlNewText().length() <= ComposerViewModel.MAX_CHARS ? change : null));
        area.textProperty().bindBidirectional(model.textProperty());
        area.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        area.addEventFilter(KeyEvent.KEY_TYPED, this::onTyped);
        area.caretPositionProperty().addListener(property -> offer());
        area.focusedProperty().addListener(property -> offer());
        model.purposeProperty().addListener(property -> area.end());
        area.setWrapText(true);
        area.textProperty().addListener(property -> turn());
        area.setOnDragOver(this::onDrag);
        area.setOnDragDropped(this::onDrop);
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
        keepDraft.setOnFinished(event -> model.keepDraft());
        model.textProperty().addListener((property, old, now) -> {
            if (keepDraft.getStatus() != Animation.Status.RUNNING) {
                keepDraft.playFromStart();
            }
        });
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
                        () -> texts.count(
                                "composer.excess", model.excessProperty().get()),
                        model.excessProperty()));
        excess.visibleProperty().bind(model.excessProperty().greaterThan(0));
        excess.managedProperty().bind(excess.visibleProperty());
        Button emoji = Icons.button(Feather.SMILE, texts.get("composer.emoji"));
        emoji.setId("emoji");
        emoji.getStyleClass().add("composer-emoji");
        emoji.setOnAction(event -> pickEmoji.accept(emoji, picked -> {
            area.requestFocus();
            area.replaceSelection(picked.sequence());
        }));
        HBox line = new HBox(4, emoji, area, send);
        HBox.setMargin(send, new Insets(0, 0, 0, 4));
        line.setAlignment(Pos.BOTTOM_LEFT);
        getChildren().addAll(completion, new PurposeBar(model, texts, other), excess, line);
    }

    void focus() {
        area.requestFocus();
        area.end();
    }

    /** Text of another program. What the window itself takes, such as an invite, is not held back. */
    private static boolean isText(Dragboard board) {
        return board.hasString() && !board.hasFiles() && !InviteLink.isMeantBy(board.getString());
    }

    private void onDrag(DragEvent event) {
        if (isText(event.getDragboard())) {
            event.acceptTransferModes(TransferMode.COPY);
            event.consume();
        }
    }

    private void onDrop(DragEvent event) {
        if (isText(event.getDragboard())) {
            area.requestFocus();
            area.replaceSelection(event.getDragboard().getString());
            event.setDropCompleted(true);
            event.consume();
        }
    }

    private void onKey(KeyEvent event) {
        if (completion.onKey(event)) {
            event.consume();
            return;
        }
        switch (event.getCode()) {
            case ENTER -> {
                if (event.isShiftDown()) {
                    area.replaceSelection("\n");
                } else {
                    model.send();
                }
                event.consume();
            }
            case TAB -> {
                if (!event.isControlDown() && !event.isAltDown()) {
                    // A chat has no use for tab characters, and the keyboard must get out of here.
                    area.requestFocusTraversal(
                            event.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
                    event.consume();
                }
            }
            case UP -> {
                if (area.getText().isEmpty() && model.editLast()) {
                    area.end();
                    event.consume();
                }
            }
            case ESCAPE -> {
                if (model.leave()) {
                    area.end();
                    event.consume();
                }
            }
            default -> {}
        }
    }

    /** The second colon of a name writes its emoji. */
    private void onTyped(KeyEvent event) {
        int caret = area.getCaretPosition();
        if (":".equals(event.getCharacter()) && area.getSelection().getLength() == 0) {
            Emoji closed = EmojiCompletion.closed(area.getText(), caret);
            if (closed != null) {
                complete(closed);
                event.consume();
            }
        }
    }

    private void offer() {
        completion.offer(area.isFocused() ? EmojiCompletion.at(area.getText(), area.getCaretPosition()) : null);
    }

    private void complete(Emoji emoji) {
        EmojiCompletion.Query query = EmojiCompletion.at(area.getText(), area.getCaretPosition());
        if (query != null) {
            area.replaceText(query.from(), area.getCaretPosition(), emoji.sequence());
        }
    }

    private double height() {
        Node content = area.lookup(".content");
        double side = content == null ? 24 : content.getBoundsInLocal().getWidth() > 0 ? 28 : 24;
        measure.setWrappingWidth(Math.max(40, area.getWidth() - side));
        measure.setText("X");
        double line = measure.getLayoutBounds().getHeight();
        String text = area.getText();
        // A few thousand characters fill the lines there are; measuring more is waste.
        measure.setText(text.substring(0, Math.min(text.length(), 4_000)) + (text.endsWith("\n") ? " " : ""));
        double lines = Math.max(
                1, Math.min(MAX_LINES, Math.round(measure.getLayoutBounds().getHeight() / line)));
        return Math.ceil(lines * line) + 22;
    }

    /** What is written runs by its own first letter; an empty field by the language of the window. */
    private void turn() {
        area.setNodeOrientation(Orientation.of(Direction.of(area.getText())));
    }
}
