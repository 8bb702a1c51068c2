package punchline.engine.conversation;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.engine.Event;
import punchline.engine.Objection;
import punchline.engine.Reason;
import punchline.engine.TimeSource;
import punchline.protocol.PeerId;

/** What the two tell each other of themselves beside their words: how far they have read, and that they are writing. */
final class Attention {
    /** How often a peer is told that I am writing: less often than it would stop showing it. */
    private static final long TYPING_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(3);

    /** How long that is shown. */
    private static final int TYPING_SHOWN_MILLIS = 5000;

    /** A peer that says it more often is not listened to. */
    private static final long TYPING_TAKEN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final Logger log = LoggerFactory.getLogger(Attention.class);

    private final ChatConfig config;
    private ChatOptions options;
    private final PeerId self;
    private final MessageStore store;
    private final StoreCalls calls;
    private final TimeSource time;
    private final Consumer<Event> events;

    Attention(
            ChatConfig config,
            ChatOptions options,
            PeerId self,
            MessageStore store,
            StoreCalls calls,
            TimeSource time,
            Consumer<Event> events) {
        this.config = config;
        this.options = options;
        this.self = self;
        this.store = store;
        this.calls = calls;
        this.time = time;
        this.events = events;
    }

    ChatOptions disclosed() {
        return options;
    }

    /** Null leaves it as it is. What was read meanwhile is told with what is read next. */
    void disclose(@Nullable Boolean typing, @Nullable Boolean readReceipts) {
        options = new ChatOptions(
                typing == null ? options.typing() : typing,
                readReceipts == null ? options.readReceipts() : readReceipts);
    }

    /** I have read everything that is here, or up to one message of the peer. */
    void read(Conversation conversation, @Nullable MessageId upTo, @Nullable String ref) {
        if (upTo == null) {
            conversation.inbox().held().forEach((epoch, seq) -> read(conversation, epoch, seq, ref));
            return;
        }
        calls.then(
                store.messages(conversation.peer(), List.of(upTo)),
                conversation.peer(),
                found -> {
                    if (found.isEmpty()) {
                        tell(new Event.Problem(ref, Reason.of(Objection.NO_SUCH_MESSAGE)));
                    } else if (found.getFirst().entry().author().equals(self)) {
                        tell(new Event.Problem(ref, Reason.of(Objection.OWN_MESSAGE)));
                    } else {
                        Entry entry = found.getFirst().entry();
                        read(conversation, entry.epoch(), entry.seq(), ref);
                    }
                },
                failure -> tell(new Event.Problem(ref, failure)));
    }

    private void read(Conversation conversation, long epoch, long seq, @Nullable String ref) {
        if (!conversation.readMarks().isNew(epoch, seq)) {
            return;
        }
        calls.then(
                store.read(conversation.peer(), epoch, seq),
                conversation.peer(),
                stored -> {
                    conversation.readMarks().onRead(epoch, seq);
                    EntrySender link = conversation.link();
                    if (link != null && options.readReceipts()) {
                        link.sendRead(epoch, seq);
                    }
                },
                failure -> tell(new Event.Problem(ref, failure)));
    }

    /** A link is there: says what may not have reached the peer over the last one. */
    void onOnline(Conversation conversation) {
        EntrySender link = conversation.link();
        if (link != null && options.readReceipts()) {
            conversation.readMarks().mine().forEach(link::sendRead);
        }
    }

    /**
     * The peer has read my messages up to that one.
     *
     * @return false if it names more databases of mine than there can be
     */
    boolean onReadByPeer(Conversation conversation, long epoch, long seq) {
        if (!conversation.readMarks().onReadByPeer(epoch, seq, config.maxEpochs())) {
            return false;
        }
        storeReadByPeer(conversation);
        return true;
    }

    private void storeReadByPeer(Conversation conversation) {
        PeerId peer = conversation.peer();
        Map.Entry<Long, Long> mark = conversation.readMarks().pollStore();
        if (mark == null) {
            return;
        }
        calls.then(
                store.readByPeer(peer, mark.getKey(), mark.getValue()),
                peer,
                last -> {
                    conversation.onReadByPeer(mark.getKey(), mark.getValue());
                    last.ifPresent(conversation::tellRead);
                    conversation.readMarks().onStored();
                    storeReadByPeer(conversation);
                },
                failure -> {
                    log.debug("what {} has read is not stored: {}", peer.brief(), failure);
                    conversation.readMarks().onStored();
                });
    }

    /** I am writing. */
    void typing(Conversation conversation) {
        EntrySender link = conversation.link();
        long now = time.nowNanos();
        if (link != null && options.typing() && conversation.mayTellTyping(now, TYPING_PAUSE_NANOS)) {
            link.sendTyping();
        }
    }

    /** The peer is writing. */
    void onTyping(Conversation conversation) {
        if (conversation.link() != null && conversation.mayShowTyping(time.nowNanos(), TYPING_TAKEN_NANOS)) {
            tell(new Event.Typing(null, conversation.peer(), TYPING_SHOWN_MILLIS));
        }
    }

    private void tell(Event event) {
        events.accept(event);
    }
}
