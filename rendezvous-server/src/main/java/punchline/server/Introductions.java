package punchline.server;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import punchline.protocol.Consent;
import punchline.protocol.Endpoint;
import punchline.protocol.PeerId;
import punchline.protocol.RendezvousAnswer;
import punchline.protocol.RendezvousAnswer.Asked;
import punchline.protocol.RendezvousAnswer.Counterpart;
import punchline.protocol.RendezvousAnswer.Go;
import punchline.protocol.RendezvousAnswer.KnownPeer;
import punchline.protocol.RendezvousAnswer.UnknownPeer;
import punchline.protocol.RendezvousRequest.AskPeer;

/**
 * Brings two peers together. Whoever asks is announced to the asked, now or when it comes, within limits; both get a {@code go} if the asked
 * is listed or has asked for the asker too, and in later rounds once both have asked for the same one. Of an unlisted peer that
 * has not asked, the asker learns nothing.
 */
final class Introductions {
    /** An older ask's candidates say less than the registered hosts. */
    private static final long ASK_IS_FRESH_NANOS = 30_000_000_000L;

    private final Registrations registrations;
    private final Asks asks;
    private final BucketTable<PeerId> askers;
    private final BucketTable<Asks.Pair> pairs;
    private final BucketTable<PeerId> strangers;

    Introductions(DirectoryLimits limits, Registrations registrations) {
        this.registrations = registrations;
        this.asks = new Asks(limits.maxAsks());
        this.askers = new BucketTable<>(DirectoryLimits.ASKS_PER_PEER, limits.maxPeers());
        this.pairs = new BucketTable<>(DirectoryLimits.NOTICES_PER_PAIR, limits.maxAsks());
        this.strangers = new BucketTable<>(DirectoryLimits.NOTICES_OF_STRANGERS, limits.maxPeers());
    }

    void setLimits(DirectoryLimits limits) {
        asks.setMaxAsks(limits.maxAsks());
        askers.setMaxKeys(limits.maxPeers());
        pairs.setMaxKeys(limits.maxAsks());
        strangers.setMaxKeys(limits.maxPeers());
    }

    /** What to tell whom. */
    record Told(Entry.Member to, RendezvousAnswer.Notice notice) {}

    /**
     * What to send, the answer first.
     *
     * @param heldBack whether a limit kept the notices back
     */
    record Outcome(RendezvousAnswer answer, List<Told> notices, boolean heldBack) {}

    /** Handles the ask of a registered peer; null if it asks too often. */
    @Nullable
    Outcome onAsk(long nowNanos, Entry.Member asker, AskPeer ask) {
        if (!askers.take(nowNanos, asker.id(), 1)) {
            return null;
        }
        asker.setRttMillis(ask.rttMillis());
        asks.remember(asker.id(), ask, nowNanos);
        Entry.Member asked = registrations.of(ask.id());
        if (asked == null || asked == asker) {
            return new Outcome(new UnknownPeer(ask.ref(), ask.id()), List.of(), false);
        }
        Asks.Ask counterAsk = asks.last(asked.id(), asker.id());
        boolean mayKnow = asked.registration().listed() || counterAsk != null;
        boolean mayTell = counterAsk == null
                ? strangers.take(nowNanos, asked.id(), 1)
                : pairs.take(nowNanos, new Asks.Pair(asker.id(), asked.id()), 1);
        return new Outcome(
                mayKnow ? known(ask.ref(), asked) : new UnknownPeer(ask.ref(), ask.id()),
                mayTell ? introduction(nowNanos, asker, ask, asked, counterAsk, mayKnow) : List.of(),
                !mayTell);
    }

    /**
     * Whom to tell that a peer has come for whom others have asked in vain: as if they asked now. Without it two who do not know each other
     * yet would meet only when the first asks again.
     */
    List<Told> onArrival(long nowNanos, Entry.Member arrived) {
        List<Told> notices = new ArrayList<>();
        for (Asks.Pair pair : asks.askersOf(arrived.id(), nowNanos - DirectoryLimits.ASK_WAITS_NANOS)) {
            Entry.Member asker = registrations.of(pair.asker());
            Asks.Ask ask = asks.last(pair.asker(), pair.asked());
            if (asker != null && asker != arrived && ask != null && pairs.take(nowNanos, pair, 1)) {
                AskPeer repeated = repeated(nowNanos, asker, ask);
                notices.addAll(introduction(
                        nowNanos,
                        asker,
                        repeated,
                        arrived,
                        null,
                        arrived.registration().listed()));
            }
        }
        return notices;
    }

    /** The ask as the first of its attempt, whatever round it was for, and with what is fresh of it. */
    private static AskPeer repeated(long nowNanos, Entry.Member asker, Asks.Ask ask) {
        AskPeer former = ask.request();
        boolean isFresh = nowNanos - ask.atNanos() < ASK_IS_FRESH_NANOS;
        return new AskPeer(
                former.ref(),
                former.token(),
                former.id(),
                former.attempt(),
                0,
                isFresh ? former.candidates() : asker.registration().hosts(),
                isFresh ? former.samples() : List.of(),
                former.rttMillis(),
                null);
    }

    private static List<Told> introduction(
            long nowNanos,
            Entry.Member asker,
            AskPeer ask,
            Entry.Member asked,
            Asks.@Nullable Ask counterAsk,
            boolean mayKnow) {
        Counterpart toAsked = counterpart(asker, ask.candidates(), ask.samples(), ask.consent());
        Told announcement = new Told(asked, new Asked(asked.notice(), ask.attempt(), ask.round(), toAsked));
        if (!mayKnow || !startsWith(ask, counterAsk)) {
            return List.of(announcement);
        }
        Counterpart toAsker = counterpart(asked, asked.registration().hosts(), List.of(), null);
        if (counterAsk != null) {
            AskPeer counter = counterAsk.request();
            boolean sameAttempt = counter.attempt().equals(ask.attempt());
            if (sameAttempt || nowNanos - counterAsk.atNanos() < ASK_IS_FRESH_NANOS) {
                // A consent names its attempt, so that it is worth nothing in another.
                toAsker = counterpart(
                        asked, counter.candidates(), counter.samples(), sameAttempt ? counter.consent() : null);
            }
        }
        int askerRtt = ask.rttMillis();
        int askedRtt = asked.rttMillisOr(askerRtt);
        int longer = Math.max(askerRtt, askedRtt);
        long clockMillis = Directory.clockMillis(nowNanos);
        return List.of(
                announcement,
                new Told(
                        asker,
                        new Go(
                                asker.notice(),
                                ask.attempt(),
                                ask.round(),
                                toAsker,
                                (longer - askerRtt) / 2,
                                clockMillis)),
                new Told(
                        asked,
                        new Go(
                                asked.notice(),
                                ask.attempt(),
                                ask.round(),
                                toAsked,
                                (longer - askedRtt) / 2,
                                clockMillis)));
    }

    /** The first round starts at one side's word; a later one, for which both make ready, once both have asked for it. */
    private static boolean startsWith(AskPeer ask, Asks.@Nullable Ask counterAsk) {
        return ask.round() == 0
                || (counterAsk != null
                        && counterAsk.request().attempt().equals(ask.attempt())
                        && counterAsk.request().round() == ask.round());
    }

    private static KnownPeer known(String ref, Entry.Member peer) {
        return new KnownPeer(
                ref,
                peer.registration().key(),
                peer.registration().name(),
                peer.address(),
                peer.registration().hosts(),
                peer.registration().nat());
    }

    private static Counterpart counterpart(
            Entry.Member peer, List<Endpoint> candidates, List<Endpoint> samples, @Nullable Consent consent) {
        return new Counterpart(
                peer.registration().key(),
                peer.registration().name(),
                peer.address(),
                peer.registration().nat(),
                candidates,
                samples,
                consent);
    }

    /** Its asks end with a registration; its rates do not, so that registering again is no way around them. */
    void onDeparture(PeerId id) {
        asks.forgetAll(id);
    }

    /** Everything held, for the sake of showing that it is bounded. */
    int size() {
        return asks.size() + askers.size() + pairs.size() + strangers.size();
    }
}
