package punchline.simulation.delivery;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import punchline.engine.Event;
import punchline.engine.conversation.MessageId;
import punchline.protocol.PeerId;

/** Something that somebody asked of its program, and what came of it. Its place among all is that of its making. */
final class Asked {
    enum Kind {
        SEND,
        EDIT,
        DELETE,
        REACT,
        CANCEL,
        CLEAR,
        READ
    }

    enum Outcome {
        /** Not told: the program was killed, so it may be durable or not. */
        UNKNOWN,
        DONE,
        REFUSED
    }

    private final int number;
    private final Kind kind;
    private final PeerId author;
    private final PeerId to;
    private final @Nullable MessageId target;
    private final String text;
    private final Set<MessageId> known;
    private int answeredAt = Integer.MAX_VALUE;
    private Outcome outcome = Outcome.UNKNOWN;
    private @Nullable MessageId id;

    Asked(
            int number,
            Kind kind,
            PeerId author,
            PeerId to,
            @Nullable MessageId target,
            String text,
            Set<MessageId> known) {
        this.number = number;
        this.kind = kind;
        this.author = author;
        this.to = to;
        this.target = target;
        this.text = text;
        this.known = known;
    }

    int number() {
        return number;
    }

    Kind kind() {
        return kind;
    }

    PeerId author() {
        return author;
    }

    /** Whether it is of the conversation of these two. */
    boolean isBetween(PeerId one, PeerId other) {
        return (author.equals(one) && to.equals(other)) || (author.equals(other) && to.equals(one));
    }

    /** What it was about, or answers. */
    @Nullable
    MessageId target() {
        return target;
    }

    /** What was to be said, by words or a sign. */
    String text() {
        return text;
    }

    /** Messages of the conversation that the one who asked had seen by then. */
    Set<MessageId> known() {
        return known;
    }

    /** The number that was next when the answer came; the highest there is while none has. */
    int answeredAt() {
        return answeredAt;
    }

    Outcome outcome() {
        return outcome;
    }

    /** Of a message that became durable. */
    @Nullable
    MessageId id() {
        return id;
    }

    String ref() {
        return "asked " + number;
    }

    /** Something was told about it, when so many things had been asked. */
    void onEvent(Event event, int number) {
        answeredAt = Math.min(answeredAt, number);
        if (event instanceof Event.Problem) {
            outcome = Outcome.REFUSED;
        } else if (event instanceof Event.State state) {
            outcome = Outcome.DONE;
            id = state.id();
        } else if (event instanceof Event.Changed || event instanceof Event.Cleared) {
            outcome = Outcome.DONE;
        }
    }

    @Override
    public String toString() {
        return number + ": " + author.brief() + " to " + to.brief() + " " + kind + " "
                + (target == null ? "" : target + " ") + text + " " + outcome;
    }
}
