package punchline.client.server;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.engine.Deadline;
import punchline.protocol.Parsed;
import punchline.protocol.ProtocolLimits;
import punchline.protocol.RendezvousCodec;
import punchline.protocol.RendezvousRequest;
import punchline.protocol.ServerAddress;

/**
 * The rendezvous server within a client. If one of the configured servers is this machine, the first such is served from
 * here whenever nobody else serves it; see {@link Hosting}. One thread owns everything.
 */
public final class EmbeddedServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);

    /** Echoed by the server; the connected socket hears nobody else, so that it need not be unpredictable. */
    private static final byte[] QUESTION = RendezvousCodec.encode(new RendezvousRequest.Look("embedded"));

    private static final Duration MAX_CLOSE = Duration.ofSeconds(2);

    /** Starts a rendezvous server. */
    public interface Starter {
        /**
         * Binds exactly this address, and serves until closed.
         *
         * @throws IOException if the address cannot be had
         */
        AutoCloseable start(InetSocketAddress address) throws IOException;
    }

    private final List<ServerAddress> servers;
    private final Starter starter;
    private final Runnable onServing;
    private final CountDownLatch decided = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private EmbeddedServer(List<ServerAddress> servers, Starter starter, Runnable onServing) {
        this.servers = servers;
        this.onServing = onServing;
        this.starter = starter;
        this.thread = Thread.ofPlatform().daemon().name("embedded-server").unstarted(this::run);
    }

    /**
     * Begins. Returns at once.
     *
     * @param onServing told when this process begins to serve, on a thread of its own
     */
    public static EmbeddedServer start(List<ServerAddress> servers, Starter starter, Runnable onServing) {
        EmbeddedServer server = new EmbeddedServer(servers, starter, onServing);
        server.thread.start();
        return server;
    }

    /** Waits until it is known who serves, so that whoever registers next is answered at once; or for {@code atMost}. */
    public void awaitDecision(Duration atMost) throws InterruptedException {
        if (!decided.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.info("not yet known who serves {}", servers);
        }
    }

    /** Stops serving. */
    @Override
    public void close() {
        closing.countDown();
        try {
            if (!thread.join(MAX_CLOSE)) {
                LOG.warn("the embedded server did not stop in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            InetSocketAddress here = addressOfThisMachine();
            if (here != null) {
                serve(here);
            }
        } catch (IOException e) {
            LOG.warn("no embedded server: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            decided.countDown();
        }
    }

    private @Nullable InetSocketAddress addressOfThisMachine() throws SocketException {
        for (ServerAddress server : servers) {
            try {
                // A literal address is not looked up.
                for (InetAddress address : InetAddress.getAllByName(server.host())) {
                    if (address.isLoopbackAddress() || isOfAnInterface(address)) {
                        return new InetSocketAddress(address, server.port());
                    }
                }
            } catch (UnknownHostException e) {
                LOG.debug("{} has no address", server.host());
            }
        }
        return null;
    }

    private static boolean isOfAnInterface(InetAddress address) throws SocketException {
        return !address.isAnyLocalAddress() && NetworkInterface.getByInetAddress(address) != null;
    }

    private void serve(InetSocketAddress address) throws IOException, InterruptedException {
        Hosting hosting = new Hosting(System.nanoTime());
        AutoCloseable running = null;
        try (DatagramSocket socket = new DatagramSocket(null)) {
            socket.connect(address);
            while (closing.getCount() > 0 && running == null) {
                Hosting.Action action = hosting.pollAction();
                if (action == Hosting.Action.START) {
                    running = start(address, hosting);
                } else if (action == Hosting.Action.ASK) {
                    ask(socket, hosting);
                }
                if (hosting.isDecided()) {
                    decided.countDown();
                }
                await(socket, hosting);
                hosting.onDeadline(System.nanoTime());
            }
        }
        closing.await();
        if (running != null) {
            close(running);
        }
    }

    private @Nullable AutoCloseable start(InetSocketAddress address, Hosting hosting) {
        try {
            AutoCloseable started = starter.start(address);
            LOG.info("serving {}", address);
            hosting.onStarted();
            onServing.run();
            return started;
        } catch (IOException e) {
            LOG.debug("cannot serve {}: {}", address, e.toString());
            hosting.onStartFailed(System.nanoTime());
            return null;
        }
    }

    private static void ask(DatagramSocket socket, Hosting hosting) throws IOException {
        try {
            socket.send(new DatagramPacket(QUESTION, QUESTION.length));
        } catch (PortUnreachableException e) {
            hosting.onRefused();
        }
    }

    /** Waits for whatever comes first: an answer, the deadline, or the end. */
    private void await(DatagramSocket socket, Hosting hosting) throws IOException, InterruptedException {
        Deadline deadline = hosting.deadline();
        if (deadline == null) {
            return;
        }
        long waitMillis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline.atNanos() - System.nanoTime()) + 1);
        if (hosting.state() == Hosting.State.WATCHING) {
            if (closing.await(waitMillis, TimeUnit.MILLISECONDS)) {
                LOG.debug("closing");
            }
            return;
        }
        byte[] buffer = new byte[ProtocolLimits.MAX_DATAGRAM_BYTES];
        DatagramPacket answer = new DatagramPacket(buffer, buffer.length);
        socket.setSoTimeout((int) waitMillis);
        try {
            socket.receive(answer);
            byte[] bytes = Arrays.copyOf(buffer, answer.getLength());
            if (RendezvousCodec.parseAnswer(bytes) instanceof Parsed.Message<?>) {
                hosting.onAnswer(System.nanoTime());
            }
        } catch (PortUnreachableException e) {
            hosting.onRefused();
        } catch (SocketTimeoutException e) {
            // The deadline does the rest.
        }
    }

    private static void close(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception e) {
            LOG.warn("the embedded server did not stop cleanly: {}", e.toString());
        }
    }
}
