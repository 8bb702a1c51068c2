package punchline.simulation;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import punchline.protocol.Endpoint;
import punchline.simulation.NatBehaviour.Filtering;
import punchline.simulation.NatBehaviour.Mapping;

/**
 * The mappings of one NAT. What has outlived its time is forgotten when it is met, and all of it once in a lifetime, so that a
 * datagram costs the same however many mappings there are.
 */
final class NatTable {
    /** What shares a mapping; the remote's parts are left out as the NAT leaves them out. */
    private record Key(Endpoint inside, @Nullable InetAddress remoteAddress, int remotePort) {}

    /** An outside endpoint and a remote that sends to it. */
    private record Flow(Endpoint outside, Endpoint remote) {}

    private static final class Binding {
        final Key key;
        final Endpoint outside;
        /** When the inside last sent to an address. */
        final Map<InetAddress, Long> sentNanos = new HashMap<>();

        long lastSentNanos;

        Binding(Key key, Endpoint outside) {
            this.key = key;
            this.outside = outside;
        }
    }

    /** That a remote may answer through a binding. */
    private record Permission(Binding binding, long sentNanos) {}

    /** Where a flow came in by a port that the inside had asked for. */
    private record Forwarded(Endpoint outside, long lastNanos) {}

    private InetAddress outsideAddress;
    private final PortChoice choice;
    private final Map<Key, Binding> bindings = new HashMap<>();
    private final Map<Integer, List<Binding>> byPort = new HashMap<>();
    private final Map<Flow, Permission> permissions = new HashMap<>();
    private final Map<Flow, Long> strays = new HashMap<>();
    /** Outside ports that the inside asked for, and who gets what comes there. */
    private final Map<Integer, Endpoint> forwards = new HashMap<>();
    /** By inside endpoint and remote. */
    private final Map<Flow, Forwarded> forwarded = new HashMap<>();

    private long lifetimeNanos;
    private long sweptNanos;

    NatTable(InetAddress outsideAddress, Random random) {
        this.outsideAddress = outsideAddress;
        this.choice = new PortChoice(random);
    }

    /** All is forgotten, and what comes after has this outside address. */
    void renumber(InetAddress address) {
        clear();
        outsideAddress = address;
    }

    void clear() {
        bindings.clear();
        byPort.clear();
        permissions.clear();
        strays.clear();
        forwards.clear();
        forwarded.clear();
    }

    /** From here on that port leads to an inside endpoint, for all remotes; to none if null. */
    void forward(int outsidePort, @Nullable Endpoint inside) {
        if (inside == null) {
            forwards.remove(outsidePort);
        } else {
            forwards.put(outsidePort, inside);
        }
    }

    /** The source that an outbound datagram leaves with; null if there is no port for it. */
    @Nullable
    Endpoint outbound(long nowNanos, NatBehaviour behaviour, Endpoint inside, Endpoint remote) {
        lifetimeNanos = behaviour.lifetimeNanos();
        sweep(nowNanos);
        Forwarded cameIn = forwarded.get(new Flow(inside, remote));
        if (cameIn != null && !isOver(nowNanos, cameIn.lastNanos)) {
            forwarded.put(new Flow(inside, remote), new Forwarded(cameIn.outside, nowNanos));
            return cameIn.outside;
        }
        Key key = key(behaviour.mapping(), inside, remote);
        Binding binding = alive(nowNanos, key);
        if (binding == null) {
            Endpoint outside = allocate(nowNanos, behaviour, inside, remote);
            if (outside == null) {
                return null;
            }
            binding = new Binding(key, outside);
            bindings.put(key, binding);
            byPort.computeIfAbsent(outside.port(), port -> new ArrayList<>()).add(binding);
        }
        binding.lastSentNanos = nowNanos;
        binding.sentNanos.put(remote.address(), nowNanos);
        permissions.put(new Flow(binding.outside, remote), new Permission(binding, nowNanos));
        return binding.outside;
    }

    /** Where an inbound datagram goes; null if it is not let in. */
    @Nullable
    Endpoint inbound(long nowNanos, NatBehaviour behaviour, Endpoint remote, Endpoint outside) {
        lifetimeNanos = behaviour.lifetimeNanos();
        sweep(nowNanos);
        Flow flow = new Flow(outside, remote);
        Permission permission = permissions.get(flow);
        if (permission != null && !isOver(nowNanos, permission.sentNanos())) {
            return permission.binding().key.inside();
        }
        if (behaviour.filtering() != Filtering.ADDRESS_AND_PORT_DEPENDENT) {
            for (Binding binding : at(nowNanos, outside.port())) {
                if (binding.outside.equals(outside) && isLetIn(nowNanos, behaviour.filtering(), binding, remote)) {
                    return binding.key.inside();
                }
            }
        }
        Endpoint inside = forwards.get(outside.port());
        if (inside != null) {
            forwarded.put(new Flow(inside, remote), new Forwarded(outside, nowNanos));
            return inside;
        }
        if (behaviour.remembersStrays()) {
            strays.put(flow, nowNanos);
        }
        return null;
    }

    @Nullable
    Endpoint find(long nowNanos, NatBehaviour behaviour, Endpoint inside, Endpoint remote) {
        lifetimeNanos = behaviour.lifetimeNanos();
        Binding binding = alive(nowNanos, key(behaviour.mapping(), inside, remote));
        return binding == null ? null : binding.outside;
    }

    private boolean isLetIn(long nowNanos, Filtering filtering, Binding binding, Endpoint remote) {
        if (filtering == Filtering.ENDPOINT_INDEPENDENT) {
            return true;
        }
        Long sentNanos = binding.sentNanos.get(remote.address());
        return sentNanos != null && !isOver(nowNanos, sentNanos);
    }

    private static Key key(Mapping mapping, Endpoint inside, Endpoint remote) {
        return switch (mapping) {
            case NONE, ENDPOINT_INDEPENDENT -> new Key(inside, null, 0);
            case ADDRESS_DEPENDENT -> new Key(inside, remote.address(), 0);
            case ADDRESS_AND_PORT_DEPENDENT -> new Key(inside, remote.address(), remote.port());
        };
    }

    private @Nullable Endpoint allocate(long nowNanos, NatBehaviour behaviour, Endpoint inside, Endpoint remote) {
        if (behaviour.mapping() == Mapping.NONE) {
            return inside;
        }
        boolean shares = behaviour.mapping() == Mapping.ADDRESS_AND_PORT_DEPENDENT
                && behaviour.ports().isShared();
        int port = choice.choose(
                behaviour.ports(),
                inside.port(),
                proposed -> shares
                        ? isFreeTowards(nowNanos, proposed, remote)
                        : at(nowNanos, proposed).isEmpty());
        return port == 0 ? null : new Endpoint(outsideAddress, port);
    }

    /** Strays count here only: a remote that came first keeps the port from a flow to itself. */
    private boolean isFreeTowards(long nowNanos, int port, Endpoint remote) {
        Flow flow = new Flow(new Endpoint(outsideAddress, port), remote);
        Long strayNanos = strays.get(flow);
        Permission permission = permissions.get(flow);
        return (strayNanos == null || isOver(nowNanos, strayNanos))
                && (permission == null || isOver(nowNanos, permission.sentNanos()));
    }

    // Forgetting

    private boolean isOver(long nowNanos, long sinceNanos) {
        return nowNanos - sinceNanos >= lifetimeNanos;
    }

    private @Nullable Binding alive(long nowNanos, Key key) {
        Binding binding = bindings.get(key);
        if (binding == null || !isOver(nowNanos, binding.lastSentNanos)) {
            return binding;
        }
        forget(binding);
        return null;
    }

    /** Those that live at an outside port, the oldest first. */
    private List<Binding> at(long nowNanos, int port) {
        List<Binding> all = byPort.get(port);
        if (all == null) {
            return List.of();
        }
        List.copyOf(all).stream()
                .filter(binding -> isOver(nowNanos, binding.lastSentNanos))
                .forEach(this::forget);
        return byPort.getOrDefault(port, List.of());
    }

    private void forget(Binding binding) {
        bindings.remove(binding.key, binding);
        List<Binding> neighbours = byPort.get(binding.outside.port());
        if (neighbours != null && neighbours.remove(binding) && neighbours.isEmpty()) {
            byPort.remove(binding.outside.port());
        }
    }

    private void sweep(long nowNanos) {
        if (nowNanos - sweptNanos < lifetimeNanos) {
            return;
        }
        sweptNanos = nowNanos;
        for (Iterator<Binding> all = bindings.values().iterator(); all.hasNext(); ) {
            Binding binding = all.next();
            if (isOver(nowNanos, binding.lastSentNanos)) {
                all.remove();
                forget(binding);
            }
        }
        permissions.values().removeIf(permission -> isOver(nowNanos, permission.sentNanos()));
        forwarded.values().removeIf(one -> isOver(nowNanos, one.lastNanos));
        strays.values().removeIf(sinceNanos -> isOver(nowNanos, sinceNanos));
    }
}
