package punchline.engine;

import org.jspecify.annotations.Nullable;
import punchline.engine.diagnosis.Standing;
import punchline.engine.rendezvous.RendezvousClient;
import punchline.engine.rendezvous.RendezvousStatus;
import punchline.engine.rendezvous.RendezvousStatus.Trouble;
import punchline.protocol.ServerAddress;

/** One rendezvous server of this peer, whose name may be yet to be looked up. */
final class ServerEntry {
    final ServerAddress address;

    @Nullable
    RendezvousClient client;

    @Nullable
    Deadline resolveAgain;

    @Nullable
    Reason problem;

    ServerEntry(ServerAddress address) {
        this.address = address;
    }

    Event.ServerStatus status() {
        RendezvousStatus status =
                client == null ? new RendezvousStatus(false, null, null, problem, Trouble.NONE) : client.status();
        return new Event.ServerStatus(
                address.toString(),
                status.registered(),
                status.observed(),
                status.number(),
                status.why(),
                status.trouble() == Trouble.ELSEWHERE);
    }

    /** For a diagnosis. */
    Standing.Server standing() {
        return new Standing.Server(address.toString(), client == null ? null : client.status(), problem);
    }
}
