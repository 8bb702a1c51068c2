package punchline.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the constructors of messages admit; each throws {@link IllegalArgumentException} with words for the sender. */
final class WireChecks {
    private WireChecks() {}

    static String label(String what, String text) {
        if (text.isEmpty() || text.length() > ProtocolLimits.MAX_LABEL_CHARS) {
            throw new IllegalArgumentException(what + " has 1 to " + ProtocolLimits.MAX_LABEL_CHARS + " characters");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
            if (!plain) {
                throw new IllegalArgumentException(what + " has only letters, digits, - and _");
            }
        }
        return text;
    }

    static String name(String name) {
        if (name.isBlank() || name.length() > ProtocolLimits.MAX_NAME_CHARS) {
            throw new IllegalArgumentException("name has 1 to " + ProtocolLimits.MAX_NAME_CHARS + " characters");
        }
        boolean printable = name.codePoints()
                .noneMatch(c -> Character.isISOControl(c)
                        || Character.getType(c) == Character.SURROGATE
                        || Character.getType(c) == Character.LINE_SEPARATOR
                        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR);
        if (!printable) {
            throw new IllegalArgumentException("name has no control characters");
        }
        return name;
    }

    static List<Endpoint> endpoints(List<Endpoint> endpoints) {
        if (endpoints.size() > ProtocolLimits.MAX_ENDPOINTS) {
            throw new IllegalArgumentException("at most " + ProtocolLimits.MAX_ENDPOINTS + " endpoints");
        }
        return List.copyOf(endpoints);
    }

    static int number(@Nullable Integer number) {
        if (number == null || number < 0) {
            throw new IllegalArgumentException("numbers start at 0");
        }
        return number;
    }

    static int round(int round) {
        if (round < 0 || round > ProtocolLimits.MAX_ROUND) {
            throw new IllegalArgumentException("round is 0 to " + ProtocolLimits.MAX_ROUND);
        }
        return round;
    }

    /** Caps rather than refuses: a slow link is no mistake. */
    static int rttMillis(int rttMillis) {
        if (rttMillis < 0) {
            throw new IllegalArgumentException("rtt is not negative");
        }
        return Math.min(rttMillis, ProtocolLimits.MAX_RTT_MILLIS);
    }
}
