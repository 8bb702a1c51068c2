package punchline.engine.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import punchline.protocol.Endpoint;

/** A mapping by PCP, from the first request to its end. */
class PcpMappingTest {
    private final MapperWorld world = new MapperWorld();
    private final PcpRouter router = new PcpRouter(world);

    @Test
    void aRouterThatKnowsPcpIsAskedOnceAndByNothingElse() {
        world.start();
        world.millis(2_000);

        Mapping mapping = new Mapping(MappingProtocol.PCP, Endpoint.parse("203.0.113.7:50001"), 7200);
        assertThat(world.mapping()).isEqualTo(mapping);
        assertThat(world.events).containsExactly(new MappingEvent.Mapped(mapping));
        assertThat(world.mapper.external()).containsExactly(mapping.external());
        assertThat(world.sent).hasSize(1);
    }

    @Test
    void theRequestIsAsTheRfcDrawsIt() {
        world.start();

        byte[] request = world.sent.getFirst().payload();
        ByteBuffer in = ByteBuffer.wrap(request);
        assertThat(request).hasSize(60);
        assertThat(in.getShort(0)).isEqualTo((short) 0x0201);
        assertThat(in.getInt(4)).isEqualTo(7200);
        assertThat(Arrays.copyOfRange(request, 8, 24))
                .containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 192, 168, 1, 20);
        assertThat(Arrays.copyOfRange(request, 24, 36)).isNotEqualTo(new byte[12]);
        assertThat(in.getInt(36)).isEqualTo(17 << 24);
        assertThat(in.getShort(40)).isEqualTo((short) MapperWorld.PORT);
        assertThat(in.getShort(42)).isEqualTo((short) MapperWorld.PORT);
        assertThat(Arrays.copyOfRange(request, 44, 60))
                .containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 0);
    }

    @Test
    void requestsAreRepeatedAfterTwiceAsLongEachTime() {
        router.silent = true;
        world.start();
        world.millis(5_000);

        assertThat(world.timesOf(5351, MapperWorld::isPcpMap)).containsExactly(0L, 250L, 750L);
    }

    @Test
    void halfOfTheLeaseIsWhenItIsRenewed() {
        world.start();
        world.advance(3_599, TimeUnit.SECONDS);
        assertThat(world.sentTo(5351, MapperWorld::isPcpMap)).hasSize(1);
        world.advance(2, TimeUnit.SECONDS);

        List<MapperWorld.Sent> asked = world.sentTo(5351, MapperWorld::isPcpMap);
        assertThat(asked).hasSize(2);
        assertThat(Arrays.copyOfRange(asked.get(1).payload(), 24, 36))
                .as("the nonce makes it a renewal")
                .isEqualTo(Arrays.copyOfRange(asked.get(0).payload(), 24, 36));
        assertThat(world.events).hasSize(1);
    }

    @Test
    void theGrantedPortIsAskedForAgain() {
        router.externalPort = 41_000;
        world.start();
        world.advance(3_601, TimeUnit.SECONDS);

        byte[] renewal = world.sentTo(5351, MapperWorld::isPcpMap).getLast().payload();
        assertThat(Short.toUnsignedInt(ByteBuffer.wrap(renewal).getShort(42))).isEqualTo(41_000);
    }

    @Test
    void aRouterThatRestartedIsAskedAnew() {
        world.start();
        world.advance(100, TimeUnit.SECONDS);
        router.restart();
        router.externalPort = 42_000;
        world.advance(201, TimeUnit.SECONDS);

        assertThat(world.sentTo(5351, MapperWorld::isPcpAnnounce)).hasSize(1);
        assertThat(world.mapper.external()).containsExactly(Endpoint.parse("203.0.113.7:42000"));
        assertThat(world.events).hasSize(2);
    }

    @Test
    void aRouterThatRunsOnIsNotAskedAnew() {
        world.start();
        world.advance(3_500, TimeUnit.SECONDS);

        assertThat(world.sentTo(5351, MapperWorld::isPcpAnnounce)).hasSize(11);
        assertThat(world.sentTo(5351, MapperWorld::isPcpMap)).hasSize(1);
    }

    @Test
    void theMappingIsGivenBackAtTheEnd() {
        world.start();
        world.millis(1_000);
        world.mapper.close();
        world.drain();

        byte[] last = world.sent.getLast().payload();
        assertThat(MapperWorld.isPcpMap(last)).isTrue();
        assertThat(ByteBuffer.wrap(last).getInt(4)).isZero();
        assertThat(world.events.getLast()).isInstanceOf(MappingEvent.Unmapped.class);
        assertThat(world.mapper.external()).isEmpty();
    }

    @Test
    void nothingIsGivenBackThatWasNotGranted() {
        router.silent = true;
        world.start();
        world.millis(100);
        world.sent.clear();
        world.mapper.close();
        world.drain();

        assertThat(world.sent).isEmpty();
    }

    @Test
    void aMappingOutlivesARouterThatFallsSilentUntilItExpires() {
        world.start();
        world.millis(10);
        router.silent = true;
        world.advance(7_100, TimeUnit.SECONDS);
        assertThat(world.mapping()).isNotNull();
        world.advance(200, TimeUnit.SECONDS);

        assertThat(world.mapping()).isNull();
        assertThat(world.events.get(1)).isInstanceOf(MappingEvent.Unmapped.class);
    }

    @Test
    void aRenewalThatIsRefusedEndsTheMapping() {
        world.start();
        world.millis(10);
        router.result = 2;
        world.advance(3_700, TimeUnit.SECONDS);

        assertThat(world.mapping()).isNull();
        assertThat(world.mapper.status().reason()).isEqualTo("the router does not permit port mapping");
    }

    @Test
    void ipv6IsMappedByPcpAlone() {
        Gateway gateway = new Gateway(MapperWorld.address("fe80::1"), MapperWorld.address("2001:db8::20"));
        world.mapper.onGateways(world.nowNanos, List.of(gateway));
        world.drain();
        assertThat(world.sent).hasSize(1);
        byte[] request = world.sent.getFirst().payload();
        assertThat(Arrays.copyOfRange(request, 44, 60)).isEqualTo(new byte[16]);
        router.external = MapperWorld.address("2001:db8::20");
        world.mapper.onDatagram(
                world.nowNanos, gateway, new InetSocketAddress(gateway.address(), 5351), router.answer(request));
        world.millis(5_000);

        assertThat(world.mapper.external()).containsExactly(Endpoint.parse("[2001:db8::20]:50001"));
        assertThat(world.sent).hasSize(1);
    }
}
