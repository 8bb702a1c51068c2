package punchline.client.ui.conversation;

import java.util.function.Consumer;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import punchline.client.ui.markup.Markup;
import punchline.client.ui.style.EmojiLabel;
import punchline.client.ui.text.Texts;
import punchline.engine.conversation.MessageId;

/** The beginning of the message that another one answers, which a click leads to. */
final class QuoteBox extends VBox {
    /** What a line can show. */
    private static final int MAX_CHARS = 160;

    private final Texts texts;
    private final EmojiLabel author = new EmojiLabel();
    private final EmojiLabel words = new EmojiLabel();
    private @Nullable MessageId quoted;

    QuoteBox(Texts texts, Consumer<MessageId> onClick) {
        this.texts = texts;
        getStyleClass().add("quote");
        author.getStyleClass().add("quote-author");
        words.getStyleClass().add("quote-words");
        author.setMaxWidth(Double.MAX_VALUE);
        words.setMaxWidth(Double.MAX_VALUE);
        setMinWidth(0);
        setAccessibleRole(AccessibleRole.BUTTON);
        setCursor(Cursor.HAND);
        getChildren().addAll(author, words);
        setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY && quoted != null) {
                onClick.accept(quoted);
                event.consume();
            }
        });
    }

    /**
     * Shows a message in two lines.
     *
     * @param item null if it is not in memory
     * @param name the other's
     */
    void show(MessageId id, @Nullable MessageItem item, String name) {
        quoted = id;
        author.setVisible(item != null);
        author.setManaged(item != null);
        author.setText(item == null ? "" : author(item, texts, name));
        if (item == null) {
            words.setText(texts.get("message.reply"));
        } else {
            words.setText(item.body().deleted() ? texts.get("message.deleted") : beginning(item.text()));
        }
        setAccessibleText(texts.get("message.reply.accessible", author.getText(), words.getText()));
    }

    static String author(MessageItem item, Texts texts, String name) {
        return item.mine() ? texts.get("message.you") : name;
    }

    static String beginning(String text) {
        return Markup.plain(text.substring(0, Math.min(text.length(), MAX_CHARS)))
                .strip()
                .replaceAll("\\s+", " ");
    }
}
