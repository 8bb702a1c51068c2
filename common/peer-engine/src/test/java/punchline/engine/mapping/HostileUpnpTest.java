package punchline.engine.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import punchline.protocol.Endpoint;

/** Routers, and others on the link, that answer UPnP with nonsense, slowly or never, or would have this machine call others. */
class HostileUpnpTest {
    private final MapperWorld world = new MapperWorld();
    private final IgdRouter router = new IgdRouter(world);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://192.168.1.2:5000/rootDesc.xml",
                "http://203.0.113.7/rootDesc.xml",
                "http://router.home/rootDesc.xml",
                "http://192.168.1.1.example.com/",
                "http://192.168.1.1@192.168.1.2/",
                "http://admin:admin@192.168.1.1/",
                "http://192.168.1.1:0/",
                "http://192.168.1.1:99999/",
                "https://192.168.1.1/",
                "file:///etc/passwd",
                "ftp://192.168.1.1/",
                "//192.168.1.1/",
                "/rootDesc.xml",
                "http:192.168.1.1",
                "http://[fe80::1]/",
                "http://3232235777/",
                "http://192.168.1.1/ with spaces",
                ""
            })
    void aLocationThatIsNotOnTheRouterIsNotFetched(String location) {
        router.location = location;
        world.start();
        world.advance(20, TimeUnit.SECONDS);

        assertThat(world.calls).isEmpty();
    }

    @Test
    void aLocationOfEndlessLengthIsNotFetched() {
        router.location = "http://192.168.1.1/" + "x".repeat(600);
        world.start();
        world.advance(20, TimeUnit.SECONDS);

        assertThat(world.calls).isEmpty();
    }

    @Test
    void anAnswerThatIsNotTheRoutersIsDroppedEvenIfItNamesTheRouter() {
        world.onSearch = request -> world.arriveLater(
                new InetSocketAddress(MapperWorld.address("192.168.1.66"), 1900), MapperWorld.ssdp(IgdRouter.LOCATION));
        world.start();
        world.advance(20, TimeUnit.SECONDS);

        assertThat(world.calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NOTIFY * HTTP/1.1\r\nLOCATION: http://192.168.1.1/\r\nST: urn:schemas-upnp-org:device:InternetGatewayDevice:1\r\n\r\n",
                "HTTP/1.1 404 Not Found\r\nLOCATION: http://192.168.1.1/\r\nST: urn:schemas-upnp-org:device:InternetGatewayDevice:1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nLOCATION: http://192.168.1.1/\r\nST: urn:schemas-upnp-org:device:MediaServer:1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nLOCATION: http://192.168.1.1/\r\n\r\n",
                "HTTP/1.1 200 OK\r\n",
                "\r\n\r\n",
                ""
            })
    void whatIsNoAnswerToTheSearchIsDropped(String text) {
        world.onSearch = request -> world.arriveLater(
                new InetSocketAddress(MapperWorld.ROUTER.address(), 1900), text.getBytes(StandardCharsets.US_ASCII));
        world.start();
        world.advance(20, TimeUnit.SECONDS);

        assertThat(world.calls).isEmpty();
    }

    @Test
    void aFloodOfLocationsHasFewOfThemFetched() {
        world.onCall = call -> world.answerCall(call, 200, "<root/>");
        world.onSearch = request -> {
            for (int i = 0; i < 500; i++) {
                world.answerSearch("http://192.168.1.1:5000/" + world.sent.size() + "/" + i);
            }
        };
        world.start();
        world.advance(60, TimeUnit.SECONDS);

        assertThat(world.calls).hasSize(4);
        assertThat(world.mapper.status().reason()).isEqualTo("the router's description names nothing that maps ports");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://192.168.1.2/ctl",
                "http://evil.example/ctl",
                "//192.168.1.2/ctl",
                "https://192.168.1.1/ctl",
                ""
            })
    void aServiceThatIsNotOnTheRouterIsNotCalled(String control) {
        world.onCall = call -> world.answerCall(
                call, 200, IgdRouter.description("urn:schemas-upnp-org:service:WANIPConnection:1", control));
        world.start();
        world.advance(60, TimeUnit.SECONDS);

        assertThat(world.calls).hasSize(1);
    }

    @Test
    void aBaseThatIsNotOnTheRouterIsNotCalled() {
        world.onCall = call -> world.answerCall(
                call,
                200,
                IgdRouter.description("urn:schemas-upnp-org:service:WANIPConnection:1", "/ctl")
                        .replace("<device><deviceType>", "<URLBase>http://192.168.1.2/</URLBase><device><deviceType>"));
        world.start();
        world.advance(60, TimeUnit.SECONDS);

        assertThat(world.calls).hasSize(1);
    }

    @Test
    void aDescriptionOfManyServicesHasFewOfThemCalled() {
        String service = "<service><serviceType>urn:schemas-upnp-org:service:WANIPConnection:1</serviceType>"
                + "<controlURL>/ctl</controlURL></service>";
        world.onCall = call ->
                world.answerCall(call, call.action() == null ? 200 : 500, "<root>" + service.repeat(100) + "</root>");
        world.start();
        world.advance(60, TimeUnit.SECONDS);

        assertThat(world.calls).hasSize(1 + 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 404, 500})
    void onlyADescriptionIsADescription(int status) {
        world.onCall = call -> world.answerCall(
                call, status, IgdRouter.description("urn:schemas-upnp-org:service:WANIPConnection:1", "/ctl"));
        world.start();
        world.advance(60, TimeUnit.SECONDS);

        assertThat(world.calls).hasSize(1);
        assertThat(world.mapping()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "router.home",
                "999.1.1.1",
                "2001:db8::1",
                "",
                "1.2.3.4:80"
            })
    void anOutsideThatCannotBeIsRefused(String outside) {
        router.external = outside;
        world.start();
        world.advance(60, TimeUnit.SECONDS);

        assertThat(world.mapper.external()).isEmpty();
        assertThat(world.mapper.status().reason()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 65536, 99_999})
    void aReservedPortThatCannotBeIsRefused(int port) {
        router.version = 2;
        router.reserved = port;
        world.start();
        world.advance(60, TimeUnit.SECONDS);

        assertThat(world.mapper.external()).isEmpty();
        assertThat(world.mapper.status().reason()).isEqualTo("the router grants what cannot be used");
    }

    @Test
    void aRouterThatAlwaysWantsPermanentLeasesIsNotAskedForEver() {
        for (int i = 0; i < 100; i++) {
            router.faultsInOrder.add(i % 2 == 0 ? 725 : 401);
        }
        world.start();
        world.advance(60, TimeUnit.SECONDS);

        assertThat(world.calls).hasSizeLessThanOrEqualTo(4);
        assertThat(world.mapper.status().reason()).isEqualTo("the router refuses, with UPnP's error 401");
    }

    @Test
    void aServiceThatNeverAnswersIsGivenUp() {
        world.onCall = call -> {};
        world.start();
        world.advance(20, TimeUnit.SECONDS);

        assertThat(world.calls).hasSize(1);
        assertThat(world.mapper.status().reason()).isNotNull();
    }

    @Test
    void anOutcomeThatComesTooLateOrTwiceIsDropped() {
        world.onCall = call -> {};
        world.start();
        world.millis(600);
        HttpCall first = world.calls.getFirst();
        world.advance(20, TimeUnit.SECONDS);
        world.answerCall(first, 200, IgdRouter.description("urn:schemas-upnp-org:service:WANIPConnection:1", "/ctl"));
        world.answerCall(first, 200, IgdRouter.description("urn:schemas-upnp-org:service:WANIPConnection:1", "/ctl"));
        world.advance(20, TimeUnit.SECONDS);

        assertThat(world.calls).hasSize(1);
    }

    @Test
    void aCallThatFailsIsARouterThatDoesNotAnswer() {
        world.onCall =
                call -> world.later(5, () -> world.mapper.onHttp(world.nowNanos, call.id(), new HttpOutcome.Failed()));
        world.start();
        world.advance(20, TimeUnit.SECONDS);

        assertThat(world.calls).hasSize(1);
        assertThat(world.mapping()).isNull();
    }

    @Test
    void theSecondServiceIsAskedIfTheFirstHasNoConnection() {
        String two = "<root><service><serviceType>urn:schemas-upnp-org:service:WANPPPConnection:1</serviceType>"
                + "<controlURL>/ppp</controlURL></service>"
                + "<service><serviceType>urn:schemas-upnp-org:service:WANIPConnection:1</serviceType>"
                + "<controlURL>/ip</controlURL></service></root>";
        world.onCall = call -> {
            String path = call.uri().getPath();
            if (call.action() == null) {
                world.answerCall(call, 200, two);
            } else if (path.equals("/ip")) {
                world.answerCall(call, 200, IgdRouter.response("GetExternalIPAddress", "<NewExternalIPAddress/>"));
            } else if (call.action().contains("#Get")) {
                world.answerCall(
                        call,
                        200,
                        IgdRouter.response(
                                "GetExternalIPAddress", "<NewExternalIPAddress>203.0.113.7</NewExternalIPAddress>"));
            } else {
                world.answerCall(call, 200, IgdRouter.response("AddPortMapping", ""));
            }
        };
        world.start();
        world.advance(5, TimeUnit.SECONDS);

        assertThat(world.mapper.external()).containsExactly(Endpoint.parse("203.0.113.7:50001"));
        assertThat(world.calls.get(1).uri()).hasPath("/ip");
        assertThat(world.calls.getLast().uri()).hasPath("/ppp");
    }
}
