package punchline.engine.mapping;

import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import punchline.engine.Deadline;
import punchline.engine.mapping.IgdService.Reply;
import punchline.engine.mapping.MappingClient.Failure.Kind;
import punchline.protocol.Endpoint;

/**
 * UPnP's internet gateway device, versions 1 and 2: search, description, external address, mapping. One HTTP call at a time; what
 * answers to others is dropped. IPv4 only.
 */
final class UpnpClient implements MappingClient {
    private enum Step {
        IDLE,
        SEARCHING,
        DESCRIBING,
        ASKING_ADDRESS,
        ADDING,
        MAPPED
    }

    private static final int CONFLICT = 718;
    private static final int SAME_PORTS_REQUIRED = 724;
    private static final int ONLY_PERMANENT_LEASES = 725;
    private static final int CONFLICT_WITH_OTHERS = 729;
    private static final Set<Integer> UNKNOWN_ACTION = Set.of(401, 602);

    /** Below, ports belong to well-known services. */
    private static final int FIRST_FREE_PORT = 1024;

    private static final int LAST_PORT = 65535;

    private final MappingConfig config;
    private final Gateway gateway;
    private final int port;
    private final RandomGenerator random;
    private final Host host;
    private Step step = Step.IDLE;
    private @Nullable Retransmission searching;
    private final Set<URI> located = new HashSet<>();
    private final Deque<URI> locations = new ArrayDeque<>();
    private final Deque<IgdService> services = new ArrayDeque<>();
    private @Nullable URI location;
    private @Nullable IgdService service;
    private @Nullable InetAddress external;
    private int externalPort;
    private int portsTried;
    private boolean mapped;
    private boolean permanent;
    private String adding = IgdService.ADD;
    private long openCall;
    private long callEndsNanos;
    private @Nullable Failure lastFailure;

    UpnpClient(MappingConfig config, Gateway gateway, int port, RandomGenerator random, Host host) {
        this.config = config;
        this.gateway = gateway;
        this.port = port;
        this.random = random;
        this.host = host;
    }

    @Override
    public MappingProtocol protocol() {
        return MappingProtocol.UPNP;
    }

    @Override
    public void start(long nowNanos) {
        located.clear();
        locations.clear();
        services.clear();
        service = null;
        mapped = false;
        permanent = false;
        lastFailure = null;
        step = Step.SEARCHING;
        searching = new Retransmission(nowNanos, config.firstGapNanos(), config.probeTries());
        onDeadline(nowNanos);
    }

    @Override
    public void renew(long nowNanos) {
        IgdService current = service;
        if (current == null) {
            start(nowNanos);
        } else {
            services.clear();
            locations.clear();
            askAddress(nowNanos, current);
        }
    }

    /** Nothing tells whether it has restarted but the mapping itself, and some routers write each one to flash memory. */
    @Override
    public void check(long nowNanos) {}

    @Override
    public void stop() {
        step = mapped ? Step.MAPPED : Step.IDLE;
        searching = null;
    }

    @Override
    public void release() {
        if (mapped && service != null) {
            host.call(service.control(), service.soapAction(IgdService.DELETE), service.deleteBody(externalPort));
        }
        mapped = false;
        stop();
    }

    // Search

    @Override
    public void onDatagram(long nowNanos, int sourcePort, byte[] datagram) {
        if (step != Step.SEARCHING && step != Step.DESCRIBING) {
            return;
        }
        URI found = Ssdp.location(datagram, gateway.address());
        if (found != null && located.size() < config.maxLocations() && located.add(found)) {
            locations.add(found);
            if (step == Step.SEARCHING) {
                searching = null;
                next(nowNanos);
            }
        }
    }

    /** The next service, or else the next description, or else the end. */
    private void next(long nowNanos) {
        IgdService nextService = services.poll();
        if (nextService != null) {
            askAddress(nowNanos, nextService);
            return;
        }
        location = locations.poll();
        if (location != null) {
            step = Step.DESCRIBING;
            call(nowNanos, host.call(location, null, ""));
        } else {
            fail(
                    nowNanos,
                    lastFailure != null
                            ? lastFailure
                            : new Failure(Kind.NONSENSE, MappingTrouble.NO_MAPPING_SERVICE.reason()));
        }
    }

    private void call(long nowNanos, long id) {
        openCall = id;
        callEndsNanos = nowNanos + config.httpNanos();
    }

    private void act(long nowNanos, IgdService on, String action, String body) {
        call(nowNanos, host.call(on.control(), on.soapAction(action), body));
    }

    private void askAddress(long nowNanos, IgdService of) {
        service = of;
        step = Step.ASKING_ADDRESS;
        act(nowNanos, of, IgdService.ADDRESS, of.body(IgdService.ADDRESS));
    }

    // Answers

    @Override
    public void onHttp(long nowNanos, long id, HttpOutcome outcome) {
        if (id != openCall || !isCalling()) {
            return;
        }
        switch (outcome) {
            case HttpOutcome.Failed failed ->
                onCallFailed(nowNanos, new Failure(Kind.SILENCE, MappingTrouble.UPNP_SILENT.reason()));
            case HttpOutcome.Answered answered -> onAnswered(nowNanos, answered);
        }
    }

    private boolean isCalling() {
        return step == Step.DESCRIBING || step == Step.ASKING_ADDRESS || step == Step.ADDING;
    }

    private void onCallFailed(long nowNanos, Failure failure) {
        lastFailure = failure;
        next(nowNanos);
    }

    private void onAnswered(long nowNanos, HttpOutcome.Answered answered) {
        switch (step) {
            case DESCRIBING -> onDescription(nowNanos, answered);
            case ASKING_ADDRESS -> onAddress(nowNanos, Reply.of(answered, IgdService.ADDRESS));
            case ADDING -> onAdded(nowNanos, Reply.of(answered, adding));
            case IDLE, SEARCHING, MAPPED -> throw new IllegalStateException("no call is open");
        }
    }

    private void onDescription(long nowNanos, HttpOutcome.Answered answered) {
        XmlElement description = answered.document();
        if (answered.status() == 200 && description != null && location != null) {
            IgdService.of(description, location, gateway.address()).stream()
                    .limit(config.maxServices())
                    .forEach(services::add);
        }
        next(nowNanos);
    }

    private void onAddress(long nowNanos, Reply reply) {
        switch (reply) {
            case Reply.Fault fault -> refused(nowNanos, fault.code());
            case Reply.Nonsense nonsense -> nonsense(nowNanos);
            case Reply.Done done -> {
                external = address(done.document().textOf("NewExternalIPAddress"));
                if (external == null || external.isAnyLocalAddress()) {
                    onCallFailed(nowNanos, new Failure(Kind.REFUSAL, MappingTrouble.ROUTER_OFFLINE.reason()));
                } else if (!GrantedAddress.isUsable(external)) {
                    unusable(nowNanos);
                } else {
                    IgdService current = Objects.requireNonNull(service);
                    adding = current.canAddAny() ? IgdService.ADD_ANY : IgdService.ADD;
                    portsTried = 0;
                    add(nowNanos, mapped ? externalPort : port);
                }
            }
        }
    }

    /** The address of a text, which is no name; null for anything else. */
    private static @Nullable InetAddress address(String text) {
        try {
            return Endpoint.parse(text + ":1").address();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private void add(long nowNanos, int wanted) {
        IgdService current = Objects.requireNonNull(service);
        step = Step.ADDING;
        externalPort = wanted;
        portsTried++;
        long leaseSeconds = permanent ? 0 : config.leaseSeconds();
        act(nowNanos, current, adding, current.addBody(adding, gateway, wanted, port, leaseSeconds));
    }

    private void onAdded(long nowNanos, Reply reply) {
        switch (reply) {
            case Reply.Done done -> onGranted(nowNanos, done.document());
            case Reply.Nonsense nonsense -> nonsense(nowNanos);
            case Reply.Fault fault -> {
                int code = fault.code();
                if (UNKNOWN_ACTION.contains(code) && adding.equals(IgdService.ADD_ANY)) {
                    adding = IgdService.ADD;
                    add(nowNanos, externalPort);
                } else if (code == ONLY_PERMANENT_LEASES && !permanent) {
                    permanent = true;
                    add(nowNanos, externalPort);
                } else if ((code == CONFLICT || code == CONFLICT_WITH_OTHERS) && portsTried < config.maxPorts()) {
                    add(nowNanos, random.nextInt(FIRST_FREE_PORT, LAST_PORT + 1));
                } else if (code == SAME_PORTS_REQUIRED && externalPort != port) {
                    add(nowNanos, port);
                } else {
                    refused(nowNanos, code);
                }
            }
        }
    }

    private void onGranted(long nowNanos, XmlElement document) {
        OptionalInt reserved = adding.equals(IgdService.ADD_ANY)
                ? IgdService.number(document.textOf("NewReservedPort"))
                : OptionalInt.of(externalPort);
        Endpoint granted = GrantedAddress.of(gateway.own(), Objects.requireNonNull(external), reserved.orElse(0));
        if (granted == null) {
            unusable(nowNanos);
            return;
        }
        externalPort = granted.port();
        mapped = true;
        step = Step.MAPPED;
        host.onMapped(nowNanos, this, granted, config.leaseSeconds());
    }

    private void refused(long nowNanos, int code) {
        onCallFailed(nowNanos, new Failure(Kind.REFUSAL, IgdService.reason(code)));
    }

    private void nonsense(long nowNanos) {
        onCallFailed(nowNanos, new Failure(Kind.NONSENSE, MappingTrouble.NONSENSE.reason()));
    }

    private void unusable(long nowNanos) {
        onCallFailed(nowNanos, new Failure(Kind.NONSENSE, MappingTrouble.UNUSABLE_GRANT.reason()));
    }

    private void fail(long nowNanos, Failure failure) {
        mapped = false;
        service = null;
        stop();
        host.onFailed(nowNanos, this, failure);
    }

    // Time

    @Override
    public @Nullable Deadline deadline() {
        if (searching != null) {
            return new Deadline(searching.nextNanos(), "search by UPnP");
        }
        return isCalling() ? new Deadline(callEndsNanos, "give up on a call by UPnP") : null;
    }

    @Override
    public void onDeadline(long nowNanos) {
        if (searching != null) {
            if (!searching.isDue(nowNanos)) {
                return;
            }
            if (searching.take(nowNanos)) {
                Ssdp.searches().forEach(search -> host.send(Ssdp.GROUP, search));
            } else {
                fail(nowNanos, new Failure(Kind.SILENCE, MappingTrouble.ROUTER_SILENT.reason()));
            }
        } else if (isCalling() && nowNanos - callEndsNanos >= 0) {
            onCallFailed(nowNanos, new Failure(Kind.SILENCE, MappingTrouble.UPNP_SILENT.reason()));
        }
    }
}
