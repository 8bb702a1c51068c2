package punchline.client.console;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import punchline.engine.Command;
import punchline.engine.conversation.MessageId;
import punchline.protocol.PeerId;

/** Which part of a conversation a person wants to see, such as {@code before #3}. */
record PagePhrase(Side side, int number) {
    enum Side {
        BEFORE,
        AFTER,
        AROUND
    }

    private static final Pattern FORM =
            Pattern.compile("(before|after|around)\\s+#?(\\d{1,9})\\s*", Pattern.CASE_INSENSITIVE);

    /** Null if it is none. */
    static @Nullable PagePhrase of(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? new PagePhrase(
                        Side.valueOf(matcher.group(1).toUpperCase(Locale.ROOT)), Integer.parseInt(matcher.group(2)))
                : null;
    }

    Command.History command(String ref, PeerId peer, int limit, MessageId message) {
        return switch (side) {
            case BEFORE -> new Command.History(ref, peer, limit, message, null, null);
            case AFTER -> new Command.History(ref, peer, limit, null, message, null);
            case AROUND -> new Command.History(ref, peer, limit, null, null, message);
        };
    }
}
