package punchline.engine.rendezvous;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import punchline.engine.Deadline;
import punchline.engine.identity.Identity;
import punchline.engine.socket.LocalSocket;
import punchline.engine.socket.Path;
import punchline.engine.socket.Transmit;
import punchline.protocol.Endpoint;
import punchline.protocol.FailureCode;
import punchline.protocol.IdentitySigner;
import punchline.protocol.NatClass;
import punchline.protocol.Parsed;
import punchline.protocol.Registration;
import punchline.protocol.RendezvousAnswer;
import punchline.protocol.RendezvousAnswer.Challenge;
import punchline.protocol.RendezvousAnswer.Failure;
import punchline.protocol.RendezvousAnswer.Looked;
import punchline.protocol.RendezvousAnswer.Peers;
import punchline.protocol.RendezvousAnswer.Registered;
import punchline.protocol.RendezvousAnswer.UnknownPeer;
import punchline.protocol.RendezvousCodec;
import punchline.protocol.RendezvousRequest;
import punchline.protocol.RendezvousRequest.AskPeer;
import punchline.protocol.RendezvousRequest.Hello;
import punchline.protocol.RendezvousRequest.Labelled;
import punchline.protocol.RendezvousRequest.ListPeers;
import punchline.protocol.RendezvousRequest.Look;
import punchline.protocol.RendezvousRequest.Refresh;
import punchline.protocol.RendezvousRequest.Register;
import punchline.protocol.Token;

/** A client and a server that does as the test says, 20 ms apart, in virtual time. */
final class ScriptedServer {
    static final ServerEndpoints ENDPOINTS = ServerEndpoints.of(Endpoint.parse("203.0.113.7:6327"));
    static final Identity ALICE = identity();
    static final Identity BOB = identity();
    static final int ONE_WAY_MILLIS = 20;

    /** A request as it reached the server. */
    record Received(long atMillis, Endpoint to, RendezvousRequest request) {}

    private record Arrival(long atNanos, long order, Endpoint from, byte[] datagram) {}

    final RendezvousClient client;
    final List<Received> received = new ArrayList<>();
    final List<RendezvousEvent> events = new ArrayList<>();
    /** Seconds of the virtual clock's zero point: negative, so that code which compares instants by sign fails. */
    private long nowNanos = -3_000_000_000L;

    private final long zeroNanos = nowNanos;
    private final PriorityQueue<Arrival> toClient = new PriorityQueue<>((a, b) ->
            a.atNanos() != b.atNanos() ? Long.compare(a.atNanos(), b.atNanos()) : Long.compare(a.order(), b.order()));
    private long order;
    private int tokens;

    boolean silent;
    Endpoint seenAtPrimary = Endpoint.parse("198.51.100.4:40000");
    Endpoint seenAtSecondary = Endpoint.parse("198.51.100.4:40000");

    @Nullable
    Registered live;
    /** Requests that are lost, by what the predicate says of each. */
    BiFunction<Integer, RendezvousRequest, Boolean> loses = (index, request) -> false;
    /** Answers in place of the usual ones; null means as usual, an empty list silence. */
    BiFunction<ScriptedServer, RendezvousRequest, @Nullable List<RendezvousAnswer>> override =
            (server, request) -> null;

    ScriptedServer() {
        this(RendezvousConfig.DEFAULT);
    }

    ScriptedServer(RendezvousConfig config) {
        client = new RendezvousClient(
                config,
                ENDPOINTS,
                new Registration(ALICE.publicIdentity(), "Alice", List.of(), NatClass.UNKNOWN, true),
                IdentitySigner.of(ALICE.privateKey()),
                new Random(7));
    }

    private static Identity identity() {
        return Identity.generate(new java.security.SecureRandom());
    }

    long nowNanos() {
        return nowNanos;
    }

    long nowMillis() {
        return TimeUnit.NANOSECONDS.toMillis(nowNanos - zeroNanos);
    }

    ScriptedServer start() {
        client.start(nowNanos);
        drain();
        return this;
    }

    ScriptedServer registered() {
        start().run(1000);
        if (!client.status().registered()) {
            throw new AssertionError("not registered: " + client.status());
        }
        events.clear();
        received.clear();
        return this;
    }

    /** Lets virtual time pass, every arrival and deadline at its instant. */
    void run(long millis) {
        drain();
        long endNanos = nowNanos + TimeUnit.MILLISECONDS.toNanos(millis);
        while (true) {
            Deadline deadline = client.deadline();
            Arrival arrival = toClient.peek();
            long nextNanos = Math.min(
                    deadline == null ? Long.MAX_VALUE : Math.max(deadline.atNanos(), nowNanos),
                    arrival == null ? Long.MAX_VALUE : arrival.atNanos());
            if (nextNanos > endNanos) {
                nowNanos = endNanos;
                return;
            }
            nowNanos = nextNanos;
            if (arrival != null && arrival.atNanos() == nextNanos) {
                toClient.remove();
                client.onDatagram(nowNanos, new Path(LocalSocket.MAIN, arrival.from()), arrival.datagram());
            } else {
                client.onDeadline(nowNanos);
            }
            drain();
        }
    }

    /** Sends something unasked. */
    void send(Endpoint from, RendezvousAnswer answer) {
        send(from, RendezvousCodec.encode(answer));
    }

    void send(Endpoint from, byte[] datagram) {
        toClient.add(
                new Arrival(nowNanos + TimeUnit.MILLISECONDS.toNanos(2 * ONE_WAY_MILLIS), order++, from, datagram));
    }

    Token token() {
        byte[] bytes = new byte[Token.BYTES];
        bytes[0] = (byte) ++tokens;
        return Token.ofBytes(bytes);
    }

    Registered live() {
        if (live == null) {
            throw new AssertionError("nobody is registered");
        }
        return live;
    }

    <T> List<T> requests(Class<T> kind) {
        return received.stream()
                .map(Received::request)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    <T extends RendezvousEvent> List<T> events(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    void drain() {
        Deque<Transmit> sent = new ArrayDeque<>();
        for (Transmit transmit = client.pollTransmit(); transmit != null; transmit = client.pollTransmit()) {
            sent.add(transmit);
        }
        sent.forEach(this::onTransmit);
        for (RendezvousEvent event = client.pollEvent(); event != null; event = client.pollEvent()) {
            events.add(event);
        }
    }

    private void onTransmit(Transmit transmit) {
        Endpoint to = transmit.path().remote();
        if (!(RendezvousCodec.parseRequest(transmit.payload())
                instanceof Parsed.Message<RendezvousRequest>(RendezvousRequest request))) {
            throw new AssertionError(new String(transmit.payload(), StandardCharsets.UTF_8));
        }
        received.add(new Received(nowMillis(), to, request));
        if (silent || loses.apply(received.size() - 1, request)) {
            return;
        }
        List<RendezvousAnswer> scripted = override.apply(this, request);
        (scripted != null ? scripted : usual(to, request)).forEach(answer -> send(to, answer));
    }

    /** Three hours ahead of the clock here. */
    long clockMillis() {
        return nowNanos() / 1_000_000 + 3 * 3_600_000;
    }

    private List<RendezvousAnswer> usual(Endpoint to, RendezvousRequest request) {
        Endpoint observed = to.equals(ENDPOINTS.primary()) ? seenAtPrimary : seenAtSecondary;
        return switch (request) {
            case Hello hello -> List.of(new Challenge(hello.ref(), token(), observed));
            case Look look -> List.of(new Looked(look.ref(), observed, clockMillis()));
            case Register register
            when register.verifies() -> {
                live = new Registered(register.ref(), observed, 3, 75, token(), token(), clockMillis());
                yield List.of(live);
            }
            case Refresh refresh
            when isLive(refresh.token()) -> {
                Registered same = live();
                yield List.of(new Registered(
                        refresh.ref(), same.observed(), same.number(), 75, same.token(), same.notice(), clockMillis()));
            }
            case ListPeers list when isLive(list.token()) -> List.of(new Peers(list.ref(), List.of(), null));
            case AskPeer ask when isLive(ask.token()) -> List.of(new UnknownPeer(ask.ref(), ask.id()));
            case RendezvousRequest.Bye bye -> List.of();
            case Labelled other -> List.of(new Failure(other.ref(), FailureCode.TOKEN, "unknown token"));
            case RendezvousRequest.PlainList plain -> throw new AssertionError(plain);
            case RendezvousRequest.PlainPunch plain -> throw new AssertionError(plain);
            case RendezvousRequest.PlainPeer plain -> throw new AssertionError(plain);
        };
    }

    private boolean isLive(@Nullable Token token) {
        return live != null
                && token != null
                && live.token().equals(token)
                && live.observed().equals(seenAtPrimary);
    }
}
