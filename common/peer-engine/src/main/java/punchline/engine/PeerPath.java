package punchline.engine;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import punchline.engine.path.Allowance;
import punchline.engine.path.Attempt;
import punchline.engine.path.AttemptLog;
import punchline.engine.path.AttemptRecord;
import punchline.engine.path.Candidate;
import punchline.engine.path.OwnNetwork;
import punchline.engine.path.PathConfig;
import punchline.engine.path.PathEvent;
import punchline.engine.path.PathFailure;
import punchline.engine.path.PathFinder;
import punchline.engine.path.ProbeKeys;
import punchline.engine.path.Volley;
import punchline.engine.socket.LocalSocket;
import punchline.engine.socket.Path;
import punchline.engine.socket.Transmit;
import punchline.protocol.PublicIdentity;

/**
 * The way to one peer: its path finder, made anew after each goodbye, the path that this found, and the datagrams that go and
 * come on it. Engine thread.
 */
final class PeerPath {
    /** What became of a probe. */
    enum Verdict {
        /** Not the peer's, or of no use. */
        DROPPED,
        /** The peer's, on a way that is not proven yet. */
        GENUINE,
        /** The peer's, on a proven path. */
        VALIDATED
    }

    /**
     * A little less than the time after which the other side takes this one for lost. By the clock on the wall, for the monotonic one
     * may stand still while the machine sleeps.
     */
    private static final long LONG_SILENCE_MILLIS =
            TimeUnit.NANOSECONDS.toMillis(PathConfig.DEFAULT.liveness().lostNanos()) - 3_000;

    private final ProbeKeys keys;
    private final long bootId;
    private final Allowance probes;
    private final World world;
    private final AttemptLog attempts;
    private PathFinder finder;
    private @Nullable Path path;
    private @Nullable Path lastArrived;
    /** What came with the last datagrams was genuine, and the path finder knows. */
    private boolean heard;

    private final LastDatagram last = new LastDatagram();
    private long heardWallMillis;
    private boolean silentForLong;

    PeerPath(Self self, PublicIdentity peer, Allowance probes, World world) {
        this.keys = ProbeKeys.derive(self.identity(), peer);
        this.bootId = self.bootId();
        this.probes = probes;
        this.world = world;
        this.attempts = new AttemptLog(world.time()::wallMillis);
        this.finder = newFinder();
    }

    /** One that has met nobody yet: it is silent by itself, but answers the peer, who may know where this one is. */
    private PathFinder newFinder() {
        return new PathFinder(PathConfig.DEFAULT, keys, bootId, probes, world.random(), attempts);
    }

    /** In use, if any. */
    @Nullable
    Path path() {
        return path;
    }

    /** The smoothed round trip on it; 0 if there is none. */
    long rttNanos() {
        return finder.rttNanos();
    }

    void tryCandidates(long nowNanos, Attempt attempt) {
        finder.begin(nowNanos, attempt);
    }

    void addCandidates(long nowNanos, List<Candidate> more) {
        finder.addCandidates(nowNanos, more);
    }

    void climb(long nowNanos, Volley volley, OwnNetwork own) {
        finder.climb(nowNanos, volley, own);
    }

    void onObstacle(long nowNanos, PathFailure why) {
        finder.onObstacle(nowNanos, why);
    }

    /** The last attempts, the oldest first. */
    List<AttemptRecord> attempts() {
        return attempts.attempts();
    }

    /** The sockets of the path in use and of one that may take over. */
    Set<LocalSocket> sockets() {
        return finder.sockets();
    }

    Verdict onProbe(long nowNanos, Path arrived, byte[] probe) {
        if (!finder.onProbe(nowNanos, arrived, probe)) {
            return Verdict.DROPPED;
        }
        heardAtAll();
        return finder.isValidated(arrived) ? Verdict.VALIDATED : Verdict.GENUINE;
    }

    /** A datagram of the link came this way; whether it is genuine is known only when the link gives out its bytes. */
    void onArrived(Path arrived) {
        lastArrived = arrived;
        heard = false;
    }

    /** The link gave out bytes, so what arrived last was the peer's. */
    void onGenuine() {
        if (lastArrived != null && !heard) {
            heard = true;
            heardAtAll();
            finder.onHeard(world.time().nowNanos(), lastArrived);
        }
    }

    private void heardAtAll() {
        long nowMillis = world.time().wallMillis();
        silentForLong |= nowMillis - heardWallMillis >= LONG_SILENCE_MILLIS;
        heardWallMillis = nowMillis;
    }

    /** When the peer was last heard on any way, by the clock on the wall. */
    long heardWallMillis() {
        return heardWallMillis;
    }

    /** True once after a silence in which the other side may have given up the link. */
    boolean takeLongSilence() {
        boolean silent = silentForLong;
        silentForLong = false;
        return silent;
    }

    void onUnacknowledged(boolean waiting) {
        finder.onUnacknowledged(world.time().nowNanos(), waiting);
    }

    void onNetworkChange(long nowNanos) {
        finder.onNetworkChange(nowNanos);
    }

    void check(long nowNanos) {
        finder.check(nowNanos);
    }

    /** Forgets everything about the way, and waits for the peer to show up. */
    void startOver() {
        finder.end(world.time().nowNanos());
        finder = newFinder();
        forgetPath();
    }

    private void forgetPath() {
        path = null;
        lastArrived = null;
        last.forget();
    }

    @Nullable
    Deadline deadline() {
        return finder.deadline();
    }

    void onDeadline(long nowNanos) {
        finder.onDeadline(nowNanos);
    }

    @Nullable
    Transmit pollTransmit() {
        return finder.pollTransmit();
    }

    /** The next event, with {@link #path} as it is after it. */
    @Nullable
    PathEvent pollEvent() {
        PathEvent event = finder.pollEvent();
        if (event instanceof PathEvent.Selected selected) {
            path = selected.path();
            repeatLast();
        } else if (event instanceof PathEvent.PeerStarted) {
            last.forget();
        } else if (event instanceof PathEvent.Lost) {
            forgetPath();
        }
        return event;
    }

    /** What went to where the path led before may be lost. */
    private void repeatLast() {
        ByteBuf datagram = last.take();
        if (datagram != null) {
            transmit(datagram, 0);
        }
    }

    /** Sends a link's datagrams to wherever the path leads at this moment; drops them if nowhere. */
    void transmit(ByteBuf datagrams, int segmentBytes) {
        Path current = path;
        if (current == null) {
            datagrams.release();
        } else {
            last.keep(datagrams, segmentBytes);
            world.sockets().send(current, datagrams, segmentBytes);
        }
    }
}
