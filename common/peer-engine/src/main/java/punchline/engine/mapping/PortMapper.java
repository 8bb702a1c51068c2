package punchline.engine.mapping;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import punchline.engine.Deadline;
import punchline.engine.Reason;
import punchline.engine.path.AddressScope;
import punchline.protocol.Endpoint;

/**
 * Has the default gateways pass datagrams for one local UDP port in from the outside, for as long as it runs. Nothing waits for
 * it: with no gateway, or a silent one, there is merely no mapping. One thread.
 */
public final class PortMapper {
    /** One of each address family: replies leave by the default route, so another gateway's mapping would be of no use. */
    public static final int MAX_GATEWAYS = 2;

    private final MappingConfig config;
    private final int port;
    private final RandomGenerator random;
    private final List<GatewayLadder> ladders = new ArrayList<>();
    private final Queue<GatewayTransmit> transmits = new ArrayDeque<>();
    private final Queue<HttpCall> calls = new ArrayDeque<>();
    private final Queue<MappingEvent> events = new ArrayDeque<>();
    private final GatewayLadder.Owner owner = new FromLadders();
    private Set<InetAddress> seenAt = Set.of();
    private boolean looked;
    private long lastCall;
    private @Nullable Reason toldReason;

    /** For a socket that is bound to that port on all addresses. */
    public PortMapper(MappingConfig config, int port, RandomGenerator random) {
        this.config = config;
        this.port = port;
        this.random = random;
    }

    /**
     * The machine's default gateways: at the start, and after its network changed or it slept. Those that are the same as before
     * are asked again whether their mapping stands; what was mapped at others is gone.
     */
    public void onGateways(long nowNanos, List<Gateway> gateways) {
        looked = true;
        List<Gateway> wanted = gateways.stream().limit(MAX_GATEWAYS).toList();
        ladders.stream()
                .filter(ladder -> !wanted.contains(ladder.gateway()))
                .toList()
                .forEach(gone -> {
                    ladders.remove(gone);
                    gone.drop();
                });
        ladders.forEach(ladder -> ladder.refresh(nowNanos));
        for (Gateway gateway : wanted) {
            if (ladders.stream().noneMatch(ladder -> ladder.gateway().equals(gateway))) {
                ladders.add(new GatewayLadder(nowNanos, config, gateway, port, random, owner));
            }
        }
        ladders.sort(Comparator.comparing(ladder -> !ladder.gateway().isIpv4()));
        if (ladders.isEmpty()) {
            owner.tell(new MappingEvent.NotMapped(MappingTrouble.NO_ROUTER.reason()));
        }
    }

    /** This peer's addresses as servers see them. When they change, so has perhaps the gateway's. */
    public void onReflexive(long nowNanos, Collection<Endpoint> reflexive) {
        Set<InetAddress> addresses = new HashSet<>();
        reflexive.stream()
                .map(Endpoint::address)
                .filter(address -> AddressScope.of(address) == AddressScope.PUBLIC)
                .forEach(addresses::add);
        boolean changed = !seenAt.isEmpty() && !addresses.isEmpty() && !addresses.equals(seenAt);
        seenAt = addresses;
        if (changed) {
            ladders.forEach(ladder -> ladder.refresh(nowNanos));
        }
    }

    /** A datagram came to the socket for that gateway, from anyone. */
    public void onDatagram(long nowNanos, Gateway gateway, InetSocketAddress source, byte[] datagram) {
        for (GatewayLadder ladder : ladders) {
            if (ladder.gateway().equals(gateway)) {
                ladder.onDatagram(nowNanos, source, datagram);
            }
        }
    }

    /** What became of a call. */
    public void onHttp(long nowNanos, long id, HttpOutcome outcome) {
        ladders.forEach(ladder -> ladder.onHttp(nowNanos, id, outcome));
    }

    /** Gives back what is mapped. What this has to send is sent once; nothing is waited for. */
    public void close() {
        ladders.forEach(GatewayLadder::release);
        ladders.clear();
    }

    /** Where this peer can be reached through gateways. */
    public List<Endpoint> external() {
        List<Endpoint> all = new ArrayList<>();
        for (GatewayLadder ladder : ladders) {
            if (ladder.mapping() != null) {
                all.add(ladder.mapping().external());
            }
        }
        return all;
    }

    /** How it stands at this moment. */
    public MappingStatus status() {
        if (ladders.isEmpty()) {
            return looked ? new MappingStatus(null, MappingTrouble.NO_ROUTER.reason(), false) : MappingStatus.SEARCHING;
        }
        for (GatewayLadder ladder : ladders) {
            if (ladder.mapping() != null) {
                return new MappingStatus(ladder.mapping(), null, isDoubleNat(ladder.mapping()));
            }
        }
        return new MappingStatus(null, ladders.getFirst().reason(), false);
    }

    private boolean isDoubleNat(Mapping mapping) {
        InetAddress outside = mapping.external().address();
        boolean anyOfFamily = seenAt.stream().anyMatch(address -> address.getClass() == outside.getClass());
        return GrantedAddress.isPrivate(outside) || (anyOfFamily && !seenAt.contains(outside));
    }

    private final class FromLadders implements GatewayLadder.Owner {
        @Override
        public void send(GatewayTransmit transmit) {
            transmits.add(transmit);
        }

        @Override
        public long call(Gateway gateway, URI uri, @Nullable String action, String body) {
            lastCall++;
            calls.add(new HttpCall(lastCall, gateway, uri, action, body));
            return lastCall;
        }

        @Override
        public void tell(MappingEvent event) {
            if (event instanceof MappingEvent.NotMapped none) {
                if (none.reason().equals(toldReason)) {
                    return;
                }
                toldReason = none.reason();
            } else {
                toldReason = null;
            }
            events.add(event);
        }
    }

    @Nullable
    public Deadline deadline() {
        Deadline first = null;
        for (GatewayLadder ladder : ladders) {
            first = Deadline.earlier(first, ladder.deadline());
        }
        return first;
    }

    public void onDeadline(long nowNanos) {
        ladders.forEach(ladder -> ladder.onDeadline(nowNanos));
    }

    public @Nullable GatewayTransmit pollTransmit() {
        return transmits.poll();
    }

    public @Nullable HttpCall pollCall() {
        return calls.poll();
    }

    public @Nullable MappingEvent pollEvent() {
        return events.poll();
    }
}
