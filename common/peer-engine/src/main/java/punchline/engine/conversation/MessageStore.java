package punchline.engine.conversation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import punchline.engine.Reason;
import punchline.engine.invite.Invite;
import punchline.engine.invite.TokenHash;
import punchline.protocol.PeerId;

/**
 * The port to durable storage, one profile each.
 *
 * <p>Calls return at once. A stage completes on the executor the store was made with (the engine's thread), in the order
 * of the calls for writes (one that is refused because too many wait may fail sooner), and only once the change would survive
 * a power cut; several writes may share one commit. A
 * stage that fails ({@link StoreException}) has changed nothing. Reads may overtake writes that have not completed, and see every write that has.
 */
public interface MessageStore extends AutoCloseable {
    /** Entries in one call: enough that its own cost vanishes, few enough that the first travel while the next are stored. */
    int MAX_TOGETHER = 256;

    /** Everything the engine needs to start. */
    CompletionStage<Profile> load();

    CompletionStage<Void> saveName(String name);

    /** Whether servers may show me to everyone; they may until this says otherwise. */
    CompletionStage<Void> saveListed(boolean listed);

    /** Inserts or replaces a contact. */
    CompletionStage<Void> saveContact(Contact contact);

    /** Inserts an open invite. */
    CompletionStage<Void> saveInvite(Invite invite);

    /** Removes an open invite, if there is one of that token. */
    CompletionStage<Void> removeInvite(TokenHash token);

    /**
     * Removes an open invite and inserts or replaces the contact that has shown its token: both or neither. Fails unless
     * there is such an invite.
     */
    CompletionStage<Void> acceptInvite(TokenHash token, Contact contact);

    /**
     * Adds entries of mine, 1 to {@value #MAX_TOGETHER}, to the conversation with {@code peer}: all or none. Fails unless they are of the
     * present epoch and have the next numbers: so when one append fails, those behind it fail too, and no number is left out.
     */
    CompletionStage<Void> append(PeerId peer, List<Entry> entries);

    /** One alone. */
    default CompletionStage<Void> append(PeerId peer, Entry entry) {
        return append(peer, List.of(entry));
    }

    /**
     * Adds entries of {@code peer}, 1 to {@value #MAX_TOGETHER}: all or none. Fails unless each has the next number of its epoch, 1 if the
     * epoch is new. The numbers are counted as received whether or not the entries are new.
     *
     * @return of each, whether its id is new in the conversation, and amended by what came before it
     */
    CompletionStage<List<Arrival>> receive(PeerId peer, List<Entry> entries, long arrivedAtMillis);

    /** One alone. */
    default CompletionStage<Arrival> receive(PeerId peer, Entry entry, long arrivedAtMillis) {
        return receive(peer, List.of(entry), arrivedAtMillis).thenApply(List::getFirst);
    }

    /**
     * The peer holds all my entries of {@code epoch} up to {@code seq}. Never goes back, nor beyond what was written;
     * unknown epochs change nothing.
     */
    CompletionStage<Void> acknowledge(PeerId peer, long epoch, long seq);

    /**
     * My entries of the present epoch up to {@code seq}, also those yet to be written, may leave this program from here on.
     * Goes back too: that they no longer may. What a crash found on its way counts as having left.
     */
    CompletionStage<Void> offer(PeerId peer, long seq);

    /** My entry of the present epoch with that number says nothing from here on: {@link Content.Cancelled}. */
    CompletionStage<Void> cancel(PeerId peer, long seq);

    /**
     * The conversation with {@code peer} is hidden as far as it lies here, and its draft is gone; whatever amends it later
     * is kept without words. My entries of the present epoch above {@code left} say nothing from here on. Of those below, what the
     * peer does not hold yet can still be sent; it is emptied with its acknowledgement. All else is emptied by {@link #empty}.
     */
    CompletionStage<Void> clear(PeerId peer, long left);

    /**
     * Empties some of what is hidden, and some of the messages that came here, or were written here, before that time by my
     * wall clock; not what has yet to be sent. Emptied entries keep ids, numbers and places. To be called again while there is more.
     */
    CompletionStage<Emptied> empty(PeerId peer, long beforeMillis);

    /** Notes for how many days messages are to be kept, 0 for ever. Removes nothing. */
    CompletionStage<Void> retain(PeerId peer, int days);

    /** What I am writing to that peer; empty for nothing. */
    CompletionStage<Void> saveDraft(PeerId peer, String text);

    /** I have read the peer's messages of {@code epoch} up to {@code seq}. Never goes back, nor beyond what was received. */
    CompletionStage<Void> read(PeerId peer, long epoch, long seq);

    /**
     * The peer has read my messages of {@code epoch} up to {@code seq}. Never goes back, nor beyond what was written.
     *
     * @return the last message of mine among those that it had not read before, if there is one
     */
    CompletionStage<Optional<MessageId>> readByPeer(PeerId peer, long epoch, long seq);

    /**
     * My entries for {@code peer} of the present epoch with a number above {@code afterSeq}, in order, at most {@code limit};
     * acknowledged or not, since a peer may lose what it once held.
     */
    CompletionStage<List<Entry>> outgoing(PeerId peer, long afterSeq, int limit);

    /**
     * The last {@code limit} messages ({@link Content#isMessage}) of the conversation before {@code before} (null: from the
     * end), in {@link Entry#ORDER}. None if {@code before} is not in it.
     */
    CompletionStage<List<Shown>> history(PeerId peer, @Nullable MessageId before, int limit);

    /** The first {@code limit} messages behind {@code after} (null: from the beginning), as {@link #history}. */
    CompletionStage<List<Shown>> historyAfter(PeerId peer, @Nullable MessageId after, int limit);

    /** That message in the middle of at most {@code limit}, as {@link #history}; none if it is not there. */
    CompletionStage<List<Shown>> historyAround(PeerId peer, MessageId id, int limit);

    /**
     * Looks for messages by what they show at this moment, in one conversation or in all ({@code peer} null). Those that came
     * here last come first.
     *
     * @param before where an earlier search ended, {@link Long#MAX_VALUE} to begin
     * @param limit  hits at most; there may be fewer though there are more behind them, since one search looks at so much only
     */
    CompletionStage<Findings> search(@Nullable PeerId peer, SearchQuery query, long before, int limit);

    /** Of these ids, those that name messages of the conversation, in the order given. */
    CompletionStage<List<Shown>> messages(PeerId peer, List<MessageId> ids);

    /** Completes what has been submitted, then ends. Blocks; idempotent. */
    @Override
    void close();

    /**
     * What a database knows at start.
     *
     * @param epoch this database's own, for everything appended from here on
     * @param name  empty until saved
     * @param invites those that are open, expired or not
     */
    record Profile(
            long epoch,
            String name,
            boolean listed,
            List<Contact> contacts,
            Map<PeerId, Head> conversations,
            List<Invite> invites) {}

    /**
     * Where a conversation stands.
     *
     * @param lastSeq      the number of my last entry of the present epoch, 0 if none
     * @param acknowledged the highest of my numbers of the present epoch that the peer holds
     * @param lamport      the highest in the conversation
     * @param received     for each epoch of the peer the highest number that is durable here
     * @param offered      the highest of my numbers of the present epoch that may have left this program, ever
     * @param read         for each epoch of the peer the number up to which I have read
     * @param last         the last message
     * @param keeping      what is kept of it, and for how long
     */
    record Head(
            long lastSeq,
            long acknowledged,
            long lamport,
            Map<Long, Long> received,
            long offered,
            Map<Long, Long> read,
            Optional<Shown> last,
            Keeping keeping) {
        /** Of a conversation in which nothing has been said. */
        static final Head NOTHING = new Head(0, 0, 0, Map.of(), 0, Map.of(), Optional.empty(), Keeping.ALL);
    }

    /**
     * What is kept of a conversation.
     *
     * @param hiddenSeq   my entries of the present epoch are hidden up to that number
     * @param emptying    whether some of what is hidden has yet to be emptied
     * @param retainDays  0 for ever
     * @param draft       empty if there is none
     * @param heardMillis when, by the peer's clock, it wrote its last message; 0 if that is not among the last ones
     */
    record Keeping(long hiddenSeq, boolean emptying, int retainDays, String draft, long heardMillis) {
        /** Everything, for ever. */
        static final Keeping ALL = new Keeping(0, false, 0, "", 0);
    }

    /**
     * What one step of {@link #empty} did.
     *
     * @param messages how many messages are not shown any more because of it
     * @param more     whether there may be more to do
     */
    record Emptied(int messages, boolean more) {}

    /**
     * An entry as it lies here.
     *
     * @param delivered the peer holds it (mine), or it is the peer's
     * @param read      whoever did not write it has read it
     * @param arrivedAtMillis my wall clock when it came; when it was written, for mine
     */
    record Stored(Entry entry, boolean delivered, boolean read, long arrivedAtMillis) {}

    /**
     * A message with those of its amendments that count: at most the last edit, one deletion, and the last reaction of
     * each of the two. However many there are, reading it costs the same.
     */
    record Shown(Stored stored, List<Entry> amendments) {
        /** The message as it was written. */
        public Entry entry() {
            return stored.entry();
        }

        /** What it says to a person; empty once it is deleted. */
        public String text() {
            return entry().content() instanceof Content.Text written
                    ? Amendments.of(entry(), written, amendments).text()
                    : "";
        }

        /** Those of many that count, in {@link Entry#ORDER}. */
        public static List<Entry> counting(Entry message, List<Entry> amendments) {
            return Amendments.counting(message, amendments);
        }
    }

    /** A message that was looked for, and which parts of {@link Shown#text} were meant. */
    record Hit(PeerId peer, Shown shown, List<TextRange> ranges) {}

    /**
     * What a search found.
     *
     * @param next     goes on behind these, as {@code before} of another search; 0 if that is all
     * @param complete whether all that is here can be searched; not so for some time after an older database was opened
     */
    record Findings(List<Hit> hits, long next, boolean complete) {}

    /** What an entry of the peer turned out to be. */
    enum Arrival {
        /** Its id is in the conversation already. */
        KNOWN,
        NEW,
        /** A new message, which an entry that came earlier edits, deletes or reacts to. */
        NEW_AND_AMENDED
    }

    /** Storage failed: disk full, not writable, damaged. */
    final class StoreException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Reason why;

        public StoreException(Reason why, @Nullable Throwable cause) {
            super(why.text(), cause);
            this.why = why;
        }

        /** For people, with the next step. */
        public Reason why() {
            return why;
        }
    }
}
