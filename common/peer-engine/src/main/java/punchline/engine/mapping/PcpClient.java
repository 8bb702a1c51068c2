package punchline.engine.mapping;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import punchline.engine.Deadline;
import punchline.engine.Reason;
import punchline.engine.mapping.MappingClient.Failure.Kind;
import punchline.protocol.Endpoint;

/** The Port Control Protocol (RFC 6887): one MAP for UDP. */
final class PcpClient implements MappingClient {
    private final MappingConfig config;
    private final Gateway gateway;
    private final int port;
    private final Host host;
    private final byte[] nonce = new byte[PcpMessage.NONCE_BYTES];
    private final Epoch epoch = new Epoch();
    private @Nullable Endpoint mapped;
    private @Nullable Retransmission asking;
    private @Nullable Retransmission checking;
    private boolean nonsense;

    /** The nonce stays the same for all that is asked of this gateway: it is what makes a renewal one. */
    PcpClient(MappingConfig config, Gateway gateway, int port, RandomGenerator random, Host host) {
        this.config = config;
        this.gateway = gateway;
        this.port = port;
        this.host = host;
        random.nextBytes(nonce);
    }

    @Override
    public MappingProtocol protocol() {
        return MappingProtocol.PCP;
    }

    @Override
    public void start(long nowNanos) {
        ask(nowNanos, config.probeTries());
    }

    @Override
    public void renew(long nowNanos) {
        ask(nowNanos, config.renewTries());
    }

    private void ask(long nowNanos, int tries) {
        nonsense = false;
        checking = null;
        asking = new Retransmission(nowNanos, config.firstGapNanos(), tries);
        onDeadline(nowNanos);
    }

    @Override
    public void check(long nowNanos) {
        if (mapped != null && asking == null) {
            checking = new Retransmission(nowNanos, config.firstGapNanos(), config.probeTries());
            onDeadline(nowNanos);
        }
    }

    @Override
    public void stop() {
        asking = null;
        checking = null;
    }

    @Override
    public void release() {
        stop();
        if (mapped != null) {
            send(map(0));
            mapped = null;
        }
    }

    private void send(byte[] request) {
        host.send(new InetSocketAddress(gateway.address(), PcpMessage.PORT), request);
    }

    private byte[] map(long lifetimeSeconds) {
        return PcpMessage.map(
                gateway.own(),
                lifetimeSeconds,
                nonce,
                port,
                mapped == null ? port : mapped.port(),
                mapped == null ? unspecified() : mapped.address());
    }

    private InetAddress unspecified() {
        try {
            return InetAddress.getByAddress(new byte[gateway.own().getAddress().length]);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }

    @Override
    public void onDatagram(long nowNanos, int sourcePort, byte[] datagram) {
        if (sourcePort != PcpMessage.PORT) {
            return;
        }
        if (asking != null && PcpMessage.isOtherVersion(datagram)) {
            fail(nowNanos, Kind.UNKNOWN, MappingTrouble.NO_PCP.reason());
            return;
        }
        switch (PcpMessage.decode(datagram)) {
            case null -> nonsense |= datagram.length > 0 && datagram[0] != NatPmpMessage.VERSION;
            case PcpMessage.Announced announced -> onAnnounced(nowNanos, announced);
            case PcpMessage.Mapped answer -> onMapAnswer(nowNanos, answer);
        }
    }

    private void onAnnounced(long nowNanos, PcpMessage.Announced announced) {
        if (checking != null) {
            checking = null;
            if (!epoch.onAnswer(nowNanos, announced.epochSeconds())) {
                renew(nowNanos);
            }
        }
    }

    private void onMapAnswer(long nowNanos, PcpMessage.Mapped answer) {
        if (asking == null) {
            return;
        }
        if (!answer.isFor(nonce, port)) {
            nonsense = true;
            return;
        }
        // Whether it restarted does not matter here: this very answer is about a mapping made after that.
        epoch.onAnswer(nowNanos, answer.epochSeconds());
        Endpoint external = GrantedAddress.of(gateway.own(), answer.external(), answer.externalPort());
        if (answer.result() != 0) {
            fail(nowNanos, Kind.REFUSAL, reason(answer.result()));
        } else if (external == null || answer.lifetimeSeconds() < config.minLeaseSeconds()) {
            fail(nowNanos, Kind.NONSENSE, MappingTrouble.UNUSABLE_GRANT.reason());
        } else {
            asking = null;
            mapped = external;
            host.onMapped(nowNanos, this, external, Math.min(answer.lifetimeSeconds(), config.leaseSeconds()));
        }
    }

    /** RFC 6887, section 7.4. */
    private static Reason reason(int result) {
        return switch (result) {
            case PcpMessage.UNSUPPORTED_VERSION -> MappingTrouble.OTHER_PCP.reason();
            case 2 -> MappingTrouble.NOT_PERMITTED.reason();
            case 7 -> MappingTrouble.ROUTER_OFFLINE.reason();
            case 8, 10 -> MappingTrouble.NO_PORTS_LEFT.reason();
            case 12 -> MappingTrouble.NAT_BETWEEN.reason();
            default -> MappingTrouble.refusal("PCP's result " + result);
        };
    }

    private void fail(long nowNanos, Kind kind, Reason reason) {
        stop();
        if (kind != Kind.SILENCE) {
            mapped = null;
        }
        host.onFailed(nowNanos, this, new Failure(kind, reason));
    }

    @Override
    public void onHttp(long nowNanos, long id, HttpOutcome outcome) {}

    @Override
    public @Nullable Deadline deadline() {
        if (asking != null) {
            return new Deadline(asking.nextNanos(), "ask for a mapping by PCP");
        }
        return checking == null ? null : new Deadline(checking.nextNanos(), "ask for the epoch by PCP");
    }

    @Override
    public void onDeadline(long nowNanos) {
        if (asking != null && asking.isDue(nowNanos)) {
            if (asking.take(nowNanos)) {
                send(map(config.leaseSeconds()));
            } else if (nonsense) {
                fail(nowNanos, Kind.NONSENSE, MappingTrouble.NONSENSE.reason());
            } else {
                fail(nowNanos, Kind.SILENCE, MappingTrouble.ROUTER_SILENT.reason());
            }
        } else if (checking != null && checking.isDue(nowNanos)) {
            if (checking.take(nowNanos)) {
                send(PcpMessage.announce(gateway.own()));
            } else {
                // The renewal will tell.
                checking = null;
            }
        }
    }
}
