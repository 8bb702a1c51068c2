package punchline.client.ui.conversation;

import java.text.BreakIterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;
import punchline.client.ui.emoji.EmojiIndex;
import punchline.client.ui.markup.Link;
import punchline.client.ui.markup.Markup;
import punchline.client.ui.markup.Span;
import punchline.client.ui.style.WrappedText;
import punchline.engine.conversation.TextRange;

/**
 * A message's text, selectable with the mouse. A gap of given width follows the text, so that the time can stand on the
 * last line if there is room, and below if not.
 */
final class BubbleText extends WrappedText {
    /** The one text, of all bubbles, in which something is selected. */
    static final class Selection {
        private @Nullable BubbleText holder;

        private void take(BubbleText now) {
            if (holder != null && holder != now) {
                holder.clear();
            }
            holder = now;
        }

        /** What is selected, or empty. */
        String text() {
            return holder == null ? "" : holder.selected();
        }

        void clear() {
            if (holder != null) {
                holder.clear();
                holder = null;
            }
        }
    }

    /** Alone in a bubble, up to that many emoji are drawn big. */
    private static final int MAX_BIG = 3;

    private static final double BIG_SIDE = 44;
    private static final double SIDE = 18;

    private final Path highlight = new Path();
    private final Path codeBack = new Path();
    private final Path foundBack = new Path();
    private final Path focusRing = new Path();
    private final Map<Link, Text> linkWords = new LinkedHashMap<>();
    private final Selection selection;
    private final Consumer<Link> onOpen;
    private List<Span> spans = List.of();
    private List<TextRange> found = List.of();
    private int anchor;
    private int from;
    private int to;

    /** Makes an empty one; {@code onOpen} opens what is clicked on. */
    BubbleText(Selection selection, Consumer<Link> onOpen) {
        this.selection = selection;
        this.onOpen = onOpen;
        getStyleClass().add("bubble-text");
        highlight.getStyleClass().add("bubble-highlight");
        highlight.setManaged(false);
        highlight.setMouseTransparent(true);
        codeBack.getStyleClass().add("code-back");
        codeBack.setManaged(false);
        codeBack.setMouseTransparent(true);
        foundBack.getStyleClass().add("found-back");
        foundBack.setManaged(false);
        foundBack.setMouseTransparent(true);
        focusRing.getStyleClass().add("link-focus");
        focusRing.setManaged(false);
        focusRing.setMouseTransparent(true);
        getChildren().addAll(codeBack, foundBack, highlight, focusRing);
        highlight.setViewOrder(1);
        foundBack.setViewOrder(2);
        codeBack.setViewOrder(3);
        setCursor(Cursor.TEXT);
        setOnMousePressed(this::onPressed);
        setOnMouseDragged(this::onDragged);
    }

    /**
     * Shows what a message says.
     *
     * @param whole false if the text has been cut off at its end
     * @param gapWidth the room to leave behind the last word
     */
    void show(String words, boolean whole, double gapWidth) {
        boolean big = isBig(words);
        linkWords.clear();
        spans = big ? List.of(new Span(0, words.length(), Span.Look.PLAIN, null)) : Markup.read(words, whole);
        setText(words, spans, big ? BIG_SIDE : SIDE, gapWidth);
        select(0, 0);
    }

    /** Marks parts of what was last shown, that were searched for. */
    void mark(List<TextRange> ranges) {
        if (!found.equals(ranges)) {
            found = ranges;
            requestLayout();
        }
    }

    /** Whether all it says is a few emoji, which then are big. */
    static boolean isBig(String words) {
        return EmojiIndex.mayContain(words) && EmojiIndex.get().countAlone(words, MAX_BIG) > 0;
    }

    /** Shows words of our own, in which nothing is marked. */
    void showPlain(String words, double gapWidth) {
        linkWords.clear();
        spans = List.of();
        setText(words, List.of(new Span(0, words.length(), Span.Look.PLAIN, null)), SIDE, gapWidth);
        select(0, 0);
    }

    /** Where the links in the text lead, in order. */
    List<Link> links() {
        return spans.stream()
                .map(Span::link)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** The first words of each link, which take the keyboard for it. */
    Map<Link, Text> linkWords() {
        return linkWords;
    }

    @Override
    protected void onLink(Text words, Link link) {
        if (linkWords.putIfAbsent(link, words) == null) {
            words.setAccessibleRole(AccessibleRole.HYPERLINK);
            words.focusedProperty().addListener(property -> drawFocus());
        }
        words.setUnderline(true);
        words.setCursor(Cursor.HAND);
        words.setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.isStillSincePress() && from == to) {
                onOpen.accept(link);
            }
        });
    }

    private void onPressed(MouseEvent event) {
        if (event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        selection.take(this);
        int at = indexAt(event);
        switch (event.getClickCount()) {
            case 1 -> {
                anchor = at;
                select(at, at);
            }
            case 2 -> selectWord(at);
            default -> select(0, length());
        }
    }

    private void onDragged(MouseEvent event) {
        if (event.isPrimaryButtonDown()) {
            int at = indexAt(event);
            select(Math.min(anchor, at), Math.max(anchor, at));
        }
    }

    private int indexAt(MouseEvent event) {
        int index = getHitInfo(new Point2D(event.getX(), event.getY())).getInsertionIndex();
        return Math.clamp(index, 0, length());
    }

    private void selectWord(int at) {
        BreakIterator words = BreakIterator.getWordInstance();
        words.setText(laidOut());
        int end = words.following(Math.min(at, Math.max(0, length() - 1)));
        int start = words.previous();
        select(Math.max(0, start), end == BreakIterator.DONE ? length() : end);
    }

    private void select(int start, int end) {
        from = start;
        to = end;
        highlight.getElements().setAll(start == end ? new PathElement[0] : getRangeShape(start, end, false));
    }

    private String selected() {
        return original(from, to);
    }

    private void clear() {
        select(0, 0);
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        codeBack.getElements().clear();
        for (Span span : spans) {
            if (span.look().code()) {
                codeBack.getElements().addAll(getRangeShape(placeOf(span.from()), placeOf(span.to()), false));
            }
        }
        foundBack.getElements().clear();
        for (TextRange range : found) {
            int start = placeOf(range.start());
            foundBack.getElements().addAll(getRangeShape(start, Math.max(start, placeOf(range.end())), false));
        }
        drawFocus();
        if (from != to) {
            highlight.getElements().setAll(getRangeShape(from, to, false));
        }
    }

    /** Around the link that has the keyboard. */
    private void drawFocus() {
        focusRing.getElements().clear();
        for (Span span : spans) {
            Text words = span.link() == null ? null : linkWords.get(span.link());
            if (words != null && words.isFocused()) {
                focusRing.getElements().addAll(getRangeShape(placeOf(span.from()), placeOf(span.to()), false));
            }
        }
    }

    /** Puts a text on the clipboard. */
    static void copy(String copied) {
        ClipboardContent content = new ClipboardContent();
        content.putString(copied);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
