package punchline.engine.rendezvous;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.engine.Deadline;
import punchline.engine.Reason;
import punchline.engine.rendezvous.RendezvousStatus.Trouble;
import punchline.protocol.IdentitySigner;
import punchline.protocol.Registration;
import punchline.protocol.RendezvousAnswer.Challenge;
import punchline.protocol.RendezvousAnswer.Failure;
import punchline.protocol.RendezvousAnswer.Registered;
import punchline.protocol.RendezvousAnswer.Reply;
import punchline.protocol.RendezvousRequest.Bye;
import punchline.protocol.RendezvousRequest.Hello;
import punchline.protocol.RendezvousRequest.Refresh;
import punchline.protocol.RendezvousRequest.Register;
import punchline.protocol.Token;

/** Becomes and stays registered at one server; its states are drawn in the package's description. */
final class RegistrationFlow {
    private static final Logger LOG = LoggerFactory.getLogger(RegistrationFlow.class);

    /** Told each time a registration succeeded or failed, after the status says so. */
    interface Listener {
        void onRegistered(long nowNanos);

        void onFailed(long nowNanos, Reason problem);
    }

    enum Phase {
        NEW,
        GREETING,
        SIGNING,
        REGISTERED,
        WAITING,
        REPLACED,
        LEFT;

        boolean mayBecome(Phase next) {
            return switch (next) {
                case NEW -> false;
                case GREETING, LEFT -> true;
                case SIGNING -> this == GREETING || this == SIGNING;
                case REGISTERED -> this == SIGNING;
                case WAITING -> this == GREETING || this == SIGNING;
                case REPLACED -> this == GREETING || this == REGISTERED || this == WAITING;
            };
        }
    }

    private final RendezvousConfig config;
    private final ServerEndpoints server;
    private final IdentitySigner signer;
    private final RandomGenerator random;
    private final Exchanges exchanges;
    private final Samples samples;
    private final Words words;
    private final Listener listener;
    private final Consumer<RendezvousEvent> events;

    private Phase phase = Phase.NEW;
    private Registration profile;
    private @Nullable Exchange exchange;
    private @Nullable Registered held;
    private RendezvousStatus status = new RendezvousStatus(false, null, null, null, Trouble.NONE);
    private @Nullable Deadline timer;
    private @Nullable Deadline profileTimer;
    private boolean tokenRefused;
    private boolean roundTripTold;
    private int failures;
    private int challenges;

    RegistrationFlow(
            RendezvousConfig config,
            ServerEndpoints server,
            Registration profile,
            IdentitySigner signer,
            RandomGenerator random,
            Exchanges exchanges,
            Samples samples,
            Words words,
            Listener listener,
            Consumer<RendezvousEvent> events) {
        this.config = config;
        this.server = server;
        this.profile = profile;
        this.signer = signer;
        this.random = random;
        this.exchanges = exchanges;
        this.samples = samples;
        this.words = words;
        this.listener = listener;
        this.events = events;
    }

    void start(long nowNanos, String why) {
        failures = 0;
        roundTripTold = false;
        greet(nowNanos, why);
    }

    void updateProfile(long nowNanos, Registration changed) {
        if (changed.equals(profile)) {
            return;
        }
        profile = changed;
        // Before the signature the change simply goes along.
        if (profileTimer == null && (phase == Phase.SIGNING || phase == Phase.REGISTERED)) {
            profileTimer = in(nowNanos, config.profileHoldMillis(), "register a changed profile");
        }
    }

    /** A request with the current token was refused: the server forgot this peer or sees it elsewhere. */
    void onTokenRefused(long nowNanos, Token refused) {
        if (held != null && held.token().equals(refused)) {
            tokenRefused = true;
            if (phase == Phase.REGISTERED) {
                greet(nowNanos, "token refused");
            }
        }
    }

    void onReplaced() {
        // A registration under way is newer than whatever replaced the one before; while it is signed this is its own
        // doing.
        if (phase != Phase.SIGNING && phase != Phase.REPLACED && phase != Phase.LEFT) {
            endExchange();
            moveTo(Phase.REPLACED, "registered elsewhere");
            setStatus(new RendezvousStatus(false, status.observed(), null, Words.REPLACED, Trouble.ELSEWHERE));
            events.accept(new RendezvousEvent.Replaced());
        }
    }

    void bye() {
        Registered last = held;
        if (last != null && phase != Phase.REPLACED && phase != Phase.LEFT) {
            for (int i = 0; i < config.byeCopies(); i++) {
                exchanges.sendOnce(server.primary(), ref -> new Bye(ref, last.token()));
            }
        }
        endExchange();
        moveTo(Phase.LEFT, "bye");
        setStatus(new RendezvousStatus(false, status.observed(), null, null, Trouble.NONE));
    }

    /** Whether a request without a token would wait in vain: the last try failed since the start or a change of network, or there is none. */
    boolean isHopeless() {
        return (status.problem() != null && failures > 0) || phase == Phase.NEW || phase == Phase.LEFT;
    }

    /** Why there is no registration. */
    Reason problem() {
        Reason problem = status.why();
        return problem == null ? words.away() : problem;
    }

    /** Whether it was started and neither left nor was replaced. */
    boolean isRunning() {
        return phase != Phase.NEW && phase != Phase.LEFT && phase != Phase.REPLACED;
    }

    RendezvousStatus status() {
        return status;
    }

    /** The token, while the server is believed to know this peer; a registration made anew does not interrupt that. */
    @Nullable
    Token token() {
        return status.registered() && held != null && !tokenRefused ? held.token() : null;
    }

    /** Whether a notice is for the registration that this peer holds. */
    boolean isMine(Token notice) {
        return held != null && held.notice().equals(notice);
    }

    void onDeadline(long nowNanos) {
        if (profileTimer != null && nowNanos - profileTimer.atNanos() >= 0) {
            profileTimer = null;
            if (phase == Phase.REGISTERED || phase == Phase.SIGNING) {
                greet(nowNanos, "profile changed");
            }
        }
        if (timer != null && nowNanos - timer.atNanos() >= 0) {
            timer = null;
            if (phase == Phase.REGISTERED) {
                refresh(nowNanos);
            } else if (phase == Phase.WAITING) {
                greet(nowNanos, "pause over");
            }
        }
    }

    @Nullable
    Deadline deadline() {
        return Deadline.earlier(timer, profileTimer);
    }

    private void greet(long nowNanos, String why) {
        endExchange();
        challenges = 0;
        moveTo(Phase.GREETING, why);
        samples.look(nowNanos);
        exchange = exchanges.open(
                nowNanos,
                "register",
                server.primary(),
                config.greeting(),
                Hello::new,
                owner(this::onRegistrationReply));
    }

    private void onRegistrationReply(long nowNanos, Exchange answered, Reply reply) {
        switch (reply) {
            case Challenge challenge
            when challenges < config.maxChallenges() -> {
                samples.add(answered, challenge.observed());
                sign(nowNanos, challenge.cookie());
            }
            case Registered registered when phase == Phase.SIGNING -> onRegistered(nowNanos, answered, registered);
            case Failure failure -> fail(nowNanos, words.refusal(failure), Trouble.REFUSED);
            default -> fail(nowNanos, words.nonsense(), Trouble.REFUSED);
        }
    }

    private void sign(long nowNanos, Token cookie) {
        challenges++;
        profileTimer = null;
        moveTo(Phase.SIGNING, "challenged");
        Register signed = Register.sign("signed", cookie, profile, signer);
        exchange = exchanges.open(
                nowNanos,
                "sign",
                server.primary(),
                config.request(),
                ref -> new Register(ref, cookie, signed.body(), signed.signature(), signed.registration()),
                owner(this::onRegistrationReply));
    }

    private void onRegistered(long nowNanos, Exchange answered, Registered registered) {
        moveTo(Phase.REGISTERED, "token");
        failures = 0;
        hold(nowNanos, answered, registered);
        // Once a start, so that no server can make a loop of registering and refreshing.
        if (!roundTripTold) {
            roundTripTold = true;
            timer = in(nowNanos, config.firstRefreshMillis(), "first refresh");
        }
        listener.onRegistered(nowNanos);
    }

    private void hold(long nowNanos, Exchange answered, Registered registered) {
        boolean moved = held != null && !held.observed().equals(registered.observed());
        held = registered;
        tokenRefused = false;
        samples.add(answered, registered.observed());
        int afterMillis = random.nextInt(config.refreshMinMillis(), config.refreshMaxMillis() + 1);
        long halfLifeMillis = TimeUnit.SECONDS.toMillis(registered.ttlSeconds()) / 2;
        long nextMillis = Math.min(afterMillis, Math.max(config.refreshFloorMillis(), halfLifeMillis));
        timer = in(nowNanos, (int) nextMillis, "refresh");
        setStatus(new RendezvousStatus(true, registered.observed(), registered.number(), null, Trouble.NONE));
        if (moved) {
            events.accept(new RendezvousEvent.Moved());
        }
    }

    private void refresh(long nowNanos) {
        Registered current = held;
        if (current == null) {
            throw new IllegalStateException("registered without a token");
        }
        exchange = exchanges.open(
                nowNanos,
                "refresh",
                server.primary(),
                config.refresh(),
                ref -> new Refresh(ref, current.token(), exchanges.rttMillis()),
                owner((replyNanos, answered, reply) -> onRefreshReply(replyNanos, answered, reply, current)));
    }

    private void onRefreshReply(long nowNanos, Exchange answered, Reply reply, Registered refreshed) {
        switch (reply) {
            case Registered registered -> {
                hold(nowNanos, answered, registered);
                if (!registered.observed().equals(refreshed.observed())) {
                    greet(nowNanos, "observed address changed");
                }
            }
            case Failure failure -> {
                switch (failure.code()) {
                    case TOKEN -> onTokenRefused(nowNanos, refreshed.token());
                    case BUSY -> timer = in(nowNanos, config.busyPauseMillis(), "refresh");
                    case MALFORMED, SIGNATURE, FULL, OTHER -> greet(nowNanos, "refresh refused");
                }
            }
            default -> greet(nowNanos, "refresh not understood");
        }
    }

    private Exchange.Owner owner(OnReply onReply) {
        return new Exchange.Owner() {
            @Override
            public void onReply(long nowNanos, Exchange answered, Reply reply) {
                exchange = null;
                onReply.accept(nowNanos, answered, reply);
            }

            @Override
            public void onSilence(long nowNanos) {
                exchange = null;
                if (phase == Phase.REGISTERED) {
                    report(nowNanos, words.silence(), Trouble.SILENT);
                    greet(nowNanos, "refresh unanswered");
                } else {
                    fail(nowNanos, words.silence(), Trouble.SILENT);
                }
            }
        };
    }

    private interface OnReply {
        void accept(long nowNanos, Exchange answered, Reply reply);
    }

    private void fail(long nowNanos, Reason problem, Trouble trouble) {
        moveTo(Phase.WAITING, problem.text());
        int pauseMillis = config.pausesMillis()
                .get(Math.min(failures, config.pausesMillis().size() - 1));
        int jitterMillis = pauseMillis * config.pauseJitterPercent() / 100;
        failures++;
        timer = in(nowNanos, pauseMillis + random.nextInt(-jitterMillis, jitterMillis + 1), "register again");
        report(nowNanos, problem, trouble);
    }

    private void report(long nowNanos, Reason problem, Trouble trouble) {
        setStatus(new RendezvousStatus(false, status.observed(), null, problem, trouble));
        listener.onFailed(nowNanos, problem);
    }

    private void endExchange() {
        if (exchange != null) {
            exchanges.cancel(exchange);
            exchange = null;
        }
        timer = null;
        profileTimer = null;
    }

    private void setStatus(RendezvousStatus next) {
        if (!next.equals(status)) {
            status = next;
            events.accept(new RendezvousEvent.StatusChanged(next));
        }
    }

    private void moveTo(Phase next, String why) {
        if (!phase.mayBecome(next)) {
            throw new IllegalStateException("a registration that is " + phase + " cannot become " + next);
        }
        LOG.debug("registration at {}: {} to {}: {}", server.primary(), phase, next, why);
        phase = next;
    }

    private static Deadline in(long nowNanos, int millis, String why) {
        return new Deadline(nowNanos + TimeUnit.MILLISECONDS.toNanos(millis), why);
    }
}
