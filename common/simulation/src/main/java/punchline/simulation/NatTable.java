package punchline.simulation;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import punchline.protocol.Endpoint;
import punchline.simulation.NatBehaviour.Filtering;
import punchline.simulation.NatBehaviour.Mapping;
import punchline.simulation.NatBehaviour.PortAllocation;

/** The mappings of one NAT, in the order in which they were made. */
final class NatTable {
    private static final int FIRST_PORT = 1024;
    private static final int PORTS = 65_536;

    /** What shares a mapping; the remote's parts are left out as the NAT leaves them out. */
    private record Key(Endpoint inside, @Nullable InetAddress remoteAddress, int remotePort) {}

    private record Stray(int port, Endpoint remote) {}

    private static final class Binding {
        final Endpoint inside;
        final Endpoint outside;
        /** Whom the inside has sent to, and when last. */
        final Map<Endpoint, Long> sentNanos = new LinkedHashMap<>();

        long lastSentNanos;

        Binding(Endpoint inside, Endpoint outside) {
            this.inside = inside;
            this.outside = outside;
        }
    }

    private final InetAddress outsideAddress;
    private final Random random;
    private final Map<Key, Binding> bindings = new LinkedHashMap<>();
    private final Map<Stray, Long> strays = new HashMap<>();
    private int allocated;

    NatTable(InetAddress outsideAddress, Random random) {
        this.outsideAddress = outsideAddress;
        this.random = random;
    }

    void clear() {
        bindings.clear();
        strays.clear();
    }

    /** The source that an outbound datagram leaves with; null if there is no port for it. */
    @Nullable
    Endpoint outbound(long nowNanos, NatBehaviour behaviour, Endpoint inside, Endpoint remote) {
        expire(nowNanos, behaviour);
        Key key = key(behaviour.mapping(), inside, remote);
        Binding binding = bindings.get(key);
        if (binding == null) {
            Endpoint outside = allocate(behaviour, inside, remote);
            if (outside == null) {
                return null;
            }
            binding = new Binding(inside, outside);
            bindings.put(key, binding);
        }
        binding.lastSentNanos = nowNanos;
        binding.sentNanos.put(remote, nowNanos);
        return binding.outside;
    }

    /** Where an inbound datagram goes; null if it is not let in. */
    @Nullable
    Endpoint inbound(long nowNanos, NatBehaviour behaviour, Endpoint remote, Endpoint outside) {
        expire(nowNanos, behaviour);
        Binding admitted = null;
        for (Binding binding : bindings.values()) {
            if (binding.outside.equals(outside)) {
                if (binding.sentNanos.containsKey(remote)) {
                    return binding.inside;
                }
                if (admitted == null && isLetIn(behaviour.filtering(), binding, remote)) {
                    admitted = binding;
                }
            }
        }
        if (admitted != null) {
            return admitted.inside;
        }
        if (behaviour.remembersStrays()) {
            strays.put(new Stray(outside.port(), remote), nowNanos);
        }
        return null;
    }

    @Nullable
    Endpoint find(long nowNanos, NatBehaviour behaviour, Endpoint inside, Endpoint remote) {
        expire(nowNanos, behaviour);
        Binding binding = bindings.get(key(behaviour.mapping(), inside, remote));
        return binding == null ? null : binding.outside;
    }

    private static boolean isLetIn(Filtering filtering, Binding binding, Endpoint remote) {
        return switch (filtering) {
            case ENDPOINT_INDEPENDENT -> true;
            case ADDRESS_DEPENDENT ->
                binding.sentNanos.keySet().stream()
                        .anyMatch(sent -> sent.address().equals(remote.address()));
            case ADDRESS_AND_PORT_DEPENDENT -> false;
        };
    }

    private static Key key(Mapping mapping, Endpoint inside, Endpoint remote) {
        return switch (mapping) {
            case NONE, ENDPOINT_INDEPENDENT -> new Key(inside, null, 0);
            case ADDRESS_DEPENDENT -> new Key(inside, remote.address(), 0);
            case ADDRESS_AND_PORT_DEPENDENT -> new Key(inside, remote.address(), remote.port());
        };
    }

    private void expire(long nowNanos, NatBehaviour behaviour) {
        long lifetimeNanos = behaviour.lifetimeNanos();
        bindings.values().removeIf(binding -> nowNanos - binding.lastSentNanos >= lifetimeNanos);
        bindings.values()
                .forEach(binding ->
                        binding.sentNanos.values().removeIf(sentNanos -> nowNanos - sentNanos >= lifetimeNanos));
        strays.values().removeIf(sinceNanos -> nowNanos - sinceNanos >= lifetimeNanos);
    }

    private @Nullable Endpoint allocate(NatBehaviour behaviour, Endpoint inside, Endpoint remote) {
        if (behaviour.mapping() == Mapping.NONE) {
            return inside;
        }
        boolean shares = behaviour.mapping() == Mapping.ADDRESS_AND_PORT_DEPENDENT
                && behaviour.ports() instanceof PortAllocation.Preserving;
        for (int tries = 0; tries < PORTS; tries++) {
            int port = proposal(behaviour.ports(), inside.port(), tries);
            boolean free = shares ? isFreeTowards(port, remote) : isFree(port);
            if (free) {
                return new Endpoint(outsideAddress, port);
            }
        }
        return null;
    }

    private int proposal(PortAllocation ports, int insidePort, int tries) {
        return switch (ports) {
            case PortAllocation.Preserving() -> wrap(insidePort + tries);
            case PortAllocation.Sequential(int first, int step) -> wrap(first + step * allocated++);
            case PortAllocation.RandomPort() -> random.nextInt(FIRST_PORT, PORTS);
            case PortAllocation.Block(int first, int size) -> first + random.nextInt(size);
        };
    }

    private static int wrap(int port) {
        return port < PORTS ? port : FIRST_PORT + Math.floorMod(port - PORTS, PORTS - FIRST_PORT);
    }

    private boolean isFree(int port) {
        return bindings.values().stream().noneMatch(binding -> binding.outside.port() == port);
    }

    private boolean isFreeTowards(int port, Endpoint remote) {
        return !strays.containsKey(new Stray(port, remote))
                && bindings.values().stream()
                        .noneMatch(binding -> binding.outside.port() == port && binding.sentNanos.containsKey(remote));
    }
}
