package punchline.engine.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import punchline.protocol.Endpoint;

/** A mapping by UPnP, from the search to its end. */
class UpnpMappingTest {
    private final MapperWorld world = new MapperWorld();
    private final IgdRouter router = new IgdRouter(world);

    private List<String> actions() {
        return world.calls.stream()
                .map(call -> call.action() == null ? "GET" : call.action().replaceAll(".*#(.*)\"", "$1"))
                .toList();
    }

    @Test
    void aRouterOfVersion1IsAskedForTheSamePort() {
        world.start();
        world.millis(600);

        assertThat(world.mapping())
                .isEqualTo(new Mapping(MappingProtocol.UPNP, Endpoint.parse("203.0.113.7:50001"), 7200));
        assertThat(actions()).containsExactly("GET", "GetExternalIPAddress", "AddPortMapping");
        assertThat(world.calls.getLast().body())
                .contains("<NewRemoteHost></NewRemoteHost><NewExternalPort>50001</NewExternalPort>"
                        + "<NewProtocol>UDP</NewProtocol><NewInternalPort>50001</NewInternalPort>"
                        + "<NewInternalClient>192.168.1.20</NewInternalClient><NewEnabled>1</NewEnabled>")
                .contains("<NewLeaseDuration>7200</NewLeaseDuration>");
        assertThat(world.calls.getLast().uri()).hasToString("http://192.168.1.1:5000/ctl/IPConn");
        assertThat(world.calls.getLast().action())
                .isEqualTo("\"urn:schemas-upnp-org:service:WANIPConnection:1#AddPortMapping\"");
    }

    @Test
    void theSearchStartsTwoStepsInAndIsRepeated() {
        world.onSearch = request -> {};
        world.start();
        world.advance(10, TimeUnit.SECONDS);

        assertThat(world.timesOf(1900, request -> true)).containsExactly(500L, 500L, 750L, 750L, 1250L, 1250L);
        assertThat(world.events).hasSize(1);
        assertThat(world.mapper.status().reason())
                .isEqualTo("the router does not answer: PCP, NAT-PMP and UPnP are unknown to it or switched off");
    }

    @Test
    void aRouterOfVersion2ChoosesThePort() {
        router.version = 2;
        world.start();
        world.millis(600);

        assertThat(actions()).containsExactly("GET", "GetExternalIPAddress", "AddAnyPortMapping");
        assertThat(world.mapper.external()).containsExactly(Endpoint.parse("203.0.113.7:40000"));
    }

    @Test
    void aRouterOfVersion2ThatCannotChooseIsToldThePort() {
        router.version = 2;
        router.faultsInOrder.add(401);
        world.start();
        world.millis(600);

        assertThat(actions()).endsWith("AddAnyPortMapping", "AddPortMapping");
        assertThat(world.mapper.external()).containsExactly(Endpoint.parse("203.0.113.7:50001"));
    }

    @Test
    void aPortThatOthersHoldIsReplacedByAnother() {
        router.faultsInOrder.addAll(List.of(718, 718));
        world.start();
        world.millis(600);

        Endpoint external = world.mapper.external().getFirst();
        assertThat(actions()).endsWith("AddPortMapping", "AddPortMapping", "AddPortMapping");
        assertThat(external.port()).isNotEqualTo(MapperWorld.PORT).isGreaterThanOrEqualTo(1024);
        assertThat(world.calls.getLast().body())
                .contains("<NewExternalPort>" + external.port() + "<", "<NewInternalPort>50001<");
    }

    @Test
    void noMoreThanFourPortsAreTried() {
        router.faultsInOrder.addAll(List.of(718, 718, 718, 718, 718, 718));
        world.start();
        world.advance(20, TimeUnit.SECONDS);

        assertThat(actions().stream().filter("AddPortMapping"::equals)).hasSize(4);
        assertThat(world.mapper.status().reason()).isEqualTo("other programs hold the router's ports");
    }

    @Test
    void aRouterThatKnowsNoLeasesIsAskedForAPermanentMappingAndAskedToRemoveItAtTheEnd() {
        router.faultsInOrder.add(725);
        world.start();
        world.millis(600);
        assertThat(world.mapping()).isNotNull();
        assertThat(world.calls.getLast().body()).contains("<NewLeaseDuration>0</NewLeaseDuration>");

        world.mapper.close();
        world.drain();
        assertThat(actions()).endsWith("DeletePortMapping");
        assertThat(world.calls.getLast().body())
                .contains("<NewExternalPort>50001</NewExternalPort><NewProtocol>UDP</NewProtocol>");
    }

    @Test
    void halfOfTheLeaseIsWhenItIsRenewedWithTheSamePort() {
        router.faultsInOrder.add(718);
        world.start();
        world.advance(3_590, TimeUnit.SECONDS);
        Endpoint external = world.mapper.external().getFirst();
        assertThat(world.calls).hasSize(4);
        world.advance(20, TimeUnit.SECONDS);

        assertThat(actions().subList(4, 6)).containsExactly("GetExternalIPAddress", "AddPortMapping");
        assertThat(world.mapper.external()).containsExactly(external);
        assertThat(world.events).hasSize(1);
    }

    @Test
    void aNewExternalAddressIsToldAtTheRenewal() {
        world.start();
        world.millis(600);
        router.external = "203.0.113.9";
        world.advance(3_700, TimeUnit.SECONDS);

        assertThat(world.mapper.external()).containsExactly(Endpoint.parse("203.0.113.9:50001"));
        assertThat(world.events).hasSize(2);
    }

    @Test
    void aRouterWithoutInternetIsTold() {
        router.external = "0.0.0.0";
        world.start();
        world.advance(20, TimeUnit.SECONDS);

        assertThat(world.mapper.status().reason()).isEqualTo("the router has no connection to the internet");
    }

    @Test
    void aRouterThatDoesNotPermitItIsTold() {
        router.faultsInOrder.add(606);
        world.start();
        world.advance(20, TimeUnit.SECONDS);

        assertThat(world.mapper.status().reason()).isEqualTo("the router does not permit port mapping");
    }
}
