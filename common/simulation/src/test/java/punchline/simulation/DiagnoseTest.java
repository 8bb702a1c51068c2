package punchline.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.diagnosis.AttemptReport;
import punchline.engine.diagnosis.Finding;
import punchline.engine.diagnosis.Finding.Code;
import punchline.engine.path.AttemptRecord.Cause;
import punchline.simulation.NatBehaviour.PortAllocation;

/** What the real engine says of how it stands, in one situation after the other. */
class DiagnoseTest {
    private static final NatBehaviour PORT_RESTRICTED = NatBehaviour.portRestricted();
    private static final NatBehaviour RANDOM = NatBehaviour.symmetric(new PortAllocation.RandomPort());
    private static final LinkQuality FAR = LinkQuality.ofMillis(20);

    private static List<Finding> diagnose(TwoHomes homes, VirtualPeer peer) {
        peer.submit(new Command.Diagnose("d"));
        homes.time.runMillis(1);
        Event.Diagnosis told = peer.last(Event.Diagnosis.class, diagnosis -> true);
        assertThat(told).isNotNull();
        return told.findings();
    }

    private static List<Code> codes(TwoHomes homes, VirtualPeer peer) {
        return diagnose(homes, peer).stream().map(Finding::code).toList();
    }

    private static List<AttemptReport> attempts(TwoHomes homes, VirtualPeer from, VirtualPeer to, boolean redacted) {
        from.submit(new Command.Attempts("a", to.id(), redacted));
        homes.time.runMillis(1);
        Event.Attempts told = from.last(Event.Attempts.class, attempts -> true);
        assertThat(told).isNotNull();
        return told.attempts();
    }

    @Test
    void twoWhoHaveMetAreToldSo() {
        TwoHomes homes = TwoHomes.usual(1).online();
        homes.time.runMillis(10_000);

        assertThat(codes(homes, homes.ann))
                .containsExactly(
                        Code.SERVER_KNOWS, Code.NAT_CONSISTENT, Code.NOT_MAPPED, Code.NO_IPV6, Code.PEER_ONLINE);
        Finding bob = diagnose(homes, homes.ann).getLast();
        assertThat(bob.parameters()).containsEntry("peer", "Bob");
        assertThat(Integer.parseInt(bob.parameters().getOrDefault("rtt", "0"))).isBetween(80, 100);
        assertThat(bob.text()).contains("203.0.113.20:");
    }

    @Test
    void aRandomNatIsNamedWithWhatWouldHelp() {
        TwoHomes homes = TwoHomes.behind(1, RANDOM, PORT_RESTRICTED, FAR).started();

        assertThat(diagnose(homes, homes.ann))
                .filteredOn(finding -> finding.code() == Code.NAT_RANDOM)
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("Port mapping"));
    }

    @Test
    void whoseUdpIsBlockedKnowsWithinThreeSecondsOfConnecting() {
        TwoHomes homes = TwoHomes.behind(1, PORT_RESTRICTED.withUdpBlocked(), PORT_RESTRICTED, FAR);
        homes.ann.start();
        homes.bob.start();
        homes.time.runUntil(() -> homes.ann.last(Event.Ready.class, ready -> true) != null, 1_000);
        homes.ann.submit(new Command.Connect(null, homes.bob.id(), null));
        homes.time.runMillis(3_000);

        Event.Link link = homes.ann.lastLink(homes.bob.id());
        assertThat(link).isNotNull();
        assertThat(link.state()).isEqualTo(Event.LinkState.UNREACHABLE);
        assertThat(link.reason()).contains("UDP is blocked").contains("would help");
        assertThat(codes(homes, homes.ann)).startsWith(Code.UDP_BLOCKED, Code.SERVER_TROUBLE);
    }

    @Test
    void whoAsksAgainWithUdpBlockedIsToldAtOnce() {
        TwoHomes homes = TwoHomes.behind(1, PORT_RESTRICTED.withUdpBlocked(), PORT_RESTRICTED, FAR);
        homes.ann.start();
        homes.time.runMillis(10_000);
        homes.ann.submit(new Command.Connect(null, homes.bob.id(), null));
        homes.time.runMillis(100);

        Event.Link link = homes.ann.lastLink(homes.bob.id());
        assertThat(link).isNotNull();
        assertThat(link.state()).isEqualTo(Event.LinkState.UNREACHABLE);
    }

    @Test
    void whoseOtherSideIsBlockedIsToldWhatTheServerKnows() {
        TwoHomes homes = TwoHomes.behind(1, PORT_RESTRICTED, PORT_RESTRICTED.withUdpBlocked(), FAR)
                .started();
        homes.ann.submit(new Command.Connect(null, homes.bob.id(), null));
        homes.time.runMillis(1_000);

        Event.Link link = homes.ann.lastLink(homes.bob.id());
        assertThat(link).isNotNull();
        assertThat(link.state()).isEqualTo(Event.LinkState.OFFLINE);
        assertThat(link.reason()).contains("not at 198.51.100.1:6327").contains("lets no UDP out");
    }

    @Test
    void aSecondCopyIsNoticedByTheFirst() {
        TwoHomes homes = TwoHomes.usual(1).started();
        VirtualHost elsewhere = homes.network.openHost("elsewhere", "203.0.113.99", LinkQuality.ofMillis(5));
        // The same seed makes the same identity.
        new VirtualPeer(homes.network, elsewhere, 2, TwoHomes.config("Ann", true, true)).start();
        homes.time.runMillis(2_000);

        assertThat(codes(homes, homes.ann)).contains(Code.IDENTITY_ELSEWHERE);
    }

    @Test
    void anAttemptThatMetTellsTheServersWordAndTheWay() {
        TwoHomes homes = TwoHomes.usual(1).online();

        AttemptReport report = attempts(homes, homes.ann, homes.bob, false).getLast();
        assertThat(report.causes()).contains(Cause.SERVER);
        assertThat(report.paths()).isNotEmpty();
        assertThat(report.failure()).isNull();
        assertThat(report.candidates())
                .anySatisfy(tried -> assertThat(tried.address()).startsWith("203.0.113.20:"));
    }

    @Test
    void anAttemptThatTookALaterRoundTellsItsTactic() {
        NatBehaviour sequential = NatBehaviour.symmetric(new PortAllocation.Sequential(30_000, 1));
        TwoHomes homes = TwoHomes.behind(1, PORT_RESTRICTED, sequential, FAR).started();
        homes.ann.submit(new Command.Connect(null, homes.bob.id(), null));
        homes.awaitOnline(3_000);

        AttemptReport report = attempts(homes, homes.ann, homes.bob, false).getLast();
        assertThat(report.rounds()).isNotEmpty();
        assertThat(report.rounds().getLast().answered()).isNotNull();
        assertThat(report.paths().getLast().freshSocket()).isTrue();
    }

    @Test
    void aRedactedReportOfARealAttemptNamesNeitherAddressesNorPeople() {
        TwoHomes homes = TwoHomes.behind(1, PORT_RESTRICTED, RANDOM, FAR).started();
        homes.ann.submit(new Command.Connect(null, homes.bob.id(), null));
        homes.time.runMillis(4_000);
        attempts(homes, homes.ann, homes.bob, true);
        Event.Attempts told = homes.ann.last(Event.Attempts.class, attempts -> true);

        assertThat(told).isNotNull();
        assertThat(told.attempts()).isNotEmpty();
        assertThat(told.peer()).hasSize(4);
        assertThat(told.toString())
                .contains("public-1:")
                .doesNotContain(
                        "203.0.113",
                        "192.168",
                        "198.51.100",
                        "Bob",
                        homes.bob.id().toString());
    }

    @Test
    void whoHasNoNetworkIsToldThat() {
        VirtualNetwork network = new VirtualNetwork(1);
        VirtualHost alone = network.host("a computer without a cable", LinkQuality.ofMillis(1));
        VirtualPeer ann = new VirtualPeer(network, alone, 2, TwoHomes.config("Ann", true, true)).start();
        network.time().runMillis(5_000);
        ann.submit(new Command.Diagnose(null));
        network.time().runMillis(1);

        Event.Diagnosis told = ann.last(Event.Diagnosis.class, diagnosis -> true);
        assertThat(told).isNotNull();
        assertThat(told.findings().getFirst().code()).isEqualTo(Code.NO_NETWORK);
    }
}
