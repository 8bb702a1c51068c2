package punchline.benchmark.lab;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import punchline.benchmark.lab.NatKind.Filtering;
import punchline.benchmark.lab.NatKind.Mapping;
import punchline.benchmark.lab.Topology.Home;

/** Asks a home's NAT what it is, with datagrams, in the manner of RFC 5780: a lab whose NATs leak proves nothing. */
final class NatCheck {
    /** Long against the microseconds that a datagram takes here. */
    private static final Duration SILENCE = Duration.ofMillis(400);

    private static final InetSocketAddress SERVER = new InetSocketAddress(Topology.SERVER_ADDRESS, 4001);
    private static final InetSocketAddress SERVER_OTHER_PORT = new InetSocketAddress(Topology.SERVER_ADDRESS, 4002);
    private static final InetSocketAddress STRANGER = new InetSocketAddress(Topology.STRANGER_ADDRESS, 4001);

    private NatCheck() {}

    /** Adds to the report whether this home's NAT maps and filters as its kind says. */
    static void run(Home home, Report report) {
        try (DatagramChannel server = NamespaceSockets.open(Topology.SERVER, SERVER);
                DatagramChannel otherPort = NamespaceSockets.open(Topology.SERVER, SERVER_OTHER_PORT);
                DatagramChannel stranger = NamespaceSockets.open(Topology.SERVER, STRANGER);
                DatagramChannel mapped = NamespaceSockets.open(home.host(), new InetSocketAddress(0));
                DatagramChannel filtered = NamespaceSockets.open(home.host(), new InetSocketAddress(0))) {
            Set<InetSocketAddress> outer = new LinkedHashSet<>();
            outer.add(arrival(mapped, server, SERVER));
            outer.add(arrival(mapped, otherPort, SERVER_OTHER_PORT));
            outer.add(arrival(mapped, stranger, STRANGER));
            Mapping mapping = outer.size() == 1 ? Mapping.ENDPOINT_INDEPENDENT : Mapping.ADDRESS_AND_PORT_DEPENDENT;

            InetSocketAddress hole = arrival(filtered, server, SERVER);
            send(server, hole, "answer");
            send(otherPort, hole, "other port");
            send(stranger, hole, "stranger");
            Set<String> heard = heard(filtered);
            boolean answered = heard.remove("answer");
            Filtering filtering = heard.contains("stranger")
                    ? Filtering.ENDPOINT_INDEPENDENT
                    : heard.contains("other port") ? Filtering.ADDRESS_DEPENDENT : Filtering.ADDRESS_AND_PORT_DEPENDENT;

            NatKind kind = home.nat();
            report.check(
                    "the NAT of " + home.host() + " is " + kind.title(),
                    answered && mapping == kind.mapping() && filtering == kind.filtering(),
                    "mapping " + words(mapping) + ", filtering " + words(filtering) + (answered ? "" : ", no answer"));
        } catch (IOException e) {
            throw new LabException("the NAT of " + home.host() + " cannot be checked", e);
        }
    }

    /** Sends from a home to a socket of the server host, and gives the source seen there. */
    private static InetSocketAddress arrival(DatagramChannel from, DatagramChannel at, InetSocketAddress to)
            throws IOException {
        send(from, to, "probe");
        DatagramPacket packet = new DatagramPacket(new byte[64], 64);
        at.socket().setSoTimeout((int) SILENCE.toMillis());
        at.socket().receive(packet);
        return (InetSocketAddress) packet.getSocketAddress();
    }

    private static Set<String> heard(DatagramChannel at) throws IOException {
        Set<String> heard = new LinkedHashSet<>();
        DatagramPacket packet = new DatagramPacket(new byte[64], 64);
        at.socket().setSoTimeout((int) SILENCE.toMillis());
        try {
            while (true) {
                at.socket().receive(packet);
                heard.add(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
            }
        } catch (SocketTimeoutException silence) {
            return heard;
        }
    }

    private static void send(DatagramChannel from, InetSocketAddress to, String text) throws IOException {
        from.send(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), to);
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
