package punchline.simulation.networks;

import java.util.function.BooleanSupplier;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.simulation.Trace;
import punchline.simulation.VirtualPeer;

/** Sends two people through a network: start, connect, stay, talk. */
public final class Trial {
    /** Both programs start; by then they are registered even if a few datagrams were lost. */
    private static final long START_LIMIT_MILLIS = 10_000;

    /** After the registration, for looks at the servers' second ports. */
    private static final long SETTLE_MILLIS = 2_000;

    /** How long the two may try. */
    private static final long CONNECT_LIMIT_MILLIS = 45_000;

    /** A pair without hope is watched so long: something that was not expected may come. */
    private static final long HOPELESS_LIMIT_MILLIS = 20_000;

    /** Longer than any mapping lives that is not kept alive. */
    private static final long IDLE_MILLIS = 60_000;

    private static final long MESSAGE_LIMIT_MILLIS = 5_000;

    private final Network network;
    private final Stage stage;

    public Trial(Network network) {
        this.network = network;
        this.stage = new Stage(network);
    }

    /** Runs it, once. What the engine throws is an outcome, too. */
    public Outcome run() {
        try {
            return connect();
        } catch (RuntimeException e) {
            return new Outcome(network, -1, -1, null, null, null, probes(), stage.peakProbesPerSecond(), e.toString());
        }
    }

    /** What happened, to be printed. */
    public Trace trace() {
        return stage.world.trace();
    }

    private Outcome connect() {
        stage.left.start();
        stage.right.start();
        stage.time.runUntil(() -> isRegistered(stage.left) && isRegistered(stage.right), START_LIMIT_MILLIS);
        stage.time.runMillis(SETTLE_MILLIS);
        VirtualPeer caller = stage.caller();
        VirtualPeer called = stage.called();
        Watch callers = new Watch(caller, called.id());
        Watch theirs = new Watch(called, caller.id());
        long startMillis = stage.time.elapsedMillis();
        stage.world.trace().note("trial", "connect");
        caller.submit(new Command.Connect(null, called.id(), null));
        // Every word is read as it comes; when it came is known only then.
        long[] answeredMillis = {-1};
        BooleanSupplier bothOnline = () -> {
            callers.update();
            theirs.update();
            if (answeredMillis[0] < 0 && callers.answer() != null) {
                answeredMillis[0] = stage.time.elapsedMillis() - startMillis;
            }
            return callers.isOnline() && theirs.isOnline();
        };
        boolean isReached = Expectation.of(network.setting()).isReached();
        boolean online = stage.time.runUntil(bothOnline, isReached ? CONNECT_LIMIT_MILLIS : HOPELESS_LIMIT_MILLIS);
        long onlineMillis = online ? stage.time.elapsedMillis() - startMillis : -1;
        long probes = probes();
        Boolean isKept = online ? stays(callers, theirs) : null;
        Event.Link answer = callers.answer();
        return new Outcome(
                network,
                onlineMillis,
                answeredMillis[0],
                answer == null ? null : answer.state(),
                answer == null ? null : answer.reason(),
                isKept,
                probes,
                stage.peakProbesPerSecond(),
                null);
    }

    private static boolean isRegistered(VirtualPeer peer) {
        return peer.last(Event.Server.class, told -> told.server().registered()) != null;
    }

    private boolean stays(Watch callers, Watch theirs) {
        BooleanSupplier broken = () -> {
            callers.update();
            theirs.update();
            return !callers.isOnline() || !theirs.isOnline();
        };
        if (stage.time.runUntil(broken, IDLE_MILLIS)) {
            return false;
        }
        stage.caller().submit(new Command.Send(null, stage.called().id(), "still there?"));
        return stage.time.runUntil(
                () -> !stage.called().textsFrom(stage.caller().id()).isEmpty(), MESSAGE_LIMIT_MILLIS);
    }

    private long probes() {
        return stage.leftMeter.total() + stage.rightMeter.total();
    }
}
