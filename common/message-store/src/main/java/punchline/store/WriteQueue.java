package punchline.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.engine.Mishap;
import punchline.engine.Reason;
import punchline.engine.conversation.MessageStore.StoreException;
import punchline.protocol.PeerId;

/** The one who writes: takes all that waits into one transaction, and tells of it once it is durable. */
final class WriteQueue implements Runnable {
    /** One change within a transaction; a {@link StoreException} says that it changed nothing. */
    interface Change<T> {
        T apply(Writing writing) throws SQLException;
    }

    private record Write<T>(Change<T> change, Weight weight, CompletableFuture<T> stage) {
        Runnable apply(Writing writing) throws SQLException {
            try {
                T result = change.apply(writing);
                return () -> stage.complete(result);
            } catch (StoreException e) {
                return failed(e);
            }
        }

        Runnable failed(StoreException e) {
            return () -> stage.completeExceptionally(e);
        }
    }

    private static final Logger log = LoggerFactory.getLogger(WriteQueue.class);

    private static final Write<Boolean> END = new Write<>(_ -> true, new Weight(0, 0), new CompletableFuture<>());

    private final StoreLimits limits;
    private final DatabaseFile database;
    private final PeerId self;
    private final Executor engine;
    private final BlockingQueue<Write<?>> waiting;
    private final AtomicLong waitingChanges = new AtomicLong();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicLong commits = new AtomicLong();
    private final Indexing indexing = new Indexing();

    /** None after a failure; made anew for the next batch. */
    private @Nullable Writing writing;

    WriteQueue(StoreLimits limits, DatabaseFile database, PeerId self, Executor engine) {
        this.limits = limits;
        this.database = database;
        this.self = self;
        this.engine = engine;
        // One place beyond the limit is for the end.
        this.waiting = new LinkedBlockingQueue<>(limits.maxWaitingWrites() + 1);
    }

    /** Any thread. */
    <T> CompletableFuture<T> submit(Weight weight, Change<T> change) {
        CompletableFuture<T> stage = new CompletableFuture<>();
        Write<T> write = new Write<>(change, weight, stage);
        boolean tooMany = waitingChanges.addAndGet(weight.changes()) > limits.maxWaitingWrites();
        boolean tooLarge = waitingBytes.addAndGet(weight.contentBytes()) > limits.maxWaitingBytes();
        if (tooMany || tooLarge || !waiting.offer(write)) {
            noLongerWaits(weight);
            tell(List.of(write.failed(new StoreException(Reason.of(StoreTrouble.TOO_SLOW), null))));
        }
        return stage;
    }

    private void noLongerWaits(Weight weight) {
        waitingChanges.addAndGet(-weight.changes());
        waitingBytes.addAndGet(-weight.contentBytes());
    }

    /** How often the disk was made to keep something. Any thread. */
    long commits() {
        return commits.get();
    }

    /** Somebody looks for what the index does not have yet. Any thread. */
    void hurryIndexing() {
        indexing.hurry();
    }

    /** Lets {@link #run} return after what was submitted. */
    void end() throws InterruptedException {
        waiting.put(END);
    }

    @Override
    public void run() {
        List<Write<?>> batch = new ArrayList<>();
        boolean ended = false;
        while (!ended) {
            try {
                Write<?> first = next();
                if (first == null) {
                    index();
                    continue;
                }
                batch.add(first);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            gather(batch);
            ended = batch.remove(END);
            batch.forEach(write -> noLongerWaits(write.weight()));
            if (!batch.isEmpty()) {
                store(batch);
                indexing.onWritten();
                if (indexing.isPressing()) {
                    index();
                }
            }
            batch.clear();
        }
        abandon();
    }

    /** Null if nothing comes for so long that there is time for the index. */
    private @Nullable Write<?> next() throws InterruptedException {
        return indexing.isDue() ? waiting.poll(indexing.pauseNanos(), TimeUnit.NANOSECONDS) : waiting.take();
    }

    private void index() {
        try {
            indexing.step(writing(), waiting::isEmpty);
        } catch (SQLException | RuntimeException e) {
            abandon();
            log.warn("messages could not be indexed for searches", e);
        }
    }

    private Writing writing() throws SQLException {
        Writing current = writing;
        if (current == null) {
            current = new Writing(database.writer(), self);
            writing = current;
        }
        return current;
    }

    /** Takes what waits behind the first, until the batch is full. */
    private void gather(List<Write<?>> batch) {
        int changes = batch.getFirst().weight().changes();
        while (changes < limits.maxBatch()) {
            Write<?> next = waiting.poll();
            if (next == null) {
                return;
            }
            batch.add(next);
            changes += next.weight().changes();
        }
    }

    private void store(List<Write<?>> batch) {
        try {
            Writing transaction = writing();
            List<Runnable> tellings = new ArrayList<>(batch.size());
            transaction.begin();
            for (Write<?> write : batch) {
                tellings.add(write.apply(transaction));
            }
            transaction.commit();
            commits.incrementAndGet();
            tell(tellings);
        } catch (SQLException | RuntimeException e) {
            abandon();
            // Of several, one alone may be at fault; the disk is at fault for all.
            if (batch.size() > 1 && !(e instanceof SQLException sql && Failures.isOfTheDisk(sql))) {
                batch.forEach(write -> store(List.of(write)));
            } else {
                StoreException told = e instanceof SQLException sql
                        ? database.failures().of(sql)
                        : new StoreException(Reason.of(Mishap.STORE_BUG, "words", e), e);
                log.error("{} writes failed", batch.size(), e);
                tell(batch.stream().map(write -> write.failed(told)).toList());
            }
        }
    }

    private void abandon() {
        if (writing != null) {
            writing.close();
            writing = null;
        }
    }

    private void tell(List<Runnable> tellings) {
        try {
            engine.execute(() -> tellings.forEach(Runnable::run));
        } catch (RejectedExecutionException e) {
            log.debug("nobody is left to be told of {} writes", tellings.size());
        }
    }
}
