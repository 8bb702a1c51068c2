package punchline.engine.conversation;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import punchline.engine.Event;
import punchline.engine.Happening;
import punchline.engine.HistoryMessage;
import punchline.engine.Misuse;
import punchline.engine.Objection;
import punchline.engine.Reason;
import punchline.engine.TimeSource;
import punchline.engine.invite.InviteLink;
import punchline.protocol.Endpoint;
import punchline.protocol.PeerId;
import punchline.protocol.PublicIdentity;
import punchline.protocol.Token;

/**
 * All contacts and conversations of one profile. Stores before it sends, and acknowledges only what is durable.
 *
 * <p>A machine of the engine's thread: commands and what links bring go in, {@link ChatEvent}s come out of {@link
 * #pollEvent}. The store completes its stages on the same thread, each completion being an input like any other; {@link
 * #flush} ends a turn.
 */
public final class ChatService {
    /** What a hello led to. */
    public enum Standing {
        /** Both agreed: the link carries messages. */
        ACCEPTED,
        /** One of us has yet to agree; nothing but the hello is exchanged. */
        WAITING,
        /** Not wanted here, or one request too many. */
        REFUSED
    }

    private final People people;
    private final Invites invites;
    private final Messages messages;
    private final TimeSource time;
    private final Upkeep upkeep;
    private final ArrayDeque<ChatEvent> events = new ArrayDeque<>();

    /**
     * Starts from what the store knew.
     *
     * @param onCompleted run behind each completion of the store: there may be something to poll, or to send
     */
    public ChatService(
            ChatConfig config,
            ChatOptions options,
            PeerId self,
            MessageStore store,
            MessageStore.Profile profile,
            RandomGenerator random,
            TimeSource time,
            Runnable onCompleted) {
        Contacts contacts = new Contacts(config, profile.contacts());
        StoreCalls calls = new StoreCalls(events::add, onCompleted);
        Greetings greetings = new Greetings(store, contacts, calls, events::add);
        this.messages = new Messages(
                config, options, self, store, profile, contacts, greetings, random, time, events::add, calls);
        this.time = time;
        this.invites = new Invites(self, store, profile.invites(), calls, events::add, time);
        this.people = new People(self, store, profile, contacts, invites, calls, events::add, messages::onReady);
        this.upkeep = new Upkeep(store, profile, messages, contacts, greetings, calls, time, events::add);
    }

    /** The next thing that happened, or null. To be drained after each input. */
    public @Nullable ChatEvent pollEvent() {
        return events.poll();
    }

    /** Ends a turn of the engine: what was written or came in it goes to the store, and the receipts that became due leave, as one each. */
    public void flush() {
        messages.flush();
    }

    // People

    /** What others see me called; empty until set. */
    public String name() {
        return people.name();
    }

    /** Sets it; a name that shows nothing is a {@link Event.Problem}. */
    public void rename(String wish, @Nullable String ref) {
        people.rename(wish, ref);
    }

    /** Whether servers may show me to everyone, by the profile. */
    public boolean isListed() {
        return people.isListed();
    }

    /** Sets that, for good. */
    public void setListed(boolean listed, @Nullable String ref) {
        people.setListed(listed, ref);
    }

    /** The contact or request of that peer, or null. */
    public @Nullable Contact contact(PeerId peer) {
        return people.get(peer);
    }

    /** All contacts and requests, by id. */
    public Collection<Contact> contacts() {
        return people.all();
    }

    /** Wants a link to that peer; where it has yet to agree, it is asked with the greeting. */
    public void connect(PeerId peer, @Nullable String greeting, @Nullable String ref) {
        people.connect(peer, greeting, ref);
    }

    /** Opens an invite of mine; answered by {@link Event.Invited} once it is durable. */
    public void invite(InviteLink link, @Nullable String ref) {
        invites.open(link, ref);
    }

    /** Answered by {@link Event.Invites}. */
    public void invites(@Nullable String ref) {
        invites.list(ref);
    }

    /** Closes the invite of that name; answered by {@link Event.Invites} once that is durable. */
    public void revoke(String invite, @Nullable String ref) {
        invites.revoke(invite, ref);
    }

    /** Whether a stranger's attempt of that name shows an open invite of mine. */
    public boolean isInviteShownBy(String attempt, PeerId asker) {
        return invites.isShownBy(attempt, asker);
    }

    /** As {@link #connect} to whoever gave me that invite; returns false, with an {@link Event.Problem}, if that cannot be. */
    public boolean redeem(InviteLink link, @Nullable String greeting, @Nullable String ref) {
        return people.redeem(link, greeting, time.wallMillis(), ref);
    }

    /** Whether I want that peer, and it may be told. */
    public boolean tellsWanted(PeerId peer) {
        return people.tellsWanted(peer);
    }

    /** Says yes to a request, or takes a no back. */
    public void accept(PeerId peer, @Nullable String ref) {
        people.accept(peer, ref);
    }

    /** Says no; {@link #accept} takes it back. The engine ends the link. */
    public void reject(PeerId peer, @Nullable String ref) {
        people.reject(peer, ref);
    }

    /**
     * Takes nothing from, and gives nothing to, a person who is known, until that is undone; then it is as it was before. The engine
     * ends the link.
     */
    public void block(PeerId peer, boolean block, @Nullable String ref) {
        people.block(peer, block, ref);
    }

    /** Sets my own name for someone known, 1 to 64 characters; empty takes it away. */
    public void alias(PeerId peer, String alias, @Nullable String ref) {
        people.alias(peer, alias, ref);
    }

    /**
     * Answered by {@link Event.SafetyNumber}.
     *
     * @param mark whether I compared it, or null to leave that as it is; of someone known
     */
    public void verify(PeerId peer, @Nullable Boolean mark, @Nullable String ref) {
        people.verify(peer, mark, ref);
    }

    /** Of whom that peer, calling itself so, may be taken for another; null of nobody. */
    public Event.@Nullable LooksLike looksLike(PeerId peer, String calledItself) {
        return people.looksLike(peer, calledItself);
    }

    /**
     * An authenticated hello.
     *
     * @param theirName as sent; what cannot be shown is taken out
     * @param wantsMe   the other asked for, or accepted, me
     * @param greeting  as sent, may be empty
     * @param invite    the token of an invite of mine, or what the other takes for one; null if it shows none
     */
    public Standing onHello(
            PublicIdentity identity, String theirName, boolean wantsMe, String greeting, @Nullable Token invite) {
        return people.onHello(identity, theirName, wantsMe, greeting, invite);
    }

    /** A hello without an invite. */
    public Standing onHello(PublicIdentity identity, String theirName, boolean wantsMe, String greeting) {
        return onHello(identity, theirName, wantsMe, greeting, null);
    }

    /** The peer, at the other end of an authenticated link, has accepted me after its hello. Of others it does nothing. */
    public void onAccepted(PeerId peer) {
        people.onAccepted(peer);
    }

    /** A server, or the peer itself, has shown the key of someone known; of others it does nothing. */
    public void onIdentity(PublicIdentity identity) {
        people.onIdentity(identity);
    }

    /** Someone was heard, authenticated, at this address. Written each time, so not for every datagram. */
    public void onHeard(long wallMillis, PeerId peer, Endpoint address) {
        people.onHeard(wallMillis, peer, address);
    }

    // Messages

    /**
     * Sends a text of 1 to {@value ConversationLimits#MAX_TEXT_BYTES} bytes of UTF-8; a first message also asks for the
     * contact, its beginning being the greeting. Answered by {@link Event.State} {@code QUEUED} with {@code ref} once it is durable, or by an {@link Event.Problem}.
     */
    public void send(long wallMillis, PeerId peer, String text, @Nullable MessageId replyTo, @Nullable String ref) {
        Reason objection = messages.objection(peer, text);
        Contact contact = people.get(peer);
        if (objection != null) {
            problem(ref, objection);
        } else if (people.isOpenTo(peer, ref) && people.want(peer, contact == null ? text : "", ref)) {
            messages.send(wallMillis, peer, new Content.Text(text, replyTo), ref);
        }
    }

    /** Puts another text in the place of one of mine; answered by {@link Event.Changed} once it is durable. */
    public void edit(long wallMillis, PeerId peer, MessageId id, String text, @Nullable String ref) {
        Reason objection = messages.objection(peer, text);
        if (objection != null) {
            problem(ref, objection);
        } else if (people.isOpenTo(peer, ref)) {
            messages.amend(wallMillis, peer, new Content.Edit(id, text), ref);
        }
    }

    /** Takes back a message of mine, here and there; answered as {@link #edit}. */
    public void delete(long wallMillis, PeerId peer, MessageId id, @Nullable String ref) {
        if (people.isOpenTo(peer, ref)) {
            messages.amend(wallMillis, peer, new Content.Deletion(id), ref);
        }
    }

    /** Puts a sign beside a message, or takes mine away if it is empty; answered as {@link #edit}. */
    public void react(long wallMillis, PeerId peer, MessageId id, String emoji, @Nullable String ref) {
        if (!emoji.isEmpty() && !DisplayText.isEmoji(emoji)) {
            problem(ref, Reason.of(Objection.NO_REACTION, "bytes", ConversationLimits.MAX_EMOJI_BYTES));
        } else if (people.isOpenTo(peer, ref)) {
            messages.amend(wallMillis, peer, new Content.Reaction(id, emoji), ref);
        }
    }

    /**
     * Takes back a message of mine that has never left, as if it had not been written; answered by {@link Event.State}
     * {@code CANCELLED} once that is durable.
     */
    public void cancel(PeerId peer, MessageId id, @Nullable String ref) {
        messages.cancel(peer, id, ref);
    }

    /** Has a message that waits tried at once: {@link ChatEvent.Retry}, or a {@link Event.Problem} if it does not wait. */
    public void retry(PeerId peer, MessageId id, @Nullable String ref) {
        messages.ifQueued(peer, id, ref, () -> events.add(new ChatEvent.Retry(peer, ref)));
    }

    /** Answered by {@link Event.Timeline}. */
    public void timeline(PeerId peer, MessageId id, @Nullable String ref) {
        messages.timeline(peer, id, ref);
    }

    /** The link to that peer, or the attempt to have one, took a step. For the timelines of what waits. */
    public void onLink(PeerId peer, Happening.Step step, @Nullable Reason detail) {
        messages.onLink(peer, step, detail);
    }

    /** I have read all there is, or up to one message of the peer's. */
    public void read(PeerId peer, @Nullable MessageId upTo, @Nullable String ref) {
        messages.read(peer, upTo, ref);
    }

    /** I am writing to that peer, at this moment. */
    public void typing(PeerId peer) {
        messages.typing(peer);
    }

    /** What others learn of me beside what I write, from here on; null leaves it as it is. */
    public void disclose(@Nullable Boolean typing, @Nullable Boolean readReceipts) {
        messages.attention().disclose(typing, readReceipts);
    }

    /** What others learn of me beside what I write. */
    public ChatOptions disclosed() {
        return messages.attention().disclosed();
    }

    /** Reads some messages; answered by {@link Event.History}. */
    public void history(PeerId peer, HistoryPage page, @Nullable String ref) {
        Reason objection = page.objection();
        if (objection != null) {
            problem(ref, objection);
        } else {
            messages.history(peer, page, ref);
        }
    }

    /** Looks for messages, in all conversations if {@code peer} is null; answered by {@link Event.Found}. */
    public void search(@Nullable PeerId peer, String query, int limit, @Nullable Long before, @Nullable String ref) {
        if (limit < 1 || limit > ConversationLimits.MAX_FOUND) {
            problem(ref, Reason.of(Misuse.FOUND_LIMIT, "count", ConversationLimits.MAX_FOUND));
            return;
        }
        messages.search(peer, query, limit, before, ref);
    }

    /** What becomes of old messages, and of drafts. */
    public Upkeep upkeep() {
        return upkeep;
    }

    /** The last message of that conversation, or null. */
    public @Nullable HistoryMessage lastMessage(PeerId peer) {
        return messages.last(peer);
    }

    // Links

    /** For my hello: of each epoch of the peer the highest number that is durable here. At most {@link ChatConfig#maxEpochs}. */
    public Map<Long, Long> heldBy(PeerId peer) {
        return messages.heldBy(peer);
    }

    /**
     * A link is up and both hellos are through; an earlier link is forgotten.
     *
     * @param theyHold what the peer's hello said it holds of mine
     */
    public void onOnline(PeerId peer, EntrySender out, Map<Long, Long> theyHold) {
        messages.onOnline(peer, out, theyHold);
    }

    /** The link is gone: what was sent and not acknowledged is queued again. */
    public void onOffline(PeerId peer) {
        messages.onOffline(peer);
    }

    /** An entry came over the peer's link, which is what makes the peer its author. */
    public void onEntry(long wallMillis, PeerId peer, Entry entry) {
        if (!entry.author().equals(peer)) {
            throw new IllegalArgumentException("the link's peer is the author of what it carries");
        }
        messages.onEntry(wallMillis, peer, entry);
    }

    /** The peer holds my entries of that epoch up to {@code seq}. */
    public void onReceipt(PeerId peer, long epoch, long seq) {
        messages.onReceipt(peer, epoch, seq);
    }

    /** The peer has read my entries of that epoch up to {@code seq}. */
    public void onRead(PeerId peer, long epoch, long seq) {
        messages.onRead(peer, epoch, seq);
    }

    /** The peer is writing. */
    public void onTyping(PeerId peer) {
        messages.onTyping(peer);
    }

    /** {@link EntrySender#isWritable} became true again. */
    public void onWritable(PeerId peer) {
        messages.onReady(peer);
    }

    private void problem(@Nullable String ref, Reason message) {
        events.add(new ChatEvent.Tell(new Event.Problem(ref, message)));
    }
}
