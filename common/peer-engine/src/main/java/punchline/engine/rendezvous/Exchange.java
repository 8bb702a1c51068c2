package punchline.engine.rendezvous;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import punchline.engine.socket.LocalSocket;
import punchline.engine.socket.Path;
import punchline.protocol.Endpoint;
import punchline.protocol.RendezvousAnswer.Reply;
import punchline.protocol.RendezvousRequest;

/** One request on its way: sent as its schedule says until a reply comes. Each sending has its own ref, so that its round trip is exact. */
final class Exchange {
    /** What its owner does then. At most one of these is called, once. */
    interface Owner {
        void onReply(long nowNanos, Exchange exchange, Reply reply);

        void onSilence(long nowNanos);
    }

    record Sending(String ref, long atNanos) {}

    private final String what;
    private final LocalSocket socket;
    private final Endpoint server;
    private final RendezvousConfig.Schedule schedule;
    private final Function<String, RendezvousRequest> request;
    private final Owner owner;
    private final long startNanos;
    private final List<Sending> sendings = new ArrayList<>();

    Exchange(
            long nowNanos,
            String what,
            LocalSocket socket,
            Endpoint server,
            RendezvousConfig.Schedule schedule,
            Function<String, RendezvousRequest> request,
            Owner owner) {
        this.startNanos = nowNanos;
        this.what = what;
        this.socket = socket;
        this.server = server;
        this.schedule = schedule;
        this.request = request;
        this.owner = owner;
    }

    String what() {
        return what;
    }

    /** The way of its datagrams, and of the reply. */
    Path path() {
        return new Path(socket, server);
    }

    LocalSocket socket() {
        return socket;
    }

    Endpoint server() {
        return server;
    }

    Owner owner() {
        return owner;
    }

    long startNanos() {
        return startNanos;
    }

    List<Sending> sendings() {
        return sendings;
    }

    boolean isSpent() {
        return sendings.size() == schedule.offsetsMillis().size();
    }

    /** When the next datagram leaves, or when to give up after the last. */
    long nextNanos() {
        int offsetMillis =
                isSpent() ? schedule.giveUpMillis() : schedule.offsetsMillis().get(sendings.size());
        return startNanos + TimeUnit.MILLISECONDS.toNanos(offsetMillis);
    }

    RendezvousRequest send(String ref, long nowNanos) {
        sendings.add(new Sending(ref, nowNanos));
        return request.apply(ref);
    }
}
