package punchline.engine.rendezvous;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import punchline.engine.Reason;
import punchline.protocol.FailureCode;
import punchline.protocol.PeerId;
import punchline.protocol.RendezvousAnswer.Failure;
import punchline.protocol.RendezvousAnswer.Peers;
import punchline.protocol.RendezvousAnswer.Reply;
import punchline.protocol.RendezvousRequest.ListPeers;
import punchline.protocol.Token;

/** Reads the list of peers, page by page; one reading at a time. */
final class PeerListing {
    private enum State {
        IDLE,
        /** Until there is a registration. */
        WANTED,
        READING
    }

    private final RendezvousConfig config;
    private final ServerEndpoints server;
    private final PeerId self;
    private final Exchanges exchanges;
    private final RegistrationFlow registration;
    private final Words words;
    private final Consumer<RendezvousEvent> events;
    private final Map<PeerId, Peers.Listed> read = new TreeMap<>();
    private State state = State.IDLE;
    private int pages;
    private int tries;

    PeerListing(
            RendezvousConfig config,
            ServerEndpoints server,
            PeerId self,
            Exchanges exchanges,
            RegistrationFlow registration,
            Words words,
            Consumer<RendezvousEvent> events) {
        this.config = config;
        this.server = server;
        this.self = self;
        this.exchanges = exchanges;
        this.registration = registration;
        this.words = words;
        this.events = events;
    }

    void start(long nowNanos) {
        if (state != State.IDLE) {
            return;
        }
        tries = 0;
        state = State.WANTED;
        if (registration.token() == null && registration.isHopeless()) {
            fail(registration.problem());
        } else {
            pump(nowNanos);
        }
    }

    /** Begins to read if that is wanted and possible. */
    void pump(long nowNanos) {
        Token token = registration.token();
        if (state == State.WANTED && token != null) {
            state = State.READING;
            tries++;
            pages = 0;
            read.clear();
            readPage(nowNanos, token, 0);
        }
    }

    /** There is no registration, and there will not be one soon. */
    void failWanted(Reason problem) {
        if (state == State.WANTED) {
            fail(problem);
        }
    }

    private void readPage(long nowNanos, Token token, int from) {
        exchanges.open(
                nowNanos,
                "list",
                server.primary(),
                config.request(),
                ref -> new ListPeers(ref, token, from),
                new Exchange.Owner() {
                    @Override
                    public void onReply(long replyNanos, Exchange exchange, Reply reply) {
                        PeerListing.this.onReply(replyNanos, token, from, reply);
                    }

                    @Override
                    public void onSilence(long silenceNanos) {
                        fail(registration.isRunning() ? words.silence() : registration.problem());
                    }
                });
    }

    private void onReply(long nowNanos, Token token, int from, Reply reply) {
        switch (reply) {
            case Peers page -> onPage(nowNanos, token, from, page);
            case Failure failure
            when failure.code() == FailureCode.TOKEN && tries < config.maxAskTries() -> {
                state = State.WANTED;
                registration.onTokenRefused(nowNanos, token);
                pump(nowNanos);
            }
            case Failure failure -> fail(words.refusal(failure));
            default -> fail(words.nonsense());
        }
    }

    private void onPage(long nowNanos, Token token, int from, Peers page) {
        pages++;
        page.peers().stream()
                .filter(listed -> !listed.id().equals(self))
                .forEach(listed -> read.put(listed.id(), listed));
        Integer next = page.next();
        if (next == null) {
            finish(true);
        } else if (next <= from || pages >= config.maxListPages()) {
            finish(false);
        } else {
            readPage(nowNanos, token, next);
        }
    }

    private void finish(boolean complete) {
        List<Peers.Listed> byNumber = new ArrayList<>(read.values());
        byNumber.sort(Comparator.comparingInt(Peers.Listed::number));
        end(new RendezvousEvent.Listed(byNumber, complete));
    }

    private void fail(Reason problem) {
        end(new RendezvousEvent.ListFailed(problem));
    }

    private void end(RendezvousEvent event) {
        state = State.IDLE;
        read.clear();
        events.accept(event);
    }
}
