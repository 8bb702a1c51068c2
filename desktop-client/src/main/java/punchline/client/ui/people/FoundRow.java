package punchline.client.ui.people;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import punchline.client.ui.style.Avatar;
import punchline.client.ui.style.EmojiLabel;
import punchline.client.ui.style.Orientation;
import punchline.client.ui.text.Direction;
import punchline.client.ui.text.Texts;
import punchline.client.ui.text.Times;
import punchline.engine.HistoryMessage;

/** A message that was found: with whom, when, and the words among those around them. */
final class FoundRow extends HBox {
    private final Texts texts;
    private final Times times;
    private final Avatar avatar = new Avatar(40);
    private final EmojiLabel name = new EmojiLabel();
    private final Label time = new Label();
    private final Line line = new Line();

    FoundRow(Texts texts, Times times) {
        super(12);
        this.texts = texts;
        this.times = times;
        setAlignment(Pos.CENTER_LEFT);
        name.getStyleClass().add("person-name");
        name.setMinWidth(0);
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        time.getStyleClass().add("person-time");
        time.setMinWidth(USE_PREF_SIZE);
        HBox first = new HBox(6, name, time);
        first.setAlignment(Pos.CENTER_LEFT);
        VBox words = new VBox(3, first, line);
        words.setAlignment(Pos.CENTER_LEFT);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren().addAll(avatar, words);
    }

    /** Shows it; returns it in words. */
    String show(PeopleItem.Found found) {
        String called = found.person().state().name();
        HistoryMessage message = found.hit().message();
        avatar.show(found.person().id(), called);
        avatar.hidePresence();
        name.setText(called);
        time.setText(times.brief(message.time()));
        line.show(Snippet.of(message.text(), found.hit().ranges()));
        return texts.get("found.accessible", called, times.full(message.time()), message.text());
    }

    /**
     * Stretches of text side by side, by the way that the text runs; the first that has no room ends with dots, and the rest is not
     * there.
     */
    private static final class Line extends Region {
        Line() {
            setMinWidth(0);
            setMaxWidth(Double.MAX_VALUE);
        }

        void show(Snippet snippet) {
            setNodeOrientation(Orientation.of(Direction.of(snippet.text())));
            getChildren().clear();
            for (Snippet.Part part : snippet.parts()) {
                EmojiLabel words = new EmojiLabel();
                words.setText(part.text());
                words.setMinWidth(0);
                words.getStyleClass().add("person-preview");
                if (part.found()) {
                    words.getStyleClass().add("found-words");
                }
                getChildren().add(words);
            }
            requestLayout();
        }

        @Override
        protected double computePrefHeight(double width) {
            return getChildren().stream()
                    .mapToDouble(child -> child.prefHeight(-1))
                    .max()
                    .orElse(0);
        }

        /** Then it ends where the row begins. */
        private boolean isAgainstTheRow() {
            return getParent() != null && getParent().getEffectiveNodeOrientation() != getEffectiveNodeOrientation();
        }

        private double wanted() {
            return getChildren().stream()
                    .mapToDouble(child -> Math.ceil(child.prefWidth(-1)))
                    .sum();
        }

        @Override
        protected void layoutChildren() {
            double x = isAgainstTheRow() ? Math.max(0, getWidth() - wanted()) : 0;
            boolean full = false;
            for (Node child : getChildren()) {
                double wanted = Math.ceil(child.prefWidth(-1));
                double width = Math.min(wanted, getWidth() - x);
                child.setVisible(!full && width > 0);
                double height = child.prefHeight(-1);
                child.resizeRelocate(x, (getHeight() - height) / 2, Math.max(0, width), height);
                x += wanted;
                full |= width < wanted;
            }
        }
    }
}
