package punchline.simulation.networks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import punchline.engine.path.Probe;
import punchline.protocol.Endpoint;
import punchline.simulation.LinkQuality;
import punchline.simulation.VirtualHost;
import punchline.simulation.VirtualNetwork;
import punchline.simulation.VirtualSocket;

class ProbeMeterTest {
    private final VirtualNetwork network = new VirtualNetwork(1);
    private final VirtualHost host = network.openHost("host", "203.0.113.1", LinkQuality.ofMillis(1));
    private final VirtualSocket socket = host.open(5000, (source, payload) -> {});
    private final ProbeMeter meter = ProbeMeter.on(host, network.time());

    private void send(int type, int bytes) {
        byte[] payload = new byte[bytes];
        payload[0] = (byte) type;
        socket.send(Endpoint.parse("203.0.113.2:5000"), payload);
    }

    @Test
    void theFullestSecondCountsWhereverItBegins() {
        for (int i = 0; i < 10; i++) {
            send(1, Probe.BYTES);
            network.time().runMillis(i < 5 ? 300 : 100);
        }
        // At 900, 1200, 1500, 1600, 1700 and 1800 ms.
        assertThat(meter.peakPerSecond()).isEqualTo(6);
        assertThat(meter.total()).isEqualTo(10);
    }

    @Test
    void answersAndOtherDatagramsAreNotCounted() {
        send(2, Probe.BYTES);
        send(1, Probe.BYTES - 1);
        send(0x40, Probe.BYTES);
        assertThat(meter.total()).isZero();
        assertThat(meter.peakPerSecond()).isZero();
    }
}
