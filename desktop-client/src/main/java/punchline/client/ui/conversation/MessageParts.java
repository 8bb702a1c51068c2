package punchline.client.ui.conversation;

import java.util.List;
import javafx.geometry.NodeOrientation;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/**
 * The keyboard within a message: from the chosen one, the arrow that reads on leads to its parts (the quote, links, signs, what
 * became of it), from one to the next, and back. Enter or Space does what a click does; Esc, ↑ and ↓ return to the list.
 */
final class MessageParts {
    /** A part, and what a click on it does. */
    record Part(Node node, Runnable act) {}

    private final ListView<MessageItem> list;

    MessageParts(ListView<MessageItem> list) {
        this.list = list;
    }

    /**
     * Takes a key.
     *
     * @param cell that of the chosen message, null if it is not on the screen
     * @return whether the key was meant for the parts of a message
     */
    boolean onKey(KeyEvent event, @Nullable MessageCell cell) {
        if (cell == null || event.isShiftDown() || event.isShortcutDown() || event.isAltDown()) {
            return false;
        }
        List<Part> parts = cell.parts();
        int at = -1;
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).node().equals(event.getTarget())) {
                at = i;
            }
        }
        int step = step(event.getCode());
        if (at < 0) {
            return list.equals(event.getTarget()) && step > 0 && focus(parts, 0);
        }
        return switch (event.getCode()) {
            case LEFT, RIGHT -> {
                if (!focus(parts, at + step) && step < 0) {
                    list.requestFocus();
                }
                yield true;
            }
            case ENTER, SPACE -> {
                parts.get(at).act().run();
                yield true;
            }
            case ESCAPE, UP, DOWN -> {
                list.requestFocus();
                yield true;
            }
            default -> false;
        };
    }

    private static boolean focus(List<Part> parts, int index) {
        if (index < 0 || index >= parts.size()) {
            return false;
        }
        parts.get(index).node().requestFocus();
        return true;
    }

    private int step(KeyCode key) {
        boolean mirrored = list.getEffectiveNodeOrientation() == NodeOrientation.RIGHT_TO_LEFT;
        return switch (key) {
            case RIGHT -> mirrored ? -1 : 1;
            case LEFT -> mirrored ? 1 : -1;
            default -> 0;
        };
    }
}
