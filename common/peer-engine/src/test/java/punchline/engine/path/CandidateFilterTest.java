package punchline.engine.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import punchline.engine.path.Candidate.Kind;
import punchline.protocol.Endpoint;

class CandidateFilterTest {
    private static final OwnNetwork HOME = new OwnNetwork(
            List.of(
                    Endpoint.parse("192.168.1.10:4000"),
                    Endpoint.parse("[2001:db8:1::10]:4000"),
                    Endpoint.parse("127.0.0.1:4000")),
            List.of(Endpoint.parse("198.51.100.1:40000")),
            List.of(prefix("192.168.1.0", 24), prefix("2001:db8:1::", 64)),
            Set.of(Endpoint.parse("192.0.2.1:6327"), Endpoint.parse("192.0.2.1:6328")));

    private final CandidateFilter filter = new CandidateFilter(PathConfig.DEFAULT.limits());

    private static IpPrefix prefix(String address, int length) {
        try {
            return new IpPrefix(InetAddress.getByName(address), length);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static Candidate host(String endpoint) {
        return new Candidate(Endpoint.parse(endpoint), Kind.HOST);
    }

    private static Candidate seen(String endpoint) {
        return new Candidate(Endpoint.parse(endpoint), Kind.REFLEXIVE);
    }

    private List<Candidate> admit(OwnNetwork own, List<Candidate> already, List<Candidate> offered) {
        return filter.admit(own, already, offered, (candidate, why) -> {});
    }

    private List<String> admitted(OwnNetwork own, Candidate... offered) {
        return admit(own, List.of(), List.of(offered)).stream()
                .map(candidate -> candidate.endpoint().toString())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "224.0.0.251:5353",
                "239.1.2.3:5000",
                "[ff02::fb]:5353",
                "255.255.255.255:5000",
                "192.168.1.255:5000",
                "0.0.0.0:5000",
                "0.1.2.3:5000",
                "[::]:5000",
                "240.0.0.1:5000",
                "192.0.2.1:6327",
                "192.0.2.1:6328",
                "127.0.0.1:5000",
                "[::1]:5000",
                "[fe80::1]:5000",
                "169.254.3.4:5000",
                "192.168.1.10:4000",
                "198.51.100.1:40000"
            })
    void noProbeGoesThere(String endpoint) {
        assertThat(admitted(HOME, host(endpoint), seen(endpoint), seen("203.0.113.2:1")))
                .containsExactly("203.0.113.2:1");
    }

    @Test
    void privateAddressesOfAnotherNetworkAreNotProbed() {
        assertThat(admitted(
                        HOME,
                        seen("203.0.113.2:1"),
                        host("10.0.0.1:5000"),
                        host("[fd00::1]:5000"),
                        host("100.64.0.9:5000")))
                .containsExactly("203.0.113.2:1");
    }

    @Test
    void privateAddressesOnLinkAreProbed() {
        assertThat(admitted(HOME, seen("203.0.113.2:1"), host("192.168.1.77:5000")))
                .contains("192.168.1.77:5000");
    }

    @Test
    void privateAddressesBehindTheSamePublicAddressAreProbed() {
        assertThat(admitted(HOME, seen("198.51.100.1:40001"), host("10.0.0.1:5000")))
                .contains("10.0.0.1:5000");
    }

    @Test
    void privateAddressesThatAServerSawAreProbed() {
        assertThat(admitted(HOME, seen("10.0.0.1:5000"))).containsExactly("10.0.0.1:5000");
    }

    @Test
    void privateAddressesAreProbedWhenServersSeeBothInside() {
        OwnNetwork inside = new OwnNetwork(
                List.of(Endpoint.parse("10.1.0.1:4000")),
                List.of(Endpoint.parse("10.1.0.1:4000")),
                List.of(),
                Set.of());

        assertThat(admitted(inside, seen("10.2.0.2:5000"), host("10.3.0.3:5000")))
                .hasSize(2);
    }

    @Test
    void loopbackIsProbedOnlyOnOneMachine() {
        OwnNetwork offline = new OwnNetwork(List.of(Endpoint.parse("127.0.0.1:4000")), List.of(), List.of(), Set.of());

        assertThat(admitted(offline, host("127.0.0.1:5000"), host("[::1]:5000")))
                .hasSize(2);
        assertThat(admitted(offline, host("127.0.0.1:4000"))).isEmpty();
        assertThat(admitted(HOME, host("127.0.0.1:5000"), host("192.168.1.10:5000")))
                .contains("127.0.0.1:5000");
        assertThat(admitted(HOME, host("127.0.0.1:5000"), host("192.168.1.11:5000")))
                .doesNotContain("127.0.0.1:5000");
    }

    @Test
    void loopbackIsProbedWhenAServerOnThisMachineSawThePeerThere() {
        OwnNetwork withServer =
                new OwnNetwork(HOME.hosts(), HOME.reflexive(), HOME.onLink(), Set.of(Endpoint.parse("127.0.0.1:6327")));

        assertThat(admitted(withServer, seen("127.0.0.1:5000"))).hasSize(1);
        assertThat(admitted(withServer, host("127.0.0.1:5000"))).isEmpty();
    }

    @Test
    void aLoopbackAddressThatLedToThePeerBeforeIsProbed() {
        assertThat(admitted(HOME, new Candidate(Endpoint.parse("127.0.0.1:5000"), Kind.REMEMBERED)))
                .hasSize(1);
    }

    @Test
    void theLoopbackThatEveryMachineHasIsNoProofOfOneMachine() {
        assertThat(admitted(HOME, host("127.0.0.1:4000"), host("127.0.0.1:5000")))
                .isEmpty();
    }

    @Test
    void aRememberedPrivateAddressIsNotProbedFromAnotherNetwork() {
        Candidate remembered = new Candidate(Endpoint.parse("10.0.0.1:5000"), Kind.REMEMBERED);

        assertThat(admitted(HOME, remembered)).isEmpty();
        assertThat(admitted(HOME, remembered, seen("198.51.100.1:40001"))).hasSize(2);
    }

    @Test
    void noMoreThanEightAreProbed() {
        Candidate[] many = IntStream.range(0, 100)
                .mapToObj(i -> host("203.0.113.2:" + (1000 + i)))
                .toArray(Candidate[]::new);

        List<Candidate> first = admit(HOME, List.of(), List.of(many));
        assertThat(first).hasSize(8);
        assertThat(admit(HOME, first, List.of(many))).isEmpty();
    }

    @Test
    void noMoreThanThreePublicAddressesAreProbed() {
        List<Candidate> offered = Stream.of(1, 2, 3, 4, 5)
                .map(i -> host("203.0.113." + i + ":1000"))
                .toList();

        List<Candidate> first = admit(HOME, List.of(), offered);
        assertThat(first).hasSize(3);
        assertThat(admit(HOME, first, List.of(seen("203.0.113.9:1")))).isEmpty();
        assertThat(admit(HOME, first, List.of(seen("203.0.113.1:1")))).hasSize(1);
    }

    @Test
    void whatAServerSawHasRoomWhateverThePeerNames() {
        Candidate[] offered = Stream.concat(
                        IntStream.range(0, 20).mapToObj(i -> host("203.0.113." + (10 + i) + ":1000")),
                        Stream.of(seen("203.0.113.2:1")))
                .toArray(Candidate[]::new);

        assertThat(admitted(HOME, offered)).contains("203.0.113.2:1").hasSize(3);
    }

    @Test
    void rememberedAddressesTakeNoRoomFromNamedOnes() {
        List<Candidate> remembered = IntStream.range(0, 10)
                .mapToObj(i -> new Candidate(Endpoint.parse("203.0.113." + (10 + i) + ":1000"), Kind.REMEMBERED))
                .toList();

        List<Candidate> first = admit(HOME, List.of(), remembered);
        assertThat(first).hasSize(4);
        assertThat(admit(HOME, first, List.of(seen("203.0.113.2:1")))).hasSize(1);
    }

    @Test
    void theLanIsProbedFirstThenIpv6ThenIpv4() {
        assertThat(admitted(HOME, seen("198.51.100.1:40001"), host("[2001:db8:9::1]:1"), host("192.168.1.77:5000")))
                .containsExactly("192.168.1.77:5000", "[2001:db8:9::1]:1", "198.51.100.1:40001");
    }

    @Test
    void theOutsideOfANatIsNoLanEvenWithAPrivateAddress() {
        assertThat(PathRank.of(seen("10.0.0.1:5000"), HOME)).isEqualTo(PathRank.IPV4);
        assertThat(PathRank.of(host("10.0.0.1:5000"), HOME)).isEqualTo(PathRank.LAN);
        List<Candidate> both = admit(HOME, List.of(), List.of(seen("10.0.0.1:5000"), host("10.0.0.1:5000")));
        assertThat(both).containsExactly(host("10.0.0.1:5000"));
    }

    @Test
    void globalIpv6IsOfferedFirstAndNothingThatLeadsNowhere() {
        OwnNetwork own = new OwnNetwork(
                Stream.of(
                                "127.0.0.1:4000",
                                "192.168.1.10:4000",
                                "[fe80::1]:4000",
                                "[fd00::1]:4000",
                                "[2001:db8::1]:4000",
                                "[::1]:4000")
                        .map(Endpoint::parse)
                        .toList(),
                List.of(),
                List.of(),
                Set.of());

        assertThat(own.offer())
                .extracting(Endpoint::toString)
                .containsExactly("[2001:db8::1]:4000", "[fd00::1]:4000", "192.168.1.10:4000");
    }

    @Test
    void loopbackIsOfferedIfThereIsNothingElse() {
        OwnNetwork own = new OwnNetwork(List.of(Endpoint.parse("127.0.0.1:4000")), List.of(), List.of(), Set.of());

        assertThat(own.offer()).containsExactly(Endpoint.parse("127.0.0.1:4000"));
    }
}
