package punchline.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import punchline.engine.conversation.ChatService;
import punchline.engine.conversation.Contact;
import punchline.engine.path.Attempt;
import punchline.engine.path.Candidate;
import punchline.engine.path.OwnNetwork;
import punchline.engine.rendezvous.RendezvousAsk;
import punchline.engine.rendezvous.RendezvousEvent;
import punchline.protocol.Endpoint;
import punchline.protocol.NatClass;
import punchline.protocol.PeerId;
import punchline.protocol.ProtocolLimits;
import punchline.protocol.PublicIdentity;
import punchline.protocol.RendezvousAnswer.Counterpart;
import punchline.protocol.RendezvousAnswer.KnownPeer;

/**
 * Meeting again, and meeting strangers: whom to ask the servers for and when, and what to do with an introduction.
 *
 * <p>Whoever registers asks for each contact, so that the last comer starts; a contact's last addresses are tried first,
 * without any server.
 */
final class Introductions {
    /** Strangers whose hello is awaited, at a time: a flood of introductions costs no more than this. */
    static final int MAX_STRANGER_HANDSHAKES = 4;

    /** Contacts whose last addresses are tried at the start. */
    private static final int MAX_REMEMBERED_TRIES = 64;

    /** Contacts who are away are asked for again now and then, in case an introduction was lost. */
    private static final long ASK_AGAIN_NANOS = TimeUnit.MINUTES.toNanos(2);

    /** The server's word to start comes with its answer, or half a round trip later; on most ways it has come by then. */
    private static final long START_WITHOUT_GO_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    /** A contact who asks more often gets one attempt a second all the same; the other servers shall not suffer from one that lies. */
    private static final long ASK_BACK_GAP_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ChatService chat;
    private final InvitedAsks invited;
    private final Servers servers;
    private final RemotePeers remotes;
    private final LaterRounds laterRounds;
    private final OwnStanding standing;
    private final World world;
    private final Supplier<OwnNetwork> own;
    private long askAgainNanos;

    /** Contacts who were asked for because something waits for them: once, until a server says more. */
    private final Set<PeerId> asked = new HashSet<>();

    /** Who was asked for since a server last registered this peer. Servers take all others for strangers, and announce few of those. */
    private final Set<PeerId> befriended = new HashSet<>();

    /** Those who were asked for in return within the last second. */
    private final Map<PeerId, Long> askedBackNanos = new HashMap<>();

    Introductions(
            ChatService chat,
            InvitedAsks invited,
            Servers servers,
            RemotePeers remotes,
            LaterRounds laterRounds,
            OwnStanding standing,
            World world,
            Supplier<OwnNetwork> own) {
        this.chat = chat;
        this.invited = invited;
        this.servers = servers;
        this.remotes = remotes;
        this.laterRounds = laterRounds;
        this.standing = standing;
        this.world = world;
        this.own = own;
        this.askAgainNanos = world.time().nowNanos() + ASK_AGAIN_NANOS;
    }

    /** Tries where contacts were last reached. */
    void tryRememberedAddresses() {
        long nowNanos = world.time().nowNanos();
        chat.contacts().stream()
                .filter(contact -> isWanted(contact) && !contact.lastAddresses().isEmpty())
                .limit(MAX_REMEMBERED_TRIES)
                .forEach(contact -> tryRemembered(nowNanos, contact));
    }

    private void tryRemembered(long nowNanos, Contact contact) {
        if (contact.identity() != null) {
            List<Candidate> candidates = contact.lastAddresses().stream()
                    .map(address -> new Candidate(address, Candidate.Kind.REMEMBERED))
                    .toList();
            remotes.getOrCreate(contact.identity())
                    .tryCandidates(nowNanos, new Attempt(candidates, 0, own.get(), null));
        }
    }

    private static boolean isWanted(@Nullable Contact contact) {
        return contact != null && contact.isWanted();
    }

    /** A person wants a link to that peer, at once. */
    void connect(PeerId peer, @Nullable String ref) {
        Contact contact = chat.contact(peer);
        if (!isWanted(contact)) {
            return;
        }
        RemotePeer remote = remotes.get(peer);
        if (remote != null && remote.path() != null) {
            world.events().accept(remote.link(ref));
            return;
        }
        if (servers.isEmpty() && (contact == null || contact.lastAddresses().isEmpty())) {
            world.events().accept(new Event.Problem(ref, Reason.of(Objection.NOBODY_FOUND)));
            return;
        }
        if (remote != null) {
            // Else an outcome that is the same as last time would not be told.
            remote.seek(world.time().nowNanos());
        }
        world.events().accept(new Event.Link(ref, peer, Event.LinkState.CONNECTING, null, null, 0, null));
        if (contact != null) {
            tryRemembered(world.time().nowNanos(), contact);
        }
        ask(peer);
    }

    /** A message waits for that peer. */
    void wanted(PeerId peer) {
        RemotePeer remote = remotes.get(peer);
        boolean underWay = remote != null && (remote.path() != null || remote.isAttempting());
        if (!underWay && isWanted(chat.contact(peer)) && !asked.contains(peer)) {
            asked.add(peer);
            ask(peer);
        }
    }

    /** A person lets that peer in, perhaps after having sent it away: it is looked for whatever was tried before. */
    void wantedAgain(PeerId peer) {
        Contact contact = chat.contact(peer);
        if (contact != null && contact.isWanted() && isAway(peer)) {
            tryRemembered(world.time().nowNanos(), contact);
            asked.add(peer);
            ask(peer);
        }
    }

    /** Asks the servers to introduce the two. */
    void ask(PeerId peer) {
        if (isWanted(chat.contact(peer))) {
            servers.ask(newAsk(peer));
        }
    }

    private RendezvousAsk newAsk(PeerId peer) {
        return newAsk(peer, invited.attempt(peer, world.random().nextLong()));
    }

    private RendezvousAsk newAsk(PeerId peer, String attempt) {
        befriended.add(peer);
        OwnNetwork mine = own.get();
        return new RendezvousAsk(peer, attempt, 0, mine.offer(), samples(mine), null);
    }

    private static List<Endpoint> samples(OwnNetwork mine) {
        return mine.reflexive().stream().limit(ProtocolLimits.MAX_ENDPOINTS).toList();
    }

    /** A server knows this peer, perhaps again. */
    void onRegistered() {
        asked.clear();
        befriended.clear();
        askForAllAway();
    }

    /** What a NAT did to the way to a server it may have done to the ways to peers. */
    void onMoved() {
        remotes.check();
    }

    private void askForAllAway() {
        List<RendezvousAsk> asks = chat.contacts().stream()
                .filter(contact -> isWanted(contact) && isAway(contact.id()))
                .map(contact -> newAsk(contact.id()))
                .toList();
        if (!asks.isEmpty()) {
            servers.askAll(asks);
        }
    }

    private boolean isAway(PeerId peer) {
        RemotePeer remote = remotes.get(peer);
        return remote == null || remote.path() == null;
    }

    /** No server introduces that peer at the moment. */
    void notFound(PeerId peer, Reason reason) {
        RemotePeer remote = remotes.get(peer);
        Reason obstacle = standing.obstacle();
        if (remote != null) {
            remote.notFound(reason, obstacle);
        } else if (isWanted(chat.contact(peer))) {
            world.events()
                    .accept(
                            obstacle == null
                                    ? new Event.Link(null, peer, Event.LinkState.OFFLINE, null, null, 0, reason)
                                    : new Event.Link(null, peer, Event.LinkState.UNREACHABLE, null, null, 0, obstacle));
        }
    }

    /**
     * A peer asks for this one. A contact, or one whom an invite brings, is asked for in return if it may not be told of this peer
     * unasked, and once in any case; other strangers are answered by nobody but the servers, if this peer is listed.
     */
    void onAsked(RendezvousEvent.Asked asked) {
        Counterpart peer = asked.peer();
        Contact contact = chat.contact(peer.id());
        if (asked.round() > 0) {
            // To join in a round is an answer, too.
            boolean mayAnswer = invited.isListed() || isWanted(contact) || remotes.get(peer.id()) != null;
            RemotePeer remote = mayAnswer ? admit(contact, peer.key()) : null;
            if (remote != null) {
                laterRounds.onAsked(remote, peer, asked.attempt(), asked.round());
            }
        } else if (mayGain(peer.id()) && isExpected(contact, asked) && mayAskBack(peer.id())) {
            chat.onIdentity(peer.key());
            servers.ask(newAsk(peer.id(), asked.attempt()));
        }
    }

    /** Whether to ask for a peer is of use: it may be met, or will be announced whenever it asks. */
    private boolean mayGain(PeerId peer) {
        return isAway(peer) || !befriended.contains(peer);
    }

    private boolean isExpected(@Nullable Contact contact, RendezvousEvent.Asked asked) {
        return isWanted(contact)
                || (remotes.strangerHandshakes() < MAX_STRANGER_HANDSHAKES
                        && invited.isInvited(asked.peer().id(), contact, asked.attempt()));
    }

    private boolean mayAskBack(PeerId peer) {
        long nowNanos = world.time().nowNanos();
        askedBackNanos.values().removeIf(at -> nowNanos - at >= ASK_BACK_GAP_NANOS);
        return askedBackNanos.putIfAbsent(peer, nowNanos) == null;
    }

    /** A server knows that peer, and tells both to start; should its word get lost, this side starts by itself. */
    void onFound(RendezvousEvent.Found found) {
        KnownPeer peer = found.peer();
        chat.onIdentity(peer.key());
        RemotePeer remote = remotes.get(peer.id());
        boolean underWay = remote != null && (remote.path() != null || remote.isAttempting());
        if (found.round() == 0 && !underWay && isWanted(chat.contact(peer.id()))) {
            List<Candidate> candidates = new ArrayList<>();
            candidates.add(new Candidate(peer.observed(), Candidate.Kind.REFLEXIVE));
            peer.hosts().forEach(host -> candidates.add(new Candidate(host, Candidate.Kind.HOST)));
            begin(remotes.getOrCreate(peer.key()), peer.nat(), peer.observed(), candidates, START_WITHOUT_GO_NANOS);
        }
    }

    /** Both sides are told of each other: probe. */
    void onGo(RendezvousEvent.Go go) {
        Counterpart peer = go.peer();
        Contact contact = chat.contact(peer.id());
        if (go.round() > 0) {
            RemotePeer known = remotes.get(peer.id());
            if (known != null && (contact == null || !contact.isRefused())) {
                laterRounds.onGo(known, go);
            }
            return;
        }
        RemotePeer remote = admit(contact, peer.key());
        if (remote == null) {
            return;
        }
        chat.onIdentity(peer.key());
        if (remote.isAttempting() && remote.isAttempt(go.attempt())) {
            remote.addCandidates(world.time().nowNanos(), candidates(peer));
            return;
        }
        remote.setAttempt(go.attempt());
        begin(remote, peer.nat(), peer.observed(), candidates(peer), TimeUnit.MILLISECONDS.toNanos(go.waitMillis()));
    }

    /** Whom a server introduces, unless rejected; a stranger only while a place for strangers is free, and for a limited time. */
    private @Nullable RemotePeer admit(@Nullable Contact contact, PublicIdentity key) {
        if (contact != null && contact.isRefused()) {
            return null;
        }
        if (isWanted(contact)) {
            return remotes.getOrCreate(key);
        }
        RemotePeer known = remotes.get(key.peerId());
        if ((known == null || !known.isStrangerHandshake())
                && remotes.strangerHandshakes() >= MAX_STRANGER_HANDSHAKES) {
            return null;
        }
        RemotePeer stranger = remotes.getOrCreate(key);
        stranger.limitAsStranger(world.time().nowNanos());
        return stranger;
    }

    private static List<Candidate> candidates(Counterpart peer) {
        List<Candidate> candidates = new ArrayList<>();
        candidates.add(new Candidate(peer.observed(), Candidate.Kind.REFLEXIVE));
        // Samples are the peer's own word: where the server saw it too, another port may be so as well.
        peer.samples()
                .forEach(sample -> candidates.add(new Candidate(
                        sample,
                        sample.address().equals(peer.observed().address())
                                ? Candidate.Kind.REFLEXIVE
                                : Candidate.Kind.HOST)));
        peer.candidates().forEach(host -> candidates.add(new Candidate(host, Candidate.Kind.HOST)));
        return candidates;
    }

    private void begin(
            RemotePeer remote, NatClass theirs, Endpoint observed, List<Candidate> candidates, long waitNanos) {
        remote.setNat(theirs);
        remote.setObserved(observed);
        remote.tryCandidates(
                world.time().nowNanos(),
                new Attempt(candidates, waitNanos, own.get(), laterRounds.pairing(remote.id(), theirs)));
    }

    @Nullable
    Deadline deadline() {
        return servers.isEmpty() ? null : new Deadline(askAgainNanos, "ask for contacts who are away");
    }

    void onDeadline(long nowNanos) {
        if (nowNanos - askAgainNanos >= 0) {
            askAgainNanos = nowNanos + ASK_AGAIN_NANOS;
            asked.clear();
            askForAllAway();
        }
    }
}
