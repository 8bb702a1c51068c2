package punchline.engine.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import punchline.protocol.Endpoint;

/** A mapping by NAT-PMP, from the first request to its end. */
class NatPmpMappingTest {
    private final MapperWorld world = new MapperWorld();
    private final NatPmpRouter router = new NatPmpRouter(world);

    @Test
    void aRouterThatSaysItDoesNotKnowPcpIsAskedByNatPmpAtOnce() {
        world.start();
        world.millis(100);

        assertThat(world.mapping())
                .isEqualTo(new Mapping(MappingProtocol.NAT_PMP, Endpoint.parse("203.0.113.7:50001"), 7200));
        assertThat(world.nowMillis()).isLessThan(MappingConfig.DEFAULT.stepNanos() / 1_000_000);
        assertThat(world.sent).hasSize(3);
    }

    @Test
    void aRouterThatIsSilentAboutPcpIsAskedByNatPmpAfterAStep() {
        router.refusesPcp = false;
        world.start();
        world.millis(300);

        assertThat(world.mapping()).isNotNull();
        assertThat(world.timesOf(5351, MapperWorld::isNatPmp)).containsExactly(250L, 255L);
    }

    @Test
    void theRequestsAreAsTheRfcDrawsThem() {
        world.start();
        world.millis(100);

        List<String> requests = world.sentTo(5351, MapperWorld::isNatPmp).stream()
                .map(sent -> HexFormat.of().formatHex(sent.payload()))
                .toList();
        assertThat(requests).containsExactly("0000", "00010000" + "c351" + "c351" + "00001c20");
    }

    @Test
    void aRouterThatRestartedIsAskedAnew() {
        world.start();
        world.advance(200, TimeUnit.SECONDS);
        router.restart();
        router.externalPort = 42_000;
        world.advance(101, TimeUnit.SECONDS);

        assertThat(world.mapper.external()).containsExactly(Endpoint.parse("203.0.113.7:42000"));
    }

    @Test
    void aRouterWithANewAddressIsAskedAnew() {
        world.start();
        world.advance(200, TimeUnit.SECONDS);
        router.external = MapperWorld.address("203.0.113.8");
        world.advance(101, TimeUnit.SECONDS);

        assertThat(world.mapper.external()).containsExactly(Endpoint.parse("203.0.113.8:50001"));
    }

    @Test
    void aRouterThatRunsOnIsAskedForItsMappingAtHalfOfTheLease() {
        world.start();
        world.advance(3_599, TimeUnit.SECONDS);
        assertThat(world.sentTo(5351, request -> request.length == 12)).hasSize(1);
        world.advance(2, TimeUnit.SECONDS);

        assertThat(world.sentTo(5351, request -> request.length == 12)).hasSize(2);
        assertThat(world.events).hasSize(1);
    }

    @Test
    void theMappingIsGivenBackAtTheEnd() {
        world.start();
        world.millis(1_000);
        world.mapper.close();
        world.drain();

        assertThat(HexFormat.of().formatHex(world.sent.getLast().payload()))
                .isEqualTo("00010000" + "c351" + "0000" + "00000000");
    }

    @Test
    void aRouterWithoutInternetIsTold() {
        router.addressResult = 3;
        world.start();
        world.advance(10, TimeUnit.SECONDS);

        assertThat(world.events).containsExactly(new MappingEvent.NotMapped(MappingTrouble.ROUTER_OFFLINE.reason()));
    }

    @Test
    void aRefusalIsToldInWords() {
        router.mapResult = 2;
        world.start();
        world.advance(10, TimeUnit.SECONDS);

        assertThat(world.mapper.status())
                .isEqualTo(new MappingStatus(null, MappingTrouble.NOT_PERMITTED.reason(), false));
    }
}
