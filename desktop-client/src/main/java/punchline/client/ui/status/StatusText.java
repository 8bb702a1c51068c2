package punchline.client.ui.status;

import punchline.client.ui.text.Texts;
import punchline.engine.Event.ServerStatus;
import punchline.protocol.NatClass;

/** Servers and the network in words. */
public final class StatusText {
    private final Texts texts;

    public StatusText(Texts texts) {
        this.texts = texts;
    }

    /** One line about all servers. */
    String of(StatusViewModel model) {
        return switch (model.connectionProperty().get()) {
            case STARTING -> texts.get("connection.starting");
            case NO_SERVER -> texts.get("connection.none");
            case CONNECTING -> texts.get("connection.connecting");
            case CONNECTED -> texts.get("connection.connected");
            case ELSEWHERE -> texts.get("connection.elsewhere");
            case FAILED -> texts.get("connection.failed");
        };
    }

    public String of(ServerStatus server) {
        if (server.registered()) {
            return server.observed() == null
                    ? texts.get("server.registered")
                    : texts.get("server.registered.as", server.observed());
        }
        return server.why() == null ? texts.get("server.connecting") : texts.reason(server.why());
    }

    public String of(NatClass nat) {
        return texts.get("nat." + nat.text());
    }
}
