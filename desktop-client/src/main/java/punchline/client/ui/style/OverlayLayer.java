package punchline.client.ui.style;

import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.TraversalDirection;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * A layer above a pane for one card at a time. The card stands beside what it belongs to, inside the pane, and leaves with
 * Esc or a click beside it; the keyboard then returns to where it was. While a card stands in the middle, what is beneath is dimmed
 * and the keyboard stays within the card.
 */
public final class OverlayLayer extends Pane {
    private static final double MARGIN = 8;

    private static final PseudoClass MODAL = PseudoClass.getPseudoClass("modal");

    private final ChangeListener<Node> keepInside = (property, old, now) -> onFocusMoved(old, now);
    private @Nullable Scene watched;
    private @Nullable Region card;
    private @Nullable Node anchor;
    private @Nullable Node focusedBefore;
    private Runnable onClosed = () -> {};

    public OverlayLayer() {
        setVisible(false);
        getStyleClass().add("overlay");
        setOnMousePressed(event -> {
            if (event.getTarget() == this) {
                close();
                event.consume();
            }
        });
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE && card != null) {
                close();
                event.consume();
            }
        });
    }

    /**
     * Shows a card, in place of another one.
     *
     * @param beside what it stands beside, or null for the middle of the pane
     * @param closed called once it has left
     */
    public void show(Region shown, @Nullable Node beside, Runnable closed) {
        close();
        focusedBefore = getScene() == null ? null : getScene().getFocusOwner();
        card = shown;
        anchor = beside;
        onClosed = closed;
        getChildren().setAll(shown);
        setVisible(true);
        pseudoClassStateChanged(MODAL, beside == null);
        // What scrolls has its content once it is styled, and only then can that take the keyboard.
        applyCss();
        if (beside == null && getScene() != null) {
            watched = getScene();
            watched.focusOwnerProperty().addListener(keepInside);
        }
    }

    private void onFocusMoved(@Nullable Node old, @Nullable Node now) {
        Region shown = card;
        if (shown == null || now == null || isWithin(shown, now)) {
            return;
        }
        List<Node> stops = new ArrayList<>();
        collectStops(shown, stops);
        // From the first stop one leaves backwards, from any other forwards.
        boolean backwards = !stops.isEmpty() && stops.getFirst().equals(old);
        Platform.runLater(() -> {
            if (shown.equals(card) && !stops.isEmpty()) {
                enter(stops, backwards);
            }
        });
    }

    /** Takes the keyboard to one end. JavaFX shows it only where it came by a key, so it goes one step further and back. */
    private static void enter(List<Node> stops, boolean backwards) {
        Node end = backwards ? stops.getLast() : stops.getFirst();
        end.requestFocus();
        if (stops.size() > 1) {
            TraversalDirection inwards = backwards ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT;
            TraversalDirection back = backwards ? TraversalDirection.NEXT : TraversalDirection.PREVIOUS;
            end.requestFocusTraversal(inwards);
            end.getScene().getFocusOwner().requestFocusTraversal(back);
        }
    }

    private static boolean isWithin(Node outer, Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (each.equals(outer)) {
                return true;
            }
        }
        return false;
    }

    private static void collectStops(Node node, List<Node> stops) {
        if (!node.isVisible() || node.isDisabled()) {
            return;
        }
        if (node.isFocusTraversable()) {
            stops.add(node);
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collectStops(child, stops));
        }
    }

    /** Whether there is a card. */
    public boolean isOpen() {
        return card != null;
    }

    /** Takes the card away; returns whether there was one. */
    public boolean close() {
        if (card == null) {
            return false;
        }
        card = null;
        anchor = null;
        if (watched != null) {
            watched.focusOwnerProperty().removeListener(keepInside);
            watched = null;
        }
        setVisible(false);
        getChildren().clear();
        if (focusedBefore != null && focusedBefore.getScene() != null) {
            focusedBefore.requestFocus();
        }
        focusedBefore = null;
        Runnable closed = onClosed;
        onClosed = () -> {};
        closed.run();
        return true;
    }

    @Override
    protected void layoutChildren() {
        Region shown = card;
        if (shown == null) {
            return;
        }
        double width = Math.min(shown.prefWidth(-1), getWidth() - 2 * MARGIN);
        double height = Math.min(shown.prefHeight(width), getHeight() - 2 * MARGIN);
        Point2D at = place(width, height);
        shown.resizeRelocate(
                snapPositionX(Math.clamp(at.getX(), MARGIN, Math.max(MARGIN, getWidth() - MARGIN - width))),
                snapPositionY(Math.clamp(at.getY(), MARGIN, Math.max(MARGIN, getHeight() - MARGIN - height))),
                width,
                height);
    }

    /** Above the anchor if there is room, else below, and in line with its nearer edge. */
    private Point2D place(double width, double height) {
        Node beside = anchor;
        if (beside == null || beside.getScene() == null) {
            return new Point2D((getWidth() - width) / 2, (getHeight() - height) / 2);
        }
        Bounds bounds = sceneToLocal(beside.localToScene(beside.getBoundsInLocal()));
        boolean right = bounds.getCenterX() > getWidth() / 2;
        double x = right ? bounds.getMaxX() - width : bounds.getMinX();
        double above = bounds.getMinY() - MARGIN - height;
        return new Point2D(x, above >= MARGIN ? above : bounds.getMaxY() + MARGIN);
    }
}
