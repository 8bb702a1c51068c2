package punchline.simulation.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import punchline.engine.conversation.MessageStore;
import punchline.engine.conversation.MessageStore.StoreException;
import punchline.store.SqliteMessageStore;

/** A profile in a directory of the test's, for the contracts that SQLite is held to. */
final class SqliteProfile implements AutoCloseable {
    private final ExecutorService engine = Executors.newSingleThreadExecutor();
    private final List<MessageStore> opened = new ArrayList<>();

    MessageStore open(Path directory) {
        return openAt(directory.resolve("profile"));
    }

    /** What a kill leaves behind is the files as they are; whoever opens them knows nothing of the one that lives on. */
    MessageStore reopenAfterKill(Path directory) {
        Path copy = directory.resolve("after kill");
        try (Stream<Path> files = Files.list(directory.resolve("profile"))) {
            Files.createDirectory(copy);
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return openAt(copy);
    }

    /** Throws what the store says went wrong. */
    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StoreException failure) {
                throw failure;
            }
            throw new AssertionError(e);
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private MessageStore openAt(Path path) {
        MessageStore store = SqliteMessageStore.open(path, StoreContract.SELF, StoreContract.EPOCH, null, engine);
        opened.add(store);
        return store;
    }

    @Override
    public void close() {
        opened.forEach(MessageStore::close);
        engine.shutdownNow();
    }
}
