package punchline.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.Event.MessageState;
import punchline.engine.Happening;
import punchline.engine.Happening.Step;
import punchline.engine.path.Probe;
import punchline.protocol.Endpoint;

/** Bob goes without a goodbye: what Ann is shown, and when; and that it heals by itself. */
class VanishedPeerTest {
    private static final int RUNS = 8;
    private static final long OFFLINE_LIMIT_MILLIS = 30_000;
    private static final long DOUBT_LIMIT_MILLIS = 7_000;

    /** A way to go, and the way back. */
    record Vanishing(String name, Consumer<TwoHomes> go, Consumer<TwoHomes> comeBack) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Vanishing> vanishings() {
        LinkQuality line = LinkQuality.ofMillis(20);
        return Stream.of(
                new Vanishing("killed", homes -> homes.bob.crash(), homes -> homes.bob.start()),
                new Vanishing(
                        "cable pulled",
                        homes -> homes.bobRouter.setLink(line.withLoss(1)),
                        homes -> homes.bobRouter.setLink(line)),
                new Vanishing("asleep", homes -> homes.bob.sleep(), homes -> homes.bob.wakeUp()));
    }

    @ParameterizedTest
    @MethodSource("vanishings")
    void whoVanishesWhileNobodyWritesIsOfflineWithin30Seconds(Vanishing vanishing) {
        for (long seed = 1; seed <= RUNS; seed++) {
            TwoHomes homes = TwoHomes.usual(seed).online();
            homes.time.runMillis(20_000 + 1_700 * seed);
            vanishing.go().accept(homes);
            assertThat(homes.time.runUntil(() -> !homes.ann.isOnline(homes.bob.id()), OFFLINE_LIMIT_MILLIS))
                    .as("seed %d: %s", seed, homes.network.trace())
                    .isTrue();
            homes.time.runMillis(1_000);
            assertThat(homes.ann.isOnline(homes.bob.id())).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("vanishings")
    void theFirstMessageThatIsNotAnsweredIsInDoubtWithin7Seconds(Vanishing vanishing) {
        for (long seed = 1; seed <= RUNS; seed++) {
            TwoHomes homes = TwoHomes.usual(seed).online();
            homes.say(homes.ann, homes.bob, "heard");
            homes.time.runMillis(1_000 + 900 * seed);
            vanishing.go().accept(homes);
            homes.say(homes.ann, homes.bob, "unheard");
            assertThat(homes.time.runUntil(() -> isSilent(homes), DOUBT_LIMIT_MILLIS))
                    .as("seed %d: %s", seed, homes.network.trace())
                    .isTrue();
            assertThat(state(homes)).isEqualTo(MessageState.SENT);
            assertThat(steps(homes)).endsWith(Step.SENT, Step.SILENT);
            assertThat(homes.time.runUntil(() -> !homes.ann.isOnline(homes.bob.id()), OFFLINE_LIMIT_MILLIS))
                    .isTrue();
            assertThat(state(homes)).isEqualTo(MessageState.QUEUED);
        }
    }

    @ParameterizedTest
    @MethodSource("vanishings")
    void whoComesBackIsOnlineByItselfAndGetsWhatWaited(Vanishing vanishing) {
        for (long seed = 1; seed <= RUNS; seed++) {
            TwoHomes homes = TwoHomes.usual(seed).online();
            vanishing.go().accept(homes);
            homes.say(homes.ann, homes.bob, "waits");
            homes.time.runMillis(10_000 * seed);
            vanishing.comeBack().accept(homes);
            assertThat(homes.time.runUntil(
                            () -> state(homes) == MessageState.DELIVERED
                                    && homes.ann.isOnline(homes.bob.id())
                                    && !isSilent(homes),
                            120_000))
                    .as("seed %d: %s", seed, homes.network.trace())
                    .isTrue();
            assertThat(homes.bob.textsFrom(homes.ann.id())).containsExactly("waits");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nobodyIsKeptOnlineByDatagramsThatAreNotHis(boolean repeated) {
        TwoHomes homes = TwoHomes.behind(3, NatBehaviour.fullCone(), NatBehaviour.fullCone(), LinkQuality.ofMillis(20))
                .online();
        Event.Link link = homes.bob.lastLink(homes.ann.id());
        assertThat(link).isNotNull();
        Endpoint annsPort = link.address();
        assertThat(annsPort).isNotNull();
        VirtualSocket stranger = homes.network
                .openHost("stranger", "198.51.100.66", LinkQuality.ofMillis(1))
                .open(0, (source, payload) -> {});
        // Where the stranger is heard is where Bob was: it took his address over, and has recorded what he sent.
        List<byte[]> recorded = new ArrayList<>();
        homes.bobHost.observe(datagram -> recorded.add(datagram.payload()));
        homes.say(homes.bob, homes.ann, "the last one");
        homes.time.runMillis(20_000);
        homes.bob.crash();
        homes.bobRouter.renumber("203.0.113.77");
        VirtualSocket heir = homes.network
                .openHost("heir", "203.0.113.20", LinkQuality.ofMillis(1))
                .open(0, (source, payload) -> {});
        Random random = homes.network.newRandom();
        for (int i = 0; i < OFFLINE_LIMIT_MILLIS / 100; i++) {
            byte[] datagram =
                    repeated ? recorded.get(i % recorded.size()) : new byte[Probe.BYTES + random.nextInt(900)];
            if (!repeated) {
                random.nextBytes(datagram);
            }
            stranger.send(annsPort, datagram);
            heir.send(annsPort, datagram);
            homes.time.runMillis(100);
        }
        assertThat(homes.ann.isOnline(homes.bob.id()))
                .as("%s", homes.network.trace())
                .isFalse();
    }

    @Test
    void aPeerThatAnswersAgainIsInDoubtNoMore() {
        TwoHomes homes = TwoHomes.usual(5).online();
        homes.bobRouter.setLink(LinkQuality.ofMillis(20).withLoss(1));
        homes.say(homes.ann, homes.bob, "late");
        homes.time.runMillis(5_000);
        assertThat(isSilent(homes)).isTrue();
        Event.ContactView shown = contact(homes);
        assertThat(shown.link()).isEqualTo(Event.LinkState.ONLINE);
        assertThat(shown.unreachableReason()).isEqualTo("does not answer at the moment");
        homes.bobRouter.setLink(LinkQuality.ofMillis(20));
        homes.time.runMillis(TimeUnit.SECONDS.toMillis(10));
        assertThat(isSilent(homes)).isFalse();
        assertThat(contact(homes).unreachableReason()).isNull();
        assertThat(state(homes)).isEqualTo(MessageState.DELIVERED);
    }

    private static boolean isSilent(TwoHomes homes) {
        Event.Link link = homes.ann.lastLink(homes.bob.id());
        return link != null && link.isSilent();
    }

    private static Event.ContactView contact(TwoHomes homes) {
        Event.ContactChanged changed = homes.ann.last(Event.ContactChanged.class, any -> true);
        assertThat(changed).isNotNull();
        return changed.contact();
    }

    /** Of Ann's last message. */
    private static MessageState state(TwoHomes homes) {
        Event.State state = homes.ann.last(Event.State.class, any -> true);
        assertThat(state).isNotNull();
        return state.state();
    }

    private static List<Step> steps(TwoHomes homes) {
        Event.State state = homes.ann.last(Event.State.class, any -> true);
        assertThat(state).isNotNull();
        homes.ann.submit(new Command.Timeline("t", homes.bob.id(), state.id()));
        homes.time.runMillis(20);
        Event.Timeline timeline = homes.ann.last(Event.Timeline.class, any -> true);
        assertThat(timeline).isNotNull();
        return timeline.happenings().stream().map(Happening::step).toList();
    }
}
