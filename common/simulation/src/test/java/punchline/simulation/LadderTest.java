package punchline.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.simulation.NatBehaviour.PortAllocation;

/** The later rounds of an attempt: each pair of NATs that plain probes do not join. */
class LadderTest {
    private static final NatBehaviour PORT_RESTRICTED = NatBehaviour.portRestricted();
    private static final NatBehaviour SEQUENTIAL = NatBehaviour.symmetric(new PortAllocation.Sequential(30_000, 1));
    private static final NatBehaviour BY_TWO = NatBehaviour.symmetric(new PortAllocation.Sequential(40_000, 2));
    private static final NatBehaviour BLOCK = NatBehaviour.symmetric(new PortAllocation.Block(20_480, 1024));
    private static final NatBehaviour RANDOM = NatBehaviour.symmetric(new PortAllocation.RandomPort());

    private static Stream<Arguments> joined() {
        return Stream.of(
                Arguments.of("sequential", PORT_RESTRICTED, SEQUENTIAL, 3_000),
                Arguments.of("sequential by two", PORT_RESTRICTED, BY_TWO, 3_000),
                Arguments.of("both sequential", SEQUENTIAL, BY_TWO, 5_000),
                Arguments.of("block", PORT_RESTRICTED, BLOCK, 5_000),
                Arguments.of("random", PORT_RESTRICTED, RANDOM, 15_000));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("joined")
    void theseNatsAreJoinedWhicheverSideAsks(String name, NatBehaviour one, NatBehaviour other, int limitMillis) {
        for (long seed = 1; seed <= 3; seed++) {
            TwoHomes homes =
                    TwoHomes.behind(seed, one, other, LinkQuality.ofMillis(20)).started();
            boolean annAsks = seed % 2 == 0;
            VirtualPeer asker = annAsks ? homes.ann : homes.bob;
            VirtualPeer asked = annAsks ? homes.bob : homes.ann;
            asker.submit(new Command.Connect(null, asked.id(), null));
            homes.awaitOnline(limitMillis);
            homes.time.runMillis(60_000);
            assertThat(asker.isOnline(asked.id()))
                    .as("%s, a minute later", name)
                    .isTrue();
            homes.say(asked, asker, "hello");
            assertThat(homes.time.runUntil(
                            () -> asker.last(
                                            Event.Message.class,
                                            message -> message.text().equals("hello"))
                                    != null,
                            1_000))
                    .as("%s", homes.network.trace())
                    .isTrue();
            // The long-lived one and the one that won; a second may have been proven beside it.
            assertThat(homes.annHost.openSockets())
                    .as("%s, Ann's sockets", name)
                    .isBetween(1, 3);
            assertThat(homes.bobHost.openSockets())
                    .as("%s, Bob's sockets", name)
                    .isBetween(1, 3);
        }
    }

    private static Stream<Arguments> hopeless() {
        return Stream.of(
                Arguments.of("random", RANDOM, RANDOM),
                Arguments.of("random and block", RANDOM, BLOCK),
                Arguments.of("random and sequential", RANDOM, SEQUENTIAL),
                Arguments.of("sequential and block", SEQUENTIAL, BLOCK),
                Arguments.of("block", BLOCK, BLOCK));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hopeless")
    void whereNeitherSideCanBeAimedAtAPersonKnowsWhyInThreeSeconds(String name, NatBehaviour one, NatBehaviour other) {
        TwoHomes homes =
                TwoHomes.behind(1, one, other, LinkQuality.ofMillis(150)).started();
        homes.ann.submit(new Command.Connect(null, homes.bob.id(), null));
        homes.time.runMillis(3_000);
        Event.Link link = homes.ann.lastLink(homes.bob.id());
        assertThat(link).as("%s", homes.network.trace()).isNotNull();
        assertThat(link.state()).as("%s: %s", name, link).isEqualTo(Event.LinkState.UNREACHABLE);
        assertThat(link.reason()).contains("neither side can aim at the other").contains("would help");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hopeless")
    void soItIsWhereTheOthersNatIsNotKnownYetWhenTheyBegin(String name, NatBehaviour one, NatBehaviour other) {
        TwoHomes homes = TwoHomes.behind(1, one, other, LinkQuality.ofMillis(20));
        homes.ann.start();
        homes.time.runMillis(2_000);
        homes.bob.start();
        // Registered, and its NAT is being looked at.
        homes.time.runMillis(120);
        homes.ann.submit(new Command.Connect(null, homes.bob.id(), null));
        homes.time.runMillis(3_000);
        Event.Link link = homes.ann.lastLink(homes.bob.id());
        assertThat(link).as("%s", homes.network.trace()).isNotNull();
        assertThat(link.reason())
                .as("%s: %s%n%s", name, link, homes.network.trace())
                .contains("neither side can aim at the other");
    }
}
