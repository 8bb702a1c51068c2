package punchline.simulation.delivery;

import java.util.List;
import org.jspecify.annotations.Nullable;
import punchline.engine.conversation.MessageId;
import punchline.protocol.PeerId;
import punchline.simulation.delivery.Asked.Kind;
import punchline.simulation.delivery.Asked.Outcome;

/** What somebody has deleted of a conversation for himself, all at once: what must be gone from his sight, and what may be. */
final class Clears {
    private final List<Asked> clears;
    private final PeerId owner;

    /** Of what was asked about the conversation, those of its one side. */
    Clears(List<Asked> asked, PeerId owner) {
        this.owner = owner;
        this.clears = asked.stream()
                .filter(one ->
                        one.kind() == Kind.CLEAR && one.author().equals(owner) && one.outcome() != Outcome.REFUSED)
                .toList();
    }

    /** Whether the owner had seen that message, and it was gone when that was answered. */
    boolean hide(MessageId message) {
        return clears.stream()
                .anyMatch(clear ->
                        clear.outcome() == Outcome.DONE && clear.known().contains(message));
    }

    /** Whether what was sent may be gone from the owner's sight: it was asked for before, or may have come while the disk was busy. */
    boolean mayHide(@Nullable Asked sent) {
        return sent != null
                && clears.stream()
                        .anyMatch(clear ->
                                sent.number() < (sent.author().equals(owner) ? clear.number() : clear.answeredAt()));
    }

    /** Whether something that the owner asked for may not have left before. */
    boolean mayDrop(Asked own) {
        return own.author().equals(owner) && clears.stream().anyMatch(clear -> own.number() < clear.number());
    }
}
