package punchline.client.ui.conversation;

import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.InputEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a list where its reader is: at the end while new messages come and the window changes its size, or on the same
 * message while older ones are put before it. Works after each layout, when cells have their true heights.
 */
final class ScrollKeeper {
    /** Heights are estimates until laid out, and cells come one pulse after the other, so reaching the end may take many passes; more would be a loop. */
    private static final int MAX_ATTEMPTS = 40;

    private static final double TOLERANCE = 3;

    /** Messages from either edge at which the next page is asked for: about a screen. */
    private static final int EDGE = 12;

    /** What was said just before is seen too. */
    private static final int ABOVE_REVEALED = 2;

    private final ListView<MessageItem> list;
    private final ConversationViewModel model;
    private @Nullable MessageItem anchor;
    private double anchorY;
    private boolean sticking = true;
    private boolean moved;
    private boolean restoring;
    private int attempts;

    ScrollKeeper(ListView<MessageItem> list, ConversationViewModel model) {
        this.list = list;
        this.model = model;
        list.addEventFilter(InputEvent.ANY, event -> {
            if (event instanceof ScrollEvent
                    || event instanceof KeyEvent
                    || (event.getEventType() == MouseEvent.MOUSE_DRAGGED)
                    || (event.getEventType() == MouseEvent.MOUSE_RELEASED)) {
                moved = true;
            }
        });
        list.getItems().addListener((ListChangeListener<MessageItem>) change -> onItems(change));
        list.widthProperty().addListener(property -> attempts = 0);
        list.heightProperty().addListener(property -> attempts = 0);
        list.sceneProperty().addListener((property, old, now) -> {
            if (old != null) {
                old.removePostLayoutPulseListener(afterLayout);
            }
            if (now != null) {
                now.addPostLayoutPulseListener(afterLayout);
            }
        });
    }

    private final Runnable afterLayout = this::afterLayout;

    /** Goes to the end and stays there. */
    void stickToEnd() {
        sticking = true;
        attempts = 0;
        list.requestLayout();
    }

    /** Brings a message into view, a little below the top, and stays there. */
    void reveal(MessageItem item) {
        int index = list.getItems().indexOf(item);
        if (index >= 0) {
            sticking = false;
            restoring = false;
            anchor = null;
            if (!isInView(index)) {
                list.scrollTo(Math.max(0, index - ABOVE_REVEALED));
            }
            list.requestLayout();
        }
    }

    private boolean isInView(int index) {
        if (!(list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow)) {
            return false;
        }
        IndexedCell<?> first = flow.getFirstVisibleCell();
        IndexedCell<?> last = flow.getLastVisibleCell();
        return first != null
                && last != null
                && first.getIndex() < index
                && index < last.getIndex()
                && last.getIndex() < list.getItems().size()
                && first.getItem() == list.getItems().get(first.getIndex())
                && last.getItem() == list.getItems().get(last.getIndex());
    }

    private void onItems(ListChangeListener.Change<? extends MessageItem> change) {
        attempts = 0;
        while (change.next()) {
            // What I write myself is always in view.
            sticking |= change.wasAdded()
                    && list.getItems().get(change.getTo() - 1).delivery() == MessageItem.Delivery.SAVING;
            restoring |= !sticking
                    && change.getFrom() == 0
                    && anchor != null
                    && list.getItems().contains(anchor);
        }
        list.requestLayout();
    }

    private void afterLayout() {
        if (list.getItems().isEmpty() || !(list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow)) {
            anchor = null;
            sticking = true;
            model.atEndProperty().set(true);
            return;
        }
        IndexedCell<?> first = flow.getFirstVisibleCell();
        IndexedCell<?> last = flow.getLastVisibleCell();
        if (first == null || last == null || list.getHeight() <= 0) {
            if (attempts < MAX_ATTEMPTS) {
                attempts++;
                Platform.requestNextPulse();
            }
            return;
        }
        if (restoring) {
            restore(flow);
            return;
        }
        boolean end = isAtEnd(flow, last);
        if (moved) {
            moved = false;
            sticking = end && !model.detachedProperty().get();
        } else if (sticking && !end && attempts < MAX_ATTEMPTS) {
            attempts++;
            toEnd(flow, last);
            Platform.requestNextPulse();
            return;
        }
        if (end) {
            attempts = 0;
            sticking = !model.detachedProperty().get();
        }
        model.atEndProperty().set(end);
        remember(first);
        if (!sticking && first.getIndex() < EDGE) {
            model.onNearOldest();
        }
        if (last.getIndex() >= list.getItems().size() - EDGE) {
            model.onNearNewest();
        }
    }

    /** The list knows the heights of what it has laid out only, so near the end pixels are surer than its guess. */
    private void toEnd(VirtualFlow<?> flow, IndexedCell<?> last) {
        int end = list.getItems().size() - 1;
        if (last.getIndex() == end) {
            flow.scrollPixels(last.getLayoutY() + last.getHeight() - flow.getHeight());
        } else {
            list.scrollTo(end);
        }
    }

    private void restore(VirtualFlow<?> flow) {
        restoring = false;
        int index = list.getItems().indexOf(anchor);
        if (index < 0) {
            return;
        }
        list.scrollTo(index);
        list.layout();
        IndexedCell<?> cell = flow.getCell(index);
        flow.scrollPixels(cell.getLayoutY() - anchorY);
    }

    private boolean isAtEnd(VirtualFlow<?> flow, IndexedCell<?> last) {
        return last.getIndex() == list.getItems().size() - 1
                && last.getLayoutY() + last.getHeight() <= flow.getHeight() + TOLERANCE;
    }

    private void remember(IndexedCell<?> first) {
        int index = first.getIndex();
        if (index >= 0 && index < list.getItems().size()) {
            anchor = list.getItems().get(index);
            anchorY = first.getLayoutY();
        }
    }
}
