package punchline.client.server;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.engine.Deadline;

/**
 * Decides whether this client runs the rendezvous server of its machine. Pure: it is told what happened and says what to
 * do next.
 *
 * <pre>
 *   ASKING --answer--> WATCHING --every 2 s--> ASKING
 *   ASKING --refused, or twice no answer--> STARTING --started--> HOSTING
 *                                           STARTING --port taken--> WATCHING
 * </pre>
 *
 * Asking comes before starting because some systems let two sockets share an address when one of them is bound to every
 * interface. Asking again lets the next client take over when the one that hosts quits.
 */
final class Hosting {
    private static final Logger LOG = LoggerFactory.getLogger(Hosting.class);

    /** What to do next. */
    enum Action {
        /** Send a question to the address. */
        ASK,
        /** Start the server there. */
        START
    }

    enum State {
        ASKING,
        STARTING,
        HOSTING,
        WATCHING
    }

    /** Within one machine an answer takes less than a millisecond; this allows for a machine that is busy. */
    static final long ANSWER_TIMEOUT_NANOS = 300_000_000L;

    /** One datagram may be lost when a buffer is full. */
    static final int MAX_ASKS = 2;

    /** Soon enough that people hardly notice that the host has quit, seldom enough to cost nothing. */
    static final long WATCH_INTERVAL_NANOS = 2_000_000_000L;

    private final Deque<Action> actions = new ArrayDeque<>();
    private State state = State.ASKING;
    private int asks;
    private @Nullable Deadline deadline;

    Hosting(long nowNanos) {
        ask(nowNanos);
    }

    State state() {
        return state;
    }

    /** Whether it is known who serves, for now. */
    boolean isDecided() {
        return state == State.HOSTING || state == State.WATCHING;
    }

    @Nullable
    Action pollAction() {
        return actions.poll();
    }

    @Nullable
    Deadline deadline() {
        return deadline;
    }

    /** A server answered. */
    void onAnswer(long nowNanos) {
        if (state == State.ASKING) {
            watch(nowNanos, "another process serves");
        }
    }

    /** The system says that nothing listens there. */
    void onRefused() {
        if (state == State.ASKING) {
            start("nothing listens");
        }
    }

    void onStarted() {
        if (state == State.STARTING) {
            become(State.HOSTING, "started");
            deadline = null;
        }
    }

    /** The address is taken, or cannot be had for another reason. */
    void onStartFailed(long nowNanos) {
        if (state == State.STARTING) {
            watch(nowNanos, "the port cannot be had");
        }
    }

    void onDeadline(long nowNanos) {
        Deadline due = deadline;
        if (due == null || nowNanos - due.atNanos() < 0) {
            return;
        }
        if (state == State.WATCHING) {
            asks = 0;
            ask(nowNanos);
        } else if (asks < MAX_ASKS) {
            ask(nowNanos);
        } else {
            start("nobody answers");
        }
    }

    private void ask(long nowNanos) {
        become(State.ASKING, "who serves?");
        asks++;
        actions.add(Action.ASK);
        deadline = new Deadline(nowNanos + ANSWER_TIMEOUT_NANOS, "answer of the server on this machine");
    }

    private void start(String why) {
        become(State.STARTING, why);
        deadline = null;
        actions.add(Action.START);
    }

    private void watch(long nowNanos, String why) {
        become(State.WATCHING, why);
        deadline = new Deadline(nowNanos + WATCH_INTERVAL_NANOS, "see whether the server still answers");
    }

    private void become(State next, String why) {
        LOG.debug("hosting: {} to {}: {}", state, next, why);
        state = next;
    }
}
