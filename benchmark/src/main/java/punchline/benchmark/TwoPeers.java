package punchline.benchmark;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
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
import punchline.simulation.store.CrashableStore;
import punchline.store.SqliteMessageStore;

/**
 * Punchline itself: two real engines with real sockets and QUIC that met through a real rendezvous server in this process.
 * A message counts when it is kept at both ends and its receipt is back.
 */
final class TwoPeers implements Carrier {
    private static final String REF = "bench";

    /** Opens one end's storage. */
    @FunctionalInterface
    interface Storage {
        MessageStore open(Identity identity, Executor executor);
    }

    private final String title;
    private final RendezvousServer server;
    private final LivePeer sender;
    private final LivePeer receiver;
    private final PeerId receiverId;
    private final CountDownLatch bothRegistered = new CountDownLatch(2);
    private final CountDownLatch bothOnline = new CountDownLatch(2);
    private final AtomicInteger arrived = new AtomicInteger();
    private volatile @Nullable CountDownLatch allDelivered;
    private volatile @Nullable String problem;

    /** Two peers whose stores forget all when the program ends. */
    static TwoPeers inMemory() throws IOException {
        return new TwoPeers(
                "1000 messages, in memory",
                (identity, executor) ->
                        new CrashableStore(identity.peerId(), 1, (delayNanos, task) -> executor.execute(task), 0));
    }

    /** Two peers with profiles in that directory. */
    static TwoPeers durable(Path profiles) throws IOException {
        return new TwoPeers(
                "1000 messages, durable at both ends",
                (identity, executor) -> SqliteMessageStore.open(
                        profiles.resolve(identity.peerId().toString()), identity.peerId(), 1, null, executor));
    }

    private TwoPeers(String title, Storage storage) throws IOException {
        this.title = title;
        SecureRandom random = new SecureRandom();
        Identity senderIdentity = Identity.generate(random);
        Identity receiverIdentity = Identity.generate(random);
        receiverId = receiverIdentity.peerId();
        server = RendezvousServer.start(
                ServerConfig.defaults().withPort(0).withBind(InetAddress.getLoopbackAddress()), TrafficLog.NONE);
        List<ServerAddress> servers =
                List.of(ServerAddress.parse(InetAddress.getLoopbackAddress().getHostAddress() + ":" + server.port()));
        receiver = start("receiver", receiverIdentity, servers, storage, this::onReceiverEvent);
        sender = start("sender", senderIdentity, servers, storage, this::onSenderEvent);
        meet();
    }

    private static LivePeer start(
            String name, Identity identity, List<ServerAddress> servers, Storage storage, Consumer<Event> listener)
            throws IOException {
        Function<Executor, MessageStore> open = executor -> storage.open(identity, executor);
        return LivePeer.start(new PeerConfig(name, 0, servers, true, true, false), identity, open, listener);
    }

    private void meet() throws IOException {
        await(bothRegistered, "the server does not know the two peers");
        sender.submit(new Command.Connect(null, receiverId, null));
        await(bothOnline, "the two peers are not online");
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
        CountDownLatch latch = new CountDownLatch(workload.messages());
        allDelivered = latch;
        int arrivedBefore = arrived.get();
        long startNanos = System.nanoTime();
        for (int i = 0; i < workload.messages(); i++) {
            sender.submit(new Command.Send(REF, receiverId, workload.text(i)));
        }
        await(latch, "not all messages were delivered");
        long elapsedNanos = System.nanoTime() - startNanos;
        if (arrived.get() - arrivedBefore != workload.messages()) {
            throw new IOException((arrived.get() - arrivedBefore) + " messages arrived");
        }
        return elapsedNanos;
    }

    private void onSenderEvent(Event event) {
        CountDownLatch latch = allDelivered;
        if (event instanceof Event.State state && state.state() == Event.MessageState.DELIVERED && latch != null) {
            latch.countDown();
        }
        onAnyEvent(event);
    }

    private void onReceiverEvent(Event event) {
        if (event instanceof Event.Message) {
            arrived.incrementAndGet();
        }
        onAnyEvent(event);
    }

    private void onAnyEvent(Event event) {
        if (event instanceof Event.Link link && link.state() == Event.LinkState.ONLINE) {
            bothOnline.countDown();
        }
        if (event instanceof Event.Server known && known.server().registered()) {
            bothRegistered.countDown();
        }
        if (event instanceof Event.Problem trouble) {
            problem = trouble.message();
        }
    }

    @Override
    public void close() {
        sender.close();
        receiver.close();
        server.close();
    }
}
