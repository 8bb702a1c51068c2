package punchline.engine.mapping;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import punchline.engine.Deadline;
import punchline.engine.Reason;
import punchline.engine.mapping.MappingClient.Failure.Kind;
import punchline.protocol.Endpoint;

/** The NAT Port Mapping Protocol (RFC 6886): asks for the external address, then for a mapping. IPv4 only. */
final class NatPmpClient implements MappingClient {
    private enum Question {
        /** The external address, before a mapping is asked for. */
        ADDRESS,
        MAPPING,
        /** The external address, to see whether the gateway has restarted. */
        CHECK
    }

    private final MappingConfig config;
    private final Gateway gateway;
    private final int port;
    private final Host host;
    private final Epoch epoch = new Epoch();
    private @Nullable Question question;
    private @Nullable Retransmission asking;
    private @Nullable InetAddress external;
    /** As granted; 0 while there is no mapping. */
    private int mappedPort;

    private int tries;
    private boolean nonsense;

    NatPmpClient(MappingConfig config, Gateway gateway, int port, Host host) {
        this.config = config;
        this.gateway = gateway;
        this.port = port;
        this.host = host;
    }

    @Override
    public MappingProtocol protocol() {
        return MappingProtocol.NAT_PMP;
    }

    @Override
    public void start(long nowNanos) {
        tries = config.probeTries();
        ask(nowNanos, Question.ADDRESS);
    }

    @Override
    public void renew(long nowNanos) {
        tries = config.renewTries();
        ask(nowNanos, Question.ADDRESS);
    }

    @Override
    public void check(long nowNanos) {
        if (mappedPort != 0 && asking == null) {
            tries = config.probeTries();
            ask(nowNanos, Question.CHECK);
        }
    }

    private void ask(long nowNanos, Question what) {
        nonsense = false;
        question = what;
        asking = new Retransmission(nowNanos, config.firstGapNanos(), tries);
        onDeadline(nowNanos);
    }

    @Override
    public void stop() {
        asking = null;
        question = null;
    }

    @Override
    public void release() {
        stop();
        if (mappedPort != 0) {
            send(NatPmpMessage.map(port, 0, 0));
            mappedPort = 0;
        }
    }

    private void send(byte[] request) {
        host.send(new InetSocketAddress(gateway.address(), NatPmpMessage.PORT), request);
    }

    @Override
    public void onDatagram(long nowNanos, int sourcePort, byte[] datagram) {
        if (question == null || sourcePort != NatPmpMessage.PORT) {
            return;
        }
        switch (NatPmpMessage.decode(datagram)) {
            case null -> nonsense |= datagram.length > 0 && datagram[0] == NatPmpMessage.VERSION;
            case NatPmpMessage.Refused refused -> onRefused(nowNanos, refused);
            case NatPmpMessage.Address address -> onAddress(nowNanos, address);
            case NatPmpMessage.Mapped mapped -> onMapAnswer(nowNanos, mapped);
        }
    }

    private void onRefused(long nowNanos, NatPmpMessage.Refused refused) {
        // Version 0 is not refused in an answer of version 0: that is meant for PCP.
        if (refused.result() != NatPmpMessage.UNSUPPORTED_VERSION
                && refused.map() == (question == Question.MAPPING)
                && question != Question.CHECK) {
            fail(nowNanos, Kind.REFUSAL, reason(refused.result()));
        }
    }

    /** RFC 6886, section 3.5. */
    private static Reason reason(int result) {
        return switch (result) {
            case 2 -> MappingTrouble.NOT_PERMITTED.reason();
            case 3 -> MappingTrouble.ROUTER_OFFLINE.reason();
            case 4 -> MappingTrouble.NO_PORTS_LEFT.reason();
            default -> MappingTrouble.refusal("NAT-PMP's result " + result);
        };
    }

    private void onAddress(long nowNanos, NatPmpMessage.Address address) {
        if (question == Question.MAPPING) {
            return;
        }
        boolean restarted = !epoch.onAnswer(nowNanos, address.epochSeconds());
        if (question == Question.CHECK) {
            stop();
            if (restarted || !address.external().equals(external)) {
                renew(nowNanos);
            }
        } else if (address.external().isAnyLocalAddress()) {
            fail(nowNanos, Kind.REFUSAL, MappingTrouble.ROUTER_OFFLINE.reason());
        } else if (!GrantedAddress.isUsable(address.external())) {
            fail(nowNanos, Kind.NONSENSE, MappingTrouble.UNUSABLE_GRANT.reason());
        } else {
            external = address.external();
            ask(nowNanos, Question.MAPPING);
        }
    }

    private void onMapAnswer(long nowNanos, NatPmpMessage.Mapped answer) {
        if (question != Question.MAPPING || external == null) {
            return;
        }
        if (answer.internalPort() != port) {
            nonsense = true;
            return;
        }
        epoch.onAnswer(nowNanos, answer.epochSeconds());
        Endpoint granted = GrantedAddress.of(gateway.own(), external, answer.externalPort());
        if (granted == null || answer.lifetimeSeconds() < config.minLeaseSeconds()) {
            fail(nowNanos, Kind.NONSENSE, MappingTrouble.UNUSABLE_GRANT.reason());
        } else {
            stop();
            mappedPort = granted.port();
            host.onMapped(nowNanos, this, granted, Math.min(answer.lifetimeSeconds(), config.leaseSeconds()));
        }
    }

    private void fail(long nowNanos, Kind kind, Reason reason) {
        stop();
        if (kind != Kind.SILENCE) {
            mappedPort = 0;
        }
        host.onFailed(nowNanos, this, new Failure(kind, reason));
    }

    @Override
    public void onHttp(long nowNanos, long id, HttpOutcome outcome) {}

    @Override
    public @Nullable Deadline deadline() {
        return asking == null ? null : new Deadline(asking.nextNanos(), "ask by NAT-PMP");
    }

    @Override
    public void onDeadline(long nowNanos) {
        if (asking == null || !asking.isDue(nowNanos)) {
            return;
        }
        if (asking.take(nowNanos)) {
            send(
                    question == Question.MAPPING
                            ? NatPmpMessage.map(port, mappedPort == 0 ? port : mappedPort, config.leaseSeconds())
                            : NatPmpMessage.address());
        } else if (question == Question.CHECK) {
            // The renewal will tell.
            stop();
        } else if (nonsense) {
            fail(nowNanos, Kind.NONSENSE, MappingTrouble.NONSENSE.reason());
        } else {
            fail(nowNanos, Kind.SILENCE, MappingTrouble.ROUTER_SILENT.reason());
        }
    }
}
