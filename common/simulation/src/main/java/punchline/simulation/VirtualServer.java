package punchline.simulation;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import punchline.engine.rendezvous.ServerEndpoints;
import punchline.protocol.Endpoint;
import punchline.server.Deadline;
import punchline.server.Directory;
import punchline.server.DirectoryLimits;
import punchline.server.LocalPort;
import punchline.server.Outbound;

/** The real rendezvous directory on a virtual host. Can be stopped, and started anew without memory. */
public final class VirtualServer {
    /** More than any test has peers. */
    private static final int MAX_PEERS = 1000;

    private static final byte[] GO = "go ".getBytes(StandardCharsets.US_ASCII);

    private final VirtualNetwork network;
    private final VirtualHost host;
    private final int port;
    private @Nullable Running running;
    private VirtualTime.@Nullable Happening timer;
    private long datagramsIn;
    private final Map<InetAddress, Long> goDelaysNanos = new HashMap<>();

    /** What is lost when the server stops. */
    private record Running(Directory directory, VirtualSocket first, VirtualSocket second) {}

    private VirtualServer(VirtualNetwork network, VirtualHost host, int port) {
        this.network = network;
        this.host = host;
        this.port = port;
    }

    /** Starts a server on a host of the internet, at this port and the next. */
    public static VirtualServer start(VirtualNetwork network, VirtualHost host, int port) {
        VirtualServer server = new VirtualServer(network, host, port);
        server.start();
        return server;
    }

    /** Runs again, knowing nobody. Does nothing if it runs. */
    public void start() {
        if (running == null) {
            running = new Running(
                    new Directory(new DirectoryLimits(MAX_PEERS), network.newRandom()),
                    host.open(port, (source, payload) -> onDatagram(LocalPort.FIRST, source, payload)),
                    host.open(port + 1, (source, payload) -> onDatagram(LocalPort.SECOND, source, payload)));
        }
    }

    /** Falls silent. Does nothing if it is. */
    public void stop() {
        if (running != null) {
            running.first().close();
            running.second().close();
            running = null;
        }
    }

    public ServerEndpoints endpoints() {
        return ServerEndpoints.of(new Endpoint(host.addresses().getFirst(), port));
    }

    /** How many datagrams came in since the beginning. */
    public long datagramsIn() {
        return datagramsIn;
    }

    /** From here on its word to start comes late to that address, as if a queue had held it; all else comes in time. */
    public void delayGo(InetAddress to, long millis) {
        goDelaysNanos.put(to, TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private void onDatagram(LocalPort local, Endpoint source, byte[] payload) {
        Running now = running;
        if (now != null) {
            datagramsIn++;
            now.directory().onDatagram(network.time().nowNanos(), local, source, payload);
            drain(now);
        }
    }

    private void drain(Running now) {
        Directory directory = now.directory();
        for (Outbound out = directory.pollTransmit(); out != null; out = directory.pollTransmit()) {
            send(now, out);
        }
        for (var event = directory.pollEvent(); event != null; event = directory.pollEvent()) {
            network.trace().note(host.toString(), event);
        }
        Deadline deadline = directory.nextDeadline();
        if (deadline != null) {
            if (timer != null) {
                timer.cancel();
            }
            timer = network.time().at(deadline.atNanos(), () -> onTimeout(now));
        }
    }

    private void send(Running now, Outbound out) {
        VirtualSocket socket = out.port() == LocalPort.FIRST ? now.first() : now.second();
        Long delayNanos = goDelaysNanos.get(out.to().address());
        if (delayNanos == null || !isGo(out.datagram())) {
            socket.send(out.to(), out.datagram());
        } else {
            network.time().after(delayNanos, () -> socket.send(out.to(), out.datagram()));
        }
    }

    private static boolean isGo(byte[] datagram) {
        return datagram.length > GO.length && Arrays.equals(datagram, 0, GO.length, GO, 0, GO.length);
    }

    private void onTimeout(Running then) {
        if (then.equals(running)) {
            then.directory().onTimeout(network.time().nowNanos());
            drain(then);
        }
    }
}
