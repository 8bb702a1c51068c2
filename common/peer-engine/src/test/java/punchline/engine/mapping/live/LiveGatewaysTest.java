package punchline.engine.mapping.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import punchline.engine.mapping.Gateway;
import punchline.engine.mapping.GatewayPort;
import punchline.engine.mapping.GatewayTransmit;
import punchline.engine.mapping.HttpCall;
import punchline.engine.mapping.HttpOutcome;

/** A gateway on loopback. */
@Timeout(60)
class LiveGatewaysTest {
    private static final Gateway HERE = new Gateway(InetAddress.getLoopbackAddress(), InetAddress.getLoopbackAddress());

    private final BlockingQueue<Runnable> engine = new LinkedBlockingQueue<>();
    private final BlockingQueue<byte[]> arrived = new ArrayBlockingQueue<>(1_000);
    private final BlockingQueue<HttpOutcome> outcomes = new ArrayBlockingQueue<>(10);
    private final LiveGateways gateways = new LiveGateways(this::run);
    private final CountDownLatch full = new CountDownLatch(64);
    private DatagramSocket router;

    @BeforeEach
    void open() throws IOException {
        router = new DatagramSocket(new InetSocketAddress(HERE.address(), 0));
        router.setSoTimeout(20_000);
        gateways.listen(new GatewayPort.Receiver() {
            @Override
            public void onDatagram(Gateway gateway, InetSocketAddress source, byte[] datagram) {
                arrived.add(datagram);
            }

            @Override
            public void onHttp(long call, HttpOutcome outcome) {
                outcomes.add(outcome);
            }
        });
    }

    @AfterEach
    void close() {
        gateways.close();
        router.close();
    }

    private void run(Runnable task) {
        engine.add(task);
        full.countDown();
    }

    private void send(int... bytes) {
        byte[] payload = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            payload[i] = (byte) bytes[i];
        }
        gateways.send(new GatewayTransmit(HERE, new InetSocketAddress(HERE.address(), router.getLocalPort()), payload));
    }

    private DatagramPacket received() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[100], 100);
        router.receive(packet);
        return packet;
    }

    private void engineRunsOne() throws InterruptedException {
        Runnable task = engine.poll(20, TimeUnit.SECONDS);
        assertThat(task).isNotNull();
        task.run();
    }

    @Test
    void aQuestionGetsItsAnswer() throws Exception {
        send(1, 2, 3);
        DatagramPacket question = received();
        assertThat(Arrays.copyOf(question.getData(), question.getLength())).containsExactly(1, 2, 3);

        router.send(new DatagramPacket(new byte[] {4}, 1, question.getSocketAddress()));
        engineRunsOne();
        assertThat(arrived.poll()).containsExactly(4);
    }

    @Test
    void whatDoesNotComeFromTheGatewayIsDropped() throws Exception {
        send(1);
        DatagramPacket question = received();
        try (DatagramSocket stranger = strangerSocket()) {
            stranger.send(new DatagramPacket(new byte[] {66}, 1, question.getSocketAddress()));
        }
        router.send(new DatagramPacket(new byte[] {4}, 1, question.getSocketAddress()));
        engineRunsOne();

        assertThat(arrived.poll()).containsExactly(4);
        assertThat(engine).isEmpty();
    }

    private static DatagramSocket strangerSocket() {
        DatagramSocket stranger = null;
        try {
            stranger = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), 0));
        } catch (SocketException e) {
            assumeTrue(false, "this system has one loopback address only");
        }
        return Objects.requireNonNull(stranger);
    }

    @Test
    void aFloodWaitsForTheEngineInAQueueOfItsLimit() throws Exception {
        send(1);
        DatagramPacket question = received();
        for (int i = 0; i < 1_000; i++) {
            router.send(new DatagramPacket(new byte[] {4}, 1, question.getSocketAddress()));
        }

        assertThat(full.await(20, TimeUnit.SECONDS)).isTrue();
        send(2);
        received();
        assertThat(engine).hasSize(64);
    }

    @Test
    void aCallHasAnOutcomeOnTheEnginesThread() throws Exception {
        gateways.call(new HttpCall(7, HERE, URI.create("http://127.0.0.1:1/"), null, ""));
        engineRunsOne();

        assertThat(outcomes.poll()).isEqualTo(new HttpOutcome.Failed());
    }

    @Test
    void whatIsSentLastStillLeaves() throws Exception {
        send(9);
        gateways.close();

        assertThat(received().getData()[0]).isEqualTo((byte) 9);
    }

    @Test
    void afterItIsClosedNothingHappens() {
        gateways.close();
        send(1);
        gateways.find(found -> {});

        assertThat(engine).isEmpty();
    }

    @Test
    void theGatewaysOfThisMachineAreFoundWithoutADatagram() throws Exception {
        gateways.find(found -> assertThat(found)
                .hasSizeLessThanOrEqualTo(2)
                .allSatisfy(
                        gateway -> assertThat(gateway.own().isLoopbackAddress()).isFalse()));

        engineRunsOne();
    }
}
