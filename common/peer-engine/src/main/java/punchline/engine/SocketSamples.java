package punchline.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import punchline.engine.rendezvous.NatSample;
import punchline.engine.rendezvous.RendezvousClient;
import punchline.engine.rendezvous.RendezvousEvent;
import punchline.engine.socket.LocalSocket;
import punchline.protocol.Endpoint;

/** How servers see probing sockets: asks them for several sockets at once, and gathers what they say. */
final class SocketSamples {
    /** The outcome of {@link #take}. */
    interface Taken {
        /** In the order in which the sockets asked, without those that nobody answered. */
        void onTaken(List<NatSample> inOrder);
    }

    /** A third server says nothing that two have not said, and each look takes a port of the NAT. */
    private static final int MAX_SERVERS = 2;

    private record Look(LocalSocket socket, Endpoint server) {}

    private static final class Open {
        private final Map<Look, @Nullable NatSample> samples = new LinkedHashMap<>();
        private final List<Look> awaited = new ArrayList<>();
        private final Taken taken;

        Open(Taken taken) {
            this.taken = taken;
        }
    }

    private final List<Open> open = new ArrayList<>();

    /** Asks servers that have answered before; {@code taken} is called within a second, at once if there is none. */
    void take(long nowNanos, List<LocalSocket> sockets, List<RendezvousClient> servers, Taken taken) {
        List<RendezvousClient> answering = servers.stream()
                .filter(server -> !server.samples().isEmpty())
                .limit(MAX_SERVERS)
                .toList();
        Open sampling = new Open(taken);
        // Server by server, for so their datagrams leave, and a NAT that counts must be seen to count.
        for (RendezvousClient server : answering) {
            for (LocalSocket socket : sockets) {
                for (Endpoint port :
                        List.of(server.server().primary(), server.server().secondary())) {
                    Look look = new Look(socket, port);
                    sampling.samples.put(look, null);
                    sampling.awaited.add(look);
                }
                server.lookFrom(nowNanos, socket);
            }
        }
        if (sampling.awaited.isEmpty()) {
            taken.onTaken(List.of());
        } else {
            open.add(sampling);
        }
    }

    void onSeen(RendezvousEvent.Seen seen) {
        Look look = new Look(seen.socket(), seen.server());
        for (Open sampling : List.copyOf(open)) {
            if (sampling.awaited.remove(look)) {
                sampling.samples.put(look, seen.sample());
                if (sampling.awaited.isEmpty()) {
                    open.remove(sampling);
                    sampling.taken.onTaken(sampling.samples.values().stream()
                            .filter(Objects::nonNull)
                            .toList());
                }
            }
        }
    }
}
