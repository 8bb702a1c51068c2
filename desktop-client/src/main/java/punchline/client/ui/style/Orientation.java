package punchline.client.ui.style;

import javafx.geometry.NodeOrientation;
import org.jspecify.annotations.Nullable;
import punchline.client.ui.text.Direction;

/** Which way nodes are laid out, by the way their words run. */
public final class Orientation {
    private Orientation() {}

    /** That of a direction; what has none is laid out as what is around it. */
    public static NodeOrientation of(@Nullable Direction direction) {
        return switch (direction) {
            case null -> NodeOrientation.INHERIT;
            case LEFT_TO_RIGHT -> NodeOrientation.LEFT_TO_RIGHT;
            case RIGHT_TO_LEFT -> NodeOrientation.RIGHT_TO_LEFT;
        };
    }
}
