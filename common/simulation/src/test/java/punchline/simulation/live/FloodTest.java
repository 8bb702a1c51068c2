package punchline.simulation.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.LivePeer;
import punchline.engine.PeerConfig;
import punchline.engine.conversation.MessageId;
import punchline.engine.identity.Identity;
import punchline.protocol.PeerId;
import punchline.protocol.ServerAddress;
import punchline.server.RendezvousServer;
import punchline.server.ServerConfig;
import punchline.server.TrafficLog;
import punchline.store.SqliteMessageStore;

/** While one contact sends as much as it can, another's messages arrive as before. All real: sockets, QUIC, databases. */
@Timeout(120)
class FloodTest {
    private static final int PINGS = 15;
    private static final int PING_PAUSE_MILLIS = 25;
    private static final int FLOOD_AT_ONCE = 500;

    /** A person waits so long without noticing. A quiet machine takes some 10 ms. */
    private static final long PROMPT_MILLIS = 2_000;

    @TempDir
    private Path directory = Path.of("");

    @Test
    void whoFloodsHoldsUpNobodyElse() throws Exception {
        try (RendezvousServer server = RendezvousServer.start(
                        new ServerConfig(0, InetAddress.getLoopbackAddress(), 100), TrafficLog.NONE);
                Person victim = new Person("victim", server.port());
                Person friend = new Person("friend", server.port());
                Person flooder = new Person("flooder", server.port())) {
            friend.peer.submit(new Command.Connect(null, victim.id, null));
            flooder.peer.submit(new Command.Connect(null, victim.id, null));
            friend.await(Person::isOnline);
            flooder.await(Person::isOnline);
            Flood flood = new Flood(flooder, victim);
            victim.flood = flood;
            flood.start();
            victim.await(event ->
                    event instanceof Event.Message message && message.peer().equals(flooder.id));
            List<Long> millis = new ArrayList<>();
            for (int i = 0; i < PINGS; i++) {
                String text = "ping " + i;
                long sentNanos = System.nanoTime();
                friend.peer.submit(new Command.Send(null, victim.id, text));
                victim.await(event ->
                        event instanceof Event.Message message && message.text().equals(text));
                millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sentNanos));
                friend.pause(PING_PAUSE_MILLIS);
            }
            flood.over = true;
            Collections.sort(millis);
            System.out.printf(
                    "flood: %d floods arrived meanwhile; a friend's message took %d ms at the median, %d ms at worst%n",
                    flood.arrived.get(), millis.get(millis.size() / 2), millis.getLast());
            assertThat(flood.arrived.get()).as("there was a flood").isGreaterThan(FLOOD_AT_ONCE);
            assertThat(millis.get(millis.size() / 2)).isLessThan(PROMPT_MILLIS);
        }
    }

    /** Messages, edits of one message, typing and read marks, as fast as they go out. */
    private static final class Flood {
        private final Person flooder;
        private final Person victim;
        private final AtomicInteger arrived = new AtomicInteger();
        private volatile boolean over;

        Flood(Person flooder, Person victim) {
            this.flooder = flooder;
            this.victim = victim;
        }

        void start() {
            for (int i = 0; i < FLOOD_AT_ONCE; i++) {
                more();
            }
        }

        /** One has arrived: the next may go. */
        void more() {
            if (over) {
                return;
            }
            flooder.peer.submit(new Command.Send(null, victim.id, "flood flood flood flood"));
            flooder.peer.submit(new Command.Typing(null, victim.id));
            flooder.peer.submit(new Command.Read(null, victim.id, null));
            MessageId own = flooder.own;
            if (own != null) {
                flooder.peer.submit(new Command.Edit(null, victim.id, own, "edited"));
            }
        }
    }

    private final class Person implements AutoCloseable {
        final PeerId id;
        final LivePeer peer;
        private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        private volatile @Nullable MessageId own;
        private volatile @Nullable Flood flood;

        private interface Wanted {
            boolean isIt(Event event);
        }

        Person(String name, int serverPort) throws Exception {
            Identity identity = Identity.generate(new SecureRandom());
            id = identity.peerId();
            peer = LivePeer.start(
                    new PeerConfig(name, 0, List.of(new ServerAddress("127.0.0.1", serverPort)), true, true, false),
                    identity,
                    engine -> SqliteMessageStore.open(directory.resolve(name), id, id.hashCode(), null, engine),
                    this::onEvent);
        }

        private void onEvent(Event event) {
            Flood running = flood;
            if (running != null
                    && event instanceof Event.Message message
                    && message.peer().equals(running.flooder.id)) {
                if (running.arrived.incrementAndGet() > 1) {
                    running.more();
                    return;
                }
            }
            if (event instanceof Event.State state) {
                own = state.id();
            } else {
                events.add(event);
            }
        }

        static boolean isOnline(Event event) {
            return event instanceof Event.Link link && link.state() == Event.LinkState.ONLINE;
        }

        void await(Wanted wanted) throws InterruptedException {
            while (true) {
                Event event = events.poll(30, TimeUnit.SECONDS);
                assertThat(event).isNotNull();
                if (wanted.isIt(event)) {
                    return;
                }
            }
        }

        void pause(long millis) throws InterruptedException {
            events.poll(millis, TimeUnit.MILLISECONDS);
        }

        @Override
        public void close() {
            peer.close();
        }
    }
}
