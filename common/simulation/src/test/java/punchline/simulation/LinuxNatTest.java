package punchline.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import punchline.protocol.Endpoint;
import punchline.simulation.NatBehaviour.PortAllocation;

/** What home routers do besides the book: remember strays, share their ports with neighbours, filter without translating. */
class LinuxNatTest {
    private static final byte[] PAYLOAD = {7};

    private final VirtualNetwork network = new VirtualNetwork(1);
    private final Segment home = network.segment("home");
    private final VirtualHost inside =
            network.host("inside", LinkQuality.ofMillis(1)).attach(home, "192.168.1.2");
    private final VirtualHost remote = network.openHost("remote", "203.0.113.7", LinkQuality.ofMillis(10));
    private final Endpoint remoteAt = Endpoint.parse("203.0.113.7:6327");
    private final List<Endpoint> seenByRemote = new ArrayList<>();
    private final VirtualSocket theirs = remote.open(6327, (source, payload) -> seenByRemote.add(source));
    private final List<Endpoint> seenInside = new ArrayList<>();
    private final VirtualSocket mine = inside.open(5000, (source, payload) -> seenInside.add(source));

    private VirtualNat nat(NatBehaviour behaviour) {
        return network.nat("nat", network.internet(), "198.51.100.4", home, behaviour, LinkQuality.ofMillis(5));
    }

    private Endpoint reach() {
        mine.send(remoteAt, PAYLOAD);
        network.time().runMillis(100);
        return seenByRemote.getLast();
    }

    @Test
    void aStrayKeepsItsPortFromALaterFlowAndAnotherPortDoesNotGetAnswers() {
        nat(NatBehaviour.symmetric(new PortAllocation.PreservingElseRandom()).withStraysRemembered());
        theirs.send(Endpoint.parse("198.51.100.4:5000"), PAYLOAD);
        network.time().runMillis(100);

        Endpoint moved = reach();
        assertThat(moved.port()).isNotEqualTo(5000);
        theirs.send(Endpoint.parse("198.51.100.4:5000"), PAYLOAD);
        network.time().runMillis(100);
        assertThat(seenInside).isEmpty();
        theirs.send(moved, PAYLOAD);
        network.time().runMillis(100);
        assertThat(seenInside).containsExactly(remoteAt);
    }

    @Test
    void aStrayThatCameAfterTheFlowBeganChangesNothing() {
        nat(NatBehaviour.symmetric(new PortAllocation.PreservingElseRandom()).withStraysRemembered());
        Endpoint before = reach();
        theirs.send(before, PAYLOAD);
        network.time().runMillis(100);

        assertThat(seenInside).containsExactly(remoteAt);
        assertThat(reach()).isEqualTo(before);
    }

    @Test
    void aStrayIsForgottenOnceNoneHasComeForALifetime() {
        nat(NatBehaviour.symmetric(new PortAllocation.PreservingElseRandom())
                .withStraysRemembered()
                .withLifetimeMillis(10_000));
        for (int i = 0; i < 3; i++) {
            theirs.send(Endpoint.parse("198.51.100.4:5000"), PAYLOAD);
            network.time().runMillis(9_000);
        }
        assertThat(reach().port()).isNotEqualTo(5000);

        network.time().runMillis(20_000);
        assertThat(reach().port()).isEqualTo(5000);
    }

    @Test
    void aPortMayBeKeptForTheFirstRemoteAlone() {
        nat(NatBehaviour.symmetric(new PortAllocation.PreservingForFirst()));
        List<Endpoint> seenElsewhere = new ArrayList<>();
        VirtualHost elsewhere = network.openHost("elsewhere", "203.0.113.8", LinkQuality.ofMillis(1));
        VirtualSocket second = elsewhere.open(6327, (source, payload) -> seenElsewhere.add(source));

        assertThat(reach().port()).isEqualTo(5000);
        mine.send(Endpoint.parse("203.0.113.8:6327"), PAYLOAD);
        network.time().runMillis(100);
        assertThat(second.port()).isEqualTo(6327);
        assertThat(seenElsewhere.getLast().port()).isNotEqualTo(5000);
        assertThat(reach().port()).isEqualTo(5000);
    }

    @Test
    void neighboursTakePortsAndMakeACountingNatSkipThem() {
        VirtualNat nat = nat(NatBehaviour.symmetric(new PortAllocation.Sequential(30_000, 1)));
        Endpoint before = reach();
        nat.makeBusy(10);
        network.time().runMillis(10_000);
        VirtualSocket next = inside.open(5001, (source, payload) -> {});
        next.send(remoteAt, PAYLOAD);
        network.time().runMillis(100);

        assertThat(seenByRemote.getLast().port() - before.port()).isBetween(60, 150);
    }

    @Test
    void neighboursFillASmallBlockAndFreeItAgain() {
        VirtualNat nat =
                nat(NatBehaviour.symmetric(new PortAllocation.Block(20_480, 64)).withLifetimeMillis(20_000));
        nat.makeBusy(20);
        network.time().runMillis(15_000);
        mine.send(remoteAt, PAYLOAD);
        network.time().runMillis(100);
        assertThat(seenByRemote).isEmpty();

        for (int i = 0; i < 100 && seenByRemote.isEmpty(); i++) {
            mine.send(remoteAt, PAYLOAD);
            network.time().runMillis(100);
        }
        assertThat(seenByRemote).isNotEmpty();
    }

    @Test
    void twoGuardedHostsMayUseOnePortTowardsOneRemote() {
        Segment site = network.segment("site");
        network.nat(
                "firewall", network.internet(), "2001:db8::1", site, NatBehaviour.firewall(), LinkQuality.ofMillis(5));
        List<String> got = new ArrayList<>();
        VirtualSocket one = network.host("one", LinkQuality.ofMillis(1))
                .attach(site, "2001:db8:1::2")
                .open(5000, (source, payload) -> got.add("one"));
        VirtualSocket two = network.host("two", LinkQuality.ofMillis(1))
                .attach(site, "2001:db8:1::3")
                .open(5000, (source, payload) -> got.add("two"));
        Endpoint outsider = Endpoint.parse("[2001:db8::9]:7000");
        VirtualSocket open =
                network.openHost("open", "2001:db8::9", LinkQuality.ofMillis(1)).open(7000, (source, payload) -> {});
        one.send(outsider, PAYLOAD);
        two.send(outsider, PAYLOAD);
        network.time().runMillis(100);

        open.send(Endpoint.parse("[2001:db8:1::2]:5000"), PAYLOAD);
        network.time().runMillis(100);
        open.send(Endpoint.parse("[2001:db8:1::3]:5000"), PAYLOAD);
        network.time().runMillis(100);
        assertThat(got).containsExactly("one", "two");
    }

    @Test
    void aSlowUplinkDelaysOnlyWhatLeaves() {
        VirtualHost slow =
                network.openHost("slow", "203.0.113.9", LinkQuality.ofMillis(10).withUplinkMillis(200));
        VirtualSocket up = slow.open(6000, (source, payload) -> seenInside.add(source));
        long start = network.time().elapsedMillis();
        up.send(remoteAt, PAYLOAD);
        network.time().runUntil(() -> !seenByRemote.isEmpty(), 1_000);
        assertThat(network.time().elapsedMillis() - start).isEqualTo(220);

        theirs.send(seenByRemote.getLast(), PAYLOAD);
        network.time().runUntil(() -> !seenInside.isEmpty(), 1_000);
        assertThat(network.time().elapsedMillis() - start).isEqualTo(240);
    }
}
