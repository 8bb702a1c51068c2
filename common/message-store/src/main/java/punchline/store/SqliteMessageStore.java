package punchline.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.engine.Reason;
import punchline.engine.conversation.Contact;
import punchline.engine.conversation.Entry;
import punchline.engine.conversation.MessageId;
import punchline.engine.conversation.MessageStore;
import punchline.engine.conversation.SearchQuery;
import punchline.engine.invite.Invite;
import punchline.engine.invite.TokenHash;
import punchline.protocol.PeerId;

/**
 * The message store of a profile in an SQLite file, {@code messages.db}. Two threads of its own: {@code store} is the only
 * one that writes, {@code store-reader} reads beside it. Calls are for any thread.
 */
public final class SqliteMessageStore implements MessageStore {
    private interface Query<T> {
        T run(Reading reading) throws SQLException;
    }

    private static final Logger log = LoggerFactory.getLogger(SqliteMessageStore.class);

    private final DatabaseFile database;
    private final PeerId self;
    private final Executor engine;
    private final WriteQueue writes;
    private final Thread writer;
    private final ExecutorService reader;
    private final AtomicBoolean closed = new AtomicBoolean();
    /** Of the reader's thread. None after a failure; made anew for the next read. */
    private @Nullable Reading reading;

    private SqliteMessageStore(DatabaseFile database, PeerId self, Executor engine, StoreLimits limits) {
        this.database = database;
        this.engine = engine;
        this.self = self;
        this.writes = new WriteQueue(limits, database, self, engine);
        this.writer = Thread.ofPlatform().name("store").start(writes);
        this.reader = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(limits.maxWaitingReads()),
                Thread.ofPlatform().name("store-reader").factory());
    }

    /**
     * Opens the store in a directory, or makes both; blocks. The directory is held until {@link #close}.
     *
     * @param self            whose messages they are
     * @param epochIfNew      random: the epoch of a database that did not exist
     * @param nativeDirectory where SQLite's native library may be unpacked and run from, the application's cache; null for
     *     the system's temporary directory, which some systems forbid programs to be run from
     * @param engine          runs what completes
     * @throws StoreException if it cannot be read or written, is damaged, belongs to another identity, comes from a newer
     *     version, or is open elsewhere; whatever is there is then left as it is
     */
    public static SqliteMessageStore open(
            Path directory, PeerId self, long epochIfNew, @Nullable Path nativeDirectory, Executor engine) {
        return open(directory, self, epochIfNew, StoreKey.none(), nativeDirectory, engine);
    }

    /**
     * The same with a key. A database that lies there in another form than the key asks for, and its backups, are encrypted or
     * decrypted first, which takes some seconds for a million messages; cut short, that goes on at the next call.
     */
    public static SqliteMessageStore open(
            Path directory,
            PeerId self,
            long epochIfNew,
            StoreKey key,
            @Nullable Path nativeDirectory,
            Executor engine) {
        if (nativeDirectory != null) {
            useNativeDirectory(nativeDirectory);
        }
        StoreLimits limits = StoreLimits.standard();
        DatabaseFile database =
                DatabaseFile.open(directory, self, epochIfNew, key, Migrations.shipped(), limits, (file, step) -> {});
        return new SqliteMessageStore(database, self, engine, limits);
    }

    static SqliteMessageStore open(
            Path directory, PeerId self, long epochIfNew, Executor engine, Migrations migrations, StoreLimits limits) {
        DatabaseFile database = DatabaseFile.open(directory, self, epochIfNew, migrations, limits);
        return new SqliteMessageStore(database, self, engine, limits);
    }

    @Override
    public CompletionStage<Profile> load() {
        return read(Reading::profile);
    }

    @Override
    public CompletionStage<Void> saveName(String name) {
        return write(0, writing -> writing.saveName(name));
    }

    @Override
    public CompletionStage<Void> saveListed(boolean listed) {
        return write(0, writing -> writing.saveListed(listed));
    }

    @Override
    public CompletionStage<Void> saveContact(Contact contact) {
        return write(0, writing -> writing.saveContact(contact));
    }

    @Override
    public CompletionStage<Void> saveInvite(Invite invite) {
        return write(0, writing -> writing.saveInvite(invite));
    }

    @Override
    public CompletionStage<Void> removeInvite(TokenHash token) {
        return write(0, writing -> writing.removeInvite(token));
    }

    @Override
    public CompletionStage<Void> acceptInvite(TokenHash token, Contact contact) {
        return write(0, writing -> writing.acceptInvite(token, contact));
    }

    @Override
    public CompletionStage<Void> append(PeerId peer, List<Entry> entries) {
        return write(Weight.of(entries), writing -> writing.append(peer, entries));
    }

    @Override
    public CompletionStage<List<Arrival>> receive(PeerId peer, List<Entry> entries, long arrivedAtMillis) {
        return submit(Weight.of(entries), writing -> writing.receive(peer, entries, arrivedAtMillis));
    }

    @Override
    public CompletionStage<Void> acknowledge(PeerId peer, long epoch, long seq) {
        return write(0, writing -> writing.acknowledge(peer, epoch, seq));
    }

    @Override
    public CompletionStage<Void> offer(PeerId peer, long seq) {
        return write(0, writing -> writing.offer(peer, seq));
    }

    @Override
    public CompletionStage<Void> cancel(PeerId peer, long seq) {
        return write(0, writing -> writing.cancel(peer, seq));
    }

    @Override
    public CompletionStage<Void> clear(PeerId peer, long left) {
        return write(0, writing -> writing.clear(peer, left));
    }

    @Override
    public CompletionStage<Emptied> empty(PeerId peer, long beforeMillis) {
        return submit(0, writing -> writing.empty(peer, beforeMillis));
    }

    @Override
    public CompletionStage<Void> retain(PeerId peer, int days) {
        return write(0, writing -> writing.retain(peer, days));
    }

    @Override
    public CompletionStage<Void> saveDraft(PeerId peer, String text) {
        return write(text.length(), writing -> writing.saveDraft(peer, text));
    }

    @Override
    public CompletionStage<Void> read(PeerId peer, long epoch, long seq) {
        return write(0, writing -> writing.read(peer, epoch, seq));
    }

    @Override
    public CompletionStage<Optional<MessageId>> readByPeer(PeerId peer, long epoch, long seq) {
        return submit(0, writing -> writing.readByPeer(peer, epoch, seq));
    }

    @Override
    public CompletionStage<List<Entry>> outgoing(PeerId peer, long afterSeq, int limit) {
        return read(queries -> queries.outgoing(peer, afterSeq, limit));
    }

    @Override
    public CompletionStage<List<Shown>> history(PeerId peer, @Nullable MessageId before, int limit) {
        return read(queries -> queries.history(peer, before, limit));
    }

    @Override
    public CompletionStage<List<Shown>> historyAfter(PeerId peer, @Nullable MessageId after, int limit) {
        return read(queries -> queries.historyAfter(peer, after, limit));
    }

    @Override
    public CompletionStage<List<Shown>> historyAround(PeerId peer, MessageId id, int limit) {
        return read(queries -> queries.historyAround(peer, id, limit));
    }

    @Override
    public CompletionStage<Findings> search(@Nullable PeerId peer, SearchQuery query, long before, int limit) {
        return read(queries -> queries.search(peer, query, before, limit));
    }

    @Override
    public CompletionStage<List<Shown>> messages(PeerId peer, List<MessageId> ids) {
        return read(queries -> queries.messages(peer, ids));
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        boolean interrupted = false;
        reader.shutdown();
        while (true) {
            try {
                if (writer.isAlive()) {
                    writes.end();
                    writer.join();
                }
                while (!reader.awaitTermination(1, TimeUnit.MINUTES)) {
                    log.warn("a read of {} takes long", database);
                }
                break;
            } catch (InterruptedException e) {
                // What was accepted has to become durable all the same.
                interrupted = true;
            }
        }
        database.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    long commits() {
        return writes.commits();
    }

    /** A change without a result. */
    private interface Effect {
        void apply(Writing writing) throws SQLException;
    }

    private CompletionStage<Void> write(int contentBytes, Effect effect) {
        return write(new Weight(1, contentBytes), effect);
    }

    private <T> CompletionStage<T> submit(int contentBytes, WriteQueue.Change<T> change) {
        return submit(new Weight(1, contentBytes), change);
    }

    private CompletionStage<Void> write(Weight weight, Effect effect) {
        return submit(weight, writing -> {
                    effect.apply(writing);
                    return true;
                })
                .thenAccept(_ -> {});
    }

    private <T> CompletionStage<T> submit(Weight weight, WriteQueue.Change<T> change) {
        return closed.get()
                ? failed(new StoreException(Reason.of(StoreTrouble.CLOSED), null))
                : writes.submit(weight, change);
    }

    private <T> CompletionStage<T> read(Query<T> query) {
        CompletableFuture<T> stage = new CompletableFuture<>();
        try {
            reader.execute(() -> {
                try {
                    T result = query.run(reading());
                    tell(() -> stage.complete(result));
                } catch (SQLException e) {
                    abandonReading();
                    tell(() -> stage.completeExceptionally(database.failures().of(e)));
                } catch (RuntimeException e) {
                    // A row that no program of ours wrote.
                    tell(() -> stage.completeExceptionally(
                            new StoreException(Reason.of(StoreTrouble.UNREADABLE, "file", database, "words", e), e)));
                }
            });
        } catch (RejectedExecutionException e) {
            return failed(
                    new StoreException(Reason.of(closed.get() ? StoreTrouble.CLOSED : StoreTrouble.TOO_MANY_READS), e));
        }
        return stage;
    }

    private Reading reading() throws SQLException {
        Reading current = reading;
        if (current == null) {
            current = new Reading(database.reader(), self, writes::hurryIndexing);
            reading = current;
        }
        return current;
    }

    private void abandonReading() {
        if (reading != null) {
            reading.close();
            reading = null;
        }
    }

    private <T> CompletionStage<T> failed(StoreException e) {
        CompletableFuture<T> stage = new CompletableFuture<>();
        tell(() -> stage.completeExceptionally(e));
        return stage;
    }

    private void tell(Runnable telling) {
        try {
            engine.execute(telling);
        } catch (RejectedExecutionException e) {
            log.debug("nobody is left to be told");
        }
    }

    static void useNativeDirectory(Path directory) {
        try {
            PrivateFiles.createDirectories(directory);
        } catch (IOException e) {
            throw new StoreException(Reason.of(StoreTrouble.NO_CACHE, "file", directory, "words", e.getMessage()), e);
        }
        // Where sqlite-jdbc looks when it loads the library, once for the whole program.
        System.setProperty("org.sqlite.tmpdir", directory.toString());
    }
}
