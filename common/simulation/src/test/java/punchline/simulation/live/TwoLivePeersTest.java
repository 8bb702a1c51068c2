package punchline.simulation.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.LivePeer;
import punchline.engine.PeerConfig;
import punchline.engine.identity.Identity;
import punchline.protocol.PeerId;
import punchline.protocol.ServerAddress;
import punchline.server.RendezvousServer;
import punchline.server.ServerConfig;
import punchline.server.TrafficLog;
import punchline.simulation.store.CrashableStore;

/** Real sockets, real QUIC, a real server, all on loopback. */
@Timeout(60)
class TwoLivePeersTest {
    @Test
    void twoPeersMeetThroughTheServerAndChat() throws Exception {
        try (RendezvousServer server = RendezvousServer.start(
                        new ServerConfig(0, InetAddress.getLoopbackAddress(), 100), TrafficLog.NONE);
                Client ann = new Client("Ann", server.port());
                Client bob = new Client("Bob", server.port())) {
            ann.await(Event.Server.class, registered -> registered.server().registered());
            bob.await(Event.Server.class, registered -> registered.server().registered());

            ann.peer.submit(new Command.ListPeers("l"));
            Event.Peers peers = ann.await(Event.Peers.class, any -> true);
            assertThat(peers.ref()).isEqualTo("l");
            assertThat(peers.peers()).extracting(Event.ListedPeer::id).containsExactly(bob.id);

            ann.peer.submit(new Command.Connect("c", bob.id, "It is Ann"));
            Event.Request request = bob.await(Event.Request.class, any -> true);
            assertThat(request.name()).isEqualTo("Ann");
            assertThat(request.greeting()).isEqualTo("It is Ann");
            bob.peer.submit(new Command.Accept(null, ann.id));
            ann.await(Event.Link.class, link -> link.state() == Event.LinkState.ONLINE);
            bob.await(Event.Link.class, link -> link.state() == Event.LinkState.ONLINE);

            for (int i = 0; i < 100; i++) {
                ann.peer.submit(new Command.Send("a" + i, bob.id, "to Bob " + i));
                bob.peer.submit(new Command.Send("b" + i, ann.id, "to Ann " + i));
            }
            assertThat(bob.texts(100)).first().isEqualTo("to Bob 0");
            assertThat(ann.texts(100)).last().isEqualTo("to Ann 99");
            ann.awaitDelivered(100);
            bob.awaitDelivered(100);
        }
    }

    private static final class Client implements AutoCloseable {
        final PeerId id;
        final LivePeer peer;
        private final List<Event> seen = new ArrayList<>();
        private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

        Client(String name, int serverPort) throws Exception {
            Identity identity = Identity.generate(new SecureRandom());
            id = identity.peerId();
            peer = LivePeer.start(
                    new PeerConfig(name, 0, List.of(new ServerAddress("127.0.0.1", serverPort)), true, false, false),
                    identity,
                    engine -> new CrashableStore(id, id.hashCode(), (delay, task) -> engine.execute(task), 0),
                    events::add);
            await(Event.Ready.class, ready -> ready.id().equals(id));
        }

        /** The next event of that kind that fits; those before it are kept for {@link #texts}. */
        <E extends Event> E await(Class<E> kind, Predicate<E> fits) throws InterruptedException {
            while (true) {
                Event event = events.poll(10, TimeUnit.SECONDS);
                assertThat(event)
                        .as("waiting for " + kind.getSimpleName() + ", saw " + seen)
                        .isNotNull();
                seen.add(event);
                if (kind.isInstance(event) && fits.test(kind.cast(event))) {
                    return kind.cast(event);
                }
            }
        }

        List<String> texts(int count) throws InterruptedException {
            List<String> texts = new ArrayList<>();
            while (texts.size() < count) {
                texts.add(await(Event.Message.class, any -> true).text());
            }
            return texts;
        }

        /** Receipts may have come before the last messages of the other. */
        void awaitDelivered(int count) throws InterruptedException {
            while (seen.stream().filter(Client::isDelivery).count() < count) {
                await(Event.State.class, Client::isDelivery);
            }
        }

        private static boolean isDelivery(Event event) {
            return event instanceof Event.State state && state.state() == Event.MessageState.DELIVERED;
        }

        @Override
        public void close() {
            peer.close();
        }
    }
}
