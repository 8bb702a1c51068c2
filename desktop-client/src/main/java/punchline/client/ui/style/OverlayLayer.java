package punchline.client.ui.style;

import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * A layer above a pane for one card at a time. The card stands beside what it belongs to, inside the pane, and leaves with
 * Esc or a click beside it; the keyboard then returns to where it was.
 */
public final class OverlayLayer extends Pane {
    private static final double MARGIN = 8;

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
