package punchline.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.engine.conversation.ChatService;
import punchline.engine.conversation.Contact;
import punchline.engine.conversation.Entry;
import punchline.engine.conversation.EntrySender;
import punchline.engine.session.Frame;
import punchline.engine.session.PeerSession;
import punchline.engine.session.SecureLinks;
import punchline.engine.socket.Path;
import punchline.protocol.PeerId;
import punchline.protocol.PublicIdentity;

/** The talk with one peer: its session, and what goes between that and the conversation. Engine thread. */
final class PeerTalk implements PeerSession.Owner, EntrySender {
    /** What becomes of the peer by what is said. */
    interface Owner {
        /** The other side's hello has come. */
        void onGreeted();

        /** The other side is not wanted here. */
        void onRefused();

        /** The other side has left on purpose. */
        void onGoodbye();

        /** Some machine has something to give out. */
        void settleSoon();
    }

    private static final Logger log = LoggerFactory.getLogger("punchline.connections");

    private final PublicIdentity identity;
    private final long bootId;
    private final ChatService chat;
    private final PeerPath way;
    private final Presence presence;
    private final TimeSource time;
    private final Owner owner;
    private final PeerSession session;
    private final MessageLine out = new MessageLine(log, "out");
    private Map<Long, Long> theyHold = Map.of();
    private long sentSeq;
    private long receiptSeq;

    PeerTalk(
            Self self,
            PublicIdentity identity,
            ChatService chat,
            SecureLinks links,
            PeerPath way,
            Presence presence,
            TimeSource time,
            Owner owner) {
        this.identity = identity;
        this.bootId = self.bootId();
        this.chat = chat;
        this.way = way;
        this.presence = presence;
        this.time = time;
        this.owner = owner;
        this.session = new PeerSession(self.identity().peerId(), identity.peerId(), links, time, this);
    }

    private PeerId id() {
        return identity.peerId();
    }

    /** Whether both hellos have come over the link that lives. */
    boolean isGreeted() {
        return session.isGreeted();
    }

    void pathUp(boolean afterLongSilence) {
        session.pathUp(afterLongSilence);
    }

    void pathDown(String why) {
        session.pathDown(why);
    }

    void peerRestarted(long peerBoot) {
        session.peerRestarted(peerBoot);
    }

    /** Tells that this side wants to talk after all. */
    void accept() {
        session.send(new Frame.Accepted());
        goOnlineIfAgreed();
        owner.settleSoon();
    }

    /** Says goodbye. */
    void end() {
        session.goodbye();
        chat.onOffline(id());
    }

    /** The link is of no use; the next one may be. */
    void fail(String why) {
        session.fail(why);
    }

    @Nullable
    Deadline deadline() {
        return session.deadline();
    }

    void onDeadline(long nowNanos) {
        session.onDeadline(nowNanos);
    }

    /** Sends what was gathered. */
    void flush() {
        session.flush();
        out.flush();
    }

    @Override
    public Frame.Hello hello() {
        Contact contact = chat.contact(id());
        boolean wants = contact != null && chat.tellsWanted(id());
        String greeting = contact == null || !wants || contact.wantsMe() ? "" : contact.greeting();
        return new Frame.Hello(
                PeerSession.VERSION,
                0,
                bootId,
                wants,
                chat.name(),
                greeting,
                chat.heldBy(id()),
                contact == null ? null : contact.invite());
    }

    @Override
    public void onGreeted(Frame.Hello theirs) {
        way.onGenuine();
        owner.onGreeted();
        theyHold = theirs.held();
        switch (chat.onHello(identity, theirs.name(), theirs.wants(), theirs.greeting(), theirs.invite())) {
            case ACCEPTED -> goOnlineIfAgreed();
            case WAITING -> presence.connecting(time.nowNanos(), Reason.of(Reason.Code.WAITS));
            case REFUSED -> owner.onRefused();
        }
        owner.settleSoon();
    }

    private void goOnlineIfAgreed() {
        Contact contact = chat.contact(id());
        boolean agreed = contact != null && contact.isAccepted() && chat.tellsWanted(id());
        if (!session.isGreeted() || !agreed || presence.isOnline()) {
            return;
        }
        sentSeq = 0;
        receiptSeq = 0;
        Path path = way.path();
        if (path != null) {
            chat.onHeard(time.wallMillis(), id(), path.remote());
        }
        presence.online(time.nowNanos());
        chat.onOnline(id(), this, theyHold);
    }

    @Override
    public void onSaid(Entry entry) {
        way.onGenuine();
        log.debug("{}: entry {} came", id(), entry.id());
        chat.onEntry(time.wallMillis(), id(), entry);
    }

    @Override
    public void onReceipt(long epoch, long seq) {
        way.onGenuine();
        receiptSeq = Math.max(receiptSeq, seq);
        way.onUnacknowledged(sentSeq > receiptSeq);
        chat.onReceipt(id(), epoch, seq);
    }

    @Override
    public void onRead(long epoch, long seq) {
        way.onGenuine();
        chat.onRead(id(), epoch, seq);
    }

    @Override
    public void onTyping() {
        way.onGenuine();
        chat.onTyping(id());
    }

    @Override
    public void onAccepted() {
        way.onGenuine();
        chat.onAccepted(id());
        goOnlineIfAgreed();
    }

    @Override
    public void onReadComplete() {
        owner.settleSoon();
    }

    @Override
    public void onWritable() {
        chat.onWritable(id());
        owner.settleSoon();
    }

    @Override
    public void onLinkFailed(String why) {
        log.info("{}: link failed: {}", id().brief(), why);
        owner.settleSoon();
    }

    @Override
    public void onEnded(String why, boolean goodbye) {
        chat.onOffline(id());
        way.onUnacknowledged(false);
        if (goodbye) {
            owner.onGoodbye();
        } else {
            presence.connecting(time.nowNanos(), Reason.of(Reason.Code.LINK_ENDED, "words", why));
        }
        owner.settleSoon();
    }

    // The conversation's way out

    @Override
    public boolean isWritable() {
        return session.isWritable();
    }

    @Override
    public void send(Entry entry) {
        boolean waiting = sentSeq > receiptSeq;
        sentSeq = entry.seq();
        session.send(new Frame.Said(entry));
        if (!waiting) {
            way.onUnacknowledged(true);
        }
        out.add(id(), entry.id(), entry.content().sizeBytes(), "");
    }

    @Override
    public void sendReceipt(long epoch, long seq) {
        session.send(new Frame.Receipt(epoch, seq));
    }

    @Override
    public void sendRead(long epoch, long seq) {
        session.send(new Frame.Read(epoch, seq));
    }

    @Override
    public void sendTyping() {
        session.send(new Frame.Typing());
    }
}
