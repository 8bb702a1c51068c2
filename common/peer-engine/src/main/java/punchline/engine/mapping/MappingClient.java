package punchline.engine.mapping;

import java.net.InetSocketAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import punchline.engine.Deadline;
import punchline.engine.Reason;
import punchline.protocol.Endpoint;

/** One protocol's client at one gateway. It is idle until started, and ignores whatever comes while it is. */
interface MappingClient {
    /** Its owner. Of the last two, one is called for each {@link #start} and {@link #renew}, unless stopped before. */
    interface Host {
        void send(InetSocketAddress to, byte[] payload);

        /** Returns the call's id. */
        long call(URI uri, @Nullable String action, String body);

        /** There is a mapping, made or renewed, or renewed otherwise than before. */
        void onMapped(long nowNanos, MappingClient client, Endpoint external, long lifetimeSeconds);

        /** There is none to be had by this protocol. */
        void onFailed(long nowNanos, MappingClient client, Failure failure);
    }

    /**
     * Why there is no mapping. Of several kinds the last tells the most.
     *
     */
    record Failure(Kind kind, Reason reason) {
        enum Kind {
            /** Nothing that could be an answer came. */
            SILENCE,
            /** The gateway says that it does not know this protocol. */
            UNKNOWN,
            /** What came made no sense. */
            NONSENSE,
            /** The gateway said no. */
            REFUSAL
        }
    }

    MappingProtocol protocol();

    /** Asks a gateway of which nothing is known. */
    void start(long nowNanos);

    /** Asks again for the mapping that there is. */
    void renew(long nowNanos);

    /** Whether the gateway has restarted is asked now; if it has, the mapping is asked for again. */
    void check(long nowNanos);

    /** Asks no more. */
    void stop();

    /** Asks no more, and gives back what mapping there is: sent once, as nobody waits for the answer. */
    void release();

    /** A datagram from the gateway's address, from any port. */
    void onDatagram(long nowNanos, int sourcePort, byte[] datagram);

    void onHttp(long nowNanos, long id, HttpOutcome outcome);

    @Nullable
    Deadline deadline();

    void onDeadline(long nowNanos);
}
