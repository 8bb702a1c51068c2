package punchline.engine.rendezvous;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import punchline.engine.socket.LocalSocket;
import punchline.protocol.Endpoint;
import punchline.protocol.NatClass;

class NatClassifierTest {
    private static final List<Endpoint> HOSTS = List.of(Endpoint.parse("192.168.1.2:5000"));

    @Test
    void equalPortsAreConsistent() {
        assertThat(classify(40_000, 40_000, 40_000, 40_000)).isEqualTo(NatClass.CONSISTENT);
    }

    @Test
    void smallStepsThatOthersMakeLongerAreSequentialInBothDirections() {
        assertThat(classify(40_000, 40_002, 40_004, 40_006)).isEqualTo(NatClass.SEQUENTIAL);
        assertThat(classify(40_003, 40_002, 40_001)).isEqualTo(NatClass.SEQUENTIAL);
        assertThat(classify(40_000, 40_001, 40_003, 40_019)).isEqualTo(NatClass.SEQUENTIAL);
    }

    @Test
    void aLargeStepOrTurnIsABlock() {
        assertThat(classify(40_000, 40_017)).isEqualTo(NatClass.BLOCK);
        assertThat(classify(40_000, 40_000, 40_001)).isEqualTo(NatClass.BLOCK);
        assertThat(classify(20_480, 24_576, 22_000, 23_000)).isEqualTo(NatClass.BLOCK);
    }

    @Test
    void eachOfSeveralSocketsKeepingItsOwnPortIsConsistent() {
        assertThat(NatClassifier.classify(
                        List.of(of(1, 0, 40_000), of(1, 1, 40_000), of(2, 0, 51_234), of(2, 1, 51_234)), HOSTS))
                .isEqualTo(NatClass.CONSISTENT);
    }

    @Test
    void theChoicesForSeveralSocketsAreJudgedTogether() {
        assertThat(NatClassifier.classify(
                        List.of(of(1, 0, 40_000), of(1, 1, 40_001), of(2, 0, 40_002), of(2, 1, 40_004)), HOSTS))
                .isEqualTo(NatClass.SEQUENTIAL);
        assertThat(NatClassifier.classify(
                        List.of(of(1, 0, 40_000), of(1, 1, 40_001), of(2, 0, 9_000), of(2, 1, 9_001)), HOSTS))
                .isEqualTo(NatClass.RANDOM);
    }

    @Test
    void aWiderSpreadIsRandom() {
        assertThat(classify(20_480, 24_577, 22_000, 23_000)).isEqualTo(NatClass.RANDOM);
    }

    @Test
    void severalPublicAddressesAreRandomForTheNextOneCannotBeKnown() {
        assertThat(NatClassifier.classify(
                        List.of(sample(0, "198.51.100.4:40000"), sample(1, "198.51.100.5:40000")), HOSTS))
                .isEqualTo(NatClass.RANDOM);
    }

    @Test
    void anObservedHostAddressIsOpenAndOneSampleTellsIt() {
        assertThat(NatClassifier.classify(List.of(sample(0, "192.168.1.2:5000")), HOSTS))
                .isEqualTo(NatClass.OPEN);
    }

    @Test
    void theAddressOfAHostAtAnotherPortIsTranslated() {
        assertThat(NatClassifier.classify(List.of(sample(0, "192.168.1.2:7000"), sample(1, "192.168.1.2:7000")), HOSTS))
                .isEqualTo(NatClass.CONSISTENT);
    }

    @Test
    void oneDestinationTellsNothingHoweverOftenItIsAsked() {
        assertThat(NatClassifier.classify(List.of(), HOSTS)).isEqualTo(NatClass.UNKNOWN);
        assertThat(classify(40_000)).isEqualTo(NatClass.UNKNOWN);
        Endpoint server = Endpoint.parse("203.0.113.7:6327");
        Endpoint observed = Endpoint.parse("198.51.100.4:40000");
        assertThat(NatClassifier.classify(
                        List.of(
                                new NatSample(LocalSocket.MAIN, server, observed, 1),
                                new NatSample(LocalSocket.MAIN, server, observed, 2)),
                        HOSTS))
                .isEqualTo(NatClass.UNKNOWN);
    }

    @Test
    void theNewestSampleOfADestinationCounts() {
        Endpoint server = Endpoint.parse("203.0.113.1:6327");
        assertThat(NatClassifier.classify(
                        List.of(
                                new NatSample(LocalSocket.MAIN, server, Endpoint.parse("198.51.100.4:111"), -5),
                                sample(0, "198.51.100.4:40000"),
                                sample(1, "198.51.100.4:40000")),
                        HOSTS))
                .isEqualTo(NatClass.RANDOM);
        assertThat(NatClassifier.classify(
                        List.of(
                                new NatSample(LocalSocket.MAIN, server, Endpoint.parse("198.51.100.4:111"), -5),
                                new NatSample(LocalSocket.MAIN, server, Endpoint.parse("198.51.100.4:40000"), -4),
                                sample(1, "198.51.100.4:40000")),
                        HOSTS))
                .isEqualTo(NatClass.CONSISTENT);
    }

    @Test
    void ipv4CountsWhereBothFamiliesWereSampled() {
        assertThat(NatClassifier.classify(
                        List.of(
                                sample(0, "198.51.100.4:40000"),
                                sample(1, "[2001:db8::1]:5000"),
                                sample(2, "198.51.100.4:52000")),
                        HOSTS))
                .isEqualTo(NatClass.RANDOM);
    }

    private static NatClass classify(int... ports) {
        List<NatSample> samples = new ArrayList<>();
        for (int i = 0; i < ports.length; i++) {
            samples.add(sample(i, "198.51.100.4:" + ports[i]));
        }
        return NatClassifier.classify(samples, HOSTS);
    }

    private static NatSample of(int socket, int destination, int port) {
        NatSample sample = sample(destination, "198.51.100.4:" + port);
        return new NatSample(new LocalSocket(socket), sample.server(), sample.observed(), 7);
    }

    private static NatSample sample(int destination, String observed) {
        return new NatSample(
                LocalSocket.MAIN,
                Endpoint.parse("203.0.113." + (destination + 10) + ":6327"),
                Endpoint.parse(observed),
                destination);
    }
}
