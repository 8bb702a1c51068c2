package punchline.engine.rendezvous;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import punchline.engine.Deadline;
import punchline.engine.Reason;
import punchline.protocol.FailureCode;
import punchline.protocol.RendezvousAnswer.Failure;
import punchline.protocol.RendezvousAnswer.KnownPeer;
import punchline.protocol.RendezvousAnswer.Reply;
import punchline.protocol.RendezvousAnswer.UnknownPeer;
import punchline.protocol.RendezvousRequest.AskPeer;
import punchline.protocol.Token;

/** Asks on their way: those that somebody waits for as soon as possible, those for all contacts at a steady pace behind them. */
final class AskQueue {
    /** @param notBeforeNanos when it may go again, if the server was busy */
    private record Waiting(RendezvousAsk ask, int tries, long notBeforeNanos) {}

    private final RendezvousConfig config;
    private final ServerEndpoints server;
    private final Exchanges exchanges;
    private final RegistrationFlow registration;
    private final Words words;
    private final Consumer<RendezvousEvent> events;
    private final Deque<Waiting> prompt = new ArrayDeque<>();
    private final Deque<Waiting> paced = new ArrayDeque<>();
    private final Deque<Waiting> resting = new ArrayDeque<>();
    private int inFlight;
    private @Nullable Long lastPacedNanos;

    AskQueue(
            RendezvousConfig config,
            ServerEndpoints server,
            Exchanges exchanges,
            RegistrationFlow registration,
            Words words,
            Consumer<RendezvousEvent> events) {
        this.config = config;
        this.server = server;
        this.exchanges = exchanges;
        this.registration = registration;
        this.words = words;
        this.events = events;
    }

    void add(long nowNanos, RendezvousAsk ask) {
        enqueue(nowNanos, prompt, ask);
        pump(nowNanos);
    }

    void addPaced(long nowNanos, Collection<RendezvousAsk> asks) {
        asks.forEach(ask -> enqueue(nowNanos, paced, ask));
        pump(nowNanos);
    }

    /** Sends what may be sent. */
    void pump(long nowNanos) {
        Token token = registration.token();
        if (token == null) {
            return;
        }
        while (!resting.isEmpty() && nowNanos - resting.getFirst().notBeforeNanos() >= 0) {
            prompt.addLast(resting.removeFirst());
        }
        while (!prompt.isEmpty() && inFlight < config.maxAsksInFlight()) {
            send(nowNanos, token, prompt.removeFirst());
        }
        if (isPacedDue(nowNanos)) {
            lastPacedNanos = nowNanos;
            send(nowNanos, token, paced.removeFirst());
        }
    }

    /** Nothing will come of those that wait. */
    void failAll(Reason problem) {
        for (Deque<Waiting> queue : List.of(prompt, resting, paced)) {
            queue.forEach(waiting -> fail(waiting.ask(), problem));
            queue.clear();
        }
    }

    @Nullable
    Deadline deadline() {
        if (registration.token() == null) {
            return null;
        }
        Deadline next =
                resting.isEmpty() ? null : new Deadline(resting.getFirst().notBeforeNanos(), "ask a busy server again");
        Long last = lastPacedNanos;
        if (!paced.isEmpty() && inFlight < config.maxAsksInFlight() && last != null) {
            next = Deadline.earlier(next, new Deadline(last + intervalNanos(), "ask for the next contact"));
        }
        return next;
    }

    private boolean isPacedDue(long nowNanos) {
        return !paced.isEmpty()
                && inFlight < config.maxAsksInFlight()
                && (lastPacedNanos == null || nowNanos - lastPacedNanos >= intervalNanos());
    }

    private long intervalNanos() {
        return TimeUnit.MILLISECONDS.toNanos(config.askIntervalMillis());
    }

    private void enqueue(long nowNanos, Deque<Waiting> queue, RendezvousAsk ask) {
        if (registration.token() == null && registration.isHopeless()) {
            fail(ask, registration.problem());
        } else if (queue.size() >= config.maxQueuedAsks()) {
            fail(ask, Reason.of(Reason.Code.TOO_MANY_ASKS));
        } else {
            queue.addLast(new Waiting(ask, 0, nowNanos));
        }
    }

    private void send(long nowNanos, Token token, Waiting waiting) {
        RendezvousAsk ask = waiting.ask();
        inFlight++;
        exchanges.open(
                nowNanos,
                "ask",
                server.primary(),
                config.ask(),
                ref -> new AskPeer(
                        ref,
                        token,
                        ask.peer(),
                        ask.attempt(),
                        ask.round(),
                        ask.candidates(),
                        ask.samples(),
                        exchanges.rttMillis(),
                        ask.consent()),
                new Exchange.Owner() {
                    @Override
                    public void onReply(long replyNanos, Exchange exchange, Reply reply) {
                        inFlight--;
                        AskQueue.this.onReply(replyNanos, token, waiting, reply);
                        pump(replyNanos);
                    }

                    @Override
                    public void onSilence(long silenceNanos) {
                        inFlight--;
                        fail(ask, registration.isRunning() ? words.silence() : registration.problem());
                        pump(silenceNanos);
                    }
                });
    }

    private void onReply(long nowNanos, Token token, Waiting waiting, Reply reply) {
        RendezvousAsk ask = waiting.ask();
        switch (reply) {
            case KnownPeer known
            when known.id().equals(ask.peer()) ->
                events.accept(new RendezvousEvent.Found(ask.attempt(), ask.round(), known));
            case UnknownPeer unknown
            when unknown.id().equals(ask.peer()) ->
                events.accept(new RendezvousEvent.NotFound(ask.attempt(), ask.round(), ask.peer()));
            case Failure failure when mayRepeat(failure, waiting) -> repeat(nowNanos, token, waiting, failure);
            case Failure failure -> fail(ask, words.refusal(failure));
            default -> fail(ask, words.nonsense());
        }
    }

    private boolean mayRepeat(Failure failure, Waiting waiting) {
        return waiting.tries() + 1 < config.maxAskTries()
                && (failure.code() == FailureCode.TOKEN || failure.code() == FailureCode.BUSY);
    }

    private void repeat(long nowNanos, Token token, Waiting waiting, Failure failure) {
        if (failure.code() == FailureCode.TOKEN) {
            prompt.addFirst(new Waiting(waiting.ask(), waiting.tries() + 1, nowNanos));
            registration.onTokenRefused(nowNanos, token);
        } else {
            long notBeforeNanos = nowNanos + TimeUnit.MILLISECONDS.toNanos(config.busyPauseMillis());
            resting.addLast(new Waiting(waiting.ask(), waiting.tries() + 1, notBeforeNanos));
        }
    }

    private void fail(RendezvousAsk ask, Reason problem) {
        events.accept(new RendezvousEvent.AskFailed(ask.attempt(), ask.round(), ask.peer(), problem));
    }
}
