package punchline.engine.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import punchline.protocol.Endpoint;

/** Gateways that come and go, and what a mapping is worth. */
class PortMapperTest {
    private static final Gateway ELSEWHERE =
            new Gateway(MapperWorld.address("10.0.0.1"), MapperWorld.address("10.0.0.9"));

    private final MapperWorld world = new MapperWorld();

    @Test
    void withoutARouterNothingIsSentAndNothingIsWaitedFor() {
        world.mapper.onGateways(world.nowNanos, List.of());
        world.drain();

        assertThat(world.sent).isEmpty();
        assertThat(world.mapper.deadline()).isNull();
        assertThat(world.events).containsExactly(new MappingEvent.NotMapped(MappingTrouble.NO_ROUTER.reason()));
        assertThat(world.mapper.status()).isEqualTo(new MappingStatus(null, MappingTrouble.NO_ROUTER.reason(), false));
    }

    @Test
    void untilItIsKnownThereIsNoReason() {
        assertThat(world.mapper.status()).isEqualTo(MappingStatus.SEARCHING);
        world.start();
        assertThat(world.mapper.status()).isEqualTo(MappingStatus.SEARCHING);
    }

    @Test
    void aSilentRouterIsAskedAgainAfterTenMinutesAndTheReasonToldOnce() {
        world.start();
        world.advance(9, TimeUnit.MINUTES);
        int first = world.sent.size();
        world.advance(90, TimeUnit.SECONDS);

        assertThat(first).isEqualTo(3 + 3 + 6);
        assertThat(world.sent).hasSize(2 * first);
        assertThat(world.events).hasSize(1);
    }

    @Test
    void anotherRouterMeansAnotherMapping() {
        new PcpRouter(world);
        world.start();
        world.millis(100);
        world.mapper.onGateways(world.nowNanos, List.of(ELSEWHERE));
        world.drain();

        assertThat(world.events.getLast()).isInstanceOf(MappingEvent.Unmapped.class);
        assertThat(world.mapper.external()).isEmpty();
        assertThat(world.sent.getLast().transmit().gateway()).isEqualTo(ELSEWHERE);
    }

    @Test
    void anotherAddressAtTheSameRouterMeansAnotherMapping() {
        new PcpRouter(world);
        world.start();
        world.millis(100);
        Gateway moved = new Gateway(MapperWorld.ROUTER.address(), MapperWorld.address("192.168.1.77"));
        world.mapper.onGateways(world.nowNanos, List.of(moved));
        world.drain();

        assertThat(world.mapper.external()).isEmpty();
        assertThat(world.sent.getLast().transmit().gateway()).isEqualTo(moved);
    }

    @Test
    void afterSleepTheSameRouterIsAskedWhetherTheMappingStands() {
        PcpRouter router = new PcpRouter(world);
        world.start();
        world.advance(60, TimeUnit.SECONDS);
        router.externalPort = 41_000;
        world.mapper.onGateways(world.nowNanos, List.of(MapperWorld.ROUTER));
        world.drain();
        world.millis(100);

        assertThat(world.mapper.external()).containsExactly(Endpoint.parse("203.0.113.7:41000"));
    }

    @Test
    void anotherAddressInTheEyesOfServersMakesTheRouterBeAskedAtOnce() {
        PcpRouter router = new PcpRouter(world);
        world.start();
        world.advance(60, TimeUnit.SECONDS);
        world.mapper.onReflexive(world.nowNanos, List.of(Endpoint.parse("203.0.113.7:50001")));
        router.external = MapperWorld.address("203.0.113.99");
        world.mapper.onReflexive(world.nowNanos, List.of(Endpoint.parse("203.0.113.99:50001")));
        world.drain();
        world.millis(100);

        assertThat(world.mapper.external()).containsExactly(Endpoint.parse("203.0.113.99:50001"));
    }

    @Test
    void aServerThatNamesEverNewAddressesCannotHaveTheRouterFlooded() {
        new PcpRouter(world);
        world.start();
        world.advance(60, TimeUnit.SECONDS);
        world.sent.clear();
        for (int i = 1; i < 200; i++) {
            world.mapper.onReflexive(world.nowNanos, List.of(Endpoint.parse("203.0.113." + i + ":50001")));
            world.drain();
            world.millis(100);
        }

        assertThat(world.sent).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"100.64.3.4", "10.7.7.7", "192.168.100.2"})
    void aPrivateOutsideIsReportedAsItIsAndAsADoubleNat(String outside) {
        PcpRouter router = new PcpRouter(world);
        router.external = MapperWorld.address(outside);
        world.start();
        world.millis(100);

        assertThat(world.mapper.external()).containsExactly(Endpoint.parse(outside + ":50001"));
        assertThat(world.mapper.status().doubleNat()).isTrue();
    }

    @Test
    void anOutsideThatServersDoNotSeeIsADoubleNat() {
        new PcpRouter(world);
        world.start();
        world.millis(100);
        assertThat(world.mapper.status().doubleNat()).isFalse();

        world.mapper.onReflexive(world.nowNanos, List.of(Endpoint.parse("[2001:db8::1]:50001")));
        assertThat(world.mapper.status().doubleNat()).isFalse();

        world.mapper.onReflexive(world.nowNanos, List.of(Endpoint.parse("198.51.100.1:50001")));
        assertThat(world.mapper.status().doubleNat()).isTrue();

        world.mapper.onReflexive(world.nowNanos, List.of(Endpoint.parse("203.0.113.7:1234")));
        assertThat(world.mapper.status().doubleNat()).isFalse();
    }

    @Test
    void theFirstProtocolThatAnswersEndsTheSearchByTheOthers() {
        NatPmpRouter router = new NatPmpRouter(world);
        router.refusesPcp = false;
        new IgdRouter(world);
        world.start();
        world.advance(30, TimeUnit.SECONDS);

        assertThat(world.mapping()).isNotNull();
        assertThat(world.sentTo(1900, request -> true)).isEmpty();
        assertThat(world.sentTo(5351, MapperWorld::isPcpMap)).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void aRefusalByOneProtocolLeavesTheOthersTheirTurn() {
        PcpRouter router = new PcpRouter(world);
        router.result = 2;
        new IgdRouter(world);
        world.start();
        world.advance(3, TimeUnit.SECONDS);

        assertThat(world.mapping())
                .isEqualTo(new Mapping(MappingProtocol.UPNP, Endpoint.parse("203.0.113.7:50001"), 7200));
    }
}
