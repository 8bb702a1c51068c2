package punchline.engine.conversation;

import org.jspecify.annotations.Nullable;
import punchline.engine.Event;
import punchline.protocol.PeerId;

/** What comes out of {@link ChatService}. */
public sealed interface ChatEvent {
    /** For the front ends as it is. */
    record Tell(Event event) implements ChatEvent {}

    /** This contact is new, or something of it changed. */
    record ContactChanged(Contact contact) implements ChatEvent {}

    /** That this peer is wanted has become durable, so that the peer may be told. */
    record Wanted(PeerId peer) implements ChatEvent {}

    /** A person wants what waits for this peer to be tried at once; {@code ref} is that of the command. */
    record Retry(PeerId peer, @Nullable String ref) implements ChatEvent {}

    /**
     * The link to this peer must be closed: the other side broke the protocol, or what it sent cannot be kept here. A later
     * link starts afresh, and whatever was not acknowledged comes again.
     *
     * @param reason plain words
     */
    record LinkUnusable(PeerId peer, String reason) implements ChatEvent {}
}
