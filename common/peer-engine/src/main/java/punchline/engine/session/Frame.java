package punchline.engine.session;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import punchline.engine.conversation.Entry;
import punchline.protocol.Token;

/** What two peers say to each other over a {@link SecureLink}. The layout on the wire is drawn in {@link FrameCodec}. */
public sealed interface Frame {
    /**
     * The first frame of each side. Nobody is online before both have come.
     *
     * @param version      of this protocol, 1 or more; both speak the lower of the two
     * @param capabilities bits, none defined yet; unknown ones mean nothing
     * @param bootId       random at each start of the program
     * @param wants        this side wants to talk to the other: it asked, or it accepted
     * @param name         what this side calls itself
     * @param greeting     shown with the request if the other does not know this side
     * @param held         for each epoch of the other the highest number that is durable on this side
     * @param invite       of an invite that the other gave and has not answered yet, else null
     */
    record Hello(
            int version,
            long capabilities,
            long bootId,
            boolean wants,
            String name,
            String greeting,
            Map<Long, Long> held,
            @Nullable Token invite)
            implements Frame {
        public Hello {
            held = Map.copyOf(held);
        }

        /** One without an invite. */
        public Hello(
                int version,
                long capabilities,
                long bootId,
                boolean wants,
                String name,
                String greeting,
                Map<Long, Long> held) {
            this(version, capabilities, bootId, wants, name, greeting, held, null);
        }
    }

    /** Something said, with its number. Numbers of one epoch come in order and without gaps. */
    record Said(Entry entry) implements Frame {}

    /** All entries of {@code epoch} up to {@code seq} are durable on this side. */
    record Receipt(long epoch, long seq) implements Frame {}

    /** The person on this side has read all messages of {@code epoch} up to {@code seq}. */
    record Read(long epoch, long seq) implements Frame {}

    /** The person on this side is writing, at this moment. */
    record Typing() implements Frame {}

    /** This side wants to talk after all: a request was accepted. */
    record Accepted() implements Frame {}

    /**
     * Says nothing. Its acknowledgement by the link's transport tells that transport at once that a path works again, after an
     * outage in which it waited longer and longer.
     */
    record Ping() implements Frame {}

    /** This side ends on purpose. */
    record Goodbye() implements Frame {}
}
