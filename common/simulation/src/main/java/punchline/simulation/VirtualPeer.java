package punchline.simulation;

import io.netty.buffer.Unpooled;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.PeerConfig;
import punchline.engine.PeerEngine;
import punchline.engine.TimeSource;
import punchline.engine.World;
import punchline.engine.conversation.MessageId;
import punchline.engine.conversation.MessageStore;
import punchline.engine.identity.Identity;
import punchline.engine.mapping.GatewayPort;
import punchline.engine.path.IpPrefix;
import punchline.engine.session.SecureLinks;
import punchline.engine.socket.DatagramPort;
import punchline.engine.socket.LocalSocket;
import punchline.engine.transcript.TranscriptPort;
import punchline.protocol.Endpoint;
import punchline.protocol.PeerId;
import punchline.protocol.ServerAddress;
import punchline.simulation.store.CrashableStore;

/**
 * The real engine on a virtual host: virtual sockets and time, fake links, a store that can crash. It may be stopped, killed
 * and started again, like a program.
 */
public final class VirtualPeer {
    /** A commit on a common disk. */
    private static final long COMMIT_NANOS = 2_000_000;

    private static final int IPV4_PREFIX_BITS = 24;
    private static final int IPV6_PREFIX_BITS = 64;

    private final VirtualNetwork network;
    private final VirtualHost host;
    private final PeerConfig config;
    private final Identity identity;
    private final List<Event> events = new ArrayList<>();
    private final VirtualTranscripts transcripts;
    private CrashableStore store;
    private @Nullable Program process;
    private @Nullable VirtualGateway gateway;

    /**
     * A profile whose program does not run yet.
     *
     * @param seed makes the key pair: the same seed, the same PeerId
     * @param config names servers by their addresses
     */
    public VirtualPeer(VirtualNetwork network, VirtualHost host, long seed, PeerConfig config) {
        this(network, host, seed, config, COMMIT_NANOS);
    }

    /** As the other, on a disk that takes so long for a commit or a read. */
    public VirtualPeer(VirtualNetwork network, VirtualHost host, long seed, PeerConfig config, long commitNanos) {
        this.network = network;
        this.host = host;
        this.config = config;
        this.identity = Identity.generate(deterministic(seed));
        this.transcripts = new VirtualTranscripts(network.time());
        this.store = new CrashableStore(identity.peerId(), seed, this::after, commitNanos);
    }

    /** Its default gateway maps ports, from the next start on. */
    public VirtualPeer behind(VirtualGateway router) {
        gateway = router;
        return this;
    }

    private static SecureRandom deterministic(long seed) {
        try {
            SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(seed);
            return random;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA1PRNG", e);
        }
    }

    private void after(long delayNanos, Runnable task) {
        network.time().after(delayNanos, task);
    }

    public PeerId id() {
        return identity.peerId();
    }

    /** Where it exports conversations to. */
    public VirtualTranscripts transcripts() {
        return transcripts;
    }

    /** What it has told since it was made, across restarts. */
    public List<Event> events() {
        return events;
    }

    /** Starts the program. */
    public VirtualPeer start() {
        if (process != null) {
            throw new IllegalStateException(this + " runs");
        }
        Program started = new Program();
        process = started;
        store.load().whenComplete((profile, failure) -> {
            if (failure != null) {
                throw new IllegalStateException("the virtual store cannot be loaded", failure);
            }
            if (process == started) {
                started.engine.start(profile);
            }
        });
        return this;
    }

    /** Ends the program in good order. */
    public void stop() {
        Program ending = process;
        if (ending != null) {
            ending.engine.close();
            ending.engine.end();
            ending.end();
            process = null;
            // What was submitted is kept; nothing of the ended program learns of it, or submits more.
            store.close();
            store = store.crash();
        }
    }

    /** Kills the program: nothing is said to anyone, and what was not durable is gone. */
    public void crash() {
        Program killed = process;
        if (killed != null) {
            killed.end();
            process = null;
            store = store.crash();
        }
    }

    /** Gives a command to the running program. */
    public void submit(Command command) {
        Program running = process;
        if (running == null) {
            throw new IllegalStateException(this + " does not run");
        }
        running.engine.onCommand(command);
    }

    /** The computer sleeps: no datagrams, no deadlines. */
    public void sleep() {
        host.setAsleep(true);
    }

    /** The computer wakes up; a real program notices within a second. */
    public void wakeUp() {
        host.setAsleep(false);
        Program running = process;
        if (running != null) {
            running.engine.onWokenUp();
            running.engine.onDeadline();
        }
    }

    /** The host's interfaces changed; a real program notices within a second. */
    public void noticeAddresses() {
        Program running = process;
        if (running != null) {
            running.engine.onAddressesChanged(running.addresses());
        }
    }

    /** Whether its disk holds, at this moment, that message of somebody else's. */
    public boolean holds(PeerId author, MessageId message) {
        return store.holds(author, message);
    }

    /** The texts that have come from that peer, in the order in which they were told. */
    public List<String> textsFrom(PeerId peer) {
        List<String> texts = new ArrayList<>();
        for (Event event : events) {
            if (event instanceof Event.Message message && message.peer().equals(peer)) {
                texts.add(message.text());
            }
        }
        return texts;
    }

    /** What was last told of the link to that peer. */
    public Event.@Nullable Link lastLink(PeerId peer) {
        return last(Event.Link.class, link -> link.peer().equals(peer));
    }

    /** Whether the last word on the link to that peer is that it is online. */
    public boolean isOnline(PeerId peer) {
        Event.Link link = lastLink(peer);
        return link != null && link.state() == Event.LinkState.ONLINE;
    }

    /** The last event of that kind that fits, or null. */
    public <E extends Event> @Nullable E last(Class<E> kind, Predicate<E> fits) {
        for (int i = events.size() - 1; i >= 0; i--) {
            if (kind.isInstance(events.get(i)) && fits.test(kind.cast(events.get(i)))) {
                return kind.cast(events.get(i));
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return config.name();
    }

    /** One run of the program. */
    private final class Program implements World {
        private final VirtualDatagramPort sockets = new VirtualDatagramPort(host, this::onDatagram);
        private final RandomGenerator random = network.newRandom();
        private final GatewayPort gateways = gateway == null ? GatewayPort.NONE : gateway.portFor(this::later);
        private final int port;
        private final PeerEngine engine;
        private @Nullable FakeLinks links;
        private VirtualTime.@Nullable Happening wake;
        private boolean over;

        Program() {
            port = sockets.open(LocalSocket.MAIN, config.port());
            engine = new PeerEngine(config, identity, this);
        }

        private void onDatagram(LocalSocket socket, Endpoint source, byte[] payload) {
            if (!over) {
                engine.onDatagram(socket, source, Unpooled.wrappedBuffer(payload));
                engine.onReadComplete();
            }
        }

        void end() {
            over = true;
            sockets.close();
            if (links != null) {
                links.crash();
            }
            if (wake != null) {
                wake.cancel();
            }
        }

        @Override
        public TimeSource time() {
            return network.time();
        }

        @Override
        public RandomGenerator random() {
            return random;
        }

        @Override
        public DatagramPort sockets() {
            return sockets;
        }

        @Override
        public GatewayPort gateways() {
            return gateways;
        }

        @Override
        public int port() {
            return port;
        }

        @Override
        public List<IpPrefix> addresses() {
            return host.addresses().stream()
                    .map(address -> new IpPrefix(
                            address, address instanceof Inet6Address ? IPV6_PREFIX_BITS : IPV4_PREFIX_BITS))
                    .toList();
        }

        @Override
        public MessageStore store() {
            return store;
        }

        @Override
        public TranscriptPort transcripts() {
            return transcripts;
        }

        @Override
        public SecureLinks links(SecureLinks.Transport transport) {
            FakeLinks made = new FakeLinks(identity.peerId(), network.time(), network.newRandom(), transport);
            links = made;
            return made;
        }

        @Override
        public void resolve(ServerAddress server, Resolved found) {
            network.time().afterMillis(network.lookupMillis(), () -> {
                InetAddress address = network.lookUp(server.host());
                if (!over) {
                    found.onResolved(address == null ? null : new Endpoint(address, server.port()));
                }
            });
        }

        @Override
        public void later(Runnable task) {
            network.time().after(0, () -> {
                if (!over) {
                    task.run();
                }
            });
        }

        @Override
        public void wakeAt(long nanos) {
            if (wake != null) {
                wake.cancel();
            }
            wake = network.time().at(nanos, () -> {
                if (!over && !host.isAsleep()) {
                    engine.onDeadline();
                }
            });
        }

        @Override
        public Consumer<Event> events() {
            return event -> {
                network.trace().note(config.name(), event);
                events.add(event);
            };
        }
    }
}
