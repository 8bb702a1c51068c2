package punchline.simulation.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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
 * A store in memory whose disk outlives it. Writes gather while a commit is under way, become durable together after a
 * delay, and complete in order. One thread only: that of the scheduler.
 */
public final class CrashableStore implements MessageStore {
    /** Virtual time. */
    public interface Scheduler {
        /** Runs a task once that much time has passed, tasks of the same moment in the order given. */
        void after(long delayNanos, Runnable task);
    }

    private record Write<T>(Function<DurableState, T> change, CompletableFuture<T> stage) {
        /** Applies it; what is returned tells the caller. */
        Runnable commit(DurableState disk, @Nullable String failure) {
            if (failure != null) {
                return () -> stage.completeExceptionally(new StoreException(Reason.said(failure), null));
            }
            try {
                T result = change.apply(disk);
                return () -> stage.complete(result);
            } catch (StoreException e) {
                return () -> stage.completeExceptionally(e);
            }
        }
    }

    private final DurableState disk;
    private final Scheduler scheduler;
    private final long commitNanos;
    private List<Write<?>> waiting = new ArrayList<>();
    private boolean committing;
    private boolean over;
    private int failuresLeft;
    private int writes;
    private String failure = "";

    /**
     * An empty one.
     *
     * @param commitNanos how long a commit, and a read, takes
     */
    public CrashableStore(PeerId self, long epoch, Scheduler scheduler, long commitNanos) {
        this(new DurableState(self, epoch), scheduler, commitNanos);
    }

    private CrashableStore(DurableState disk, Scheduler scheduler, long commitNanos) {
        this.disk = disk;
        this.scheduler = scheduler;
        this.commitNanos = commitNanos;
    }

    /**
     * Loses what is not durable; nothing of this store completes any more.
     *
     * @return the store that a restart would open
     */
    public CrashableStore crash() {
        over = true;
        waiting.clear();
        return new CrashableStore(disk, scheduler, commitNanos);
    }

    /** Whether an entry of that conversation is durable. */
    public boolean holds(PeerId peer, MessageId id) {
        return disk.holds(peer, id);
    }

    /** How many calls have asked to change something. */
    public int writes() {
        return writes;
    }

    /** The next writes fail, each having changed nothing. */
    public void failWrites(int count, String message) {
        failuresLeft = count;
        failure = message;
    }

    @Override
    public CompletionStage<Profile> load() {
        return read(DurableState::profile);
    }

    @Override
    public CompletionStage<Void> saveName(String name) {
        return change(state -> state.saveName(name));
    }

    @Override
    public CompletionStage<Void> saveListed(boolean listed) {
        return change(state -> state.saveListed(listed));
    }

    @Override
    public CompletionStage<Void> saveContact(Contact contact) {
        return change(state -> state.saveContact(contact));
    }

    @Override
    public CompletionStage<Void> saveInvite(Invite invite) {
        return change(state -> state.saveInvite(invite));
    }

    @Override
    public CompletionStage<Void> removeInvite(TokenHash token) {
        return change(state -> state.removeInvite(token));
    }

    @Override
    public CompletionStage<Void> acceptInvite(TokenHash token, Contact contact) {
        return change(state -> state.acceptInvite(token, contact));
    }

    @Override
    public CompletionStage<Void> append(PeerId peer, List<Entry> entries) {
        return change(state -> state.append(peer, entries));
    }

    @Override
    public CompletionStage<List<Arrival>> receive(PeerId peer, List<Entry> entries, long arrivedAtMillis) {
        return write(state -> state.receive(peer, entries, arrivedAtMillis));
    }

    @Override
    public CompletionStage<Void> acknowledge(PeerId peer, long epoch, long seq) {
        return change(state -> state.acknowledge(peer, epoch, seq));
    }

    @Override
    public CompletionStage<Void> offer(PeerId peer, long seq) {
        return change(state -> state.offer(peer, seq));
    }

    @Override
    public CompletionStage<Void> cancel(PeerId peer, long seq) {
        return change(state -> state.cancel(peer, seq));
    }

    @Override
    public CompletionStage<Void> clear(PeerId peer, long left) {
        return change(state -> state.clear(peer, left));
    }

    @Override
    public CompletionStage<Emptied> empty(PeerId peer, long beforeMillis) {
        return write(state -> state.empty(peer, beforeMillis));
    }

    @Override
    public CompletionStage<Void> retain(PeerId peer, int days) {
        return change(state -> state.retain(peer, days));
    }

    @Override
    public CompletionStage<Void> saveDraft(PeerId peer, String text) {
        return change(state -> state.saveDraft(peer, text));
    }

    @Override
    public CompletionStage<Void> read(PeerId peer, long epoch, long seq) {
        return change(state -> state.read(peer, epoch, seq));
    }

    @Override
    public CompletionStage<Optional<MessageId>> readByPeer(PeerId peer, long epoch, long seq) {
        return write(state -> state.readByPeer(peer, epoch, seq));
    }

    @Override
    public CompletionStage<List<Entry>> outgoing(PeerId peer, long afterSeq, int limit) {
        return read(state -> state.outgoing(peer, afterSeq, limit));
    }

    @Override
    public CompletionStage<List<Shown>> history(PeerId peer, @Nullable MessageId before, int limit) {
        return read(state -> state.history(peer, before, limit));
    }

    @Override
    public CompletionStage<List<Shown>> historyAfter(PeerId peer, @Nullable MessageId after, int limit) {
        return read(state -> state.historyAfter(peer, after, limit));
    }

    @Override
    public CompletionStage<List<Shown>> historyAround(PeerId peer, MessageId id, int limit) {
        return read(state -> state.historyAround(peer, id, limit));
    }

    @Override
    public CompletionStage<Findings> search(@Nullable PeerId peer, SearchQuery query, long before, int limit) {
        return read(state -> state.search(peer, query, before, limit));
    }

    @Override
    public CompletionStage<List<Shown>> messages(PeerId peer, List<MessageId> ids) {
        return read(state -> state.messages(peer, ids));
    }

    /** Makes durable what was submitted, and completes it, on the spot. */
    @Override
    public void close() {
        if (!over) {
            commit();
            over = true;
        }
    }

    private <T> CompletionStage<T> read(Function<DurableState, T> query) {
        CompletableFuture<T> stage = new CompletableFuture<>();
        if (over) {
            stage.completeExceptionally(new StoreException(Reason.said("The message store is closed."), null));
            return stage;
        }
        scheduler.after(commitNanos, () -> {
            if (!over) {
                stage.complete(query.apply(disk));
            }
        });
        return stage;
    }

    private CompletionStage<Void> change(Consumer<DurableState> change) {
        return write(state -> {
                    change.accept(state);
                    return true;
                })
                .thenAccept(_ -> {});
    }

    private <T> CompletionStage<T> write(Function<DurableState, T> change) {
        CompletableFuture<T> stage = new CompletableFuture<>();
        if (over) {
            stage.completeExceptionally(new StoreException(Reason.said("The message store is closed."), null));
            return stage;
        }
        writes++;
        waiting.add(new Write<>(change, stage));
        beginCommit();
        return stage;
    }

    private void beginCommit() {
        if (!committing) {
            committing = true;
            scheduler.after(commitNanos, () -> {
                committing = false;
                if (!over) {
                    commit();
                }
            });
        }
    }

    private void commit() {
        List<Write<?>> batch = waiting;
        waiting = new ArrayList<>();
        List<Runnable> tellings = new ArrayList<>(batch.size());
        for (Write<?> write : batch) {
            boolean fails = failuresLeft > 0;
            if (fails) {
                failuresLeft--;
            }
            tellings.add(write.commit(disk, fails ? failure : null));
        }
        tellings.forEach(Runnable::run);
    }
}
