package punchline.engine.rendezvous;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.engine.Deadline;
import punchline.engine.Reason;
import punchline.engine.socket.LocalSocket;
import punchline.engine.socket.Path;
import punchline.engine.socket.Transmit;
import punchline.protocol.Endpoint;
import punchline.protocol.IdentitySigner;
import punchline.protocol.NatClass;
import punchline.protocol.Parsed;
import punchline.protocol.PublicIdentity;
import punchline.protocol.Registration;
import punchline.protocol.RendezvousAnswer;
import punchline.protocol.RendezvousAnswer.Counterpart;
import punchline.protocol.RendezvousAnswer.Notice;
import punchline.protocol.RendezvousAnswer.Plain;
import punchline.protocol.RendezvousAnswer.Reply;
import punchline.protocol.RendezvousCodec;

/**
 * Keeps this peer registered at one server, lists who is there, asks to be introduced and passes on what the server says.
 * A pure machine of one thread: datagrams, wishes and the time go in; {@link #pollTransmit}, {@link #pollEvent} and {@link
 * #deadline} are drained after each call. All of it uses the main socket, but for {@link #lookFrom}.
 *
 * <p>It heals by itself: an unanswered or forgotten registration is made again, pauses of at most 30 s between tries, for
 * ever. Hostile datagrams are counted and dropped: replies count only from where the request went and with its ref,
 * notices only from the server's first port and with the secret of the registration.
 */
public final class RendezvousClient {
    private static final Logger LOG = LoggerFactory.getLogger(RendezvousClient.class);

    private final ServerEndpoints server;
    private final PublicIdentity self;
    private final Exchanges exchanges;
    private final Samples samples;
    private final RegistrationFlow registration;
    private final PeerListing listing;
    private final AskQueue asks;
    private final Queue<RendezvousEvent> events = new ArrayDeque<>();
    private final ServerClock clock = new ServerClock();
    private long droppedDatagrams;

    /**
     * Makes a client that does nothing until {@link #start}.
     *
     * @param profile what is registered, with this peer's own key
     * @param signer  signs for that key
     * @param random  for refs, which nobody may guess, and for spread in time: in earnest a secure one
     */
    public RendezvousClient(
            RendezvousConfig config,
            ServerEndpoints server,
            Registration profile,
            IdentitySigner signer,
            RandomGenerator random) {
        this.server = server;
        this.self = profile.key();
        this.exchanges = new Exchanges(random);
        this.samples = new Samples(config, server, exchanges, events::add);
        Words words = new Words(server.primary(), config.maxForeignWordsChars());
        this.registration = new RegistrationFlow(
                config, server, profile, signer, random, exchanges, samples, words, new OnRegistration(), events::add);
        this.listing = new PeerListing(config, server, self.peerId(), exchanges, registration, words, events::add);
        this.asks = new AskQueue(config, server, exchanges, registration, words, events::add);
    }

    private final class OnRegistration implements RegistrationFlow.Listener {
        @Override
        public void onRegistered(long nowNanos) {
            events.add(new RendezvousEvent.Registered());
            listing.pump(nowNanos);
            asks.pump(nowNanos);
        }

        @Override
        public void onFailed(long nowNanos, Reason problem) {
            listing.failWanted(problem);
            asks.failAll(problem);
        }
    }

    /** Registers, at once; also after {@link #bye} or {@link RendezvousEvent.Replaced}. */
    public void start(long nowNanos) {
        registration.start(nowNanos, "start");
    }

    /**
     * Changes what others learn of this peer; a registration already made is made again, several changes at once.
     *
     * @throws IllegalArgumentException if the name is not of 1 to 64 printable characters, or there are more than 8 hosts
     */
    public void updateProfile(long nowNanos, String name, boolean listed, List<Endpoint> hosts, NatClass nat) {
        registration.updateProfile(nowNanos, new Registration(self, name, hosts, nat, listed));
    }

    /** This peer's addresses, or the way to the server, may be others: registers again and forgets round trip and samples. */
    public void onNetworkChange(long nowNanos) {
        if (registration.isRunning()) {
            exchanges.forgetRtt();
            clock.forget();
            samples.forget();
            registration.start(nowNanos, "network changed");
        }
    }

    /** Asks the server's second port again for the observed address. */
    public void resample(long nowNanos) {
        if (registration.isRunning()) {
            samples.look(nowNanos);
        }
    }

    /** Asks both ports how they see a probing socket; a {@link RendezvousEvent.Seen} follows for each within a second. */
    public void lookFrom(long nowNanos, LocalSocket socket) {
        samples.lookFrom(nowNanos, socket);
    }

    /** Reads the whole list; {@link RendezvousEvent.Listed} or {@link RendezvousEvent.ListFailed} follows, one for all calls before it. */
    public void list(long nowNanos) {
        listing.start(nowNanos);
    }

    /**
     * Asks to be introduced, at once or as soon as this peer is registered. {@link RendezvousEvent.Found}, {@link
     * RendezvousEvent.NotFound} or {@link RendezvousEvent.AskFailed} follows, at the latest some seconds after the answer to
     * the registration.
     */
    public void ask(long nowNanos, RendezvousAsk ask) {
        asks.add(nowNanos, ask);
    }

    /** As {@link #ask} for many, at a steady pace that no server minds. */
    public void askAll(long nowNanos, Collection<RendezvousAsk> many) {
        asks.addPaced(nowNanos, many);
    }

    /** Leaves: the goodbye is ready to be sent, and nothing more until {@link #start}. */
    public void bye(long nowNanos) {
        registration.bye();
        onRegistrationOver(nowNanos);
    }

    /** Takes a datagram that came from one of the server's endpoints; any other is dropped. */
    public void onDatagram(long nowNanos, Path from, byte[] datagram) {
        if (!server.contains(from.remote())) {
            drop(from, "not the server");
            return;
        }
        switch (RendezvousCodec.parseAnswer(datagram)) {
            case Parsed.Malformed<RendezvousAnswer> malformed -> drop(from, malformed.reason());
            case Parsed.Message<RendezvousAnswer>(RendezvousAnswer answer) -> onAnswer(nowNanos, from, answer);
        }
    }

    private void onAnswer(long nowNanos, Path from, RendezvousAnswer answer) {
        switch (answer) {
            case Reply reply -> {
                if (exchanges.onReply(nowNanos, from, reply)) {
                    onStamp(nowNanos, reply);
                } else {
                    drop(from, "unawaited reply");
                }
            }
            case Notice notice -> {
                if (from.equals(new Path(LocalSocket.MAIN, server.primary())) && registration.isMine(notice.notice())) {
                    onNotice(nowNanos, from, notice);
                } else {
                    drop(from, "notice without the secret");
                }
            }
            case Plain plain -> drop(from, "plain form");
        }
    }

    private void onStamp(long nowNanos, Reply reply) {
        if (reply instanceof RendezvousAnswer.Looked looked) {
            clock.onStamp(nowNanos, looked.clockMillis());
        } else if (reply instanceof RendezvousAnswer.Registered registered) {
            clock.onStamp(nowNanos, registered.clockMillis());
        }
    }

    private void onNotice(long nowNanos, Path from, Notice notice) {
        switch (notice) {
            case RendezvousAnswer.Asked asked
            when isOther(asked.peer()) ->
                events.add(new RendezvousEvent.Asked(asked.attempt(), asked.round(), asked.peer()));
            case RendezvousAnswer.Go go
            when isOther(go.peer()) ->
                events.add(new RendezvousEvent.Go(
                        go.attempt(),
                        go.round(),
                        go.peer(),
                        go.waitMillis(),
                        clock.lateNanos(nowNanos, go.clockMillis())));
            case RendezvousAnswer.Asked asked -> drop(from, "introduction to myself");
            case RendezvousAnswer.Go go -> drop(from, "introduction to myself");
            case RendezvousAnswer.Replaced replaced -> {
                registration.onReplaced();
                onRegistrationOver(nowNanos);
            }
        }
    }

    private boolean isOther(Counterpart peer) {
        return !peer.id().equals(self.peerId());
    }

    private void onRegistrationOver(long nowNanos) {
        if (!registration.isRunning()) {
            exchanges.silenceAll(nowNanos);
            listing.failWanted(registration.problem());
            asks.failAll(registration.problem());
        }
    }

    private void drop(Path from, String why) {
        droppedDatagrams++;
        LOG.debug("dropped a datagram from {} at {}: {}", from.remote(), server.primary(), why);
    }

    /** Does what is due. Harmless when nothing is. */
    public void onDeadline(long nowNanos) {
        exchanges.onDeadline(nowNanos);
        registration.onDeadline(nowNanos);
        listing.pump(nowNanos);
        asks.pump(nowNanos);
    }

    /** When {@link #onDeadline} wants to be called, null if never. */
    public @Nullable Deadline deadline() {
        return Deadline.earlier(Deadline.earlier(exchanges.deadline(), registration.deadline()), asks.deadline());
    }

    /** The next datagram to send, null if there is none. */
    public @Nullable Transmit pollTransmit() {
        return exchanges.pollTransmit();
    }

    /** The next event, null if there is none. */
    public @Nullable RendezvousEvent pollEvent() {
        return events.poll();
    }

    public ServerEndpoints server() {
        return server;
    }

    /** The last {@link RendezvousEvent.StatusChanged}. */
    public RendezvousStatus status() {
        return registration.status();
    }

    /** What both ports last saw of the main socket, at most one sample each; for {@link NatClassifier}, with those of other servers. */
    public List<NatSample> samples() {
        return samples.all();
    }

    /** The smoothed round trip to the server, at most 1000; 0 before the first answer. */
    public int rttMillis() {
        return exchanges.rttMillis();
    }

    /** How many datagrams were dropped because nobody but a stranger, a fault or a delay sends such. */
    public long droppedDatagrams() {
        return droppedDatagrams;
    }
}
