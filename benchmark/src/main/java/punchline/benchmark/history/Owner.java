package punchline.benchmark.history;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.LivePeer;
import punchline.engine.PeerConfig;
import punchline.engine.identity.Identity;
import punchline.store.SqliteMessageStore;
import punchline.store.StoreKey;

/** Whoever has the long history: a real engine without a server, asked as a window asks it. For one thread. */
final class Owner implements AutoCloseable {
    private static final String REF = "bench";

    /** Far longer than anything may take that is measured here. */
    private static final long LIMIT_SECONDS = 60;

    private final LivePeer peer;
    private final long startNanos;
    private volatile CompletableFuture<Event> answer = new CompletableFuture<>();

    /** Starts it; {@link #startNanos} is what that took. */
    Owner(Identity identity, Path directory, StoreKey key) throws IOException {
        long begin = System.nanoTime();
        peer = LivePeer.start(
                new PeerConfig("Owner", 0, List.of(), false, false, false),
                identity,
                engine -> SqliteMessageStore.open(directory, identity.peerId(), 1, key, null, engine),
                this::onEvent);
        startNanos = System.nanoTime() - begin;
    }

    long startNanos() {
        return startNanos;
    }

    /** Asks, and waits for the answer. */
    <T extends Event> T ask(Class<T> kind, Function<String, Command> command) throws IOException {
        CompletableFuture<Event> asked = new CompletableFuture<>();
        answer = asked;
        peer.submit(command.apply(REF));
        try {
            Event event = asked.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (!kind.isInstance(event)) {
                throw new IOException("the answer is " + event);
            }
            return kind.cast(event);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(e);
        }
    }

    private void onEvent(Event event) {
        if (REF.equals(event.ref())) {
            answer.complete(event);
        }
    }

    @Override
    public void close() {
        peer.close();
    }
}
