package punchline.client.ui.style;

import java.text.Bidi;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/**
 * Text of any script that wraps at the width it is given.
 *
 * <p>JavaFX 26.0.2 on Linux throws out of layout when a line ends inside a run of right-to-left glyphs
 * ({@code PrismTextLayout.computeTrailingSpaceWidth} meets a negative offset), and anyone can send such a text. Lines end
 * safely between runs, so a text with any right-to-left part is laid out word by word, and long words in pieces.
 */
public class WrappedText extends TextFlow {
    /** Twelve of the widest letters are narrower than {@link #LEAST_WIDTH}. */
    private static final int MAX_PIECE = 12;

    /** Below this width a piece might have to be broken. No text is shown in so little room. */
    private static final double LEAST_WIDTH = 200;

    private static final double UNBOUNDED = 100_000;

    /** Lets a line end where no space is. */
    private static final char BREAK = '\u200b';

    private boolean pieces;

    /** Makes an empty one with a style class. */
    public static WrappedText styled(String styleClass) {
        WrappedText made = new WrappedText();
        made.getStyleClass().add(styleClass);
        return made;
    }

    /** Shows a text. */
    public void setText(String text) {
        pieces = Bidi.requiresBidi(text.toCharArray(), 0, text.length());
        if (pieces) {
            // Until laid out anew, the words are measured within the width of what was shown before.
            resize(UNBOUNDED, getHeight());
        }
        List<Text> words = new ArrayList<>();
        for (String piece : pieces ? piecesOf(text) : List.of(text)) {
            Text word = new Text(piece);
            word.getStyleClass().add("words");
            words.add(word);
        }
        getChildren().removeIf(Text.class::isInstance);
        getChildren().addAll(0, words);
    }

    /** The text that is laid out: what was set, perhaps with zero-width spaces. */
    protected final String laidOut() {
        StringBuilder text = new StringBuilder();
        getChildren().forEach(child -> text.append(child instanceof Text word ? word.getText() : ""));
        return text.toString();
    }

    /** A part of {@link #laidOut} as it was set. */
    protected final String original(int from, int to) {
        String part = laidOut().substring(from, to);
        return pieces ? part.replace(Character.toString(BREAK), "") : part;
    }

    static List<String> piecesOf(String text) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        boolean afterSpace = false;
        int length = 0;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            boolean space = Character.isWhitespace(character);
            if (length >= MAX_PIECE || (afterSpace && !space)) {
                if (!afterSpace) {
                    piece.append(BREAK);
                }
                pieces.add(piece.toString());
                piece.setLength(0);
                length = 0;
            }
            piece.appendCodePoint(character);
            length++;
            afterSpace = space;
            i += Character.charCount(character);
        }
        pieces.add(piece.toString());
        return pieces;
    }

    @Override
    protected double computePrefHeight(double width) {
        return super.computePrefHeight(pieces && width >= 0 ? Math.max(width, LEAST_WIDTH) : width);
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        if (!pieces || getWidth() >= Math.min(LEAST_WIDTH, prefWidth(-1))) {
            super.layoutChildren();
        }
    }
}
