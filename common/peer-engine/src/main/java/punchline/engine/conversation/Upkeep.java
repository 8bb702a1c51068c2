package punchline.engine.conversation;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.engine.Deadline;
import punchline.engine.Event;
import punchline.engine.HistoryMessage;
import punchline.engine.Objection;
import punchline.engine.Reason;
import punchline.engine.TimeSource;
import punchline.protocol.PeerId;

/**
 * What becomes of conversations here, of which the other side learns nothing: whole ones are deleted, messages that are
 * older than a person wants to keep are removed, and what is being written is kept.
 *
 * <pre>
 * clear  → MessageStore.clear: hidden at once, durable → told → MessageStore.empty, step by step
 * hourly → MessageStore.empty for what is too old, if the wall clock can be believed
 * </pre>
 */
public final class Upkeep {
    /** More than a century is for ever, which is 0. */
    private static final int MAX_DAYS = 36_500;

    /** After the start there is more urgent work, and the clock may be set right. Also after it jumped. */
    private static final long FIRST_LOOK_NANOS = TimeUnit.MINUTES.toNanos(5);

    /** Days are meant: an hour more does not matter. */
    private static final long LOOK_NANOS = TimeUnit.HOURS.toNanos(1);

    private static final Logger log = LoggerFactory.getLogger(Upkeep.class);

    private final MessageStore store;
    private final Messages messages;
    private final StoreCalls calls;
    private final TimeSource time;
    private final Consumer<ChatEvent> events;
    private final Contacts contacts;
    private final Greetings greetings;
    private final WallClock wallClock;
    /** Of those whose messages are not kept for ever. */
    private final Map<PeerId, Integer> retainDays = new LinkedHashMap<>();

    private final Set<PeerId> emptying = new LinkedHashSet<>();
    private long nextLookNanos;

    Upkeep(
            MessageStore store,
            MessageStore.Profile profile,
            Messages messages,
            Contacts contacts,
            Greetings greetings,
            StoreCalls calls,
            TimeSource time,
            Consumer<ChatEvent> events) {
        this.store = store;
        this.messages = messages;
        this.contacts = contacts;
        this.greetings = greetings;
        this.calls = calls;
        this.time = time;
        this.events = events;
        this.wallClock = new WallClock(time.nowNanos(), time.wallMillis());
        this.nextLookNanos = time.nowNanos() + FIRST_LOOK_NANOS;
        profile.conversations().forEach((peer, head) -> {
            onRetain(peer, head.keeping().retainDays());
            if (!head.keeping().draft().isEmpty()) {
                tell(new Event.Draft(null, peer, head.keeping().draft()));
            }
            if (head.keeping().emptying()) {
                empty(messages.conversation(peer), 0);
            }
        });
    }

    /** Deletes here all that has been said; the peer is told nothing. Answered by {@link Event.Cleared}. */
    public void clear(PeerId peer, @Nullable String ref) {
        // What was said before in this turn goes to the store before it.
        messages.flush();
        Conversation conversation = messages.conversation(peer);
        long left = conversation.outbox().beginClear();
        greetings.forget(peer);
        calls.then(
                store.clear(peer, left),
                peer,
                stored -> {
                    conversation.onCleared(left);
                    tell(new Event.Cleared(ref, peer));
                    changed(peer);
                    messages.onReady(peer);
                    empty(conversation, 0);
                },
                failure -> {
                    conversation.outbox().onClearFailed();
                    tell(new Event.Problem(ref, failure));
                    messages.onReady(peer);
                });
    }

    /** Keeps messages for so many days from here on, 0 for ever. Answered by {@link Event.Retained}. */
    public void retain(PeerId peer, int days, @Nullable String ref) {
        if (days < 0 || days > MAX_DAYS) {
            tell(new Event.Problem(ref, Reason.of(Objection.KEPT_DAYS, "days", MAX_DAYS)));
            return;
        }
        calls.then(
                store.retain(peer, days),
                peer,
                stored -> {
                    onRetain(peer, days);
                    tell(new Event.Retained(ref, peer, days));
                    changed(peer);
                },
                failure -> tell(new Event.Problem(ref, failure)));
    }

    private void onRetain(PeerId peer, int days) {
        if (days > 0) {
            retainDays.put(peer, days);
        } else {
            retainDays.remove(peer);
        }
    }

    /** For how many days messages are kept, 0 for ever. */
    public int retainDays(PeerId peer) {
        return retainDays.getOrDefault(peer, 0);
    }

    /** Keeps what is being written to that peer; empty for nothing. Answered by {@link Event.Draft}. */
    public void draft(PeerId peer, String text, @Nullable String ref) {
        if (!ConversationLimits.fits(text)) {
            tell(new Event.Problem(ref, Reason.of(Objection.LONG_DRAFT, "bytes", ConversationLimits.MAX_TEXT_BYTES)));
            return;
        }
        if (!DisplayText.isWhole(text)) {
            tell(new Event.Problem(ref, Reason.of(Objection.BROKEN_DRAFT)));
            return;
        }
        calls.then(
                store.saveDraft(peer, text),
                peer,
                stored -> tell(new Event.Draft(ref, peer, text)),
                failure -> tell(new Event.Problem(ref, failure)));
    }

    /** Those with whom anything may have been said, by id. */
    public Set<PeerId> conversations() {
        Set<PeerId> peers = new TreeSet<>();
        messages.all().forEach(conversation -> peers.add(conversation.peer()));
        return peers;
    }

    /**
     * Reads the messages that follow one, or the first ones, at most {@code limit}; none at the end.
     *
     * @param failed hears why not
     */
    public void readOn(
            PeerId peer,
            @Nullable MessageId after,
            int limit,
            Consumer<List<HistoryMessage>> page,
            Consumer<Reason> failed) {
        messages.shown().readOn(messages.conversation(peer), after, limit, page, failed);
    }

    /** When the next look at what is too old is due; null if everything is kept for ever. */
    public @Nullable Deadline deadline() {
        return retainDays.isEmpty() ? null : new Deadline(nextLookNanos, "messages that are too old");
    }

    /** Time has passed. */
    public void onDeadline(long nowNanos) {
        if (retainDays.isEmpty() || nowNanos - nextLookNanos < 0) {
            return;
        }
        long wallMillis = time.wallMillis();
        boolean ranOn = wallClock.ranOn(nowNanos, wallMillis);
        nextLookNanos = nowNanos + (ranOn ? LOOK_NANOS : FIRST_LOOK_NANOS);
        if (!ranOn || !wallClock.agreesWith(messages.all().stream().mapToLong(Conversation::heardMillis))) {
            log.debug("whether messages are too old is not certain: nobody speaks for the clock");
            return;
        }
        retainDays.forEach(
                (peer, days) -> empty(messages.conversation(peer), wallMillis - TimeUnit.DAYS.toMillis(days)));
    }

    private void empty(Conversation conversation, long beforeMillis) {
        // A second walk through the same conversation would make each of them miss what the other one saw.
        if (emptying.add(conversation.peer())) {
            empty(conversation, beforeMillis, 0);
        }
    }

    private void empty(Conversation conversation, long beforeMillis, int before) {
        PeerId peer = conversation.peer();
        calls.then(
                store.empty(peer, beforeMillis),
                peer,
                step -> {
                    int removed = before + step.messages();
                    if (step.more()) {
                        empty(conversation, beforeMillis, removed);
                    } else {
                        onEmptied(conversation, removed);
                    }
                },
                failure -> {
                    log.warn("messages of {} could not be removed: {}", peer.brief(), failure);
                    onEmptied(conversation, before);
                });
    }

    private void onEmptied(Conversation conversation, int removed) {
        PeerId peer = conversation.peer();
        emptying.remove(peer);
        if (removed > 0) {
            messages.shown().readLast(conversation, () -> changed(peer));
            tell(new Event.Expired(null, peer, removed));
        }
    }

    private void changed(PeerId peer) {
        Contact contact = contacts.get(peer);
        if (contact != null) {
            events.accept(new ChatEvent.ContactChanged(contact));
        }
    }

    private void tell(Event event) {
        events.accept(new ChatEvent.Tell(event));
    }
}
