package punchline.engine;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.engine.socket.Path;
import punchline.protocol.PeerId;

/** What people are told of the link to one peer. It only ever repeats what authenticated traffic, or its absence, has shown. */
final class Presence {
    private static final Reason SILENT = Reason.of(Reason.Code.SILENT);

    private static final Logger log = LoggerFactory.getLogger("punchline.connections");

    private final PeerId peer;
    private final Runnable onChange;
    private Event.LinkState state = Event.LinkState.OFFLINE;
    private @Nullable Reason reason;
    private @Nullable Path path;
    private Event.@Nullable PathKind kind;
    private long attemptNanos;
    private long onlineNanos;
    private long silentSinceMillis;

    Presence(PeerId peer, Runnable onChange) {
        this.peer = peer;
        this.onChange = onChange;
    }

    Event.LinkState state() {
        return state;
    }

    @Nullable
    Reason reason() {
        return reason;
    }

    /** Null unless online. */
    Event.@Nullable PathKind kind() {
        return isOnline() ? kind : null;
    }

    boolean isOnline() {
        return state == Event.LinkState.ONLINE;
    }

    /** How long it has been online; 0 if it is not. */
    long onlineForNanos(long nowNanos) {
        return isOnline() ? nowNanos - onlineNanos : 0;
    }

    boolean isConnecting() {
        return state == Event.LinkState.CONNECTING;
    }

    /** As an event. */
    Event.Link link(@Nullable String ref, long nowNanos) {
        return new Event.Link(
                ref,
                peer,
                state,
                kind(),
                isOnline() && path != null ? path.remote() : null,
                TimeUnit.NANOSECONDS.toMillis(attemptedNanos(nowNanos)),
                reason,
                silentSinceMillis);
    }

    /** How long the attempt has lasted, or lasted until it succeeded. */
    private long attemptedNanos(long nowNanos) {
        return switch (state) {
            case OFFLINE -> 0;
            case ONLINE -> onlineNanos - attemptNanos;
            case CONNECTING, UNREACHABLE -> nowNanos - attemptNanos;
        };
    }

    /** The peer has just answered on this path: datagrams go this way from here on. */
    void onPath(Path selected, Event.PathKind selectedKind, long rttNanos) {
        if (isOnline() && silentSinceMillis != 0) {
            path = selected;
            kind = selectedKind;
            show(Event.LinkState.ONLINE, null);
        }
        if (selected.equals(path)) {
            return;
        }
        path = selected;
        kind = selectedKind;
        log.info(
                "{}: path {} to {}, round trip {} ms",
                peer.brief(),
                kind,
                selected.remote(),
                TimeUnit.NANOSECONDS.toMillis(rttNanos));
        if (isOnline()) {
            onChange.run();
        }
    }

    /** An attempt begins, or what was online must be found again. One that is under way keeps its beginning. */
    void connecting(long nowNanos, @Nullable Reason why) {
        if (!isConnecting()) {
            attemptNanos = nowNanos;
        }
        show(Event.LinkState.CONNECTING, why);
    }

    void online(long nowNanos) {
        onlineNanos = nowNanos;
        show(Event.LinkState.ONLINE, null);
    }

    /** The peer owes an answer and was heard last at that time, by the clock on the wall. It is online until more is known. */
    void silent(long heardMillis) {
        if (isOnline()) {
            show(Event.LinkState.ONLINE, SILENT, heardMillis);
        }
    }

    void unreachable(Reason why) {
        show(Event.LinkState.UNREACHABLE, why);
    }

    void offline(Reason why) {
        path = null;
        show(Event.LinkState.OFFLINE, why);
    }

    private void show(Event.LinkState next, @Nullable Reason why) {
        show(next, why, 0);
    }

    private void show(Event.LinkState next, @Nullable Reason why, long silentSince) {
        if (next == state && Objects.equals(why, reason)) {
            return;
        }
        silentSinceMillis = silentSince;
        state = next;
        reason = why;
        log.info("{}: {}{}", peer.brief(), next, why == null ? "" : ": " + why);
        onChange.run();
    }
}
