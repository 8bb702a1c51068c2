package punchline.server;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import punchline.protocol.Endpoint;
import punchline.protocol.FailureCode;
import punchline.protocol.Parsed;
import punchline.protocol.PeerId;
import punchline.protocol.RendezvousAnswer;
import punchline.protocol.RendezvousAnswer.Challenge;
import punchline.protocol.RendezvousAnswer.Failure;
import punchline.protocol.RendezvousAnswer.Looked;
import punchline.protocol.RendezvousAnswer.PlainError;
import punchline.protocol.RendezvousAnswer.PlainPunched;
import punchline.protocol.RendezvousAnswer.Registered;
import punchline.protocol.RendezvousAnswer.Replaced;
import punchline.protocol.RendezvousCodec;
import punchline.protocol.RendezvousRequest;
import punchline.protocol.RendezvousRequest.AskPeer;
import punchline.protocol.RendezvousRequest.Bye;
import punchline.protocol.RendezvousRequest.Hello;
import punchline.protocol.RendezvousRequest.ListPeers;
import punchline.protocol.RendezvousRequest.Look;
import punchline.protocol.RendezvousRequest.PlainList;
import punchline.protocol.RendezvousRequest.PlainPeer;
import punchline.protocol.RendezvousRequest.PlainPunch;
import punchline.protocol.RendezvousRequest.Refresh;
import punchline.protocol.RendezvousRequest.Register;
import punchline.protocol.Token;
import punchline.server.DirectoryEvent.Departure;
import punchline.server.DirectoryEvent.Limit;
import punchline.server.DirectoryEvent.LimitHit;
import punchline.server.DirectoryEvent.PeerIn;
import punchline.server.DirectoryEvent.PeerOut;

/**
 * The whole of the server but its sockets: takes datagrams, keeps who is registered, gives datagrams to send. Owned by
 * one thread. After each call drain {@link #pollTransmit} and {@link #pollEvent}.
 */
public final class Directory {
    /** More than half of the range of a long in nanoseconds, in milliseconds. */
    private static final long CLOCK_ORIGIN_MILLIS = 10_000_000_000_000L;

    private final Cookies cookies;
    private final Registrations registrations;
    private final Introductions introductions;
    private final AmplificationBudget budget = new AmplificationBudget();
    private TokenBucket verifications;
    private final BucketTable<InetAddress> verificationsBySource =
            new BucketTable<>(DirectoryLimits.VERIFICATIONS_PER_SOURCE, DirectoryLimits.MAX_SOURCES);
    private final Map<Limit, LimitCount> limitCounts = new EnumMap<>(Limit.class);
    private final Queue<Outbound> transmits = new ArrayDeque<>();
    private final Queue<DirectoryEvent> events = new ArrayDeque<>();

    /** @param random unpredictable: cookies, tokens and notice secrets come from it */
    public Directory(DirectoryLimits limits, RandomGenerator random) {
        this.cookies = new Cookies(random);
        this.registrations = new Registrations(limits, random);
        this.introductions = new Introductions(limits, registrations);
        this.verifications = new TokenBucket(limits.verifications());
    }

    /** From here on these hold. Nobody is turned out: if more are registered than may be, nobody new comes in. */
    public void setLimits(DirectoryLimits limits) {
        registrations.setLimits(limits);
        introductions.setLimits(limits);
        verifications = new TokenBucket(limits.verifications());
    }

    /** Handles whatever came in. Hostile bytes are normal: they get a short answer within the budget, or none. */
    public void onDatagram(long nowNanos, LocalPort port, Endpoint source, byte[] datagram) {
        onTimeout(nowNanos);
        Arrival arrival = new Arrival(nowNanos, port, source, datagram.length);
        Parsed<RendezvousRequest> parsed = RendezvousCodec.parseRequest(datagram);
        if (parsed instanceof Parsed.Message<RendezvousRequest> message) {
            onRequest(arrival, message.value());
        } else if (parsed instanceof Parsed.Malformed<RendezvousRequest> malformed) {
            String ref = malformed.ref();
            answerUnproven(
                    arrival,
                    ref == null
                            ? new PlainError(malformed.reason())
                            : new Failure(ref, FailureCode.MALFORMED, malformed.reason()));
        }
    }

    /** Lets expire what has not been refreshed. */
    public void onTimeout(long nowNanos) {
        for (Entry entry = registrations.oldest();
                entry != null && entry.expiresNanos() - nowNanos <= 0;
                entry = registrations.oldest()) {
            registrations.remove(entry);
            departed(entry, Departure.EXPIRED);
        }
    }

    /** Null while nobody is registered. */
    public @Nullable Deadline nextDeadline() {
        Entry entry = registrations.oldest();
        return entry == null ? null : new Deadline(entry.expiresNanos(), "expire " + entry.address());
    }

    /** The next datagram to send; null if there is none. */
    public @Nullable Outbound pollTransmit() {
        return transmits.poll();
    }

    /** The next event; null if there is none. */
    public @Nullable DirectoryEvent pollEvent() {
        return events.poll();
    }

    private void onRequest(Arrival arrival, RendezvousRequest request) {
        if (request instanceof PlainPunch) {
            onPlainPunch(arrival);
        } else if (request instanceof PlainList list) {
            answerUnproven(arrival, Pages.plain(registrations.from(list.from()), arrival.source()));
        } else if (request instanceof PlainPeer peer) {
            Entry entry = registrations.numbered(peer.number());
            answerUnproven(
                    arrival,
                    entry == null
                            ? new PlainError("no peer " + peer.number())
                            : new RendezvousAnswer.PlainPeer(entry.address()));
        } else if (request instanceof Hello hello) {
            challenge(arrival, hello.ref());
        } else if (request instanceof Look look) {
            answerUnproven(arrival, new Looked(look.ref(), arrival.source(), clockMillis(arrival.nowNanos())));
        } else if (request instanceof Register register) {
            onRegister(arrival, register);
        } else if (request instanceof Refresh refresh) {
            onRefresh(arrival, refresh);
        } else if (request instanceof ListPeers list) {
            onList(arrival, list);
        } else if (request instanceof AskPeer ask) {
            onAsk(arrival, ask);
        } else if (request instanceof Bye bye) {
            onBye(arrival, bye);
        }
    }

    private void onPlainPunch(Arrival arrival) {
        boolean isNew = registrations.at(arrival.source()) == null;
        Entry entry = registrations.admitPlain(arrival);
        if (entry == null) {
            hit(arrival.nowNanos(), Limit.PLAIN_PEERS);
            answerUnproven(arrival, new PlainError("full"));
            return;
        }
        if (isNew) {
            events.add(new PeerIn(null, entry.address(), entry.number(), registrations.size()));
        }
        answerUnproven(arrival, new PlainPunched());
    }

    private void onRegister(Arrival arrival, Register register) {
        long now = arrival.nowNanos();
        if (!cookies.isValid(now, arrival.source(), register.cookie())) {
            // Too old, or another's: a new one costs the client one more round trip, and a replayer gains nothing.
            challenge(arrival, register.ref());
            return;
        }
        // The cookie has proven the address, so that answers need no budget from here on.
        boolean mayVerify = verificationsBySource.take(now, AmplificationBudget.network(arrival.source()), 1)
                && verifications.take(now, 1);
        if (!mayVerify) {
            hit(now, Limit.VERIFICATIONS);
            answer(arrival, new Failure(register.ref(), FailureCode.BUSY, "try again in some seconds"));
            return;
        }
        if (!register.verifies()) {
            answer(arrival, new Failure(register.ref(), FailureCode.SIGNATURE, "wrong signature"));
            return;
        }
        Registrations.Admission admission = registrations.admit(arrival, register.registration());
        if (admission == null) {
            hit(now, Limit.PEERS);
            answer(arrival, new Failure(register.ref(), FailureCode.FULL, "no room"));
            return;
        }
        for (Entry displaced : admission.displaced()) {
            departed(displaced, Departure.REPLACED);
            if (displaced instanceof Entry.Member member
                    && member.id().equals(admission.member().id())) {
                notice(member, new Replaced(member.notice()));
            }
        }
        Entry.Member member = admission.member();
        if (admission.isNew()) {
            events.add(new PeerIn(member.id(), member.address(), member.number(), registrations.size()));
        }
        // Before the notices, whose secret it brings.
        answer(arrival, registered(arrival.nowNanos(), register.ref(), member));
        if (admission.isNew()) {
            introductions.onArrival(now, member).forEach(told -> notice(told.to(), told.notice()));
        }
    }

    private void onRefresh(Arrival arrival, Refresh refresh) {
        Entry.Member member = proven(arrival, refresh.token());
        if (member == null) {
            noSuchToken(arrival, refresh.ref());
            return;
        }
        member.setRttMillis(refresh.rttMillis());
        registrations.refresh(arrival.nowNanos(), member);
        answer(arrival, registered(arrival.nowNanos(), refresh.ref(), member));
    }

    private void onList(Arrival arrival, ListPeers list) {
        Token token = list.token();
        if (token != null && proven(arrival, token) == null) {
            noSuchToken(arrival, list.ref());
            return;
        }
        RendezvousAnswer.Peers page = Pages.named(list.ref(), registrations.from(list.from()), arrival.source());
        if (token != null) {
            answer(arrival, page);
        } else {
            answerUnproven(arrival, page);
        }
    }

    private void onAsk(Arrival arrival, AskPeer ask) {
        Entry.Member asker = proven(arrival, ask.token());
        if (asker == null) {
            noSuchToken(arrival, ask.ref());
            return;
        }
        Introductions.Outcome outcome = introductions.onAsk(arrival.nowNanos(), asker, ask);
        if (outcome == null) {
            hit(arrival.nowNanos(), Limit.ASKS);
            answer(arrival, new Failure(ask.ref(), FailureCode.BUSY, "try again in some seconds"));
            return;
        }
        answer(arrival, outcome.answer());
        outcome.notices().forEach(told -> notice(told.to(), told.notice()));
        if (outcome.heldBack()) {
            hit(arrival.nowNanos(), Limit.NOTICES);
        }
    }

    private void onBye(Arrival arrival, Bye bye) {
        Entry.Member member = proven(arrival, bye.token());
        if (member != null) {
            registrations.remove(member);
            departed(member, Departure.LEFT);
        }
    }

    /** The registration whose token came from its own address. */
    private Entry.@Nullable Member proven(Arrival arrival, Token token) {
        return registrations.at(arrival.source()) instanceof Entry.Member member
                        && member.token().equals(token)
                ? member
                : null;
    }

    private void challenge(Arrival arrival, String ref) {
        answerUnproven(
                arrival, new Challenge(ref, cookies.issue(arrival.nowNanos(), arrival.source()), arrival.source()));
    }

    private void noSuchToken(Arrival arrival, String ref) {
        answerUnproven(arrival, new Failure(ref, FailureCode.TOKEN, "register again"));
    }

    private static Registered registered(long nowNanos, String ref, Entry.Member member) {
        return new Registered(
                ref,
                member.address(),
                member.number(),
                DirectoryLimits.TTL_SECONDS,
                member.token(),
                member.notice(),
                clockMillis(nowNanos));
    }

    /** The server's own clock as clients see it. It may begin anywhere, so it is moved to where no number is negative. */
    static long clockMillis(long nowNanos) {
        return Math.floorDiv(nowNanos, 1_000_000L) + CLOCK_ORIGIN_MILLIS;
    }

    private void departed(Entry entry, Departure why) {
        PeerId id = entry.idOrNull();
        if (id != null) {
            introductions.onDeparture(id);
        }
        events.add(new PeerOut(id, entry.address(), why, registrations.size()));
    }

    private void answer(Arrival arrival, RendezvousAnswer answer) {
        transmits.add(new Outbound(arrival.port(), arrival.source(), RendezvousCodec.encode(answer)));
    }

    private void answerUnproven(Arrival arrival, RendezvousAnswer answer) {
        byte[] datagram = RendezvousCodec.encode(answer);
        if (budget.permits(arrival.nowNanos(), arrival.source(), arrival.bytes(), datagram.length)) {
            transmits.add(new Outbound(arrival.port(), arrival.source(), datagram));
        } else {
            hit(arrival.nowNanos(), Limit.UNPROVEN_EXCESS);
        }
    }

    private void notice(Entry.Member to, RendezvousAnswer.Notice notice) {
        transmits.add(new Outbound(to.port(), to.address(), RendezvousCodec.encode(notice)));
    }

    private void hit(long nowNanos, Limit limit) {
        limitCounts.computeIfAbsent(limit, absent -> new LimitCount()).hit(nowNanos, limit, events);
    }

    /** Reports the first hit at once, later ones together, so that a flood does not fill the log. */
    private static final class LimitCount {
        private boolean reported;
        private long reportedNanos;
        private long times;
        private long total;

        void hit(long nowNanos, Limit limit, Queue<DirectoryEvent> events) {
            times++;
            total++;
            if (!reported || nowNanos - reportedNanos >= DirectoryLimits.LIMIT_REPORT_NANOS) {
                events.add(new LimitHit(limit, times));
                reported = true;
                reportedNanos = nowNanos;
                times = 0;
            }
        }
    }

    /** Registrations of both forms. */
    int peers() {
        return registrations.size();
    }

    /** How often each limit was hit since the beginning; those never hit are absent. */
    Map<Limit, Long> limitsHit() {
        Map<Limit, Long> hits = new EnumMap<>(Limit.class);
        limitCounts.forEach((limit, count) -> hits.put(limit, count.total));
        return hits;
    }

    /** Everything held in any table, for the sake of showing that it is bounded. */
    int tableEntries() {
        return registrations.size() + introductions.size() + budget.sources() + verificationsBySource.size();
    }
}
