package punchline.client.ui.conversation;

import java.util.function.Consumer;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import punchline.client.ui.conversation.QuotedMessages.Quote;
import punchline.client.ui.markup.Markup;
import punchline.client.ui.style.EmojiLabel;
import punchline.client.ui.text.Texts;
import punchline.engine.conversation.MessageId;

/** The beginning of the message that another one answers, which a click leads to. */
final class QuoteBox extends VBox {
    /** What a line can show. */
    private static final int MAX_CHARS = 160;

    private final Texts texts;
    private final Consumer<MessageId> onClick;
    private final EmojiLabel author = new EmojiLabel();
    private final EmojiLabel words = new EmojiLabel();
    private @Nullable MessageId quoted;

    QuoteBox(Texts texts, Consumer<MessageId> onClick) {
        this.texts = texts;
        this.onClick = onClick;
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
            if (event.getButton() == MouseButton.PRIMARY) {
                open();
                event.consume();
            }
        });
    }

    /** Leads to the message. */
    void open() {
        if (quoted != null) {
            onClick.accept(quoted);
        }
    }

    /**
     * Shows a message in two lines.
     *
     * @param name the other's
     */
    void show(MessageId id, Quote quote, String name) {
        quoted = id;
        boolean known = quote.state() == Quote.State.SAYS || quote.state() == Quote.State.DELETED;
        // A line is kept free for what is being read, so that nothing moves when it comes.
        boolean twoLines = quote.state() != Quote.State.GONE;
        author.setVisible(twoLines);
        author.setManaged(twoLines);
        author.setText(known ? author(quote.mine(), texts.own(name)) : " ");
        words.setText(
                switch (quote.state()) {
                    case SAYS -> texts.own(beginning(quote.text()));
                    case DELETED -> texts.get("message.deleted");
                    case READING -> "…";
                    case GONE -> texts.get("message.reply.gone");
                });
        setAccessibleText(
                known
                        ? texts.get("message.reply.accessible", author.getText(), words.getText())
                        : texts.get("message.reply.gone"));
    }

    private String author(boolean mine, String name) {
        return mine ? texts.get("message.you") : name;
    }

    static String beginning(String text) {
        return Markup.plain(text.substring(0, Math.min(text.length(), MAX_CHARS)))
                .strip()
                .replaceAll("\\s+", " ");
    }
}
