package punchline.client.ui.style;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import punchline.client.ui.emoji.EmojiIndex;
import punchline.client.ui.emoji.EmojiRuns;
import punchline.client.ui.emoji.EmojiView;

/** A line of text with its emoji as pictures. What has no room at its end is cut off, as a label does it. */
public final class EmojiLabel extends Label {
    /** Longer lines have their end out of sight. */
    private static final int MAX_PICTURES = 60;

    /** Emoji are a little higher than the letters around them. */
    private static final double SIDE_PER_FONT = 1.25;

    public EmojiLabel() {
        textProperty().addListener(property -> arrange());
        fontProperty().addListener(property -> arrange());
    }

    private void arrange() {
        String text = getText() == null ? "" : getText();
        boolean emoji = EmojiIndex.mayContain(text);
        setGraphic(emoji ? line(text) : null);
        setContentDisplay(emoji ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT);
    }

    private PartsLine line(String text) {
        List<Node> parts = new ArrayList<>();
        double side = Math.round(getFont().getSize() * SIDE_PER_FONT);
        for (EmojiRuns.Run run : EmojiRuns.of(text, 0, text.length(), MAX_PICTURES)) {
            if (run.emoji() != null) {
                parts.add(new EmojiView(run.emoji(), side));
            } else {
                Label words = new Label(text.substring(run.from(), run.to()));
                words.setMinWidth(0);
                words.fontProperty().bind(fontProperty());
                words.textFillProperty().bind(textFillProperty());
                parts.add(words);
            }
        }
        PartsLine line = new PartsLine();
        line.show(text, parts);
        return line;
    }
}
