package punchline.engine;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import punchline.engine.Event.LinkState;
import punchline.engine.Event.MessageState;

/**
 * Something that happened to a message, or to the link that it waited for.
 *
 * @param time   my wall clock in ms; 0 for what happened before the program started
 * @param why    the path, or why there is none; null if there is nothing to say
 */
public record Happening(
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long time,
        Step step,
        @JsonProperty("detail") @Nullable Reason why) {
    /** What may happen to a message of mine. */
    public enum Step {
        QUEUED,
        /** A way to the peer is being looked for. */
        CONNECTING,
        /** The peer can be reached, by the path in {@code why}. */
        ONLINE,
        /** The peer owes an answer, and may have vanished. */
        SILENT,
        OFFLINE,
        /** No way to the peer was found. */
        UNREACHABLE,
        SENT,
        DELIVERED,
        READ,
        CANCELLED;

        /** The step that leads to a state. */
        public static Step of(MessageState state) {
            return switch (state) {
                case QUEUED -> QUEUED;
                case SENT -> SENT;
                case DELIVERED -> DELIVERED;
                case READ -> READ;
                case CANCELLED -> CANCELLED;
            };
        }

        /** The step that leads to a state of the link. */
        public static Step of(LinkState state) {
            return switch (state) {
                case CONNECTING -> CONNECTING;
                case ONLINE -> ONLINE;
                case OFFLINE -> OFFLINE;
                case UNREACHABLE -> UNREACHABLE;
            };
        }
    }

    /** {@code why} in plain words. */
    public @Nullable String detail() {
        return why == null ? null : why.text();
    }
}
