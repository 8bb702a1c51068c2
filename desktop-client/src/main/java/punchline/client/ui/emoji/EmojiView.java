package punchline.client.ui.emoji;

import javafx.scene.image.ImageView;

/** An emoji in a line of text, or alone. */
public final class EmojiView extends ImageView {
    /** How much of it stands above the line that letters stand on. */
    private static final double ABOVE = 0.8;

    private final Emoji emoji;
    private final double side;

    /** Shows an emoji with sides of that length. */
    public EmojiView(Emoji emoji, double side) {
        // Twice as fine as most screens: halved exactly there, and not blurred where the screen is as fine.
        super(EmojiImages.of(emoji, (int) Math.round(2 * side)));
        this.emoji = emoji;
        this.side = side;
        getStyleClass().add("emoji");
        setFitWidth(side);
        setFitHeight(side);
        setMouseTransparent(true);
        setAccessibleText(emoji.label());
    }

    public Emoji emoji() {
        return emoji;
    }

    @Override
    public double getBaselineOffset() {
        return side * ABOVE;
    }
}
