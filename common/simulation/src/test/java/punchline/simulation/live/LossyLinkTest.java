package punchline.simulation.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.Event.MessageState;
import punchline.engine.conversation.ConversationLimits;
import punchline.engine.identity.Identity;
import punchline.server.RendezvousServer;
import punchline.server.ServerConfig;
import punchline.server.TrafficLog;

/** Two engines with real QUIC on loopback, between them a network that loses a fifth each way, doubles and reorders. */
@Timeout(120)
class LossyLinkTest {
    private static final double LOSS = 0.2;
    private static final double DUPLICATION = 0.05;
    private static final int BURST = 1_000;
    private static final int LONG_MESSAGES = 12;

    /** Several times what an idle machine takes. */
    private static final long LIMIT_MILLIS = 60_000;

    private final long seed =
            Long.getLong("punchline.seed", ThreadLocalRandom.current().nextInt(1, 1_000_000));

    @Test
    void everythingArrivesInOrderAndOnceThoughAFifthIsLost() throws Exception {
        talk(IntStream.range(0, BURST).mapToObj(i -> "message " + i).toList(), false);
    }

    @Test
    void theLongestMessagesArriveInOrderAndOnceThoughAFifthIsLost() throws Exception {
        talk(longTexts(), false);
    }

    @Test
    void everythingArrivesInOrderAndOnceThoughBothMoveInTheMiddle() throws Exception {
        talk(IntStream.range(0, BURST).mapToObj(i -> "message " + i).toList(), true);
    }

    private static List<String> longTexts() {
        return IntStream.range(0, LONG_MESSAGES)
                .mapToObj(i -> String.format(Locale.ROOT, "%08d", i).repeat(ConversationLimits.MAX_TEXT_BYTES / 8))
                .toList();
    }

    private void talk(List<String> texts, boolean move) throws Exception {
        System.out.println("lossy link: seed " + seed + " (replay with -Dpunchline.seed=" + seed + ")");
        try (RendezvousServer server = RendezvousServer.start(
                        new ServerConfig(0, InetAddress.getLoopbackAddress(), 100), TrafficLog.NONE);
                LossyProxy proxy = new LossyProxy(server.port(), seed, LOSS, DUPLICATION);
                QuicPeer ann = new QuicPeer("Ann", Identity.generate(new SecureRandom()), proxy.port(), seed);
                QuicPeer bob = new QuicPeer("Bob", Identity.generate(new SecureRandom()), proxy.port(), seed + 1)) {
            Side annSide = new Side(ann);
            Side bobSide = new Side(bob);
            annSide.until(side -> side.registered);
            bobSide.until(side -> side.registered);
            ann.submit(new Command.Connect(null, bob.id(), null));
            annSide.until(side -> side.online);
            bobSide.until(side -> side.online);
            long startNanos = System.nanoTime();
            for (int i = 0; i < texts.size(); i++) {
                ann.submit(new Command.Send(null, bob.id(), texts.get(i)));
                bob.submit(new Command.Send(null, ann.id(), texts.get(i)));
            }
            if (move) {
                bobSide.until(side -> side.texts.size() >= texts.size() / 4);
                proxy.renumber();
            }
            annSide.until(side -> side.delivered.size() == texts.size());
            bobSide.until(side -> side.delivered.size() == texts.size());
            annSide.until(side -> side.texts.size() >= texts.size());
            bobSide.until(side -> side.texts.size() >= texts.size());
            System.out.printf(
                    Locale.ROOT,
                    "lossy link: %d texts each way%s in %d ms, %.1f %% lost%n",
                    texts.size(),
                    move ? ", both moving," : "",
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos),
                    100 * proxy.measuredLoss());
            assertThat(bobSide.texts).as("seed %d", seed).isEqualTo(texts);
            assertThat(annSide.texts).as("seed %d", seed).isEqualTo(texts);
            assertThat(proxy.measuredLoss()).isBetween(LOSS / 2, 2 * LOSS);
        }
    }

    /** What one side's program has told. */
    private final class Side {
        private final QuicPeer peer;
        private final List<String> texts = new ArrayList<>();
        private final Set<Object> delivered = new HashSet<>();
        private final List<Event> last = new ArrayList<>();
        private boolean registered;
        private boolean online;

        Side(QuicPeer peer) {
            this.peer = peer;
        }

        private interface Goal {
            boolean isReached(Side side);
        }

        void until(Goal goal) throws InterruptedException {
            long endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LIMIT_MILLIS);
            while (!goal.isReached(this)) {
                long leftMillis = TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime());
                Event event = leftMillis <= 0 ? null : peer.poll(leftMillis);
                assertThat(event)
                        .as("seed %d, %d texts, %d delivered, last %s", seed, texts.size(), delivered.size(), last)
                        .isNotNull();
                onEvent(event);
            }
        }

        private void onEvent(Event event) {
            switch (event) {
                case Event.Message message -> texts.add(message.text());
                case Event.State state when state.state() == MessageState.DELIVERED -> delivered.add(state.id());
                case Event.Server server -> registered |= server.server().registered();
                case Event.Link link -> {
                    online = link.state() == Event.LinkState.ONLINE;
                    last.add(event);
                }
                case Event.Problem problem -> last.add(problem);
                default -> {}
            }
        }
    }
}
