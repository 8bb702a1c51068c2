package punchline.simulation;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Nodes that reach each other without a router between: a home network, a carrier's network, the internet. */
public final class Segment {
    /** What is attached to a segment. */
    interface Node {
        /** A datagram for an address of this node, or for anywhere beyond it. */
        void receive(Datagram datagram);

        LinkQuality link();
    }

    private final String name;
    private final VirtualTime time;
    private final Random random;
    private final Trace trace;
    private final Map<InetAddress, Node> nodes = new LinkedHashMap<>();
    private final Map<Segment, Node> beyond = new LinkedHashMap<>();
    private final Set<Set<InetAddress>> parted = new HashSet<>();
    private @Nullable Node gateway;

    Segment(String name, VirtualTime time, Random random, Trace trace) {
        this.name = name;
        this.time = time;
        this.random = random;
        this.trace = trace;
    }

    void attach(InetAddress address, Node node) {
        Node other = nodes.putIfAbsent(address, node);
        if (other != null) {
            throw new IllegalArgumentException(address.getHostAddress() + " is taken in " + name);
        }
    }

    void detach(InetAddress address) {
        nodes.remove(address);
    }

    /** Who gets what is for no address of this segment. */
    void setGateway(Node node) {
        if (gateway != null) {
            throw new IllegalArgumentException(name + " has a gateway");
        }
        gateway = node;
    }

    /** Whose addresses are reached through a node of this segment as they are. */
    void addRoute(Segment inside, Node through) {
        beyond.put(inside, through);
    }

    boolean has(InetAddress address) {
        return nodes.containsKey(address);
    }

    /** From here on nothing passes between two different addresses of this segment. */
    public void part(InetAddress one, InetAddress other) {
        parted.add(Set.of(one, other));
    }

    /** Undoes one {@link #part}. */
    public void join(InetAddress one, InetAddress other) {
        parted.remove(Set.of(one, other));
    }

    /** Undoes every {@link #part}. */
    public void joinAll() {
        parted.clear();
    }

    private boolean isParted(Datagram datagram) {
        InetAddress source = datagram.source().address();
        InetAddress destination = datagram.destination().address();
        return !parted.isEmpty() && !source.equals(destination) && parted.contains(Set.of(source, destination));
    }

    /** Carries a datagram from a node of this segment over its link and the receiver's. */
    void send(Node from, Datagram datagram) {
        Node to = next(datagram.destination().address());
        if (to == null || to.equals(from)) {
            trace.datagram(name, "unreachable", datagram);
            return;
        }
        if (isParted(datagram)) {
            trace.datagram(name, "parted", datagram);
            return;
        }
        LinkQuality out = from.link();
        LinkQuality in = to.link();
        if (random.nextDouble() < out.loss() || random.nextDouble() < in.loss()) {
            trace.datagram(name, "lost", datagram);
            return;
        }
        carry(out, in, to, datagram);
        if (random.nextDouble() < out.duplication() || random.nextDouble() < in.duplication()) {
            trace.datagram(name, "doubled", datagram);
            carry(out, in, to, datagram);
        }
    }

    private @Nullable Node next(InetAddress destination) {
        Node node = nodes.get(destination);
        if (node != null) {
            return node;
        }
        for (Map.Entry<Segment, Node> route : beyond.entrySet()) {
            if (route.getKey().has(destination)) {
                return route.getValue();
            }
        }
        return gateway;
    }

    private void carry(LinkQuality out, LinkQuality in, Node to, Datagram datagram) {
        time.after(out.uplinkNanos() + delayNanos(out) + delayNanos(in), () -> to.receive(datagram));
    }

    private long delayNanos(LinkQuality link) {
        return link.latencyNanos() + (link.jitterNanos() == 0 ? 0 : random.nextLong(link.jitterNanos()));
    }

    @Override
    public String toString() {
        return name;
    }
}
