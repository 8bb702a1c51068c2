package punchline.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import punchline.protocol.Endpoint;
import punchline.simulation.NatBehaviour.Filtering;
import punchline.simulation.NatBehaviour.Mapping;
import punchline.simulation.NatBehaviour.PortAllocation;

class VirtualNatTest {
    private static final byte[] PAYLOAD = {7};

    /** A socket that remembers from where it got something. */
    private static final class Probe {
        final List<Endpoint> sources = new ArrayList<>();
        final Endpoint endpoint;
        private final VirtualSocket socket;

        Probe(VirtualHost host, int port) {
            socket = host.open(port, (source, payload) -> sources.add(source));
            endpoint = new Endpoint(host.addresses().getFirst(), socket.port());
        }

        void send(Endpoint to) {
            socket.send(to, PAYLOAD);
        }

        /** Where the last one came from. */
        Endpoint last() {
            return sources.getLast();
        }
    }

    private final VirtualNetwork network = new VirtualNetwork(1);
    private final Segment home = network.segment("home");
    private final VirtualHost inside =
            network.host("inside", LinkQuality.ofMillis(1)).attach(home, "192.168.1.2");
    private final VirtualHost server = network.openHost("server", "203.0.113.7", LinkQuality.ofMillis(10));
    private final VirtualHost other = network.openHost("other", "203.0.113.8", LinkQuality.ofMillis(10));
    private final Probe mine = new Probe(inside, 5000);
    private final Probe first = new Probe(server, 6327);
    private final Probe second = new Probe(server, 6328);
    private final Probe third = new Probe(other, 6327);

    private VirtualNat nat(NatBehaviour behaviour) {
        return network.nat("nat", network.internet(), "198.51.100.4", home, behaviour, LinkQuality.ofMillis(5));
    }

    private void pass() {
        network.time().runMillis(100);
    }

    private Endpoint reach(Probe target) {
        mine.send(target.endpoint);
        pass();
        return target.last();
    }

    static Stream<Arguments> matrix() {
        return Stream.of(Mapping.ENDPOINT_INDEPENDENT, Mapping.ADDRESS_DEPENDENT, Mapping.ADDRESS_AND_PORT_DEPENDENT)
                .flatMap(mapping -> Stream.of(Filtering.values()).map(filtering -> Arguments.of(mapping, filtering)));
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void everyMappingAndFilteringBehavesAsItsNameSays(Mapping mapping, Filtering filtering) {
        nat(NatBehaviour.of(mapping, new PortAllocation.Sequential(30_000, 1), filtering));

        Endpoint atFirst = reach(first);
        assertThat(atFirst).isEqualTo(Endpoint.parse("198.51.100.4:30000"));

        // Filtering: what comes in through a mapping that only the first port was sent to through.
        first.send(atFirst);
        pass();
        assertThat(mine.sources).as("its answer").containsExactly(first.endpoint);
        second.send(atFirst);
        third.send(atFirst);
        pass();
        boolean passesSameAddress = filtering != Filtering.ADDRESS_AND_PORT_DEPENDENT;
        boolean passesAll = filtering == Filtering.ENDPOINT_INDEPENDENT;
        assertThat(mine.sources.contains(second.endpoint)).as("same address").isEqualTo(passesSameAddress);
        assertThat(mine.sources.contains(third.endpoint)).as("any address").isEqualTo(passesAll);

        // Mapping: which destinations see the same port.
        assertThat(reach(second).equals(atFirst))
                .as("same mapping for the same address")
                .isEqualTo(mapping != Mapping.ADDRESS_AND_PORT_DEPENDENT);
        assertThat(reach(third).equals(atFirst))
                .as("same mapping for all")
                .isEqualTo(mapping == Mapping.ENDPOINT_INDEPENDENT);
        assertThat(reach(first)).isEqualTo(atFirst);
    }

    @Test
    void portsArePreservedUntilTheyAreTaken() {
        nat(NatBehaviour.portRestricted());
        VirtualHost neighbour =
                network.host("neighbour", LinkQuality.ofMillis(1)).attach(home, "192.168.1.3");
        Probe same = new Probe(neighbour, 5000);

        assertThat(reach(first).port()).isEqualTo(5000);
        same.send(first.endpoint);
        pass();
        assertThat(first.last().port()).isEqualTo(5001);
    }

    @Test
    void aPreservingSymmetricNatGivesOnePortToDifferentRemotes() {
        nat(NatBehaviour.symmetric(new PortAllocation.Preserving()));

        assertThat(reach(first).port()).isEqualTo(5000);
        assertThat(reach(third).port()).isEqualTo(5000);
    }

    @Test
    void anEarlyDatagramTakesThePortOfALaterFlowIfStraysAreRemembered() {
        VirtualNat nat = nat(NatBehaviour.symmetric(new PortAllocation.Preserving()));
        Endpoint expected = reach(first);
        third.send(expected);
        pass();
        assertThat(reach(third)).isEqualTo(expected);

        nat.forgetMappings();
        nat.setBehaviour(NatBehaviour.symmetric(new PortAllocation.Preserving()).withStraysRemembered());
        assertThat(reach(first)).isEqualTo(expected);
        third.send(expected);
        pass();
        assertThat(reach(third)).isNotEqualTo(expected);
    }

    @Test
    void randomPortsAreSpreadAndThoseOfABlockStayInIt() {
        VirtualNat nat = nat(NatBehaviour.symmetric(new PortAllocation.Block(20_480, 1024)));
        List<Integer> ports = new ArrayList<>();
        for (int port = 7000; port < 7100; port++) {
            ports.add(reach(new Probe(other, port)).port());
        }
        assertThat(ports).allMatch(port -> port >= 20_480 && port < 21_504).doesNotHaveDuplicates();

        nat.forgetMappings();
        nat.setBehaviour(NatBehaviour.symmetric(new PortAllocation.RandomPort()));
        ports.clear();
        for (int port = 8000; port < 8100; port++) {
            ports.add(reach(new Probe(other, port)).port());
        }
        assertThat(ports).doesNotHaveDuplicates();
        assertThat(ports.stream().mapToInt(Integer::intValue).max().orElseThrow()
                        - ports.stream().mapToInt(Integer::intValue).min().orElseThrow())
                .isGreaterThan(40_000);
    }

    @Test
    void aFullBlockLetsNothingOut() {
        nat(NatBehaviour.symmetric(new PortAllocation.Block(20_480, 2)));
        reach(first);
        reach(second);
        mine.send(third.endpoint);
        pass();

        assertThat(third.sources).isEmpty();
    }

    @Test
    void aMappingLivesAsLongAsItIsUsedFromInside() {
        nat(NatBehaviour.of(
                        Mapping.ENDPOINT_INDEPENDENT,
                        new PortAllocation.Sequential(30_000, 1),
                        Filtering.ENDPOINT_INDEPENDENT)
                .withLifetimeMillis(10_000));
        Endpoint before = reach(first);
        for (int i = 0; i < 5; i++) {
            network.time().runMillis(9000);
            assertThat(reach(first)).isEqualTo(before);
        }
        network.time().runMillis(9000);
        third.send(before);
        pass();
        assertThat(mine.sources).containsExactly(third.endpoint);

        network.time().runMillis(10_000);
        third.send(before);
        pass();
        assertThat(mine.sources).hasSize(1);
        assertThat(reach(first)).isNotEqualTo(before);
    }

    @Test
    void aPermissionExpiresThoughTheMappingLives() {
        nat(NatBehaviour.addressRestricted().withLifetimeMillis(10_000));
        reach(third);
        for (int i = 0; i < 3; i++) {
            network.time().runMillis(5000);
            reach(first);
        }
        third.send(first.last());
        pass();

        assertThat(mine.sources).isEmpty();
    }

    @Test
    void neighboursMeetAtTheirOutsideAddressesOnlyWithAHairpin() {
        VirtualNat nat = nat(NatBehaviour.fullCone());
        VirtualHost neighbour =
                network.host("neighbour", LinkQuality.ofMillis(1)).attach(home, "192.168.1.3");
        Probe theirs = new Probe(neighbour, 5001);
        theirs.send(first.endpoint);
        pass();
        Endpoint outside = first.last();

        mine.send(outside);
        pass();
        assertThat(theirs.sources).isEmpty();

        nat.setBehaviour(NatBehaviour.fullCone().withHairpin());
        mine.send(outside);
        pass();
        assertThat(theirs.sources).containsExactly(Endpoint.parse("198.51.100.4:5000"));
        theirs.send(mine.endpoint);
        pass();
        assertThat(mine.sources).as("on the LAN itself").containsExactly(theirs.endpoint);
    }

    @Test
    void behindTwoNatsTheOuterAddressIsSeenAndTheStricterFilterDecides() {
        Segment carrier = network.segment("carrier");
        network.nat(
                "carrier nat",
                network.internet(),
                "198.51.100.9",
                carrier,
                NatBehaviour.portRestricted(),
                LinkQuality.ofMillis(5));
        network.nat("home nat", carrier, "100.64.0.2", home, NatBehaviour.fullCone(), LinkQuality.ofMillis(5));

        Endpoint seen = reach(first);
        assertThat(seen).isEqualTo(Endpoint.parse("198.51.100.9:5000"));
        first.send(seen);
        third.send(seen);
        pass();
        assertThat(mine.sources).containsExactly(first.endpoint);
    }

    @Test
    void twoHomesMayUseTheSameAddresses() {
        nat(NatBehaviour.fullCone());
        Segment elsewhere = network.segment("elsewhere");
        network.nat(
                "nat 2",
                network.internet(),
                "198.51.100.5",
                elsewhere,
                NatBehaviour.fullCone(),
                LinkQuality.ofMillis(5));
        VirtualHost twin = network.host("twin", LinkQuality.ofMillis(1)).attach(elsewhere, "192.168.1.2");
        Probe theirs = new Probe(twin, 5000);

        theirs.send(first.endpoint);
        pass();
        assertThat(first.last()).isEqualTo(Endpoint.parse("198.51.100.5:5000"));
        mine.send(first.last());
        pass();
        assertThat(theirs.sources).containsExactly(Endpoint.parse("198.51.100.4:5000"));
    }

    @Test
    void aFirewallTranslatesNothingAndLetsInOnlyAnswers() {
        Segment site = network.segment("site");
        network.nat(
                "firewall", network.internet(), "2001:db8::1", site, NatBehaviour.firewall(), LinkQuality.ofMillis(5));
        VirtualHost guarded = network.host("guarded", LinkQuality.ofMillis(1)).attach(site, "2001:db8:1::2");
        Probe theirs = new Probe(guarded, 5000);
        Probe open = new Probe(network.openHost("open", "2001:db8::9", LinkQuality.ofMillis(1)), 7000);

        open.send(theirs.endpoint);
        pass();
        assertThat(theirs.sources).isEmpty();

        theirs.send(open.endpoint);
        pass();
        assertThat(open.last()).isEqualTo(theirs.endpoint);
        open.send(theirs.endpoint);
        pass();
        assertThat(theirs.sources).containsExactly(open.endpoint);
    }

    @Test
    void blockedUdpGoesNowhere() {
        nat(NatBehaviour.fullCone().withUdpBlocked());
        mine.send(first.endpoint);
        pass();

        assertThat(first.sources).isEmpty();
        assertThat(network.trace().toString()).contains("blocks 192.168.1.2:5000 → 203.0.113.7:6327");
    }

    @Test
    void aRouterThatRestartsForgetsItsMappings() {
        VirtualNat nat = nat(NatBehaviour.symmetric(new PortAllocation.Sequential(30_000, 2)));
        Endpoint before = reach(first);
        assertThat(nat.mappingOf(mine.endpoint, first.endpoint)).isEqualTo(before);

        nat.forgetMappings();
        assertThat(nat.mappingOf(mine.endpoint, first.endpoint)).isNull();
        assertThat(reach(first).port()).isEqualTo(30_002);
    }

    @ParameterizedTest
    @EnumSource(Filtering.class)
    void twoWhoSendToEachOtherMeetBehindAnyFilterIfMappingsAreIndependent(Filtering filtering) {
        nat(NatBehaviour.of(Mapping.ENDPOINT_INDEPENDENT, new PortAllocation.RandomPort(), filtering));
        Segment elsewhere = network.segment("elsewhere");
        network.nat(
                "nat 2",
                network.internet(),
                "198.51.100.5",
                elsewhere,
                NatBehaviour.of(Mapping.ENDPOINT_INDEPENDENT, new PortAllocation.RandomPort(), filtering),
                LinkQuality.ofMillis(5));
        VirtualHost bob = network.host("bob", LinkQuality.ofMillis(1)).attach(elsewhere, "10.0.0.2");
        Probe bobs = new Probe(bob, 5000);
        Endpoint alice = reach(first);
        bobs.send(first.endpoint);
        pass();
        Endpoint bobSeen = first.last();

        bobs.send(alice);
        mine.send(bobSeen);
        pass();
        bobs.send(alice);
        mine.send(bobSeen);
        pass();

        assertThat(mine.sources).contains(bobSeen);
        assertThat(bobs.sources).contains(alice);
    }
}
