package punchline.simulation;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import punchline.protocol.Endpoint;

/** A computer with interfaces and UDP sockets, which are bound to all of its addresses. */
public final class VirtualHost implements Segment.Node {
    private static final int FIRST_EPHEMERAL_PORT = 49_152;

    private record Interface(Segment segment, InetAddress address) {}

    private final String name;
    private final Random random;
    private final Trace trace;
    private final List<Interface> interfaces = new ArrayList<>();
    private List<InetAddress> addresses = List.of();
    private final Map<Integer, VirtualSocket> sockets = new LinkedHashMap<>();
    private LinkQuality link;
    private Consumer<Datagram> observer = datagram -> {};
    private boolean asleep;

    VirtualHost(String name, Random random, Trace trace, LinkQuality link) {
        this.name = name;
        this.random = random;
        this.trace = trace;
        this.link = link;
    }

    /** Adds an interface. Of two that lead somewhere, the earlier one is taken. */
    public VirtualHost attach(Segment segment, String address) {
        InetAddress parsed = VirtualNetwork.address(address);
        segment.attach(parsed, this);
        interfaces.add(new Interface(segment, parsed));
        addresses = interfaces.stream().map(Interface::address).toList();
        return this;
    }

    /** Pulls all plugs. Sockets stay open, as they do when a laptop leaves a network. */
    public void detach() {
        interfaces.forEach(each -> each.segment().detach(each.address()));
        interfaces.clear();
        addresses = List.of();
    }

    /** Pulls the plug of the interface with that address. */
    public void detach(String address) {
        InetAddress parsed = VirtualNetwork.address(address);
        interfaces.stream()
                .filter(each -> each.address().equals(parsed))
                .forEach(each -> each.segment().detach(parsed));
        interfaces.removeIf(each -> each.address().equals(parsed));
        addresses = interfaces.stream().map(Interface::address).toList();
    }

    /** The addresses of all interfaces. */
    public List<InetAddress> addresses() {
        return addresses;
    }

    /** How many sockets are open. */
    public int openSockets() {
        return sockets.size();
    }

    /** Closes or opens the lid: asleep it sends and receives nothing. */
    public void setAsleep(boolean sleeps) {
        asleep = sleeps;
    }

    public boolean isAsleep() {
        return asleep;
    }

    /** The quality of this host's links from here on. */
    public void setLink(LinkQuality quality) {
        link = quality;
    }

    /** Shows each datagram that leaves from here on; one observer at a time. */
    public void observe(Consumer<Datagram> sent) {
        observer = sent;
    }

    @Override
    public LinkQuality link() {
        return link;
    }

    /**
     * Opens a socket.
     *
     * @param port 0 for any that is free
     * @throws IllegalArgumentException if the port is in use
     */
    public VirtualSocket open(int port, VirtualSocket.Receiver receiver) {
        int chosen = port;
        while (chosen == 0 || (port == 0 && sockets.containsKey(chosen))) {
            chosen = random.nextInt(FIRST_EPHEMERAL_PORT, 65_536);
        }
        if (sockets.containsKey(chosen)) {
            throw new IllegalArgumentException("port " + chosen + " of " + name + " is in use");
        }
        VirtualSocket socket = new VirtualSocket(this, chosen, receiver);
        sockets.put(chosen, socket);
        return socket;
    }

    void close(VirtualSocket socket) {
        sockets.remove(socket.port(), socket);
    }

    void send(int sourcePort, Endpoint destination, byte[] payload) {
        if (asleep) {
            return;
        }
        Interface out = route(destination.address());
        if (out == null) {
            trace.note(name, "no route to " + destination);
            return;
        }
        Datagram datagram = new Datagram(new Endpoint(out.address(), sourcePort), destination, payload);
        trace.datagram(name, "sends", datagram);
        observer.accept(datagram);
        if (addresses.contains(destination.address())) {
            receive(datagram);
        } else {
            out.segment().send(this, datagram);
        }
    }

    private @Nullable Interface route(InetAddress destination) {
        Interface other = null;
        for (Interface each : interfaces) {
            if (each.address().getClass() != destination.getClass()) {
                continue;
            }
            if (each.segment().has(destination)) {
                return each;
            }
            if (other == null) {
                other = each;
            }
        }
        return other;
    }

    @Override
    public void receive(Datagram datagram) {
        VirtualSocket socket = sockets.get(datagram.destination().port());
        if (asleep
                || socket == null
                || !addresses.contains(datagram.destination().address())) {
            trace.datagram(name, "nobody at", datagram);
            return;
        }
        trace.datagram(name, "gets", datagram);
        socket.receiver().onDatagram(datagram.source(), datagram.payload());
    }

    @Override
    public String toString() {
        return name;
    }
}
