package punchline.client.ui.people;

import punchline.client.ui.text.Texts;
import punchline.client.ui.text.Times;
import punchline.engine.Event.LinkState;
import punchline.engine.Event.PathKind;

/** Presence in words. */
public final class PresenceText {
    private final Texts texts;
    private final Times times;

    public PresenceText(Texts texts, Times times) {
        this.texts = texts;
        this.times = times;
    }

    /** Such as "online · direct", "offline · last heard 14:02". */
    public String of(PersonState state) {
        return switch (state.relation()) {
            case null -> texts.get("presence.stranger");
            case REQUESTED -> state.link() == LinkState.UNREACHABLE ? link(state) : texts.get("presence.requested");
            case PENDING -> texts.get("presence.pending");
            case REJECTED -> texts.get("presence.rejected");
            case BLOCKED -> texts.get("presence.blocked");
            case ACCEPTED -> link(state);
        };
    }

    private String link(PersonState state) {
        return switch (state.link()) {
            case ONLINE -> texts.get(state.reason() == null ? "presence.online" : "presence.silent", path(state));
            case CONNECTING -> texts.get("presence.connecting");
            case UNREACHABLE ->
                state.reason() == null
                        ? texts.get("presence.unreachable")
                        : texts.get("presence.unreachable.reason", texts.reason(state.reason()));
            case OFFLINE ->
                state.lastHeardMillis() == 0
                        ? texts.get("presence.offline")
                        : texts.get("presence.offline.heard", times.full(state.lastHeardMillis()));
        };
    }

    private String path(PersonState state) {
        return texts.get(state.path() == PathKind.LAN ? "path.lan" : "path.direct");
    }
}
