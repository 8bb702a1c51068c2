package punchline.engine.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import punchline.protocol.Endpoint;

/** Routers, and others on the link, that answer PCP and NAT-PMP with nonsense, slowly or never. */
class HostileGatewayTest {
    private final MapperWorld world = new MapperWorld();

    private void pcpAnswersThrough(UnaryOperator<byte[]> change) {
        PcpRouter router = new PcpRouter(world);
        world.onPort5351 = request -> {
            if (request[0] == 2) {
                world.answer(change.apply(router.answer(request)));
            }
        };
        world.start();
        world.advance(20, TimeUnit.SECONDS);
    }

    @ParameterizedTest(name = "byte {0} is {1}")
    @CsvSource({
        "0, 3, a version that does not exist",
        "1, 1, a request and no answer",
        "1, 130, the answer to PEER",
        "24, 99, another nonce",
        "35, 99, another nonce",
        "36, 6, TCP",
        "40, 1, another internal port"
    })
    void whatDoesNotMatchTheRequestIsDropped(int at, int value, String what) {
        pcpAnswersThrough(answer -> {
            answer[at] = (byte) (answer[at] == (byte) value ? value + 1 : value);
            return answer;
        });

        assertThat(world.mapping()).as(what).isNull();
        assertThat(world.timesOf(5351, MapperWorld::isPcpMap)).containsExactly(0L, 250L, 750L);
        assertThat(world.mapper.status().reason()).isEqualTo("the router's answers make no sense");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 23, 24, 59, 61, 62, 1104, 60_000})
    void aPcpAnswerOfAWrongLengthIsDropped(int length) {
        pcpAnswersThrough(answer -> Arrays.copyOf(answer, length));

        assertThat(world.mapping()).isNull();
    }

    @Test
    void whatFollowsInAPcpAnswerIsIgnored() {
        pcpAnswersThrough(answer -> Arrays.copyOf(answer, 64));

        assertThat(world.mapping()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "127.0.0.1", "224.0.0.1", "255.255.255.255", "169.254.1.1", "240.0.0.1"})
    void anOutsideThatCannotBeIsRefused(String outside) {
        PcpRouter pcp = new PcpRouter(world);
        pcp.external = MapperWorld.address(outside);
        world.start();
        world.advance(20, TimeUnit.SECONDS);
        assertThat(world.mapper.external()).isEmpty();

        MapperWorld other = new MapperWorld();
        NatPmpRouter natPmp = new NatPmpRouter(other);
        natPmp.external = MapperWorld.address(outside);
        other.start();
        other.advance(20, TimeUnit.SECONDS);
        assertThat(other.mapper.external()).isEmpty();
        assertThat(other.mapper.status().reason()).isNotNull();
    }

    @Test
    void anOutsideOfTheOtherFamilyIsRefused() {
        PcpRouter pcp = new PcpRouter(world);
        pcp.external = MapperWorld.address("2001:db8::1");
        world.start();
        world.advance(20, TimeUnit.SECONDS);

        assertThat(world.mapper.external()).isEmpty();
    }

    @Test
    void port0IsRefused() {
        PcpRouter pcp = new PcpRouter(world);
        pcp.externalPort = 0;
        world.start();
        world.advance(20, TimeUnit.SECONDS);
        assertThat(world.mapper.external()).isEmpty();

        MapperWorld other = new MapperWorld();
        NatPmpRouter natPmp = new NatPmpRouter(other);
        natPmp.externalPort = 0;
        other.start();
        other.advance(20, TimeUnit.SECONDS);
        assertThat(other.mapper.external()).isEmpty();
        assertThat(other.mapper.status().reason()).isEqualTo("the router grants what cannot be used");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 59})
    void aLeaseOfNoUseIsRefused(long seconds) {
        PcpRouter pcp = new PcpRouter(world);
        pcp.lifetime = seconds;
        world.start();
        world.advance(20, TimeUnit.SECONDS);
        assertThat(world.mapper.external()).isEmpty();

        MapperWorld other = new MapperWorld();
        NatPmpRouter natPmp = new NatPmpRouter(other);
        natPmp.lifetime = seconds;
        other.start();
        other.advance(20, TimeUnit.SECONDS);
        assertThat(other.mapper.external()).isEmpty();
    }

    @Test
    void anEndlessLeaseIsTakenForTheOneThatWasAskedFor() {
        PcpRouter pcp = new PcpRouter(world);
        pcp.lifetime = 0xffff_ffffL;
        world.start();
        world.advance(3_601, TimeUnit.SECONDS);

        assertThat(world.mapping())
                .isEqualTo(new Mapping(MappingProtocol.PCP, Endpoint.parse("203.0.113.7:50001"), 7200));
        assertThat(world.sentTo(5351, MapperWorld::isPcpMap)).hasSize(2);
    }

    @Test
    void theShortestLeaseIsRenewedTwiceAMinuteAndNotMoreOften() {
        PcpRouter pcp = new PcpRouter(world);
        pcp.lifetime = 60;
        world.start();
        world.advance(10, TimeUnit.MINUTES);

        assertThat(world.sentTo(5351, MapperWorld::isPcpMap)).hasSizeBetween(19, 21);
    }

    @ParameterizedTest
    @CsvSource({"192.168.1.2, 5351", "203.0.113.1, 5351", "192.168.1.1, 5350", "192.168.1.1, 1900"})
    void answersFromElsewhereAreDropped(String source, int port) {
        PcpRouter router = new PcpRouter(world);
        world.onPort5351 = request -> {
            if (request[0] == 2) {
                world.arriveLater(new InetSocketAddress(MapperWorld.address(source), port), router.answer(request));
            }
        };
        world.start();
        world.advance(20, TimeUnit.SECONDS);

        assertThat(world.mapping()).isNull();
    }

    @Test
    void anAnswerThatComesAfterTheRequestWasGivenUpIsDropped() {
        PcpRouter router = new PcpRouter(world);
        world.onPort5351 = request -> {
            if (request[0] == 2) {
                byte[] answer = router.answer(request);
                world.later(
                        4_000,
                        () -> world.mapper.onDatagram(world.nowNanos, MapperWorld.ROUTER, MapperWorld.PCP, answer));
            }
        };
        world.start();
        world.advance(60, TimeUnit.SECONDS);

        assertThat(world.mapping()).isNull();
        assertThat(world.mapper.status().reason()).startsWith("the router does not answer");
    }

    @Test
    void anAnswerThatComesTwiceChangesNothing() {
        PcpRouter router = new PcpRouter(world);
        world.start();
        byte[] request = world.sent.getFirst().payload();
        byte[] first = router.answer(request);
        router.externalPort = 666;
        world.arrive(MapperWorld.PCP, first);
        world.arrive(MapperWorld.PCP, router.answer(request));

        assertThat(world.mapper.external()).containsExactly(Endpoint.parse("203.0.113.7:50001"));
        assertThat(world.events).hasSize(1);
    }

    @Test
    void anEpochThatNobodyAskedForIsNotBelieved() {
        PcpRouter router = new PcpRouter(world);
        world.start();
        world.advance(60, TimeUnit.SECONDS);
        world.sent.clear();
        router.restart();
        byte[] announcement =
                router.answer(ByteBuffer.allocate(24).put((byte) 2).array());
        for (int i = 0; i < 1_000; i++) {
            world.arrive(MapperWorld.PCP, announcement);
        }

        assertThat(world.sent).isEmpty();
    }

    @Test
    void aRouterThatRestartsAtEveryQuestionCostsOneRequestEach() {
        PcpRouter router = new PcpRouter(world);
        world.onPort5351 = request -> {
            router.restart();
            if (request[0] == 2) {
                world.answer(router.answer(request));
            }
        };
        world.start();
        world.advance(1, TimeUnit.HOURS);

        assertThat(world.sent).hasSizeLessThanOrEqualTo(2 * 12 + 2);
    }

    @Test
    void natPmpAnswersToAnotherQuestionAreDropped() {
        NatPmpRouter router = new NatPmpRouter(world);
        router.externalPort = 41_000;
        world.onPort5351 = request -> {
            if (request[0] == 0) {
                // A mapping where the address was asked for, and one for another port.
                world.answer(new byte[] {0, (byte) 129, 0, 0, 0, 0, 0, 1, 0, 80, 0, 80, 0, 0, 28, 32});
            }
        };
        world.start();
        world.advance(20, TimeUnit.SECONDS);

        assertThat(world.mapping()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void randomBytesNeitherMapNorBreakAnything(int seed) {
        Random random = new Random(seed);
        world.onPort5351 = request -> {
            for (int i = 0; i < 200; i++) {
                byte[] bytes = new byte[random.nextInt(70)];
                random.nextBytes(bytes);
                if (bytes.length > 2 && random.nextBoolean()) {
                    bytes[0] = (byte) (random.nextBoolean() ? 2 : 0);
                    bytes[1] = (byte) (0x80 + random.nextInt(3));
                }
                world.answer(bytes);
            }
        };
        world.start();
        world.advance(1, TimeUnit.HOURS);

        assertThat(world.mapper.external()).as("seed %d", seed).isEmpty();
        assertThat(world.sent).as("six searches").hasSizeLessThanOrEqualTo(7 * 12);
    }

    @Test
    void aFloodIsAnsweredByNothing() {
        PcpRouter router = new PcpRouter(world);
        world.start();
        world.millis(50);
        byte[] answer = router.answer(world.sent.getFirst().payload());
        world.sent.clear();
        for (int i = 0; i < 10_000; i++) {
            world.arrive(MapperWorld.PCP, answer);
            world.arrive(
                    new InetSocketAddress(MapperWorld.ROUTER.address(), 1900), MapperWorld.ssdp(IgdRouter.LOCATION));
        }

        assertThat(world.sent).isEmpty();
        assertThat(world.calls).isEmpty();
        assertThat(world.events).hasSize(1);
    }
}
