package punchline.benchmark.lab.network;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import punchline.benchmark.lab.network.NatKind.Filtering;
import punchline.benchmark.lab.network.NatKind.Mapping;
import punchline.benchmark.lab.network.NatKind.Ports;
import punchline.benchmark.lab.network.Topology.Home;
import punchline.benchmark.lab.network.Topology.Host;

/** Asks a home's NAT what it is, with datagrams, in the manner of RFC 5780: a lab whose NATs leak proves nothing. */
public final class NatCheck {
    /** Beyond the longest round trip of a topology. */
    private static final Duration SILENCE = Duration.ofMillis(250);

    /** Enough that a random NAT does not pass for another: six ports within 4096 come by chance once in 100,000 times. */
    private static final int DESTINATIONS = 6;

    private static final int FIRST_PORT = 4001;
    private static final int MAX_BLOCK = 4096;

    private final Host host;
    private final NatKind kind;
    private final Duration silence;

    private NatCheck(Topology topology, Host host) {
        this.host = host;
        this.kind = host.home().behaviour();
        this.silence = SILENCE.plus(topology.weather().homeDelay().multipliedBy(2));
    }

    /** Whether a home's NAT is what it is called. {@code measured} is for people. */
    public record Finding(String what, boolean passed, String measured) {}

    /** What a NAT was seen to do. */
    private record Behaviour(
            Mapping mapping, Filtering filtering, Ports ports, boolean hairpins, boolean spoiltByEarlyDatagrams) {}

    /**
     * Checks every home of a topology that is built, and on which nothing else is under way. Where datagrams get lost there is
     * nothing to be seen, and the answer is empty.
     */
    public static List<Finding> run(Topology topology) {
        List<Finding> findings = new ArrayList<>();
        if (topology.weather().lossPercent() > 0) {
            return findings;
        }
        for (Home home : topology.homes()) {
            try {
                if (topology.families().hasIpv4()) {
                    findings.add(new NatCheck(topology, home.hosts().getFirst()).check());
                }
                if (topology.families().hasIpv6()) {
                    findings.add(FirewallCheck.run(home));
                }
            } catch (IOException e) {
                throw new LabException("the NAT of home " + home.number() + " cannot be checked", e);
            }
        }
        return findings;
    }

    private Finding check() throws IOException {
        String what = "the NAT of home " + host.home().number() + " is " + kind.title();
        List<InetSocketAddress> outer = new ArrayList<>();
        int inner;
        try (DatagramChannel mapped = inside()) {
            inner = port(mapped);
            for (int i = 0; i < DESTINATIONS; i++) {
                String address = i == DESTINATIONS - 1 ? Topology.STRANGER_ADDRESS : Topology.SERVER_ADDRESS;
                try (DatagramChannel at = outside(address, FIRST_PORT + i)) {
                    outer.add(arrival(mapped, at));
                }
            }
        } catch (SocketTimeoutException e) {
            return new Finding(what, kind.mapping() == Mapping.NONE && outer.isEmpty(), "no UDP to the outside");
        }
        Mapping mapping =
                Set.copyOf(outer).size() == 1 ? Mapping.ENDPOINT_INDEPENDENT : Mapping.ADDRESS_AND_PORT_DEPENDENT;
        Behaviour seen = new Behaviour(
                mapping,
                filtering(),
                ports(inner, outer.stream().map(InetSocketAddress::getPort).toList()),
                hairpins(),
                isSpoiltByEarlyDatagrams());
        Behaviour expected = new Behaviour(
                kind.mapping(), kind.filtering(), kind.ports(), kind.hairpins(), kind.isSpoiltByEarlyDatagrams());
        return new Finding(what, seen.equals(expected), words(seen));
    }

    static Ports ports(int inner, List<Integer> outer) {
        if (outer.getFirst() == inner) {
            return Ports.PRESERVED;
        }
        boolean consecutive = true;
        for (int i = 1; i < outer.size(); i++) {
            consecutive &= outer.get(i) - outer.get(i - 1) == 1;
        }
        int lowest = outer.stream().mapToInt(Integer::intValue).min().orElseThrow();
        int highest = outer.stream().mapToInt(Integer::intValue).max().orElseThrow();
        return consecutive ? Ports.SEQUENTIAL : highest - lowest < MAX_BLOCK ? Ports.BLOCK : Ports.RANDOM;
    }

    /** Who may answer a host that has sent to one address. */
    private Filtering filtering() throws IOException {
        try (DatagramChannel server = outside(Topology.SERVER_ADDRESS, FIRST_PORT);
                DatagramChannel otherPort = outside(Topology.SERVER_ADDRESS, FIRST_PORT + 1);
                DatagramChannel stranger = outside(Topology.STRANGER_ADDRESS, FIRST_PORT);
                DatagramChannel filtered = inside()) {
            InetSocketAddress hole = arrival(filtered, server);
            send(server, hole, "answer");
            send(otherPort, hole, "other port");
            send(stranger, hole, "stranger");
            Set<String> heard = heard(filtered);
            if (!heard.contains("answer")) {
                throw new LabException("the NAT of home " + host.home().number() + " lets no answer in");
            }
            return heard.contains("stranger")
                    ? Filtering.ENDPOINT_INDEPENDENT
                    : heard.contains("other port") ? Filtering.ADDRESS_DEPENDENT : Filtering.ADDRESS_AND_PORT_DEPENDENT;
        }
    }

    /** Two inner sockets send to each other's outer address, each twice: the first may only open what the second passes. */
    private boolean hairpins() throws IOException {
        try (DatagramChannel server = outside(Topology.SERVER_ADDRESS, FIRST_PORT);
                DatagramChannel one = inside();
                DatagramChannel other = inside()) {
            InetSocketAddress oneOuter = arrival(one, server);
            InetSocketAddress otherOuter = arrival(other, server);
            for (int i = 0; i < 2; i++) {
                send(one, otherOuter, "hairpin");
                send(other, oneOuter, "hairpin");
            }
            return heard(one).contains("hairpin") && heard(other).contains("hairpin");
        }
    }

    /** Something from outside comes to an address before the inner host has sent from it: does it keep that address? */
    private boolean isSpoiltByEarlyDatagrams() throws IOException {
        if (kind.mapping() != Mapping.ENDPOINT_INDEPENDENT) {
            return false;
        }
        try (DatagramChannel server = outside(Topology.SERVER_ADDRESS, FIRST_PORT);
                DatagramChannel otherPort = outside(Topology.SERVER_ADDRESS, FIRST_PORT + 1);
                DatagramChannel mapped = inside()) {
            InetSocketAddress outer = arrival(mapped, otherPort);
            send(server, outer, "early");
            Processes.pause(silence.dividedBy(2));
            return !arrival(mapped, server).equals(outer);
        }
    }

    private DatagramChannel inside() {
        return NamespaceSockets.open(host.namespace(), new InetSocketAddress(host.address(), 0));
    }

    private static DatagramChannel outside(String address, int port) {
        return NamespaceSockets.open(Network.SERVER, new InetSocketAddress(address, port));
    }

    /** Sends from inside to a socket of the server host, and gives the source seen there. */
    private InetSocketAddress arrival(DatagramChannel from, DatagramChannel at) throws IOException {
        send(from, (InetSocketAddress) at.getLocalAddress(), "probe");
        DatagramPacket packet = new DatagramPacket(new byte[64], 64);
        at.socket().setSoTimeout((int) silence.toMillis());
        at.socket().receive(packet);
        return (InetSocketAddress) packet.getSocketAddress();
    }

    private Set<String> heard(DatagramChannel at) throws IOException {
        Set<String> heard = new LinkedHashSet<>();
        DatagramPacket packet = new DatagramPacket(new byte[64], 64);
        at.socket().setSoTimeout((int) silence.toMillis());
        try {
            while (true) {
                at.socket().receive(packet);
                heard.add(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
            }
        } catch (SocketTimeoutException nothingMore) {
            return heard;
        }
    }

    private static void send(DatagramChannel from, InetSocketAddress to, String text) throws IOException {
        from.send(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), to);
    }

    private static int port(DatagramChannel socket) throws IOException {
        return ((InetSocketAddress) socket.getLocalAddress()).getPort();
    }

    private static String words(Behaviour seen) {
        return "mapping " + words(seen.mapping()) + ", filtering " + words(seen.filtering()) + ", ports "
                + words(seen.ports()) + (seen.hairpins() ? ", hairpins" : "")
                + (seen.spoiltByEarlyDatagrams() ? ", spoilt by early datagrams" : "");
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
