package punchline.benchmark.lab.network;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import punchline.benchmark.lab.network.NatCheck.Finding;
import punchline.benchmark.lab.network.Topology.Home;
import punchline.benchmark.lab.network.Topology.Host;

/** Asks what a home's router does to IPv6: it must translate nothing, and let in only what was asked for. */
final class FirewallCheck {
    private static final Duration SILENCE = Duration.ofMillis(250);
    private static final int PORT = 4001;

    private FirewallCheck() {}

    static Finding run(Home home) throws IOException {
        Host host = home.hosts().getFirst();
        try (DatagramChannel server = outside(PORT);
                DatagramChannel otherPort = outside(PORT + 1);
                DatagramChannel inside =
                        NamespaceSockets.open(host.namespace(), new InetSocketAddress(host.address6(), 0))) {
            send(inside, server.getLocalAddress());
            SocketAddress seen = receive(server).getSocketAddress();
            send(server, seen);
            boolean answered = receive(inside).getSocketAddress().equals(server.getLocalAddress());
            send(otherPort, seen);
            boolean open = hears(inside);
            return new Finding(
                    "home " + home.number() + " has an IPv6 firewall",
                    seen.equals(inside.getLocalAddress()) && answered && !open,
                    (seen.equals(inside.getLocalAddress()) ? "addresses as they are" : "addresses translated")
                            + (open ? ", open to all" : ", open to answers only"));
        }
    }

    private static DatagramChannel outside(int port) {
        return NamespaceSockets.open(Network.SERVER, new InetSocketAddress(Topology.SERVER_ADDRESS_6, port));
    }

    private static void send(DatagramChannel from, SocketAddress to) throws IOException {
        from.send(ByteBuffer.allocate(1), to);
    }

    private static DatagramPacket receive(DatagramChannel at) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[64], 64);
        at.socket().setSoTimeout((int) SILENCE.toMillis());
        at.socket().receive(packet);
        return packet;
    }

    private static boolean hears(DatagramChannel at) throws IOException {
        try {
            receive(at);
            return true;
        } catch (SocketTimeoutException silence) {
            return false;
        }
    }
}
