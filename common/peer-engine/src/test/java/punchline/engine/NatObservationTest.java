package punchline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import punchline.engine.rendezvous.NatSample;
import punchline.engine.socket.LocalSocket;
import punchline.protocol.Endpoint;
import punchline.protocol.NatClass;

class NatObservationTest {
    private static final Endpoint FIRST = Endpoint.parse("192.0.2.1:6327");
    private static final Endpoint SECOND = Endpoint.parse("192.0.2.1:6328");

    private record Sampling(List<LocalSocket> sockets, SocketSamples.Taken taken) {}

    private final CountedPort port = new CountedPort();
    private final List<Sampling> samplings = new ArrayList<>();
    private int changes;
    private long sentNanos = -7_000_000_000L;
    private final NatObservation observation = new NatObservation(
            new ProbingSockets(port),
            (sockets, taken) -> samplings.add(new Sampling(List.copyOf(sockets), taken)),
            () -> changes++);

    private NatSample sample(LocalSocket socket, Endpoint server, int seenPort) {
        return new NatSample(socket, server, Endpoint.parse("198.51.100.4:" + seenPort), sentNanos++);
    }

    /** What the two ports of a server see of the main socket. */
    private void onMain(int one, int other) {
        observation.onSampled(
                List.of(sample(LocalSocket.MAIN, FIRST, one), sample(LocalSocket.MAIN, SECOND, other)), List.of());
    }

    /** What they see of the sockets of a sampling, one port after the other. */
    private void answer(Sampling sampling, int... ports) {
        List<NatSample> samples = new ArrayList<>();
        for (int i = 0; i < ports.length; i++) {
            LocalSocket socket = sampling.sockets().get(i / 2);
            samples.add(sample(socket, i % 2 == 0 ? FIRST : SECOND, ports[i]));
        }
        sampling.taken().onTaken(samples);
    }

    @Test
    void aNatThatKeepsThePortIsNotExamined() {
        onMain(40_000, 40_000);

        assertThat(observation.nat()).isEqualTo(NatClass.CONSISTENT);
        assertThat(samplings).isEmpty();
        assertThat(port.open).isEmpty();
    }

    @Test
    void oneThatDoesNotIsExaminedOnceInEachNetwork() {
        onMain(40_000, 50_000);
        onMain(40_000, 12_000);
        onMain(41_000, 12_000);
        assertThat(samplings).hasSize(1);
        assertThat(port.open).hasSize(3);

        answer(samplings.getFirst(), 2000, 30_000, 60_000, 5000, 44_444, 9999);
        assertThat(observation.nat()).isEqualTo(NatClass.RANDOM);
        assertThat(port.open).isEmpty();
        onMain(40_000, 12_001);
        assertThat(samplings).hasSize(1);

        observation.startOver();
        onMain(40_000, 12_002);
        assertThat(samplings).hasSize(2);
    }

    @Test
    void freshSocketsShowThatOnlyTheMainOnesPortWasTaken() {
        onMain(40_000, 50_000);
        answer(samplings.getFirst(), 2000, 2000, 2001, 2001, 2002, 2002);

        assertThat(observation.nat()).isEqualTo(NatClass.CONSISTENT);
        assertThat(changes).isEqualTo(2);
    }

    @Test
    void whatAnEarlierNetworkShowedSaysNothingOfThisOne() {
        onMain(40_000, 50_000);
        Sampling old = samplings.getFirst();
        observation.startOver();
        onMain(40_000, 40_000);
        answer(old, 2000, 30_000, 60_000, 5000, 44_444, 9999);

        assertThat(observation.nat()).isEqualTo(NatClass.CONSISTENT);
        assertThat(port.open).isEmpty();
    }

    @Test
    void withoutSocketsToBeHadTheMainOnesSamplesDecide() {
        port.available = 0;
        onMain(40_000, 40_001);
        assertThat(samplings.getFirst().sockets()).isEmpty();
        samplings.getFirst().taken().onTaken(List.of());

        assertThat(observation.nat()).isEqualTo(NatClass.SEQUENTIAL);
    }

    @Test
    void silentServersLeaveWhatWasSeenBefore() {
        onMain(40_000, 50_000);
        NatClass before = observation.nat();
        samplings.getFirst().taken().onTaken(List.of());

        assertThat(observation.nat()).isEqualTo(before);
        assertThat(port.open).isEmpty();
    }

    @Test
    void aServerThatSaysSomethingElseEachTimeCostsNoSockets() {
        for (int i = 0; i < 10_000; i++) {
            onMain(1024 + i, 60_000 - i);
        }

        assertThat(samplings).hasSize(1);
        assertThat(port.open).hasSize(3);
    }
}
