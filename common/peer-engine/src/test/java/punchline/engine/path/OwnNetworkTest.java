package punchline.engine.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import punchline.protocol.Endpoint;
import punchline.protocol.ProtocolLimits;

/** What a peer tells others of itself, and knows again. */
class OwnNetworkTest {
    private static final Endpoint HOST = Endpoint.parse("192.168.1.20:4000");
    private static final Endpoint GLOBAL = Endpoint.parse("[2001:db8::20]:4000");
    private static final Endpoint MAPPED = Endpoint.parse("203.0.113.7:41000");
    private static final Endpoint SEEN = Endpoint.parse("203.0.113.8:55555");
    private static final OwnNetwork OWN = new OwnNetwork(
            List.of(HOST, GLOBAL), List.of(MAPPED), List.of(SEEN), List.of(new IpPrefix(HOST.address(), 24)), Set.of());

    @Test
    void aMappedPortIsOfferedFirst() {
        assertThat(OWN.offer()).containsExactly(MAPPED, GLOBAL, HOST);
    }

    @Test
    void aMappedPortOutsideOfCarrierGradeNatIsOfferedToThoseWhoAreThereToo() {
        Endpoint shared = Endpoint.parse("100.64.3.4:41000");
        OwnNetwork own = new OwnNetwork(List.of(HOST), List.of(shared), List.of(), List.of(), Set.of());

        assertThat(own.offer()).containsExactly(shared, HOST);
    }

    @Test
    void aMappedPortIsNotCrowdedOutByHosts() {
        List<Endpoint> hosts = IntStream.range(1, 20)
                .mapToObj(i -> new Endpoint(InetAddress.ofLiteral("2001:db8::" + i), 4000))
                .toList();
        OwnNetwork own = new OwnNetwork(hosts, List.of(MAPPED), List.of(), List.of(), Set.of());

        assertThat(own.offer()).hasSize(ProtocolLimits.MAX_ENDPOINTS).startsWith(MAPPED);
    }

    @Test
    void aMappedPortIsMyself() {
        assertThat(OWN.isSelf(MAPPED)).isTrue();
        assertThat(OWN.isSelf(HOST)).isTrue();
        assertThat(OWN.isSelf(SEEN)).isTrue();
        assertThat(OWN.isSelf(Endpoint.parse("203.0.113.7:41001"))).isFalse();
    }

    @Test
    void theOutsideOfTheRouterIsWhereThisPeerIsSeen() {
        assertThat(OWN.isSeenAt(MAPPED.address())).isTrue();
        assertThat(OWN.isSeenAt(SEEN.address())).isTrue();
        assertThat(OWN.isSeenAt(HOST.address())).isFalse();
    }
}
