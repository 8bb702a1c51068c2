package punchline.engine.rendezvous;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import punchline.engine.socket.LocalSocket;
import punchline.protocol.Endpoint;
import punchline.protocol.RendezvousAnswer.Looked;
import punchline.protocol.RendezvousAnswer.Reply;
import punchline.protocol.RendezvousRequest.Look;

/** What the two ports of one server see as this peer's address: from registrations at the first, from looks at the second. */
final class Samples {
    private final RendezvousConfig config;
    private final ServerEndpoints server;
    private final Exchanges exchanges;
    private final Consumer<RendezvousEvent> events;
    private final Map<Endpoint, NatSample> newest = new TreeMap<>();
    private @Nullable Exchange looking;

    Samples(RendezvousConfig config, ServerEndpoints server, Exchanges exchanges, Consumer<RendezvousEvent> events) {
        this.config = config;
        this.server = server;
        this.exchanges = exchanges;
        this.events = events;
    }

    /** Asks the second port, unless that is under way. A port that does not answer gives no sample and does no harm. */
    void look(long nowNanos) {
        if (looking != null) {
            return;
        }
        looking = exchanges.open(
                nowNanos, "look", server.secondary(), config.greeting(), Look::new, new Exchange.Owner() {
                    @Override
                    public void onReply(long replyNanos, Exchange exchange, Reply reply) {
                        looking = null;
                        if (reply instanceof Looked looked) {
                            add(exchange, looked.observed());
                        }
                    }

                    @Override
                    public void onSilence(long silenceNanos) {
                        looking = null;
                    }
                });
    }

    void add(Exchange exchange, Endpoint observed) {
        NatSample sample = new NatSample(exchange.socket(), exchange.server(), observed, exchange.startNanos());
        NatSample before = newest.put(sample.server(), sample);
        if (before == null || !before.observed().equals(observed)) {
            events.accept(new RendezvousEvent.Sampled(sample));
        }
    }

    /** Asks both ports how they see a probing socket; each answers with a {@link RendezvousEvent.Seen}. */
    void lookFrom(long nowNanos, LocalSocket socket) {
        for (Endpoint port : List.of(server.primary(), server.secondary())) {
            exchanges.open(nowNanos, "look", socket, port, config.look(), Look::new, new Exchange.Owner() {
                @Override
                public void onReply(long replyNanos, Exchange exchange, Reply reply) {
                    NatSample sample = reply instanceof Looked looked
                            ? new NatSample(socket, port, looked.observed(), exchange.startNanos())
                            : null;
                    events.accept(new RendezvousEvent.Seen(socket, port, sample));
                }

                @Override
                public void onSilence(long silenceNanos) {
                    events.accept(new RendezvousEvent.Seen(socket, port, null));
                }
            });
        }
    }

    /** The network is another: what was seen, and a look under way, say nothing of it. */
    void forget() {
        if (looking != null) {
            exchanges.cancel(looking);
            looking = null;
        }
        newest.clear();
    }

    List<NatSample> all() {
        return List.copyOf(newest.values());
    }
}
