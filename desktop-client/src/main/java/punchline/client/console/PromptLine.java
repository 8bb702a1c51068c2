package punchline.client.console;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line taken apart: {@code verb who text}, where {@code rest} is {@code who text} as typed. */
record PromptLine(String verb, String who, String text, String rest) {
    private static final Pattern NUMBERED = Pattern.compile("#(\\d{1,9})(?:\\s+(.*))?", Pattern.DOTALL);

    boolean asksFor(String option) {
        return text.strip().equals(option);
    }

    boolean isNumbered() {
        return NUMBERED.matcher(text).matches();
    }

    int number() {
        return Integer.parseInt(NUMBERED.matcher(text).replaceFirst("$1"));
    }

    String textBehindNumber() {
        Matcher matcher = NUMBERED.matcher(text);
        String behind = matcher.matches() ? matcher.group(2) : null;
        return behind == null ? "" : behind;
    }

    /** The number of days that a text is, or -1. */
    static int wholeNumber(String text) {
        try {
            return Integer.parseUnsignedInt(text.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    static PromptLine of(String line) {
        String[] verbAndRest = line.strip().split("\\s+", 2);
        String rest = verbAndRest.length < 2 ? "" : verbAndRest[1];
        int close = rest.startsWith("\"") ? rest.indexOf('"', 1) : -1;
        if (close > 0) {
            return new PromptLine(
                    verbAndRest[0],
                    rest.substring(1, close),
                    rest.substring(close + 1).strip(),
                    rest);
        }
        String[] whoAndText = rest.split("\\s+", 2);
        return new PromptLine(verbAndRest[0], whoAndText[0], whoAndText.length < 2 ? "" : whoAndText[1], rest);
    }
}
