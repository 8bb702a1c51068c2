package punchline.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import punchline.engine.diagnosis.Standing;
import punchline.engine.rendezvous.RendezvousClient;
import punchline.engine.rendezvous.RendezvousConfig;
import punchline.engine.rendezvous.RendezvousStatus;
import punchline.engine.rendezvous.RendezvousStatus.Trouble;
import punchline.engine.rendezvous.ServerEndpoints;
import punchline.engine.socket.Transmit;
import punchline.protocol.IdentitySigner;
import punchline.protocol.Registration;
import punchline.protocol.ServerAddress;

/** One rendezvous server of this peer, whose name may be yet to be looked up. */
final class ServerEntry {
    /** A goodbye is one datagram; what waited before it may go with it. */
    private static final int MAX_GOODBYES = 16;

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

    /** Its address is known: registers there. */
    void start(ServerEndpoints endpoints, Registration registration, IdentitySigner signer, World world) {
        client = new RendezvousClient(RendezvousConfig.DEFAULT, endpoints, registration, signer, world.random());
        problem = null;
        client.start(world.time().nowNanos());
    }

    @Nullable
    Deadline deadline() {
        return Deadline.earlier(resolveAgain, client == null ? null : client.deadline());
    }

    /** Says goodbye for good; returns what is to be sent for that. */
    List<Transmit> leave(long nowNanos) {
        List<Transmit> goodbye = new ArrayList<>();
        RendezvousClient leaving = client;
        if (leaving != null) {
            leaving.bye(nowNanos);
            for (Transmit next = leaving.pollTransmit();
                    next != null && goodbye.size() < MAX_GOODBYES;
                    next = leaving.pollTransmit()) {
                goodbye.add(next);
            }
        }
        return goodbye;
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
