package punchline.client.ui.conversation;

import java.text.Bidi;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import punchline.client.ui.conversation.MessageItem.Body;
import punchline.client.ui.text.Texts;
import punchline.engine.Event;
import punchline.engine.conversation.MessageId;

/** What a message says, what it answers, what was put beside it, and its time. */
final class MessageBubble extends StackPane {
    /** What a bubble shows of a long letter until asked for all of it. */
    private static final int FOLDED_CHARS = 2_500;

    /** What is shown of a message that another one answers: a line. */
    private static final int QUOTED_CHARS = 80;

    private final ConversationViewModel model;
    private final Texts texts;
    private final Label quote = new Label();
    private final BubbleText words;
    private final Label reactions = new Label();
    private final Hyperlink unfold = new Hyperlink();
    private final DeliveryMark mark;
    private @Nullable MessageItem shown;
    private boolean unfolded;
    private boolean markBelow;

    MessageBubble(ConversationViewModel model, Texts texts, DeliveryMark mark, BubbleText.Selection selection) {
        this.model = model;
        this.texts = texts;
        this.mark = mark;
        words = new BubbleText(selection);
        getStyleClass().add("bubble");
        setMinWidth(0);
        unfold.setText(texts.get("message.unfold"));
        unfold.setFocusTraversable(false);
        unfold.setOnAction(event -> {
            unfolded = true;
            if (shown != null) {
                show(shown);
            }
        });
        quote.getStyleClass().add("message-quote");
        quote.managedProperty().bind(quote.visibleProperty());
        reactions.getStyleClass().add("message-reactions");
        reactions.managedProperty().bind(reactions.visibleProperty());
        getChildren().addAll(new VBox(2, quote, words, unfold, reactions), mark);
        setAlignment(mark, Pos.BOTTOM_RIGHT);
    }

    /** Whether the time stands below the text, as there is no room beside its last line. */
    boolean isMarkBelow() {
        return markBelow;
    }

    /** What the message says in words. */
    String said(Body body) {
        return body.deleted() ? texts.get("message.deleted") : body.text();
    }

    void show(MessageItem item) {
        if (item != shown) {
            shown = item;
            unfolded = false;
        }
        Body body = item.body();
        showAround(body);
        String said = said(body);
        boolean folded = !unfolded && said.length() > FOLDED_CHARS;
        unfold.setVisible(folded);
        unfold.setManaged(folded);
        String text = folded ? said.substring(0, FOLDED_CHARS) + "…" : said;
        // Room on the last line: right-to-left text ends on the left, so there the time goes below.
        markBelow = folded || reactions.isVisible() || Bidi.requiresBidi(text.toCharArray(), 0, text.length());
        words.show(text, markBelow ? 0 : mark.roughWidth(item));
    }

    /** What it answers, and what was put beside it. */
    private void showAround(Body body) {
        MessageId replyTo = body.replyTo();
        quote.setVisible(replyTo != null);
        if (replyTo != null) {
            String quoted = model.quoted(replyTo);
            quote.setText("↩ " + (quoted.isEmpty() ? texts.get("message.reply") : beginning(quoted)));
        }
        reactions.setVisible(!body.reactions().isEmpty());
        reactions.setText(body.reactions().stream().map(Event.Reaction::emoji).collect(Collectors.joining("  ")));
    }

    private static String beginning(String text) {
        return text.substring(0, Math.min(text.length(), QUOTED_CHARS)).replaceAll("\\s+", " ");
    }
}
