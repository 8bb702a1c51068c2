package punchline.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.engine.conversation.ChatConfig;
import punchline.engine.conversation.ChatService;
import punchline.engine.conversation.MessageStore;
import punchline.engine.identity.Identity;
import punchline.engine.path.IpPrefix;
import punchline.engine.path.OwnNetwork;
import punchline.engine.path.PathConfig;
import punchline.engine.session.SecureLinks;
import punchline.engine.socket.DatagramRouter;
import punchline.engine.socket.LocalSocket;
import punchline.engine.socket.Path;
import punchline.engine.socket.Transmit;
import punchline.protocol.Endpoint;
import punchline.protocol.PeerId;

/**
 * A whole peer, in any {@link World}: takes commands and datagrams, runs the machines, and gives out what they want sent and
 * told. One thread calls everything here; nothing in it blocks.
 *
 * <p>Inputs only change machines. What comes of them is collected once after a burst, in {@link #settle}, so that a thousand
 * inputs at once cost one collection.
 */
public final class PeerEngine {
    /** A plain punch is a courtesy to simple clients, not a service: one answer at a time, ten a second. */
    private static final long PLAIN_ANSWER_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final byte[] PUNCHED = "punched".getBytes(StandardCharsets.US_ASCII);

    private static final Logger log = LoggerFactory.getLogger("punchline.connections");

    private final PeerConfig config;
    private final Self self;
    private final World world;
    private final DatagramRouter router = new DatagramRouter(new Arrivals());
    private final Transport transport = new Transport();
    private @Nullable Running running;
    private List<IpPrefix> addresses;
    private long plainAnswerNanos;
    private boolean settling;
    private boolean closing;

    /** What exists once the store is loaded. */
    private record Running(
            ChatService chat,
            Servers servers,
            RemotePeers remotes,
            Introductions introductions,
            LaterRounds laterRounds,
            Commands commands,
            ChatNews chatNews,
            PortMapping mapping,
            SecureLinks links) {}

    public PeerEngine(PeerConfig config, Identity identity, World world) {
        this.config = config;
        this.self = new Self(identity, world.random().nextLong());
        this.world = world;
        this.addresses = world.addresses();
        this.plainAnswerNanos = world.time().nowNanos() - PLAIN_ANSWER_PAUSE_NANOS;
    }

    /** Begins, with what the store holds. Once. */
    public void start(MessageStore.Profile profile) {
        ChatService chat = new ChatService(
                ChatConfig.standard(),
                config.chat(),
                self.identity().peerId(),
                world.store(),
                profile,
                world.random(),
                world.time(),
                this::settleSoon);
        if (!config.name().isEmpty()) {
            chat.rename(config.name(), null);
        } else if (chat.name().isEmpty()) {
            chat.rename("Peer " + self.identity().peerId().brief(), null);
        }
        SecureLinks links = world.links(transport);
        ProbingSockets sockets = new ProbingSockets(world.sockets());
        Servers servers =
                new Servers(self.identity(), world, sockets, chat.name(), config.listed() && chat.isListed(), own());
        RemotePeers remotes = new RemotePeers(self, chat, links, world, new FromRemotes());
        LaterRounds laterRounds = new LaterRounds(
                self, config.traversal(), PathConfig.DEFAULT.ladder(), servers, sockets, remotes, world, this::own);
        PortMapping mapping =
                new PortMapping(world, config.traversal().portMapping(), this::onMapped, this::settleSoon);
        OwnStanding standing = new OwnStanding(config.traversal(), chat, servers, remotes, world, mapping::status);
        InvitedAsks invited = new InvitedAsks(self.identity().peerId(), config.listed(), chat);
        Introductions introductions =
                new Introductions(chat, invited, servers, remotes, laterRounds, standing, world, this::own);
        Commands commands = new Commands(config, self, chat, servers, remotes, introductions, standing, world);
        ChatNews chatNews = new ChatNews(config, chat, remotes, commands, world.events(), this::onCommand);
        running = new Running(chat, servers, remotes, introductions, laterRounds, commands, chatNews, mapping, links);
        servers.begin(new ServerNews(chat, introductions, mapping, world.events(), this::settleSoon), config.servers());
        log.info("started as {} on port {}", self.identity().peerId(), world.port());
        world.events()
                .accept(new Event.Ready(
                        null,
                        self.identity().peerId(),
                        chat.name(),
                        world.port(),
                        config.servers().isEmpty()
                                ? null
                                : config.servers().getFirst().toString()));
        chatNews.acceptThoseWhoAsked();
        introductions.tryRememberedAddresses();
        mapping.look();
        settleSoon();
    }

    /** Does what a front end asks. */
    public void onCommand(Command command) {
        Running now = running;
        if (now != null && !closing) {
            now.commands.execute(command);
            settleSoon();
        }
    }

    // Datagrams

    /** A datagram came. Takes ownership of the buffer. */
    public void onDatagram(LocalSocket socket, Endpoint source, ByteBuf datagram) {
        router.route(world.time().nowNanos(), socket, source, datagram);
    }

    /** The end of a burst of datagrams. */
    public void onReadComplete() {
        settleSoon();
    }

    private final class Arrivals implements DatagramRouter.Sink {
        @Override
        public void onRendezvous(LocalSocket socket, Endpoint server, ByteBuf text) {
            Running now = running;
            if (now != null) {
                now.servers.onDatagram(socket, server, ByteBufUtil.getBytes(text));
            }
            text.release();
        }

        @Override
        public void onProbe(Path arrived, ByteBuf probe) {
            Running now = running;
            if (now != null) {
                now.remotes.onProbe(arrived, ByteBufUtil.getBytes(probe));
            }
            probe.release();
        }

        @Override
        public void onLinkDatagram(PeerId peer, Path arrived, ByteBuf datagram) {
            Running now = running;
            RemotePeer remote = now == null ? null : now.remotes.get(peer);
            if (now == null || remote == null) {
                datagram.release();
            } else {
                // A link's first flight comes right behind the probe that selects its path, which opens the link.
                remote.pumpEvents();
                remote.onArrived(arrived);
                now.links.onDatagram(peer, datagram);
            }
        }

        @Override
        public void onPlainPunch(Path arrived) {
            long nowNanos = world.time().nowNanos();
            if (nowNanos - plainAnswerNanos >= PLAIN_ANSWER_PAUSE_NANOS) {
                plainAnswerNanos = nowNanos;
                world.sockets().send(arrived, Unpooled.wrappedBuffer(PUNCHED), 0);
            }
        }
    }

    /** Where links' datagrams go. */
    private final class Transport implements SecureLinks.Transport {
        @Override
        public void transmit(PeerId to, ByteBuf datagrams, int segmentBytes) {
            RemotePeer remote = running == null ? null : running.remotes.get(to);
            if (remote == null) {
                datagrams.release();
            } else {
                remote.transmit(datagrams, segmentBytes);
            }
        }

        @Override
        public void flush() {
            world.sockets().flush();
        }
    }

    // Time and network

    /** The time asked for by {@link World#wakeAt} has come. */
    public void onDeadline() {
        Running now = running;
        if (now != null) {
            long nowNanos = world.time().nowNanos();
            now.chat.upkeep().onDeadline(nowNanos);
            now.servers.onDeadline(nowNanos);
            now.remotes.onDeadline(nowNanos);
            now.introductions.onDeadline(nowNanos);
            now.laterRounds.onDeadline(nowNanos);
            now.mapping.onDeadline(nowNanos);
            router.expire(nowNanos);
            settle();
        }
    }

    /** The machine's addresses, perhaps others than before. */
    public void onAddressesChanged(List<IpPrefix> current) {
        Running now = running;
        if (now == null || current.equals(addresses)) {
            return;
        }
        log.info("addresses changed: {}", current);
        addresses = List.copyOf(current);
        onNetworkChange(now);
    }

    /** The machine slept, or its network may have changed in a way that its addresses do not show. */
    public void onWokenUp() {
        Running now = running;
        if (now != null) {
            log.info("the clock jumped: the machine slept");
            onNetworkChange(now);
        }
    }

    private void onNetworkChange(Running now) {
        now.servers.onAddressesChanged(own());
        now.remotes.onNetworkChange();
        now.mapping.look();
        settleSoon();
    }

    private void onMapped() {
        running().servers.onMapped(own());
    }

    /** Where this peer stands at this moment. */
    private OwnNetwork own() {
        List<Endpoint> all = addresses.stream()
                .map(address -> new Endpoint(address.address(), world.port()))
                .toList();
        Running now = running;
        return new OwnNetwork(
                all,
                now == null ? List.of() : now.mapping.external(),
                now == null ? List.of() : List.copyOf(now.servers.reflexive()),
                addresses,
                now == null ? Set.of() : Set.copyOf(now.servers.endpoints()));
    }

    // What comes of it all

    private void settleSoon() {
        if (!settling) {
            settling = true;
            world.later(this::settle);
        }
    }

    private void settle() {
        settling = false;
        Running now = running;
        if (now == null) {
            return;
        }
        boolean any = true;
        while (any) {
            any = now.servers.pumpEvents();
            any |= now.remotes.pumpEvents();
            any |= now.chatNews.pump();
            any |= now.mapping.pumpEvents();
        }
        // At the end, too: what was written becomes durable before the store closes.
        now.chat.flush();
        if (closing) {
            return;
        }
        send(now);
        router.setServers(now.servers.endpoints());
        Deadline next = Deadline.earlier(
                Deadline.earlier(now.servers.deadline(), now.remotes.deadline()),
                Deadline.earlier(now.introductions.deadline(), now.laterRounds.deadline()));
        next = Deadline.earlier(
                next, Deadline.earlier(now.mapping.deadline(), now.chat.upkeep().deadline()));
        if (next != null) {
            world.wakeAt(next.atNanos());
        }
    }

    private void send(Running now) {
        for (Transmit next = now.servers.pollTransmit(); next != null; next = now.servers.pollTransmit()) {
            world.sockets().send(next.path(), Unpooled.wrappedBuffer(next.payload()), 0);
        }
        for (RemotePeer remote : now.remotes.all()) {
            for (Transmit next = remote.pollTransmit(); next != null; next = remote.pollTransmit()) {
                world.sockets().send(next.path(), Unpooled.wrappedBuffer(next.payload()), 0);
            }
            remote.flush();
        }
        world.sockets().flush();
        now.mapping.send();
        now.remotes.forgetIdle();
    }

    /**
     * Says goodbye to everyone; nothing is sent any more. What the store has yet to complete is still told, until {@link #end}.
     */
    public void close() {
        Running now = running;
        if (now != null && !closing) {
            closing = true;
            now.remotes.close();
            now.servers.close();
            now.mapping.close();
            send(now);
            now.links.close();
        }
    }

    /** Nothing is told any more. */
    public void end() {
        settle();
        running = null;
        log.info("stopped");
    }

    private final class FromRemotes implements RemotePeer.Host {
        @Override
        public void wantRound(PeerId peer) {
            running().introductions.ask(peer);
        }

        @Override
        public void wantLaterRound(RemotePeer remote) {
            running().laterRounds.want(remote);
        }

        @Override
        public void onAttemptOver(RemotePeer remote) {
            if (remote.path() == null) {
                running().laterRounds.onOver(remote.id());
            } else {
                running().laterRounds.onPath(remote.id());
            }
        }

        @Override
        public void onLinkChanged(RemotePeer remote) {
            running().chatNews.onLinkChanged(remote);
        }

        @Override
        public void onPathKnown(Path path, PeerId peer) {
            router.bind(path, peer);
        }

        @Override
        public void onPathAnnounced(Path path) {
            router.announce(world.time().nowNanos(), path);
        }

        @Override
        public void onPathsGone(PeerId peer) {
            router.unbind(peer);
        }

        @Override
        public void settleSoon() {
            PeerEngine.this.settleSoon();
        }
    }

    private Running running() {
        if (running == null) {
            throw new IllegalStateException("the engine has not been started, or has ended");
        }
        return running;
    }
}
