package punchline.benchmark;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.LivePeer;
import punchline.engine.PeerConfig;
import punchline.engine.conversation.MessageStore;
import punchline.engine.identity.Identity;
import punchline.protocol.PeerId;
import punchline.protocol.ServerAddress;
import punchline.server.RendezvousServer;
import punchline.server.ServerConfig;
import punchline.server.TrafficLog;
import punchline.store.SqliteMessageStore;

/**
 * Punchline itself: real engines with real sockets and QUIC that met through a real rendezvous server in this process; one that sends, and
 * those that receive. A message counts when it is kept at both ends and its receipt is back.
 */
final class RealPeers implements Carrier {
    private static final String REF = "bench";

    private static final long FLOW_PAUSE_NANOS = 50_000;

    /** Opens one end's storage. */
    @FunctionalInterface
    interface Storage {
        MessageStore open(Identity identity, Executor executor);
    }

    private final String title;
    private final RendezvousServer server;
    private final LivePeer sender;
    private final List<LivePeer> receivers = new ArrayList<>();
    private final List<PeerId> receiverIds = new ArrayList<>();
    private final CountDownLatch allRegistered;
    private final CountDownLatch allOnline;
    private final AtomicLong arrived = new AtomicLong();
    private final AtomicLong delivered = new AtomicLong();
    /** When that many had come, and had been acknowledged; looking at the clock for each would be a twentieth of its cost. */
    private volatile long awaited;

    private volatile long arrivedNanos;
    private volatile long deliveredNanos;
    private volatile @Nullable CountDownLatch awaitedDelivered;
    private long sent;

    private volatile @Nullable Paced paced;
    private volatile @Nullable String problem;

    /** Peers whose stores forget all when the program ends. */
    static RealPeers inMemory(int receivers) throws IOException {
        return new RealPeers(
                "1000 messages, in memory",
                receivers,
                (identity, executor) -> new MemoryStore(identity.peerId(), executor));
    }

    /** Peers with profiles in that directory. */
    static RealPeers durable(int receivers, Path profiles) throws IOException {
        return new RealPeers(
                "1000 messages, durable at both ends",
                receivers,
                (identity, executor) -> SqliteMessageStore.open(
                        profiles.resolve(identity.peerId().toString()), identity.peerId(), 1, null, executor));
    }

    private RealPeers(String title, int receiverCount, Storage storage) throws IOException {
        this.title = title;
        this.allRegistered = new CountDownLatch(receiverCount + 1);
        this.allOnline = new CountDownLatch(2 * receiverCount);
        SecureRandom random = new SecureRandom();
        server = RendezvousServer.start(
                ServerConfig.defaults().withPort(0).withBind(InetAddress.getLoopbackAddress()), TrafficLog.NONE);
        List<ServerAddress> servers =
                List.of(ServerAddress.parse(InetAddress.getLoopbackAddress().getHostAddress() + ":" + server.port()));
        for (int i = 0; i < receiverCount; i++) {
            Identity identity = Identity.generate(random);
            receiverIds.add(identity.peerId());
            receivers.add(start("receiver " + i, identity, servers, storage, this::onReceiverEvent));
        }
        sender = start("sender", Identity.generate(random), servers, storage, this::onSenderEvent);
        meet();
    }

    private static LivePeer start(
            String name, Identity identity, List<ServerAddress> servers, Storage storage, Consumer<Event> listener)
            throws IOException {
        Function<Executor, MessageStore> open = executor -> storage.open(identity, executor);
        return LivePeer.start(new PeerConfig(name, 0, servers, true, true, false), identity, open, listener);
    }

    private void meet() throws IOException {
        await(allRegistered, "the server does not know the peers");
        receiverIds.forEach(receiver -> sender.submit(new Command.Connect(null, receiver, null)));
        await(allOnline, "the peers are not online");
    }

    private void await(CountDownLatch latch, String otherwise) throws IOException {
        try {
            if (!latch.await(Workload.LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(otherwise + (problem == null ? "" : ": " + problem));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public long carry(Workload workload) throws IOException {
        long arrivedBefore = arrived.get();
        CountDownLatch latch = expect(workload.messages());
        long startNanos = System.nanoTime();
        for (int i = 0; i < workload.messages(); i++) {
            sender.submit(new Command.Send(REF, receiverIds.get(i % receiverIds.size()), workload.text(i)));
        }
        await(latch, "not all messages were delivered");
        long elapsedNanos = System.nanoTime() - startNanos;
        if (arrived.get() - arrivedBefore != workload.messages()) {
            throw new IOException((arrived.get() - arrivedBefore) + " messages arrived");
        }
        return elapsedNanos;
    }

    /** Counts so many more as sent; the latch opens when all that were sent are delivered. */
    private CountDownLatch expect(int messages) {
        CountDownLatch latch = new CountDownLatch(1);
        sent += messages;
        awaitedDelivered = latch;
        awaited = sent;
        return latch;
    }

    /**
     * Sends to all in turn for so long, as fast as receipts come back. What is under way at the end stays so.
     *
     * @param window messages under way at a time, to all together
     * @return how many were delivered in that time
     */
    long flow(String text, long nanos, int window) {
        long before = delivered.get();
        long end = System.nanoTime() + nanos;
        while (end - System.nanoTime() > 0) {
            long room = window - (sent - delivered.get());
            if (room < window / 4) {
                LockSupport.parkNanos(FLOW_PAUSE_NANOS);
            }
            for (long i = 0; i < room; i++) {
                sender.submit(new Command.Send(REF, receiverIds.get((int) (sent % receiverIds.size())), text));
                sent++;
            }
        }
        return delivered.get() - before;
    }

    /** Waits for what is under way. */
    void drain() throws IOException {
        long limit = System.nanoTime() + Workload.LIMIT.toNanos();
        while (delivered.get() < sent) {
            if (limit - System.nanoTime() < 0) {
                throw new IOException((sent - delivered.get()) + " messages were not delivered"
                        + (problem == null ? "" : ": " + problem));
            }
            LockSupport.parkNanos(FLOW_PAUSE_NANOS);
        }
    }

    /**
     * Sends to the first at a pace, for so long, whether or not receipts come back in time.
     *
     * @param late told how long each took from the moment at which it was due
     * @return the pace that was kept, messages a second
     */
    double pace(String text, double perSecond, long nanos, Histogram late) throws IOException {
        Paced messages = new Paced(late);
        paced = messages;
        long begin = System.nanoTime();
        double apartNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
        for (long now = begin; now - begin < nanos; now = System.nanoTime()) {
            long due = begin + (long) (messages.sent() * apartNanos);
            if (due - now > 0) {
                LockSupport.parkNanos(due - now);
            } else if (messages.hasRoom()) {
                messages.onSent(due);
                sender.submit(new Command.Send(REF, receiverIds.getFirst(), text));
                sent++;
            } else {
                LockSupport.parkNanos(FLOW_PAUSE_NANOS);
            }
        }
        drain();
        double seconds = (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
        paced = null;
        return messages.sent() / seconds;
    }

    /** When one message had come, and when its receipt was back: nanoseconds after it was handed over. */
    record Steps(long arrivedNanos, long acknowledgedNanos) {}

    /** Sends one message alone. */
    Steps one(String text) throws IOException {
        CountDownLatch latch = expect(1);
        long begin = System.nanoTime();
        sender.submit(new Command.Send(REF, receiverIds.getFirst(), text));
        await(latch, "the message was not delivered");
        return new Steps(arrivedNanos - begin, deliveredNanos - begin);
    }

    private void onSenderEvent(Event event) {
        if (event instanceof Event.State state && state.state() == Event.MessageState.DELIVERED) {
            long count = delivered.incrementAndGet();
            Paced messages = paced;
            if (messages != null) {
                messages.onDelivered(System.nanoTime());
            }
            CountDownLatch latch = awaitedDelivered;
            if (count == awaited && latch != null) {
                deliveredNanos = System.nanoTime();
                latch.countDown();
            }
        }
        onAnyEvent(event);
    }

    private void onReceiverEvent(Event event) {
        if (event instanceof Event.Message) {
            if (arrived.incrementAndGet() == awaited) {
                arrivedNanos = System.nanoTime();
            }
        }
        onAnyEvent(event);
    }

    private void onAnyEvent(Event event) {
        if (event instanceof Event.Link link && link.state() == Event.LinkState.ONLINE) {
            allOnline.countDown();
        }
        if (event instanceof Event.Server known && known.server().registered()) {
            allRegistered.countDown();
        }
        if (event instanceof Event.Problem trouble) {
            problem = trouble.message().text();
        }
    }

    @Override
    public void close() {
        sender.close();
        receivers.forEach(LivePeer::close);
        server.close();
    }
}
