package punchline.simulation;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import punchline.engine.session.SecureLink;
import punchline.engine.session.SecureLinks;
import punchline.protocol.PeerId;

/**
 * Secure links without cryptography, in virtual time: a handshake, a reliable ordered byte stream over datagrams that may be
 * lost, repeated and reordered, a close. Who is at the other end is believed as it says, so it authenticates only among
 * honest peers; datagrams for or from anyone else than the link's two are dropped.
 *
 * <pre>
 *  0       1              9
 * +-------+--------------+------------------------------------------------
 * | 0x40  | connection   | OFFER   from 32, to 32         client, repeated until accepted
 * | 0x41  |              | ACCEPT  from 32, to 32         server, repeated until confirmed by ACK or DATA
 * | 0x42  |              | DATA    offset 8, bytes        at most 1100 of them
 * | 0x43  |              | ACK     offset 8               all bytes before it have come
 * | 0x44  |              | CLOSE   reason, UTF-8          once, unacknowledged
 * +-------+--------------+------------------------------------------------
 * </pre>
 */
public final class FakeLinks implements SecureLinks {
    private final PeerId self;
    private final VirtualTime time;
    private final RandomGenerator random;
    private final Transport transport;
    private final Map<PeerId, FakeLink> links = new TreeMap<>();
    private long droppedCount;

    public FakeLinks(PeerId self, VirtualTime time, RandomGenerator random, Transport transport) {
        this.self = self;
        this.time = time;
        this.random = random;
        this.transport = transport;
    }

    @Override
    public SecureLink open(PeerId peer, Role role, Listener listener) {
        FakeLink before = links.get(peer);
        long lastConnection = 0;
        if (before != null) {
            lastConnection = before.connection();
            before.end();
        }
        FakeLink link = new FakeLink(self, peer, role, lastConnection, time, random, transport, listener);
        links.put(peer, link);
        link.start();
        return link;
    }

    @Override
    public void onDatagram(PeerId peer, ByteBuf datagram) {
        FakeLink link = links.get(peer);
        try {
            if (link == null || !link.onDatagram(datagram)) {
                droppedCount++;
            }
        } finally {
            datagram.release();
        }
    }

    /** Datagrams that belonged to no link. */
    public long droppedCount() {
        return droppedCount;
    }

    /** The program is killed: nothing is said to anyone, and nothing happens any more. */
    public void crash() {
        links.values().forEach(FakeLink::end);
        links.clear();
    }

    @Override
    public void close() {
        List.copyOf(links.values()).forEach(link -> link.close("closed"));
        links.clear();
    }
}
