package punchline.engine.mapping;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import punchline.engine.Deadline;
import punchline.engine.Reason;
import punchline.engine.mapping.MappingClient.Failure;
import punchline.protocol.Endpoint;

/** One gateway: tries the protocols beside each other, each with a head start on the next, and keeps up the first mapping. */
final class GatewayLadder {
    /** Its owner. */
    interface Owner {
        void send(GatewayTransmit transmit);

        /** Returns the call's id. */
        long call(Gateway gateway, URI uri, @Nullable String action, String body);

        void tell(MappingEvent event);
    }

    private enum State {
        SEARCHING,
        MAPPED,
        RESTING
    }

    private final MappingConfig config;
    private final Gateway gateway;
    private final Owner owner;
    private final List<MappingClient> clients;
    private final List<Failure> failures = new ArrayList<>();
    private State state = State.RESTING;
    private int started;
    private @Nullable MappingClient leader;
    private @Nullable Mapping mapping;
    private @Nullable Reason reason;
    private @Nullable Deadline step;
    private @Nullable Deadline renewal;
    private @Nullable Deadline check;
    private @Nullable Deadline retry;
    private @Nullable Deadline expiry;
    private long refreshedNanos;

    GatewayLadder(long nowNanos, MappingConfig config, Gateway gateway, int port, RandomGenerator random, Owner owner) {
        this.config = config;
        this.gateway = gateway;
        this.owner = owner;
        FromClients host = new FromClients();
        MappingClient pcp = new PcpClient(config, gateway, port, random, host);
        this.clients = gateway.isIpv4()
                ? List.of(
                        pcp,
                        new NatPmpClient(config, gateway, port, host),
                        new UpnpClient(config, gateway, port, random, host))
                : List.of(pcp);
        this.refreshedNanos = nowNanos;
        begin(nowNanos);
    }

    Gateway gateway() {
        return gateway;
    }

    @Nullable
    Mapping mapping() {
        return mapping;
    }

    /** Why there is no mapping; null while one is looked for, or there is one. */
    @Nullable
    Reason reason() {
        return mapping == null && state == State.RESTING ? reason : null;
    }

    private void begin(long nowNanos) {
        clients.forEach(MappingClient::stop);
        state = State.SEARCHING;
        leader = null;
        renewal = null;
        check = null;
        retry = null;
        failures.clear();
        started = 0;
        startNext(nowNanos);
    }

    private void startNext(long nowNanos) {
        MappingClient next = clients.get(started);
        started++;
        step = started == clients.size()
                ? null
                : new Deadline(nowNanos + config.stepNanos(), "try the next protocol of port mapping");
        next.start(nowNanos);
    }

    /** Something may have changed that the gateway knows of: asks anew, unless it was just asked. */
    void refresh(long nowNanos) {
        if (state == State.SEARCHING || nowNanos - refreshedNanos < config.refreshNanos()) {
            return;
        }
        refreshedNanos = nowNanos;
        if (leader == null) {
            begin(nowNanos);
        } else {
            renewal = null;
            leader.renew(nowNanos);
        }
    }

    /** Gives the mapping back. */
    void release() {
        clients.forEach(MappingClient::release);
        drop();
    }

    /** Forgets the mapping. */
    void drop() {
        expiry = null;
        if (mapping != null) {
            Mapping gone = mapping;
            mapping = null;
            owner.tell(new MappingEvent.Unmapped(gone));
        }
    }

    /** What came from a socket bound to {@link Gateway#own}. All but the gateway itself is ignored. */
    void onDatagram(long nowNanos, InetSocketAddress source, byte[] datagram) {
        if (source.getAddress().equals(gateway.address())) {
            clients.forEach(client -> client.onDatagram(nowNanos, source.getPort(), datagram));
        }
    }

    void onHttp(long nowNanos, long id, HttpOutcome outcome) {
        clients.forEach(client -> client.onHttp(nowNanos, id, outcome));
    }

    private final class FromClients implements MappingClient.Host {
        @Override
        public void send(InetSocketAddress to, byte[] payload) {
            owner.send(new GatewayTransmit(gateway, to, payload));
        }

        @Override
        public long call(URI uri, @Nullable String action, String body) {
            return owner.call(gateway, uri, action, body);
        }

        @Override
        public void onMapped(long nowNanos, MappingClient client, Endpoint external, long lifetimeSeconds) {
            clients.stream().filter(other -> !other.equals(client)).forEach(MappingClient::stop);
            state = State.MAPPED;
            leader = client;
            step = null;
            long lifetimeNanos = TimeUnit.SECONDS.toNanos(lifetimeSeconds);
            // "SHOULD begin trying to renew ... halfway to expiry time" (RFC 6886, section 3.3; RFC 6887, section
            // 11.2.1).
            renewal = new Deadline(nowNanos + lifetimeNanos / 2, "renew a port mapping");
            expiry = new Deadline(nowNanos + lifetimeNanos, "the end of a port mapping");
            check = new Deadline(nowNanos + config.checkNanos(), "ask whether the gateway has restarted");
            Mapping before = mapping;
            Mapping granted = new Mapping(client.protocol(), external, lifetimeSeconds);
            mapping = granted;
            if (before == null || !before.external().equals(external) || before.protocol() != granted.protocol()) {
                owner.tell(new MappingEvent.Mapped(granted));
            }
        }

        @Override
        public void onFailed(long nowNanos, MappingClient client, Failure failure) {
            if (client.equals(leader)) {
                // What is merely not answered may last until it expires.
                if (failure.kind() != Failure.Kind.SILENCE) {
                    drop();
                }
                begin(nowNanos);
            } else if (state == State.SEARCHING) {
                failures.add(failure);
                if (started < clients.size()) {
                    startNext(nowNanos);
                } else if (failures.size() == clients.size()) {
                    rest(nowNanos);
                }
            }
        }
    }

    private void rest(long nowNanos) {
        state = State.RESTING;
        retry = new Deadline(nowNanos + config.retryNanos(), "look for port mapping again");
        Reason worst = failures.stream()
                .max((one, other) -> one.kind().compareTo(other.kind()))
                .filter(failure -> failure.kind().compareTo(Failure.Kind.UNKNOWN) > 0)
                .map(Failure::reason)
                .orElse(gateway.isIpv4() ? MappingTrouble.ALL_SILENT.reason() : MappingTrouble.PCP_SILENT.reason());
        reason = worst;
        if (mapping == null) {
            owner.tell(new MappingEvent.NotMapped(worst));
        }
    }

    @Nullable
    Deadline deadline() {
        Deadline first = Deadline.earlier(Deadline.earlier(step, renewal), Deadline.earlier(check, retry));
        first = Deadline.earlier(first, expiry);
        for (MappingClient client : clients) {
            first = Deadline.earlier(first, client.deadline());
        }
        return first;
    }

    void onDeadline(long nowNanos) {
        if (isDue(expiry, nowNanos)) {
            drop();
        }
        if (isDue(step, nowNanos)) {
            startNext(nowNanos);
        }
        if (isDue(retry, nowNanos)) {
            begin(nowNanos);
        }
        if (isDue(renewal, nowNanos) && leader != null) {
            renewal = null;
            leader.renew(nowNanos);
        }
        if (isDue(check, nowNanos) && leader != null) {
            check = new Deadline(nowNanos + config.checkNanos(), "ask whether the gateway has restarted");
            leader.check(nowNanos);
        }
        clients.forEach(client -> client.onDeadline(nowNanos));
    }

    private static boolean isDue(@Nullable Deadline deadline, long nowNanos) {
        return deadline != null && nowNanos - deadline.atNanos() >= 0;
    }
}
