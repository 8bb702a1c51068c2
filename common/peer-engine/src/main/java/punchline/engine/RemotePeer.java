package punchline.engine;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.engine.conversation.ChatService;
import punchline.engine.conversation.Contact;
import punchline.engine.path.Allowance;
import punchline.engine.path.Attempt;
import punchline.engine.path.AttemptRecord;
import punchline.engine.path.Candidate;
import punchline.engine.path.OwnNetwork;
import punchline.engine.path.PathEvent;
import punchline.engine.path.PathFailure;
import punchline.engine.path.Volley;
import punchline.engine.session.SecureLinks;
import punchline.engine.socket.LocalSocket;
import punchline.engine.socket.Path;
import punchline.engine.socket.Transmit;
import punchline.protocol.Endpoint;
import punchline.protocol.NatClass;
import punchline.protocol.PeerId;
import punchline.protocol.PublicIdentity;

/**
 * Another peer as the engine deals with it at this moment: the way to it, the talk over that way, and what people are
 * told of both. Lives on the engine's thread.
 */
final class RemotePeer implements PeerTalk.Owner {
    private static final Logger log = LoggerFactory.getLogger("punchline.connections");

    private final PeerId id;
    private final ChatService chat;
    private final World world;
    private final Host host;
    private final PeerPath way;
    private final PeerTalk talk;
    private final Presence presence;

    private NatClass nat = NatClass.UNKNOWN;
    private @Nullable Endpoint observed;
    private boolean attempting;
    private @Nullable String attemptName;
    private boolean introduced;
    private final StrangerTime strangerTime;

    /** What a remote peer needs of the engine. */
    interface Host {
        /** Ask the servers for an introduction. */
        void wantRound(PeerId peer);

        /** An attempt wants its next round. */
        void wantLaterRound(RemotePeer remote);

        /** There is a path, or no attempt for one. */
        void onAttemptOver(RemotePeer remote);

        /** The link's state, path or address changed. */
        void onLinkChanged(RemotePeer remote);

        /** That path leads to this peer. */
        void onPathKnown(Path path, PeerId peer);

        /** The peer's probes come this way, so that its link's datagrams may follow. */
        void onPathAnnounced(Path path);

        /** No path leads to this peer. */
        void onPathsGone(PeerId peer);

        /** Some machine has something to give out. */
        void settleSoon();
    }

    RemotePeer(
            Self self,
            PublicIdentity identity,
            ChatService chat,
            SecureLinks links,
            Allowance probes,
            World world,
            Host host) {
        this.id = identity.peerId();
        this.chat = chat;
        this.world = world;
        this.host = host;
        this.way = new PeerPath(self, identity, probes, world);
        this.strangerTime = new StrangerTime(id.brief());
        this.presence = new Presence(id, () -> host.onLinkChanged(this));
        this.talk = new PeerTalk(self, identity, chat, links, way, presence, world.time(), this);
    }

    PeerId id() {
        return id;
    }

    Presence presence() {
        return presence;
    }

    /** The path in use, if any. */
    @Nullable
    Path path() {
        return way.path();
    }

    /** The round trip on the path in use; 0 if there is none. */
    long rttNanos() {
        return way.rttNanos();
    }

    /** How things stand, as an event. */
    Event.Link link(@Nullable String ref) {
        return presence.link(ref, world.time().nowNanos());
    }

    /** Whether nothing goes on here, so that it may be forgotten. */
    boolean isIdle() {
        return way.path() == null && !attempting && !presence.isConnecting() && !isStrangerHandshake();
    }

    /** Whether it holds one of the few places for strangers. */
    boolean isStrangerHandshake() {
        return strangerTime.isRunning();
    }

    boolean isAttempting() {
        return attempting;
    }

    /** From here on it is a stranger with limited time, until its hello has come. */
    void limitAsStranger(long nowNanos) {
        if (!talk.isGreeted()) {
            strangerTime.run(nowNanos);
        }
    }

    /** An attempt is wanted but its candidates are yet to come. */
    void seek(long nowNanos) {
        if (!presence.isOnline() && !presence.isConnecting()) {
            presence.connecting(nowNanos, null);
        }
    }

    /**
     * Here are addresses to try: by the word of a server that has introduced the two if it has a pairing, else remembered ones.
     */
    void tryCandidates(long nowNanos, Attempt attempt) {
        // With a path, too: it may have died unnoticed, and an attempt costs a few probes and decides nothing by
        // itself.
        if (way.path() == null) {
            seek(nowNanos);
            introduced = attempt.pairing() != null || (attempting && introduced);
            attempting = true;
        }
        way.tryCandidates(nowNanos, attempt);
    }

    /** More addresses for the attempt under way. */
    void addCandidates(long nowNanos, List<Candidate> more) {
        way.addCandidates(nowNanos, more);
    }

    /** Goes on with a later round of the attempt. */
    void climb(long nowNanos, Volley volley, OwnNetwork own) {
        if (way.path() == null) {
            seek(nowNanos);
            introduced = true;
            attempting = true;
        }
        if (strangerTime.isRunning()) {
            strangerTime.extend(nowNanos + volley.waitNanos() + volley.durationNanos());
        }
        way.climb(nowNanos, volley, own);
    }

    /** A later round of the attempt cannot be. */
    void onObstacle(long nowNanos, PathFailure why) {
        way.onObstacle(nowNanos, why);
    }

    /** The last attempts to reach it, the oldest first. */
    List<AttemptRecord> attempts() {
        return way.attempts();
    }

    /** Whether the attempt under way goes by this name. */
    boolean isAttempt(String name) {
        return name.equals(attemptName);
    }

    void setAttempt(String name) {
        attemptName = name;
    }

    /** How the peer's NAT picks ports, by its own word. */
    NatClass nat() {
        return nat;
    }

    void setNat(NatClass theirs) {
        nat = theirs;
    }

    /** Where a server saw it last; null if none has. */
    @Nullable
    Endpoint observed() {
        return observed;
    }

    void setObserved(Endpoint at) {
        observed = at;
    }

    /** The sockets of the path in use and of one that may take over. */
    Set<LocalSocket> sockets() {
        return way.sockets();
    }

    /** The servers do not know it at the moment, or cannot be asked for {@code obstacle}. */
    void notFound(Reason why, @Nullable Reason obstacle) {
        if (attempting || way.path() != null) {
            return;
        }
        if (obstacle == null) {
            presence.offline(why);
        } else {
            presence.unreachable(obstacle);
        }
    }

    void onProbe(long nowNanos, Path arrived, byte[] probe) {
        switch (way.onProbe(nowNanos, arrived, probe)) {
            case VALIDATED -> host.onPathKnown(arrived, id());
            case GENUINE -> host.onPathAnnounced(arrived);
            case DROPPED -> log.debug("{}: dropped a probe from {}", id, arrived.remote());
        }
    }

    /** A datagram of the link came this way; whether it is genuine is known only when the link gives out its bytes. */
    void onArrived(Path arrived) {
        way.onArrived(arrived);
    }

    void onNetworkChange(long nowNanos) {
        way.onNetworkChange(nowNanos);
    }

    void check(long nowNanos) {
        way.check(nowNanos);
    }

    /** The contact changed: a request was accepted or rejected, here or there. */
    void onStandingChanged() {
        Contact contact = chat.contact(id);
        if (contact == null || contact.isRefused()) {
            leave(Reason.of(Reason.Code.NOT_WANTED));
            return;
        }
        if (chat.tellsWanted(id)) {
            strangerTime.stop();
            talk.accept();
        }
    }

    /** Ends link and path on purpose. */
    void leave(Reason why) {
        talk.end();
        way.startOver();
        gone(why);
    }

    /** The link is of no use; the next one may be. */
    void breakLink(String why) {
        talk.fail(why);
    }

    @Nullable
    Deadline deadline() {
        return Deadline.earlier(Deadline.earlier(way.deadline(), talk.deadline()), strangerTime.end());
    }

    void onDeadline(long nowNanos) {
        if (isDue(way.deadline(), nowNanos)) {
            way.onDeadline(nowNanos);
        }
        if (isDue(talk.deadline(), nowNanos)) {
            talk.onDeadline(nowNanos);
        }
        if (isDue(strangerTime.end(), nowNanos)) {
            strangerTime.stop();
            leave(Reason.of(Reason.Code.NO_HELLO));
        }
    }

    private static boolean isDue(@Nullable Deadline deadline, long nowNanos) {
        return deadline != null && nowNanos - deadline.atNanos() >= 0;
    }

    @Nullable
    Transmit pollTransmit() {
        return way.pollTransmit();
    }

    /** Sends what sessions have gathered. */
    void flush() {
        talk.flush();
    }

    /** Takes in what the path finder has to tell. Returns whether there was anything. */
    boolean pumpEvents() {
        boolean any = false;
        for (PathEvent event = way.pollEvent(); event != null; event = way.pollEvent()) {
            any = true;
            onPathEvent(event);
        }
        return any;
    }

    private void onPathEvent(PathEvent event) {
        switch (event) {
            case PathEvent.Selected selected -> {
                attempting = false;
                presence.onPath(selected.path(), selected.kind(), selected.rttNanos());
                host.onAttemptOver(this);
                talk.pathUp(way.takeLongSilence());
                // Last, for it may deliver what came early for the link.
                host.onPathKnown(selected.path(), id());
            }
            case PathEvent.Suspect ignored -> presence.silent(way.heardWallMillis());
            case PathEvent.RepunchWanted wanted -> {
                log.debug("{}: another round wanted: {}", id.brief(), wanted.why());
                host.wantRound(id);
            }
            case PathEvent.RoundWanted wanted -> host.wantLaterRound(this);
            case PathEvent.Lost lost -> {
                log.info("{}: path lost: {}", id.brief(), lost.reason());
                talk.pathDown(lost.reason().text());
                gone(lost.reason());
            }
            case PathEvent.Failed failed -> {
                attempting = false;
                host.onAttemptOver(this);
                if (way.path() == null && introduced) {
                    presence.unreachable(Reason.of(failed.failure()));
                } else if (way.path() == null) {
                    presence.offline(Reason.of(Reason.Code.NOT_WHERE_IT_WAS));
                }
            }
            case PathEvent.PeerStarted started -> {
                log.info("{}: started", id.brief());
                talk.peerRestarted(started.bootId());
            }
        }
    }

    private void gone(Reason why) {
        attempting = false;
        host.onPathsGone(id);
        host.onAttemptOver(this);
        presence.offline(why);
    }

    @Override
    public void onGreeted() {
        strangerTime.stop();
    }

    @Override
    public void onRefused() {
        leave(Reason.of(Reason.Code.NOT_WANTED));
    }

    @Override
    public void onGoodbye() {
        way.startOver();
        gone(Reason.of(Reason.Code.WENT_OFFLINE));
    }

    @Override
    public void settleSoon() {
        host.settleSoon();
    }

    /** Sends a link's datagrams to wherever the path leads at this moment. */
    void transmit(ByteBuf datagrams, int segmentBytes) {
        way.transmit(datagrams, segmentBytes);
    }
}
