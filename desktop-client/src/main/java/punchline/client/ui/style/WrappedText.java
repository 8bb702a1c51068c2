package punchline.client.ui.style;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;
import punchline.client.ui.emoji.EmojiRuns;
import punchline.client.ui.emoji.EmojiView;
import punchline.client.ui.markup.Link;
import punchline.client.ui.markup.Span;
import punchline.client.ui.text.Direction;

/**
 * Text of any script that wraps at the width it is given, with emoji as pictures and links that open.
 */
public class WrappedText extends TextFlow {
    /** Lets a line end where no space is. */
    private static final char BREAK = '\u200b';

    /** Beside letters of 14 px. */
    private static final double EMOJI_SIDE = 18;

    /** More of them in one text are drawn as the font has them: each picture is a node on the screen. */
    private static final int MAX_PICTURES = 400;

    /**
     * A piece of the text.
     *
     * @param words   what is laid out
     * @param picture the emoji that is seen in the place of the words, or null
     * @param from    where it begins in the text that was set
     * @param to      where it ends there
     */
    private record Part(Text words, @Nullable EmojiView picture, int from, int to) {
        int length() {
            return words.getText().length();
        }
    }

    private final List<Part> parts = new ArrayList<>();
    private String source = "";

    /** Makes an empty one with a style class. */
    public static WrappedText styled(String styleClass) {
        WrappedText made = new WrappedText();
        made.getStyleClass().add(styleClass);
        return made;
    }

    /** Shows a text, with its emoji as pictures. */
    public void setText(String text) {
        setText(text, List.of(new Span(0, text.length(), Span.Look.PLAIN, null)), EMOJI_SIDE, 0);
    }

    /** Shows a text as its spans say, with emoji of that size, and leaves so much room behind its last word. */
    protected final void setText(String text, List<Span> spans, double emojiSide, double gapWidth) {
        source = text;
        setNodeOrientation(Orientation.of(Direction.of(text)));
        parts.clear();
        int pictures = 0;
        for (Span span : spans) {
            for (EmojiRuns.Run run : EmojiRuns.of(text, span.from(), span.to(), MAX_PICTURES - pictures)) {
                if (run.emoji() == null) {
                    addWords(span, run.from(), run.to());
                } else {
                    pictures++;
                    addEmoji(new EmojiView(run.emoji(), emojiSide), run.from(), run.to(), emojiSide);
                }
            }
            if (span.link() != null && span.link().host() != null) {
                add(" (" + span.link().host() + ")", span.to(), span.to(), span.look(), "link-host");
            }
        }
        List<Node> nodes = new ArrayList<>();
        parts.forEach(part -> nodes.add(part.words()));
        if (gapWidth > 0) {
            nodes.add(Room.gap(gapWidth));
        }
        parts.stream().map(Part::picture).filter(Objects::nonNull).forEach(nodes::add);
        getChildren().removeIf(node -> node instanceof Text || node instanceof EmojiView);
        getChildren().addAll(0, nodes);
    }

    private void addEmoji(EmojiView picture, int from, int to, double side) {
        picture.setManaged(false);
        parts.add(new Part(Room.of(side), picture, from, to));
    }

    private void addWords(Span span, int from, int to) {
        Text added = add(source.substring(from, to), from, to, span.look(), span.link() == null ? null : "link");
        if (span.link() != null) {
            onLink(added, span.link());
        }
    }

    private Text add(String words, int from, int to, Span.Look look, @Nullable String style) {
        Text text = new Text(words);
        text.getStyleClass().add("words");
        if (look.strong()) {
            text.getStyleClass().add("strong");
        }
        if (look.emphasis()) {
            text.getStyleClass().add("emphasis");
        }
        if (look.code()) {
            text.getStyleClass().add("code");
        }
        text.setStrikethrough(look.strike());
        if (style != null) {
            text.getStyleClass().add(style);
        }
        parts.add(new Part(text, null, from, to));
        return text;
    }

    /** A link has been laid out as these words. */
    protected void onLink(Text words, Link link) {}

    /** How many places {@link #original} knows: characters as laid out. */
    protected final int length() {
        return parts.stream().mapToInt(Part::length).sum();
    }

    /** What is laid out, with signs in the place of each emoji. */
    protected final String laidOut() {
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(part.words().getText()));
        return text.toString();
    }

    /** A part of {@link #laidOut} as it is written in the text that was set. */
    protected final String original(int from, int to) {
        if (from >= to) {
            return "";
        }
        return from == 0 && to == length() ? source : source.substring(sourceAt(from, true), sourceAt(to, false));
    }

    private int sourceAt(int place, boolean begins) {
        int start = 0;
        for (Part part : parts) {
            int end = start + part.length();
            if (begins ? place < end : place <= end) {
                return part.picture() == null
                        ? Math.min(part.from() + place - start, part.to())
                        : begins ? part.from() : part.to();
            }
            start = end;
        }
        return source.length();
    }

    /** Where a stretch of the text that was set is laid out. */
    protected final int placeOf(int sourceIndex) {
        int start = 0;
        for (Part part : parts) {
            if (sourceIndex < part.to()) {
                return start + Math.max(0, part.picture() == null ? sourceIndex - part.from() : 0);
            }
            start += part.length();
        }
        return start;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        for (Part part : parts) {
            EmojiView picture = part.picture();
            if (picture != null) {
                Bounds room = part.words().getBoundsInParent();
                picture.relocate(
                        snapPositionX(room.getMinX() + (room.getWidth() - picture.getFitWidth()) / 2),
                        snapPositionY(room.getCenterY() - picture.getFitHeight() / 2));
            }
        }
    }

    /**
     * Invisible signs that keep room among the words. JavaFX 26.0.2 leaves empty lines where a line ends beside a node that is
     * embedded in the flow, so there are none. The signs have no direction of their own, as emoji have none.
     */
    private static final class Room {
        private static final String SIGN = "&";
        private static final double MEASURED_AT = 100;

        /** Smaller than the letters around, so that it does not spread the lines; in em, for what stands in the gap grows with the text. */
        private static final double GAP_FONT_EM = 0.7;

        /** What the wanted width of a gap is meant for. */
        private static final double USUAL_FONT = 14;

        private static final double WIDTH = width();

        private static double width() {
            Text sign = new Text(SIGN.repeat(10));
            sign.setFont(Font.font(MEASURED_AT));
            return sign.getLayoutBounds().getWidth() / 10;
        }

        /** Two of them, as wide as an emoji, behind which a line may end. */
        static Text of(double side) {
            return made(SIGN + SIGN + BREAK, Math.min(side * MEASURED_AT / (2 * WIDTH), side) + "px");
        }

        /** Before which a line may end. */
        static Text gap(double wanted) {
            int signs = (int) Math.ceil(wanted * MEASURED_AT / (WIDTH * GAP_FONT_EM * USUAL_FONT));
            return made(BREAK + SIGN.repeat(signs), GAP_FONT_EM + "em");
        }

        private static Text made(String signs, String fontSize) {
            Text room = new Text(signs);
            room.setStyle("-fx-fill: transparent; -fx-font-size: " + fontSize + ";");
            room.setMouseTransparent(true);
            return room;
        }
    }
}
