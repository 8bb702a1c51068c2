package punchline.engine.conversation;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import punchline.engine.Event.MessageState;
import punchline.engine.conversation.MessageStore.Shown;
import punchline.engine.conversation.MessageStore.Stored;
import punchline.protocol.PeerId;

/** What there is of one conversation in memory: both directions, the link if there is one, and the logical clock. */
final class Conversation {
    /** Told of each step of a message; {@code ref} is that of the command that made it, or null. */
    interface StateTeller {
        void onState(Conversation conversation, MessageId id, MessageState state, @Nullable String ref);
    }

    private final PeerId peer;
    private final StateTeller teller;
    private final Outbox outbox;
    private final Inbox inbox;
    private final Changes changes = new Changes();
    private final ReadMarks readMarks;
    private final Timelines timelines = new Timelines();
    private long lamport;

    private @Nullable EntrySender link;
    /** The link is good for nothing any more and only waits to be closed. */
    private boolean unusable;

    private int appending;
    private boolean appendFailed;
    private boolean twinTold;
    private boolean acknowledging;
    private boolean notKept;
    private @Nullable Shown last;
    private boolean offered;
    private boolean offerAsked;
    private boolean typingTold;
    private long typingToldNanos;
    private boolean typingShown;
    private long typingShownNanos;
    private long acknowledgedInStore;
    private long clears;
    private long heardMillis;

    Conversation(ChatConfig config, PeerId peer, long epoch, MessageStore.Head head, StateTeller teller) {
        this.peer = peer;
        this.teller = teller;
        this.readMarks = new ReadMarks(head.read());
        this.outbox = new Outbox(config, epoch, head, this::onState);
        this.inbox = new Inbox(config, head.received());
        this.lamport = head.lamport();
        this.last = head.last().orElse(null);
        this.acknowledgedInStore = head.acknowledged();
        this.heardMillis = head.keeping().heardMillis();
    }

    PeerId peer() {
        return peer;
    }

    Outbox outbox() {
        return outbox;
    }

    Inbox inbox() {
        return inbox;
    }

    /** The link, or null if there is none or it only waits to be closed. */
    @Nullable
    EntrySender link() {
        return unusable ? null : link;
    }

    /** What stands at the end of the conversation, if anything has been said. */
    @Nullable
    Shown last() {
        return last;
    }

    /** As it is here. What others wrote meanwhile may stand behind it. */
    void onLast(Shown shown) {
        if (last == null || Entry.ORDER.compare(last.entry(), shown.entry()) <= 0) {
            last = shown;
        }
    }

    /** A message of the peer came, written at that moment by its clock. */
    void onHeard(long sentAtMillis) {
        heardMillis = sentAtMillis;
    }

    /** When the peer wrote the last that is known here, by its own clock; 0 if it did not. */
    long heardMillis() {
        return heardMillis;
    }

    /** What stood at the end is gone. */
    void forgetLast() {
        last = null;
    }

    /** All that is durable here is hidden. */
    void onCleared(long left) {
        outbox.onCleared(left);
        clears++;
        last = null;
    }

    /** Counts how often it was cleared, so that what was read before is not taken for what is there after it. */
    long clears() {
        return clears;
    }

    /** Whether what was there, after so many times that it was cleared, is not there any more, or is about to go. */
    boolean isGone(long clearsBefore) {
        return clears != clearsBefore || outbox.isClearing();
    }

    /** How far the two have read each other. */
    ReadMarks readMarks() {
        return readMarks;
    }

    /** What happened to its messages. */
    Timelines timelines() {
        return timelines;
    }

    void onReadByPeer(long epoch, long seq) {
        if (epoch == outbox.epoch()) {
            outbox.onReadByPeer(seq);
        }
    }

    void tellRead(MessageId last) {
        onState(last, MessageState.READ);
    }

    void tellState(MessageId id, MessageState state, @Nullable String ref) {
        teller.onState(this, id, state, ref);
    }

    private void onState(MessageId id, MessageState state) {
        tellState(id, state, null);
    }

    /** Whether the peer may be told again that I am writing. */
    boolean mayTellTyping(long nowNanos, long pauseNanos) {
        if (typingTold && nowNanos - typingToldNanos < pauseNanos) {
            return false;
        }
        typingTold = true;
        typingToldNanos = nowNanos;
        return true;
    }

    /** Whether it may be shown again that the peer is writing. */
    boolean mayShowTyping(long nowNanos, long pauseNanos) {
        if (typingShown && nowNanos - typingShownNanos < pauseNanos) {
            return false;
        }
        typingShown = true;
        typingShownNanos = nowNanos;
        return true;
    }

    /** Whether entries may be handed to a link: once it is durable that they may have left. */
    boolean isOffered() {
        return offered;
    }

    void onOfferAsked() {
        offerAsked = true;
    }

    void onOffered() {
        offered = true;
    }

    /** Takes the offer back. Returns whether there was one. */
    boolean endOffer() {
        boolean asked = offerAsked;
        offered = false;
        offerAsked = false;
        return asked;
    }

    /** What has changed and is to be shown anew. */
    Changes changes() {
        return changes;
    }

    /** Where a message of mine stands. */
    MessageState stateOf(Stored mine) {
        return outbox.stateOf(mine.entry().epoch(), mine.entry().seq(), mine.delivered(), mine.read());
    }

    long lamport() {
        return lamport;
    }

    long tick() {
        return ++lamport;
    }

    void onLamport(long received) {
        lamport = Math.max(lamport, received);
    }

    /** Takes a link; false if its peer claims to hold what never left. */
    boolean start(EntrySender out, Map<Long, Long> theyHold) {
        link = out;
        unusable = false;
        inbox.forgetReceipts();
        return outbox.start(Math.max(0, theyHold.getOrDefault(outbox.epoch(), 0L)));
    }

    /** Whether it is to be told that somebody else writes under my numbers: once, for the link is dialled again and again. */
    boolean tellsTwin() {
        boolean first = !twinTold;
        twinTold = true;
        return first;
    }

    void stop(String why) {
        link = null;
        unusable = false;
        outbox.stop(why);
    }

    void giveUpLink(String why) {
        unusable = true;
        outbox.stop(why);
    }

    /** Whether what was appended before a failure is still coming back, so that the next number is not known. */
    boolean isAppendFailing() {
        return appendFailed;
    }

    void onAppending() {
        appending++;
    }

    void onAppended(Entry entry) {
        outbox.onDurable(entry);
        onAppendEnded();
    }

    void onAppendFailed() {
        appendFailed = true;
        onAppendEnded();
    }

    private void onAppendEnded() {
        appending--;
        if (appendFailed && appending == 0) {
            appendFailed = false;
            outbox.takeBackAssigned();
        }
    }

    /** What the peer sent is durable. */
    void onKept() {
        notKept = false;
    }

    /** What the peer sent could not be stored. True for the first of several: it is tried again and again until there is room. */
    boolean onNotKept() {
        boolean first = !notKept;
        notKept = true;
        return first;
    }

    /** The number up to which the store is to be told of acknowledgement, or 0 if it knows or is being told. */
    long pollAcknowledge() {
        if (acknowledging || outbox.acknowledged() <= acknowledgedInStore) {
            return 0;
        }
        acknowledging = true;
        return outbox.acknowledged();
    }

    /** The store has answered: it knows {@code seq}, which on a failure is what it knew before. */
    void onAcknowledged(long seq) {
        acknowledging = false;
        acknowledgedInStore = Math.max(acknowledgedInStore, seq);
    }

    long acknowledgedInStore() {
        return acknowledgedInStore;
    }
}
