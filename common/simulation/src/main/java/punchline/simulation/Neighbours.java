package punchline.simulation;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import punchline.protocol.Endpoint;

/**
 * Other people behind a NAT, who open flows at random moments (a Poisson process) and so take ports. Their datagrams go
 * nowhere; only what the NAT remembers of them matters.
 */
final class Neighbours {
    private static final int FIRST_EPHEMERAL_PORT = 32_768;
    private static final int PORTS = 65_536;
    private static final int REMOTE_PORT = 443;

    /** Shared address space (RFC 6598): nobody else in a simulation has it. */
    private static final InetAddress HOME = VirtualNetwork.address("100.127.255.254");

    private final VirtualTime time;
    private final Random random;
    private final double flowsPerSecond;
    private final BiConsumer<Endpoint, Endpoint> flows;

    /** {@code flows} is given each new flow's inside endpoint and its remote. */
    Neighbours(VirtualTime time, Random random, double flowsPerSecond, BiConsumer<Endpoint, Endpoint> flows) {
        this.time = time;
        this.random = random;
        this.flowsPerSecond = flowsPerSecond;
        this.flows = flows;
    }

    void start() {
        time.after(gapNanos(), () -> {
            flows.accept(
                    new Endpoint(HOME, random.nextInt(FIRST_EPHEMERAL_PORT, PORTS)),
                    new Endpoint(anywhere(), REMOTE_PORT));
            start();
        });
    }

    private long gapNanos() {
        double seconds = -Math.log(1 - random.nextDouble()) / flowsPerSecond;
        return (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    }

    /** Some address of 20.0.0.0/8. */
    private InetAddress anywhere() {
        int host = random.nextInt(1 << 24);
        try {
            return InetAddress.getByAddress(new byte[] {20, (byte) (host >> 16), (byte) (host >> 8), (byte) host});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 bytes", e);
        }
    }
}
