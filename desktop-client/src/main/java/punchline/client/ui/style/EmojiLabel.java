package punchline.client.ui.style;

import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
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
        setGraphic(emoji ? new Line(this, text) : null);
        setContentDisplay(emoji ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT);
    }

    /** Words and pictures side by side; the first that has no room ends with dots, and the rest is not there. */
    private static final class Line extends Region {
        Line(Label label, String text) {
            setMinWidth(0);
            setMaxWidth(Double.MAX_VALUE);
            double side = Math.round(label.getFont().getSize() * SIDE_PER_FONT);
            for (EmojiRuns.Run run : EmojiRuns.of(text, 0, text.length(), MAX_PICTURES)) {
                if (run.emoji() != null) {
                    getChildren().add(new EmojiView(run.emoji(), side));
                } else {
                    Label words = new Label(text.substring(run.from(), run.to()));
                    words.setMinWidth(0);
                    words.fontProperty().bind(label.fontProperty());
                    words.textFillProperty().bind(label.textFillProperty());
                    getChildren().add(words);
                }
            }
        }

        @Override
        protected double computePrefWidth(double height) {
            return getChildren().stream()
                    .mapToDouble(child -> Math.ceil(child.prefWidth(-1)))
                    .sum();
        }

        @Override
        protected double computePrefHeight(double width) {
            return getChildren().stream()
                    .mapToDouble(child -> child.prefHeight(-1))
                    .max()
                    .orElse(0);
        }

        @Override
        protected void layoutChildren() {
            double x = 0;
            boolean full = false;
            for (javafx.scene.Node child : getChildren()) {
                double wanted = Math.ceil(child.prefWidth(-1));
                double width = Math.min(wanted, getWidth() - x);
                boolean fits = child instanceof Label ? width > 0 : width >= wanted;
                child.setVisible(!full && fits);
                double height = child.prefHeight(-1);
                child.resizeRelocate(x, (getHeight() - height) / 2, Math.max(0, width), height);
                x += wanted;
                full |= width < wanted;
            }
        }
    }
}
