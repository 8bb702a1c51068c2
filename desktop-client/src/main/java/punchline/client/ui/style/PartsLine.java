package punchline.client.ui.style;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import punchline.client.ui.text.Direction;

/**
 * The parts of one line of text, words and pictures, side by side by the way that the text runs. The first words that have no room
 * end with dots, and the rest is not there.
 */
public final class PartsLine extends Region {
    public PartsLine() {
        setMinWidth(0);
        setMaxWidth(Double.MAX_VALUE);
    }

    /** Shows these, which together are that text. */
    public void show(String text, List<? extends Node> parts) {
        setNodeOrientation(Orientation.of(Direction.of(text)));
        getChildren().setAll(parts);
        requestLayout();
    }

    @Override
    protected double computePrefWidth(double height) {
        return getChildren().stream()
                .mapToDouble(part -> Math.ceil(part.prefWidth(-1)))
                .sum();
    }

    @Override
    protected double computePrefHeight(double width) {
        return getChildren().stream()
                .mapToDouble(part -> part.prefHeight(-1))
                .max()
                .orElse(0);
    }

    @Override
    protected void layoutChildren() {
        double x = isAgainstItsParent() ? Math.max(0, getWidth() - computePrefWidth(-1)) : 0;
        boolean full = false;
        for (Node part : getChildren()) {
            double wanted = Math.ceil(part.prefWidth(-1));
            double width = Math.min(wanted, getWidth() - x);
            boolean fits = part instanceof Label ? width > 0 : width >= wanted;
            part.setVisible(!full && fits);
            double height = part.prefHeight(-1);
            part.resizeRelocate(x, (getHeight() - height) / 2, Math.max(0, width), height);
            x += wanted;
            full |= width < wanted;
        }
    }

    /** Then it ends where other lines begin. */
    private boolean isAgainstItsParent() {
        return getParent() != null && getParent().getEffectiveNodeOrientation() != getEffectiveNodeOrientation();
    }
}
