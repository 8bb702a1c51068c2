package punchline.engine.conversation;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import punchline.engine.Misuse;
import punchline.engine.Reason;

/**
 * Which part of a conversation is read: messages just before one, just after one, or one and those around it; the last
 * ones if none of the three is given.
 *
 * @param limit messages at most, 1 to {@value ConversationLimits#MAX_HISTORY}
 */
public record HistoryPage(
        int limit,
        @Nullable MessageId before,
        @Nullable MessageId after,
        @Nullable MessageId around) {
    /** The last messages. */
    public static HistoryPage last(int limit) {
        return new HistoryPage(limit, null, null, null);
    }

    /** Why that cannot be read; null if it can. */
    @Nullable
    Reason objection() {
        if (limit < 1 || limit > ConversationLimits.MAX_HISTORY) {
            return Reason.of(Misuse.HISTORY_LIMIT, "count", ConversationLimits.MAX_HISTORY);
        }
        long named = Stream.of(before, after, around).filter(Objects::nonNull).count();
        return named > 1 ? Reason.of(Misuse.HISTORY_PLACES) : null;
    }
}
