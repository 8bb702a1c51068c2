package punchline.client.ui.conversation;

import java.text.BreakIterator;
import javafx.geometry.Point2D;
import javafx.scene.Cursor;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;
import org.jspecify.annotations.Nullable;
import punchline.client.ui.style.WrappedText;

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

    private final Region gap = new Region();
    private final Path highlight = new Path();
    private final Selection selection;
    private int anchor;
    private int from;
    private int to;

    BubbleText(Selection selection) {
        this.selection = selection;
        getStyleClass().add("bubble-text");
        highlight.getStyleClass().add("bubble-highlight");
        highlight.setManaged(false);
        highlight.setMouseTransparent(true);
        gap.setMinHeight(1);
        gap.setPrefHeight(1);
        getChildren().addAll(gap, highlight);
        highlight.setViewOrder(1);
        setCursor(Cursor.TEXT);
        setOnMousePressed(this::onPressed);
        setOnMouseDragged(this::onDragged);
    }

    void show(String words, double gapWidth) {
        setText(words);
        gap.setMinWidth(gapWidth);
        gap.setPrefWidth(gapWidth);
        select(0, 0);
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
            default -> select(0, laidOut().length());
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
        return Math.clamp(index, 0, laidOut().length());
    }

    private void selectWord(int at) {
        BreakIterator words = BreakIterator.getWordInstance();
        words.setText(laidOut());
        int end = words.following(Math.min(at, Math.max(0, laidOut().length() - 1)));
        int start = words.previous();
        select(Math.max(0, start), end == BreakIterator.DONE ? laidOut().length() : end);
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
        if (from != to) {
            highlight.getElements().setAll(getRangeShape(from, to, false));
        }
    }

    /** Puts a text on the clipboard. */
    static void copy(String copied) {
        ClipboardContent content = new ClipboardContent();
        content.putString(copied);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
