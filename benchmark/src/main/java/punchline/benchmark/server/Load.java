package punchline.benchmark.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import punchline.protocol.FailureCode;
import punchline.protocol.Parsed;
import punchline.protocol.PeerId;
import punchline.protocol.RendezvousAnswer;
import punchline.protocol.RendezvousCodec;
import punchline.protocol.RendezvousRequest;
import punchline.protocol.Token;

/** A crowd of peers at one server, each on a host of its own: registers them, and has them ask as fast as they are answered or at a pace. One thread. */
final class Load implements AutoCloseable {
    /** Requests under way at a time: more than the server takes in one go, less than the sockets' buffers hold. */
    private static final int WINDOW = 256;

    /** Registering costs the server a signature each; more at a time would only wait. */
    private static final int REGISTERING = 64;

    private static final long BUSY_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int WAIT_MILLIS = 20;

    /** Without an answer for so long, what is under way counts as lost. */
    private static final long LOST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** The earliest that clients refresh. */
    private static final long REFRESH_NANOS = TimeUnit.SECONDS.toNanos(20);

    private static final long REGISTER_LIMIT_NANOS = TimeUnit.MINUTES.toNanos(10);

    /** An answer names its request near its beginning; a notice has a secret there. */
    private static final String REF = "\"ref\"";

    private static final int REF_WITHIN = 24;

    /** Makes the next request of a host. */
    @FunctionalInterface
    interface Requests {
        byte[] of(int host);
    }

    /** What became of requests that were sent at a pace. */
    record Paced(long sent, long answered, Histogram nanos) {}

    private final CrowdSocket socket;
    private final int peers;
    private final byte[][] refreshes;
    private final PeerId[] ids;
    private final Token[] tokens;
    private final Deque<Alive> alive = new ArrayDeque<>();
    private int registeredPeers;
    private int next;
    private long answered;

    Load(int serverPort, int peers) throws IOException {
        this.socket = new CrowdSocket(serverPort);
        this.peers = peers;
        this.refreshes = new byte[peers][];
        this.ids = new PeerId[peers];
        this.tokens = new Token[peers];
    }

    byte[] refresh(int host) {
        return refreshes[host];
    }

    Token token(int host) {
        return tokens[host];
    }

    PeerId id(int host) {
        return ids[host];
    }

    int peers() {
        return peers;
    }

    /** Registers those that are not yet, up to that number, repeating what the server is too busy for. */
    void register(Crowd crowd, int upTo) throws IOException {
        byte[] hello = RendezvousCodec.encode(new RendezvousRequest.Hello("h"));
        byte[][] signed = new byte[peers][];
        Deque<Integer> busy = new ArrayDeque<>();
        int begun = registeredPeers;
        int[] registered = {registeredPeers};
        int[] underWay = {0};
        long retryNanos = System.nanoTime();
        long limitNanos = System.nanoTime() + REGISTER_LIMIT_NANOS;
        CrowdSocket.Receiver receiver = (host, datagram) -> {
            RendezvousAnswer answer = parse(datagram);
            if (answer instanceof RendezvousAnswer.Challenge challenge) {
                Crowd.Member member = crowd.next();
                ids[host] = member.key().peerId();
                signed[host] = RendezvousCodec.encode(crowd.register("r", challenge.cookie(), member));
                socket.send(host, signed[host]);
            } else if (answer instanceof RendezvousAnswer.Registered done) {
                if (tokens[host] == null) {
                    tokens[host] = done.token();
                    refreshes[host] = RendezvousCodec.encode(new RendezvousRequest.Refresh("r", done.token(), 20));
                    signed[host] = new byte[0];
                    registered[0]++;
                    underWay[0]--;
                }
                alive.add(new Alive(host, System.nanoTime()));
            } else if (answer instanceof RendezvousAnswer.Failure failure && failure.code() == FailureCode.BUSY) {
                busy.add(host);
            } else {
                throw new IOException("the server says " + answer);
            }
        };
        while (registered[0] < upTo) {
            while (underWay[0] < REGISTERING && begun < upTo) {
                underWay[0]++;
                socket.send(begun++, hello);
            }
            if (!busy.isEmpty() && System.nanoTime() - retryNanos >= 0) {
                retryNanos = System.nanoTime() + BUSY_PAUSE_NANOS;
                for (Integer host = busy.poll(); host != null; host = busy.poll()) {
                    socket.send(host, signed[host]);
                }
            }
            while (!alive.isEmpty() && System.nanoTime() - alive.element().sinceNanos() > REFRESH_NANOS) {
                int host = alive.remove().host();
                socket.send(host, refreshes[host]);
            }
            socket.flush();
            socket.await(WAIT_MILLIS);
            while (socket.receive(receiver) > 0) {
                socket.flush();
            }
            if (System.nanoTime() - limitNanos >= 0) {
                throw new IOException(registered[0] + " of " + upTo + " are registered");
            }
        }
        registeredPeers = upTo;
    }

    /** When the server last said that a host is registered. */
    private record Alive(int host, long sinceNanos) {}

    private static @Nullable RendezvousAnswer parse(byte[] datagram) {
        return RendezvousCodec.parseAnswer(datagram) instanceof Parsed.Message<RendezvousAnswer> message
                ? message.value()
                : null;
    }

    /** Asks as fast as answers come, for so long, host after host. Gives the count of answers. */
    long flatOut(Requests requests, long nanos) throws IOException {
        long before = answered;
        long sent = 0;
        long endNanos = System.nanoTime() + nanos;
        long heardNanos = System.nanoTime();
        long lost = 0;
        long now = System.nanoTime();
        while (endNanos - now > 0) {
            while (sent - lost - (answered - before) < WINDOW) {
                int host = nextHost();
                socket.send(host, requests.of(host));
                sent++;
            }
            socket.flush();
            socket.await(WAIT_MILLIS);
            long known = answered;
            while (socket.receive(this::count) == CrowdSocket.BATCH) {
                // Until all are taken in.
            }
            now = System.nanoTime();
            if (answered > known) {
                heardNanos = now;
            } else if (now - heardNanos > LOST_NANOS) {
                lost = sent - (answered - before);
                heardNanos = now;
            }
        }
        long count = answered - before;
        drain();
        return count;
    }

    private void count(int host, byte[] datagram) {
        if (isAnswer(datagram)) {
            answered++;
        }
    }

    private static boolean isAnswer(byte[] datagram) {
        int length = Math.min(datagram.length, REF_WITHIN);
        return new String(datagram, 0, length, StandardCharsets.ISO_8859_1).contains(REF);
    }

    /** Waits for what is still under way. */
    private void drain() throws IOException {
        do {
            socket.await(WAIT_MILLIS);
        } while (socket.receive(this::count) > 0);
    }

    /**
     * Has so many refreshes a second sent, for so long, whether or not they are answered; each is repeated as a client does.
     *
     * @param repeatMillis when, counted from the first try
     */
    Paced paced(double perSecond, long nanos, int[] repeatMillis) throws IOException {
        Histogram latency = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
        Repeats repeats = new Repeats(repeatMillis, peers);
        long[] counts = new long[2];
        long begin = System.nanoTime();
        CrowdSocket.Receiver receiver = (host, datagram) -> {
            if (isAnswer(datagram) && repeats.isOpen(host)) {
                latency.recordValue(System.nanoTime() - repeats.close(host));
                counts[1]++;
            }
        };
        long now = begin;
        while (now - begin < nanos || repeats.anyOpen(now)) {
            long due = now - begin < nanos ? (long) ((now - begin) * perSecond / 1e9) : counts[0];
            while (counts[0] < due) {
                int host = nextHost();
                if (!repeats.isOpen(host)) {
                    repeats.open(host, now);
                    socket.send(host, refreshes[host]);
                }
                counts[0]++;
            }
            for (int host = repeats.pollDue(now); host >= 0; host = repeats.pollDue(now)) {
                socket.send(host, refreshes[host]);
            }
            socket.flush();
            while (socket.receive(receiver) > 0) {
                // Until all are taken in.
            }
            Thread.onSpinWait();
            now = System.nanoTime();
        }
        return new Paced(counts[0], counts[1], latency);
    }

    private int nextHost() {
        int host = next;
        next = next + 1 == peers ? 0 : next + 1;
        return host;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
