package punchline.client.ui.style;

import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import punchline.engine.Event.LinkState;
import punchline.protocol.PeerId;

/** A round picture of initials, in a colour that stays with the person, with a dot for presence. */
public final class Avatar extends StackPane {
    private static final int COLOURS = 8;
    private static final PseudoClass ONLINE = PseudoClass.getPseudoClass("online");
    private static final PseudoClass CONNECTING = PseudoClass.getPseudoClass("connecting");
    private static final PseudoClass UNREACHABLE = PseudoClass.getPseudoClass("unreachable");

    private final Label initials = new Label();
    private final Region dot = new Region();
    private final double size;

    public Avatar(double size) {
        this.size = size;
        getStyleClass().add("avatar");
        initials.getStyleClass().add("avatar-initials");
        initials.setStyle("-fx-font-size: " + Math.round(size * 0.38) + "px;");
        dot.getStyleClass().add("presence-dot");
        dot.setManaged(false);
        dot.setVisible(false);
        setMinSize(size, size);
        setPrefSize(size, size);
        setMaxSize(size, size);
        getChildren().addAll(initials, dot);
    }

    public void show(PeerId id, String name) {
        getStyleClass().removeIf(style -> style.startsWith("avatar-"));
        getStyleClass().add("avatar-" + Math.floorMod(id.hashCode(), COLOURS));
        initials.setText(initialsOf(name));
    }

    /** Shows presence, which only the engine may say. */
    public void showPresence(LinkState link) {
        dot.setVisible(link != LinkState.OFFLINE);
        dot.pseudoClassStateChanged(ONLINE, link == LinkState.ONLINE);
        dot.pseudoClassStateChanged(CONNECTING, link == LinkState.CONNECTING);
        dot.pseudoClassStateChanged(UNREACHABLE, link == LinkState.UNREACHABLE);
    }

    public void hidePresence() {
        dot.setVisible(false);
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        double diameter = Math.round(size * 0.32);
        dot.resizeRelocate(size - diameter + 1, size - diameter + 1, diameter, diameter);
    }

    private static String initialsOf(String name) {
        StringBuilder initials = new StringBuilder();
        for (String word : name.strip().split("\\s+", 3)) {
            boolean letter = !word.isEmpty() && Character.isLetterOrDigit(word.codePointAt(0));
            if (letter && initials.codePointCount(0, initials.length()) < 2) {
                initials.appendCodePoint(word.codePointAt(0));
            }
        }
        return initials.toString().toUpperCase(Locale.ROOT);
    }
}
