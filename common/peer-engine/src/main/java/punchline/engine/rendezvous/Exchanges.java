package punchline.engine.rendezvous;

import java.util.ArrayDeque;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import punchline.engine.Deadline;
import punchline.engine.socket.LocalSocket;
import punchline.engine.socket.Path;
import punchline.engine.socket.Transmit;
import punchline.protocol.Endpoint;
import punchline.protocol.ProtocolLimits;
import punchline.protocol.RendezvousAnswer.Reply;
import punchline.protocol.RendezvousCodec;
import punchline.protocol.RendezvousRequest;

/**
 * The requests on their way to one server, in the order in which they began, and the round trip measured from them. Few:
 * a registration, a look, a list and the asks in flight.
 */
final class Exchanges {
    /** 128 bits: only who saw the request can answer it. */
    private static final int REF_BYTES = 16;

    private final RandomGenerator random;
    private final Set<Exchange> open = new LinkedHashSet<>();
    private final Map<String, Exchange> byRef = new HashMap<>();
    private final Queue<Transmit> transmits = new ArrayDeque<>();
    private long smoothedRttNanos = -1;

    Exchanges(RandomGenerator random) {
        this.random = random;
    }

    /** As {@link #open(long, String, LocalSocket, Endpoint, RendezvousConfig.Schedule, Function, Exchange.Owner)} from the main socket. */
    Exchange open(
            long nowNanos,
            String what,
            Endpoint server,
            RendezvousConfig.Schedule schedule,
            Function<String, RendezvousRequest> request,
            Exchange.Owner owner) {
        return open(nowNanos, what, LocalSocket.MAIN, server, schedule, request, owner);
    }

    /** Sends the first datagram of a request at once and the others as the schedule says. */
    Exchange open(
            long nowNanos,
            String what,
            LocalSocket socket,
            Endpoint server,
            RendezvousConfig.Schedule schedule,
            Function<String, RendezvousRequest> request,
            Exchange.Owner owner) {
        Exchange exchange = new Exchange(nowNanos, what, socket, server, schedule, request, owner);
        open.add(exchange);
        send(nowNanos, exchange);
        return exchange;
    }

    /** Sends a request that nothing answers. */
    void sendOnce(Endpoint server, Function<String, RendezvousRequest> request) {
        transmit(new Path(LocalSocket.MAIN, server), request.apply(newRef()));
    }

    /** Ends a request without telling its owner. */
    void cancel(Exchange exchange) {
        open.remove(exchange);
        exchange.sendings().forEach(sending -> byRef.remove(sending.ref()));
    }

    /** Ends all requests as if nothing had answered them. */
    void silenceAll(long nowNanos) {
        for (Exchange exchange : List.copyOf(open)) {
            cancel(exchange);
            exchange.owner().onSilence(nowNanos);
        }
    }

    /** Hands a reply to the owner of its request; false if none awaits it from there. */
    boolean onReply(long nowNanos, Path arrived, Reply reply) {
        Exchange exchange = byRef.get(reply.ref());
        if (exchange == null || !exchange.path().equals(arrived)) {
            return false;
        }
        for (Exchange.Sending sending : exchange.sendings()) {
            if (sending.ref().equals(reply.ref())) {
                measure(nowNanos - sending.atNanos());
            }
        }
        cancel(exchange);
        exchange.owner().onReply(nowNanos, exchange, reply);
        return true;
    }

    void onDeadline(long nowNanos) {
        for (Exchange exchange : List.copyOf(open)) {
            // An owner just told of silence may have cancelled others.
            while (open.contains(exchange) && nowNanos - exchange.nextNanos() >= 0) {
                if (exchange.isSpent()) {
                    cancel(exchange);
                    exchange.owner().onSilence(nowNanos);
                } else {
                    send(nowNanos, exchange);
                }
            }
        }
    }

    @Nullable
    Deadline deadline() {
        Deadline earliest = null;
        for (Exchange exchange : open) {
            earliest = Deadline.earlier(earliest, new Deadline(exchange.nextNanos(), exchange.what()));
        }
        return earliest;
    }

    @Nullable
    Transmit pollTransmit() {
        return transmits.poll();
    }

    /** The smoothed round trip (RFC 6298, section 2), at most a second; 0 before the first answer. */
    int rttMillis() {
        return (int)
                Math.min(Math.max(0, TimeUnit.NANOSECONDS.toMillis(smoothedRttNanos)), ProtocolLimits.MAX_RTT_MILLIS);
    }

    /** The way to the server may be another. */
    void forgetRtt() {
        smoothedRttNanos = -1;
    }

    private void measure(long rttNanos) {
        smoothedRttNanos = smoothedRttNanos < 0 ? rttNanos : smoothedRttNanos + (rttNanos - smoothedRttNanos) / 8;
    }

    private void send(long nowNanos, Exchange exchange) {
        String ref = newRef();
        byRef.put(ref, exchange);
        transmit(exchange.path(), exchange.send(ref, nowNanos));
    }

    private void transmit(Path path, RendezvousRequest request) {
        transmits.add(new Transmit(path, RendezvousCodec.encode(request)));
    }

    private String newRef() {
        byte[] bytes = new byte[REF_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
