package punchline.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.PeerConfig;
import punchline.engine.TraversalOptions;
import punchline.engine.path.PathFailure;
import punchline.protocol.ServerAddress;
import punchline.simulation.NatBehaviour.PortAllocation;

/** A search of random ports can be switched off at either side: both say so, within three seconds, and nobody searches. */
class RandomPortsOffTest {
    /** More than plain probes to a few candidates take, far fewer than a search. */
    private static final int FEW = 60;

    private static VirtualPeer person(TwoHomes homes, VirtualHost host, long seed, String name, boolean randomPorts) {
        return new VirtualPeer(
                homes.network,
                host,
                seed,
                new PeerConfig(
                        name,
                        0,
                        List.of(new ServerAddress("198.51.100.1", TwoHomes.SERVER_PORT)),
                        true,
                        true,
                        false,
                        new TraversalOptions(false, randomPorts)));
    }

    @ParameterizedTest(name = "random here {0}, off here {1}, off there {2}")
    @CsvSource({
        "true, true, false",
        "true, false, true",
        "false, true, false",
        "false, false, true",
        "true, true, true",
        "false, true, true"
    })
    void bothSaySoWithinThreeSeconds(boolean randomHere, boolean offHere, boolean offThere) {
        // Both orders of the two ids, of which the lower calls for the round.
        for (long seed = 1; seed <= 4; seed++) {
            NatBehaviour random = NatBehaviour.symmetric(new PortAllocation.RandomPort());
            TwoHomes homes = TwoHomes.behind(
                    seed,
                    randomHere ? random : NatBehaviour.portRestricted(),
                    randomHere ? NatBehaviour.portRestricted() : random,
                    LinkQuality.ofMillis(20));
            VirtualPeer ann =
                    person(homes, homes.annHost, 10 * seed, "Ann", !offHere).start();
            VirtualPeer bob = person(homes, homes.bobHost, 10 * seed + 1, "Bob", !offThere)
                    .start();
            homes.time.runMillis(2_000);
            ann.submit(new Command.Connect(null, bob.id(), null));
            homes.time.runMillis(3_000);

            assertReason(ann, bob, offHere);
            Event.Attempts attempts = attempts(homes, ann, bob);
            assertThat(attempts.attempts()).isNotEmpty();
            assertThat(attempts.attempts().getLast().rounds()).isEmpty();
            homes.time.runMillis(3_000);
            assertThat(homes.annHost.openSockets()).isLessThan(FEW);
            assertThat(homes.bobHost.openSockets()).isLessThan(FEW);
        }
    }

    private static void assertReason(VirtualPeer ann, VirtualPeer bob, boolean offHere) {
        Event.Link link = ann.lastLink(bob.id());
        assertThat(link).isNotNull();
        assertThat(link.state()).isEqualTo(Event.LinkState.UNREACHABLE);
        assertThat(link.reason())
                .isEqualTo((offHere ? PathFailure.RANDOM_PORTS_OFF : PathFailure.RANDOM_PORTS_OFF_THERE).words());
    }

    private static Event.Attempts attempts(TwoHomes homes, VirtualPeer from, VirtualPeer to) {
        from.submit(new Command.Attempts("a", to.id(), false));
        homes.time.runMillis(1);
        Event.Attempts told = from.last(Event.Attempts.class, attempts -> true);
        assertThat(told).isNotNull();
        return told;
    }
}
