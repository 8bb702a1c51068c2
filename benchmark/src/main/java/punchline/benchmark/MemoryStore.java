package punchline.benchmark;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import punchline.engine.conversation.Contact;
import punchline.engine.conversation.Entry;
import punchline.engine.conversation.MessageId;
import punchline.engine.conversation.MessageStore;
import punchline.engine.conversation.SearchQuery;
import punchline.engine.invite.Invite;
import punchline.engine.invite.TokenHash;
import punchline.protocol.PeerId;
import punchline.simulation.store.CrashableStore;

/**
 * As little of a store as messages need to come and go: what has yet to be acknowledged, and the last that came. It takes next to nothing of a
 * benchmark's time, unlike the simulation's model of a disk, which has the rest. One thread only: the executor's.
 */
final class MemoryStore implements MessageStore {
    /** Of what came, so many are kept. */
    private static final int KEPT = 10_000;

    private final Executor executor;
    private final CrashableStore rest;
    private final Map<PeerId, ArrayDeque<Entry>> unacknowledged = new HashMap<>();
    private final ArrayDeque<Entry> arrived = new ArrayDeque<>();
    private List<Runnable> completions = new ArrayList<>();

    MemoryStore(PeerId self, Executor executor) {
        this.executor = executor;
        this.rest = new CrashableStore(self, 1, (delayNanos, task) -> executor.execute(task), 0);
    }

    @Override
    public CompletionStage<Void> append(PeerId peer, List<Entry> entries) {
        unacknowledged.computeIfAbsent(peer, absent -> new ArrayDeque<>()).addAll(entries);
        return done(true).thenAccept(_ -> {});
    }

    @Override
    public CompletionStage<List<Arrival>> receive(PeerId peer, List<Entry> entries, long arrivedAtMillis) {
        for (Entry entry : entries) {
            arrived.addLast(entry);
            if (arrived.size() > KEPT) {
                arrived.removeFirst();
            }
        }
        return done(Collections.nCopies(entries.size(), Arrival.NEW));
    }

    @Override
    public CompletionStage<Void> acknowledge(PeerId peer, long epoch, long seq) {
        ArrayDeque<Entry> own = unacknowledged.getOrDefault(peer, new ArrayDeque<>());
        while (!own.isEmpty() && own.getFirst().seq() <= seq) {
            own.removeFirst();
        }
        return done(true).thenAccept(_ -> {});
    }

    @Override
    public CompletionStage<List<Entry>> outgoing(PeerId peer, long afterSeq, int limit) {
        List<Entry> page = unacknowledged.getOrDefault(peer, new ArrayDeque<>()).stream()
                .filter(entry -> entry.seq() > afterSeq)
                .limit(limit)
                .toList();
        return done(page);
    }

    /** Completes in a later turn, as a store does; what was asked for in one turn together. */
    private <T> CompletionStage<T> done(T value) {
        CompletableFuture<T> stage = new CompletableFuture<>();
        if (completions.isEmpty()) {
            executor.execute(this::complete);
        }
        completions.add(() -> stage.complete(value));
        return stage;
    }

    private void complete() {
        List<Runnable> due = completions;
        completions = new ArrayList<>();
        due.forEach(Runnable::run);
    }

    @Override
    public CompletionStage<Profile> load() {
        return rest.load();
    }

    @Override
    public CompletionStage<Void> saveName(String name) {
        return rest.saveName(name);
    }

    @Override
    public CompletionStage<Void> saveListed(boolean listed) {
        return rest.saveListed(listed);
    }

    @Override
    public CompletionStage<Void> saveContact(Contact contact) {
        return rest.saveContact(contact);
    }

    @Override
    public CompletionStage<Void> saveInvite(Invite invite) {
        return rest.saveInvite(invite);
    }

    @Override
    public CompletionStage<Void> removeInvite(TokenHash token) {
        return rest.removeInvite(token);
    }

    @Override
    public CompletionStage<Void> acceptInvite(TokenHash token, Contact contact) {
        return rest.acceptInvite(token, contact);
    }

    @Override
    public CompletionStage<Void> offer(PeerId peer, long seq) {
        return rest.offer(peer, seq);
    }

    @Override
    public CompletionStage<Void> cancel(PeerId peer, long seq) {
        return rest.cancel(peer, seq);
    }

    @Override
    public CompletionStage<Void> clear(PeerId peer, long left) {
        return rest.clear(peer, left);
    }

    @Override
    public CompletionStage<Emptied> empty(PeerId peer, long beforeMillis) {
        return rest.empty(peer, beforeMillis);
    }

    @Override
    public CompletionStage<Void> retain(PeerId peer, int days) {
        return rest.retain(peer, days);
    }

    @Override
    public CompletionStage<Void> saveDraft(PeerId peer, String text) {
        return rest.saveDraft(peer, text);
    }

    @Override
    public CompletionStage<Void> read(PeerId peer, long epoch, long seq) {
        return rest.read(peer, epoch, seq);
    }

    @Override
    public CompletionStage<Optional<MessageId>> readByPeer(PeerId peer, long epoch, long seq) {
        return rest.readByPeer(peer, epoch, seq);
    }

    @Override
    public CompletionStage<List<Shown>> history(PeerId peer, @Nullable MessageId before, int limit) {
        return rest.history(peer, before, limit);
    }

    @Override
    public CompletionStage<List<Shown>> historyAfter(PeerId peer, @Nullable MessageId after, int limit) {
        return rest.historyAfter(peer, after, limit);
    }

    @Override
    public CompletionStage<List<Shown>> historyAround(PeerId peer, MessageId id, int limit) {
        return rest.historyAround(peer, id, limit);
    }

    @Override
    public CompletionStage<Findings> search(@Nullable PeerId peer, SearchQuery query, long before, int limit) {
        return rest.search(peer, query, before, limit);
    }

    @Override
    public CompletionStage<List<Shown>> messages(PeerId peer, List<MessageId> ids) {
        return rest.messages(peer, ids);
    }

    @Override
    public void close() {
        complete();
        rest.close();
    }
}
