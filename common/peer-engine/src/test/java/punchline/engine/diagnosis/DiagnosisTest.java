package punchline.engine.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import punchline.engine.Event.LinkState;
import punchline.engine.Event.PathKind;
import punchline.engine.Reason;
import punchline.engine.diagnosis.Finding.Code;
import punchline.engine.mapping.Mapping;
import punchline.engine.mapping.MappingProtocol;
import punchline.engine.mapping.MappingStatus;
import punchline.engine.rendezvous.RendezvousStatus;
import punchline.engine.rendezvous.RendezvousStatus.Trouble;
import punchline.protocol.Endpoint;
import punchline.protocol.NatClass;

class DiagnosisTest {
    private static final Endpoint SEEN = Endpoint.parse("203.0.113.7:50001");
    private static final Standing.Server KNOWS =
            new Standing.Server("192.0.2.1:6327", new RendezvousStatus(true, SEEN, 4, null, Trouble.NONE), null);
    private static final Standing.Server SILENT = new Standing.Server(
            "192.0.2.2:6327",
            new RendezvousStatus(false, null, null, Reason.said("no answer from 192.0.2.2:6327"), Trouble.SILENT),
            null);
    private static final Standing.Server REFUSES = new Standing.Server(
            "192.0.2.3:6327",
            new RendezvousStatus(
                    false, SEEN, null, Reason.said("192.0.2.3:6327 has no room for more peers"), Trouble.REFUSED),
            null);
    private static final Standing.Server REPLACED = new Standing.Server(
            "192.0.2.4:6327",
            new RendezvousStatus(false, SEEN, null, Reason.of(Reason.Code.IDENTITY_ELSEWHERE), Trouble.ELSEWHERE),
            null);
    private static final Standing.Server UNNAMED = new Standing.Server(
            "nowhere.example:6327", null, Reason.of(Reason.Code.NAME_UNKNOWN, "server", "nowhere.example:6327"));
    private static final Standing.Server ASKED =
            new Standing.Server("192.0.2.5:6327", new RendezvousStatus(false, null, null, null, Trouble.NONE), null);

    private List<String> addresses = List.of("127.0.0.1", "192.168.1.5");
    private List<Standing.Server> servers = List.of(KNOWS);
    private NatClass nat = NatClass.CONSISTENT;
    private MappingStatus mapping = MappingStatus.SEARCHING;
    private boolean randomPorts = true;
    private List<Standing.Person> people = List.of();

    private Standing standing() {
        List<InetAddress> all = new ArrayList<>();
        addresses.forEach(
                address -> all.add(Endpoint.parse(address.contains(":") ? "[" + address + "]:1" : address + ":1")
                        .address()));
        return new Standing(all, servers, nat, mapping, randomPorts, people);
    }

    private List<Finding> findings() {
        return Diagnosis.of(standing());
    }

    private List<Code> codes() {
        return findings().stream().map(Finding::code).toList();
    }

    private Finding find(Code code) {
        return findings().stream()
                .filter(finding -> finding.code() == code)
                .findFirst()
                .orElseThrow(() -> new AssertionError(code + " in " + findings()));
    }

    private @Nullable Code obstacle() {
        Finding obstacle = Diagnosis.obstacle(standing());
        return obstacle == null ? null : obstacle.code();
    }

    @Test
    void whereAllIsWellItSaysSo() {
        assertThat(codes()).containsExactly(Code.SERVER_KNOWS, Code.NAT_CONSISTENT, Code.NO_IPV6);
        assertThat(find(Code.NAT_CONSISTENT).text()).isEqualTo("Your router keeps ports: most people can reach you.");
        assertThat(find(Code.SERVER_KNOWS).parameters())
                .containsEntry("server", "192.0.2.1:6327")
                .containsEntry("address", SEEN.toString());
        assertThat(obstacle()).isNull();
    }

    @Test
    void withoutANetworkNothingElseIsToBlame() {
        addresses = List.of("127.0.0.1", "::1");
        servers = List.of(SILENT);

        assertThat(codes()).startsWith(Code.NO_NETWORK).doesNotContain(Code.UDP_BLOCKED);
        assertThat(obstacle()).isEqualTo(Code.NO_NETWORK);
    }

    @Test
    void withoutAServerOnlyOldAcquaintancesCanBeFound() {
        servers = List.of();

        assertThat(codes()).contains(Code.NO_SERVER);
    }

    @Test
    void whereNoServerAnswersUdpIsSuspected() {
        servers = List.of(SILENT, UNNAMED);

        assertThat(codes()).startsWith(Code.UDP_BLOCKED).doesNotContain(Code.NAT_CONSISTENT);
        assertThat(find(Code.UDP_BLOCKED).text()).contains("UDP is blocked").contains("would help");
        assertThat(obstacle()).isEqualTo(Code.UDP_BLOCKED);
    }

    @Test
    void aServerThatAnswersOrIsYetToAnswerClearsUdp() {
        for (Standing.Server other : List.of(KNOWS, REFUSES, ASKED, REPLACED)) {
            servers = List.of(SILENT, other);

            assertThat(codes()).as(other.name()).doesNotContain(Code.UDP_BLOCKED);
            assertThat(obstacle()).as(other.name()).isNull();
        }
    }

    @Test
    void whereNoNameIsFoundTheNetworkOrItsNameServerIsSuspected() {
        servers = List.of(UNNAMED);

        assertThat(codes()).startsWith(Code.NAMES_UNKNOWN).contains(Code.SERVER_TROUBLE);
        assertThat(obstacle()).isEqualTo(Code.NAMES_UNKNOWN);
    }

    @Test
    void anotherCopyOfThisIdentityIsNamedWithTheServer() {
        servers = List.of(REPLACED);

        assertThat(find(Code.IDENTITY_ELSEWHERE).parameters()).containsEntry("server", REPLACED.name());
        assertThat(find(Code.IDENTITY_ELSEWHERE).text()).contains("Close one of the two");
    }

    @Test
    void eachServerIsToldOnce() {
        servers = List.of(KNOWS, SILENT, REFUSES, UNNAMED, ASKED);

        assertThat(codes())
                .startsWith(
                        Code.SERVER_KNOWS,
                        Code.SERVER_TROUBLE,
                        Code.SERVER_TROUBLE,
                        Code.SERVER_TROUBLE,
                        Code.SERVER_ASKED);
    }

    @ParameterizedTest
    @EnumSource(NatClass.class)
    void eachNatHasWords(NatClass each) {
        nat = each;

        assertThat(codes()).contains(Code.valueOf("NAT_" + each));
    }

    @Test
    void aMappedPortIsToldWithItsProtocol() {
        mapping = new MappingStatus(
                new Mapping(MappingProtocol.PCP, Endpoint.parse("203.0.113.7:4000"), 7200), null, false);

        assertThat(find(Code.MAPPED).text()).contains("203.0.113.7:4000").contains("PCP");
        assertThat(codes()).doesNotContain(Code.DOUBLE_NAT, Code.NOT_MAPPED);
    }

    @Test
    void aPortMappedBehindASecondRouterIsNoHelp() {
        mapping = new MappingStatus(
                new Mapping(MappingProtocol.UPNP, Endpoint.parse("192.168.0.7:4000"), 7200), null, true);

        assertThat(find(Code.DOUBLE_NAT).text()).contains("another router").contains("would help");
        assertThat(codes()).doesNotContain(Code.MAPPED);
    }

    @ParameterizedTest
    @CsvSource({"CONSISTENT,true", "RANDOM,true", "OPEN,false"})
    void thatNoPortIsMappedMattersBehindARouterOnly(NatClass each, boolean told) {
        nat = each;
        mapping = new MappingStatus(null, Reason.said("no gateway answers"), false);

        assertThat(codes().contains(Code.NOT_MAPPED)).isEqualTo(told);
    }

    @Test
    void aSharedAddressOfTheProviderIsToldUnlessThereIsAnother() {
        addresses = List.of("127.0.0.1", "100.72.3.4");
        assertThat(find(Code.CARRIER_NAT).parameters()).containsEntry("address", "100.72.3.4");

        addresses = List.of("127.0.0.1", "100.72.3.4", "192.168.1.5");
        assertThat(codes()).as("a private network of its own").doesNotContain(Code.CARRIER_NAT);

        addresses = List.of("127.0.0.1", "100.128.3.4");
        assertThat(codes()).as("beyond 100.64.0.0/10").doesNotContain(Code.CARRIER_NAT);
    }

    @Test
    void onlyAnIpv6AddressOfTheInternetCounts() {
        addresses = List.of("192.168.1.5", "fe80::1", "fd00::1");
        assertThat(codes()).contains(Code.NO_IPV6);

        addresses = List.of("192.168.1.5", "2a01:db8::7");
        assertThat(find(Code.IPV6).parameters()).containsEntry("address", "2a01:db8::7");
        assertThat(codes()).doesNotContain(Code.NO_IPV6);
    }

    @Test
    void aSearchSwitchedOffIsMentioned() {
        randomPorts = false;

        assertThat(codes()).contains(Code.RANDOM_PORTS_OFF);
    }

    @Test
    void eachPersonIsToldWithTheWayOrTheReason() {
        people = List.of(
                new Standing.Person(
                        "Bob", LinkState.ONLINE, PathKind.DIRECT, SEEN, 41_900_000, 7_260_000_000_000L, null),
                new Standing.Person("Carol", LinkState.CONNECTING, null, null, 0, 0, null),
                new Standing.Person("Dan", LinkState.UNREACHABLE, null, null, 0, 0, Reason.said("It does not answer.")),
                new Standing.Person(
                        "Eve {peer} $1", LinkState.OFFLINE, null, null, 0, 0, Reason.of(Reason.Code.WENT_OFFLINE)));

        assertThat(findings())
                .extracting(Finding::text)
                .endsWith(
                        "Bob is online by a direct way at 203.0.113.7:50001, with a round trip of 41 ms, for 2 h.",
                        "Carol is being looked for.",
                        "Dan cannot be reached: It does not answer.",
                        "Eve {peer} $1 is away: went offline.");
    }

    @Test
    void aSentenceWithoutItsParameterIsABug() {
        assertThatThrownBy(() -> Finding.of(Code.MAPPED, "address", "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("protocol");
    }
}
