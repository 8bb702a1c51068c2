package punchline.client.ui.conversation;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import punchline.client.ui.conversation.MessageItem.Body;
import punchline.client.ui.conversation.MessageParts.Part;
import punchline.client.ui.markup.Link;
import punchline.client.ui.people.Person;
import punchline.client.ui.text.Direction;
import punchline.client.ui.text.Texts;
import punchline.engine.conversation.MessageId;
import punchline.engine.conversation.SearchQuery;
import punchline.engine.conversation.TextRange;

/** What a message says, what it answers, and its time. */
final class MessageBubble extends StackPane {
    /** What a bubble shows of a long letter until asked for all of it. */
    private static final int FOLDED_CHARS = 2_500;

    /** A fold looks for a gap between words no further back than this. */
    private static final int FOLD_SEARCH = 100;

    private final ConversationViewModel model;
    private final MessageGestures gestures;
    private final Texts texts;
    private final QuoteBox quote;
    private final BubbleText words;
    private final Hyperlink unfold = new Hyperlink();
    private final DeliveryMark mark;
    private @Nullable MessageItem shown;
    private @Nullable Body drawn;
    private boolean unfolded;
    private boolean markBelow;
    private boolean big;

    MessageBubble(
            ConversationViewModel model,
            MessageGestures gestures,
            Texts texts,
            DeliveryMark mark,
            BubbleText.Selection selection) {
        this.model = model;
        this.gestures = gestures;
        this.texts = texts;
        this.mark = mark;
        words = new BubbleText(selection, gestures::open);
        quote = new QuoteBox(texts, model.revealing()::reveal);
        getStyleClass().add("bubble");
        setMinWidth(0);
        unfold.setText(texts.get("message.unfold"));
        unfold.setFocusTraversable(false);
        unfold.setOnAction(event -> {
            unfolded = true;
            drawn = null;
            if (shown != null) {
                show(shown, name());
            }
        });
        quote.managedProperty().bind(quote.visibleProperty());
        unfold.managedProperty().bind(unfold.visibleProperty());
        getChildren().addAll(new VBox(4, quote, words, unfold), mark);
        setAlignment(mark, Pos.BOTTOM_RIGHT);
    }

    /** Whether the time stands below the text, as there is no room beside its last line. */
    boolean isMarkBelow() {
        return markBelow;
    }

    /** Whether it is nothing but a few emoji. */
    boolean isBig() {
        return big;
    }

    List<Link> links() {
        return words.links();
    }

    /** What of it takes the keyboard. */
    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        if (quote.isVisible()) {
            parts.add(new Part(quote, quote::open));
        }
        words.linkWords().forEach((link, node) -> parts.add(new Part(node, () -> gestures.open(link))));
        if (unfold.isVisible()) {
            parts.add(new Part(unfold, unfold::fire));
        }
        return parts;
    }

    /** What the message says in words. */
    String said(Body body) {
        return body.deleted() ? texts.get("message.deleted") : body.text();
    }

    void show(MessageItem item, String name) {
        Body body = item.body();
        if (item != shown) {
            unfolded = false;
            drawn = null;
        }
        shown = item;
        MessageId replyTo = body.replyTo();
        quote.setVisible(replyTo != null);
        if (replyTo != null) {
            quote.show(replyTo, model.quotes().find(replyTo), name);
        }
        if (!body.equals(drawn)) {
            drawn = body;
            showWords(body, mark.roughWidth(item));
        }
    }

    /**
     * Marks what was searched for.
     *
     * @param current whether it is this message that was gone to, all of which then is to be seen
     */
    void mark(@Nullable SearchQuery sought, boolean current) {
        Body body = drawn;
        if (sought == null || body == null || body.deleted()) {
            words.mark(List.of());
            return;
        }
        List<TextRange> found = sought.find(body.text());
        if (current && unfold.isVisible() && !found.isEmpty()) {
            unfolded = true;
            showWords(body, shown == null ? 0 : mark.roughWidth(shown));
        }
        int seen = unfold.isVisible() ? foldOf(body.text()) : body.text().length();
        words.mark(found.stream().filter(range -> range.end() <= seen).toList());
    }

    private void showWords(Body body, double markWidth) {
        String said = said(body);
        boolean folded = !unfolded && said.length() > FOLDED_CHARS;
        unfold.setVisible(folded);
        String text = folded ? said.substring(0, foldOf(said)) + "…" : said;
        big = !body.deleted() && BubbleText.isBig(text);
        // Room on the last line, which a text does not leave that ends on the other side.
        Direction own = Direction.of(text);
        boolean againstUs = own != null && own != texts.language().direction();
        markBelow = folded || big || againstUs || Direction.isMixed(text);
        double gap = markBelow ? 0 : markWidth;
        if (body.deleted()) {
            words.showPlain(text, gap);
        } else {
            words.show(text, !folded, gap);
            words.linkWords()
                    .forEach((link, node) -> node.setAccessibleText(texts.get("message.openLink", link.target())));
        }
    }

    /** Where a long text is folded: between two words if there is a gap near, and never inside a character. */
    private static int foldOf(String said) {
        int fold = FOLDED_CHARS;
        while (fold > FOLDED_CHARS - FOLD_SEARCH && !Character.isWhitespace(said.charAt(fold))) {
            fold--;
        }
        if (fold > FOLDED_CHARS - FOLD_SEARCH) {
            return fold;
        }
        return Character.isLowSurrogate(said.charAt(FOLDED_CHARS)) ? FOLDED_CHARS - 1 : FOLDED_CHARS;
    }

    private String name() {
        Person with = model.personProperty().get();
        return with == null ? "" : with.state().name();
    }
}
