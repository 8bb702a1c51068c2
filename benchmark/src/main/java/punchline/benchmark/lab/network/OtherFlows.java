package punchline.benchmark.lab.network;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import punchline.benchmark.lab.network.Topology.Host;

/** A host that opens new flows at a steady rate, so that its router's NAT gives ports to others than the people in the lab. */
final class OtherFlows implements AutoCloseable {
    private static final int FIRST_PORT = 10_000;
    private static final int LAST_PORT = 59_999;

    private final DatagramChannel socket;

    private OtherFlows(DatagramChannel socket) {
        this.socket = socket;
    }

    static OtherFlows start(Host host) {
        OtherFlows flows =
                new OtherFlows(NamespaceSockets.open(host.namespace(), new InetSocketAddress(host.address(), 0)));
        Duration gap = Duration.ofSeconds(1).dividedBy(host.home().otherFlowsPerSecond());
        Thread.ofPlatform().daemon().name("other flows").start(() -> flows.run(gap));
        return flows;
    }

    /** Each destination is another port: a new flow to any NAT. */
    private void run(Duration gap) {
        try {
            for (int port = FIRST_PORT; socket.isOpen(); port = port == LAST_PORT ? FIRST_PORT : port + 1) {
                socket.send(ByteBuffer.allocate(1), new InetSocketAddress(Topology.STRANGER_ADDRESS, port));
                Processes.pause(gap);
            }
        } catch (ClosedChannelException closed) {
            return;
        } catch (IOException e) {
            throw new LabException("the busy host cannot send", e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new LabException("the busy host does not end", e);
        }
    }
}
