package punchline.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import punchline.engine.diagnosis.Standing;
import punchline.engine.identity.Identity;
import punchline.engine.path.OwnNetwork;
import punchline.engine.rendezvous.NatSample;
import punchline.engine.rendezvous.RendezvousAsk;
import punchline.engine.rendezvous.RendezvousClient;
import punchline.engine.rendezvous.RendezvousEvent;
import punchline.engine.rendezvous.ServerEndpoints;
import punchline.engine.socket.LocalSocket;
import punchline.engine.socket.Path;
import punchline.engine.socket.Transmit;
import punchline.protocol.Endpoint;
import punchline.protocol.IdentitySigner;
import punchline.protocol.NatClass;
import punchline.protocol.PeerId;
import punchline.protocol.Registration;
import punchline.protocol.ServerAddress;

/** All rendezvous servers of this peer as one: finds their addresses, runs a client for each, merges what they say. */
final class Servers {
    /** As many as {@code server.txt} may hold. */
    static final int MAX_SERVERS = 16;

    /** A name that nobody knows may be known after the network has come up. */
    private static final long RESOLVE_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final Identity identity;
    private final World world;
    private @Nullable ServersListener listener;
    private final IdentitySigner signer;
    private final Map<ServerAddress, ServerEntry> servers = new LinkedHashMap<>();
    private final MergedList list = new MergedList();
    private final SocketSamples socketSamples = new SocketSamples();
    private final NatObservation observation;
    private final OpenAsks asks = new OpenAsks();
    private final AsksWithoutServer waiting = new AsksWithoutServer();
    private final ArrayDeque<Transmit> goodbyes = new ArrayDeque<>();
    private String name;
    private boolean isListed;
    private OwnNetwork own;
    private boolean closed;

    Servers(Identity identity, World world, ProbingSockets sockets, String name, boolean isListed, OwnNetwork own) {
        this.identity = identity;
        this.world = world;
        this.signer = IdentitySigner.of(identity.privateKey());
        this.name = name;
        this.isListed = isListed;
        this.own = own;
        this.observation = new NatObservation(sockets, this::sample, this::updateProfile);
    }

    /** Begins with these servers; the rest of the engine stands by then. */
    void begin(ServersListener hearing, List<ServerAddress> first) {
        listener = hearing;
        first.forEach(this::add);
    }

    private ServersListener listener() {
        return Objects.requireNonNull(listener, "begin comes first");
    }

    /** Adds a server and registers there; one that is known already changes nothing. Returns whether there was room. */
    boolean add(ServerAddress address) {
        if (servers.containsKey(address)) {
            return true;
        }
        if (servers.size() >= MAX_SERVERS) {
            return false;
        }
        ServerEntry server = new ServerEntry(address);
        servers.put(address, server);
        resolve(server);
        return true;
    }

    /** Leaves a server. What it was asked comes to nothing. Returns whether it was one of them. */
    boolean remove(ServerAddress address) {
        ServerEntry server = servers.get(address);
        if (server == null) {
            return false;
        }
        goodbyes.addAll(server.leave(world.time().nowNanos()));
        // Its last events, while it still is one of them: what waits for its answer must not wait for ever.
        pumpEvents();
        servers.remove(address);
        list.onFailed(address, Reason.of(Reason.Code.SERVER_LEFT));
        tellList();
        onSampled();
        listener().settleSoon();
        return true;
    }

    private void resolve(ServerEntry server) {
        server.resolveAgain = null;
        world.resolve(server.address, endpoint -> {
            if (closed || servers.get(server.address) != server) {
                return;
            }
            if (endpoint == null || endpoint.port() == 65535) {
                server.problem = Reason.of(Reason.Code.NAME_UNKNOWN, "server", server.address.toString());
                server.resolveAgain =
                        new Deadline(world.time().nowNanos() + RESOLVE_AGAIN_NANOS, "find " + server.address);
                listener().onServer(server.status());
            } else {
                Registration registration =
                        new Registration(identity.publicIdentity(), name, own.offer(), nat(), isListed);
                server.start(ServerEndpoints.of(endpoint), registration, signer, world);
                waiting.takeAll().forEach(this::ask);
            }
            listener().settleSoon();
        });
    }

    /** Whose name was not found may be found now. */
    private void resolveAgain() {
        servers.values().stream().filter(server -> server.resolveAgain != null).forEach(this::resolve);
    }

    boolean isEmpty() {
        return servers.isEmpty();
    }

    /** Where rendezvous text comes from. */
    List<Endpoint> endpoints() {
        List<Endpoint> all = new ArrayList<>();
        for (RendezvousClient client : clients()) {
            all.add(client.server().primary());
            all.add(client.server().secondary());
        }
        return all;
    }

    /** This peer's addresses as servers see them, each once. */
    Set<Endpoint> reflexive() {
        Set<Endpoint> all = new TreeSet<>();
        clients().forEach(client -> client.samples().forEach(sample -> all.add(sample.observed())));
        return all;
    }

    NatClass nat() {
        return observation.nat();
    }

    /** How it stands with each, for a diagnosis. */
    List<Standing.Server> standings() {
        return servers.values().stream().map(ServerEntry::standing).toList();
    }

    List<Event.ServerStatus> statuses() {
        return servers.values().stream().map(ServerEntry::status).toList();
    }

    /** Whether they may show this peer to everyone. */
    boolean isListed() {
        return isListed;
    }

    /** From here on servers know this peer so. */
    void present(String newName, boolean listed) {
        name = newName;
        isListed = listed;
        updateProfile();
    }

    /** The machine's addresses changed: everything observed so far is void. */
    void onAddressesChanged(OwnNetwork current) {
        own = current;
        observation.startOver();
        updateProfile();
        long now = world.time().nowNanos();
        clients().forEach(client -> client.onNetworkChange(now));
        resolveAgain();
    }

    /** A gateway maps a port, or another one, or none. */
    void onMapped(OwnNetwork current) {
        own = current;
        updateProfile();
    }

    private void updateProfile() {
        long now = world.time().nowNanos();
        clients().forEach(client -> client.updateProfile(now, name, isListed, own.offer(), nat()));
    }

    /** Registers anew everywhere, at once. */
    void reconnect() {
        long now = world.time().nowNanos();
        clients().forEach(client -> client.start(now));
        resolveAgain();
    }

    /** Has servers forget for whom this peer asked, which they do with a registration: they tell those where it is. */
    void forgetAsks() {
        long now = world.time().nowNanos();
        for (RendezvousClient client : clients()) {
            if (client.status().registered()) {
                client.bye(now);
                client.start(now);
            }
        }
    }

    /** Reads the lists of all servers; {@link ServersListener#onListed} follows. */
    void list(@Nullable String ref) {
        list.want(ref, Reason.of(servers.isEmpty() ? Reason.Code.NO_SERVER : Reason.Code.NAMES_SOUGHT));
        long now = world.time().nowNanos();
        for (ServerEntry server : servers.values()) {
            if (server.client != null) {
                list.await(server.address);
                server.client.list(now);
            } else if (server.problem != null) {
                list.onFailed(server.address, server.problem);
            }
        }
        tellList();
    }

    private void tellList() {
        MergedList.Outcome outcome = list.poll();
        if (outcome == null) {
            return;
        }
        if (outcome.peers() == null) {
            listener().onListFailed(outcome.problem(), outcome.refs());
        } else {
            listener().onListed(outcome.peers(), outcome.refs());
        }
    }

    /** Asks every server to be introduced. */
    void ask(RendezvousAsk ask) {
        long now = world.time().nowNanos();
        List<RendezvousClient> all = clients();
        if (all.isEmpty()) {
            waiting.add(now, ask);
            resolveAgain();
        }
        asks.open(ask, all.size());
        all.forEach(client -> client.ask(now, ask));
    }

    /** As {@link #ask} for many, at a pace that no server minds. */
    void askAll(List<RendezvousAsk> many) {
        long now = world.time().nowNanos();
        List<RendezvousClient> all = clients();
        many.forEach(ask -> asks.open(ask, all.size()));
        all.forEach(client -> client.askAll(now, many));
    }

    private List<RendezvousClient> clients() {
        List<RendezvousClient> all = new ArrayList<>();
        for (ServerEntry server : servers.values()) {
            if (server.client != null) {
                all.add(server.client);
            }
        }
        return all;
    }

    void onDatagram(LocalSocket socket, Endpoint source, byte[] datagram) {
        for (RendezvousClient client : clients()) {
            if (client.server().contains(source)) {
                client.onDatagram(world.time().nowNanos(), new Path(socket, source), datagram);
            }
        }
    }

    void onDeadline(long nowNanos) {
        for (ServerEntry server : servers.values()) {
            Deadline again = server.resolveAgain;
            if (again != null && nowNanos - again.atNanos() >= 0) {
                resolve(server);
            }
            if (server.client != null) {
                server.client.onDeadline(nowNanos);
            }
        }
        waiting.takeDue(nowNanos).forEach(ask -> listener().onNotFound(ask.peer(), namelessness()));
    }

    /** Why there is nobody to ask. */
    private Reason namelessness() {
        return servers.values().stream()
                .map(server -> server.problem)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(Reason.of(Reason.Code.NAME_SOUGHT));
    }

    @Nullable
    Deadline deadline() {
        Deadline first = waiting.deadline();
        for (ServerEntry server : servers.values()) {
            first = Deadline.earlier(first, server.deadline());
        }
        return first;
    }

    @Nullable
    Transmit pollTransmit() {
        if (!goodbyes.isEmpty()) {
            return goodbyes.poll();
        }
        for (ServerEntry server : servers.values()) {
            Transmit next = server.client == null ? null : server.client.pollTransmit();
            if (next != null) {
                return next;
            }
        }
        return null;
    }

    /** Passes on what the clients have to tell. Returns whether there was anything. */
    boolean pumpEvents() {
        boolean any = false;
        for (ServerEntry server : List.copyOf(servers.values())) {
            while (server.client != null) {
                RendezvousEvent event = server.client.pollEvent();
                if (event == null) {
                    break;
                }
                any = true;
                onEvent(server, event);
            }
        }
        return any;
    }

    private void onEvent(ServerEntry server, RendezvousEvent event) {
        switch (event) {
            case RendezvousEvent.StatusChanged changed -> listener().onServer(server.status());
            case RendezvousEvent.Registered registered -> listener().onRegistered();
            case RendezvousEvent.Moved moved -> listener().onMoved();
            case RendezvousEvent.Sampled sampled -> onSampled();
            case RendezvousEvent.Seen seen -> socketSamples.onSeen(seen);
            case RendezvousEvent.Listed listed -> {
                list.onListed(server.address, listed.peers());
                tellList();
            }
            case RendezvousEvent.ListFailed failed -> {
                list.onFailed(server.address, failed.problem());
                tellList();
            }
            case RendezvousEvent.Found found -> {
                asks.onFound(found.peer().id(), found.attempt(), found.round());
                listener().onFound(found);
            }
            case RendezvousEvent.NotFound(String attempt, int round, PeerId peer) ->
                missing(
                        peer,
                        asks.onNotFound(
                                peer,
                                attempt,
                                round,
                                Reason.of(Reason.Code.NOT_THERE, "server", server.address.toString())));
            case RendezvousEvent.AskFailed(String attempt, int round, PeerId peer, Reason problem) ->
                missing(peer, asks.onFailed(peer, attempt, round, problem));
            case RendezvousEvent.Asked asked -> listener().onAsked(asked);
            case RendezvousEvent.Go go -> listener().onGo(go);
            // Its status says so.
            case RendezvousEvent.Replaced replaced -> {}
        }
    }

    private void missing(PeerId peer, @Nullable Reason reason) {
        if (reason != null) {
            listener().onNotFound(peer, reason);
        }
    }

    private void onSampled() {
        List<NatSample> samples = new ArrayList<>();
        clients().forEach(client -> samples.addAll(client.samples()));
        observation.onSampled(samples, own.hosts());
        listener().onSeen(reflexive());
    }

    /** Asks servers how they see these sockets. */
    void sample(List<LocalSocket> sockets, SocketSamples.Taken taken) {
        socketSamples.take(world.time().nowNanos(), sockets, clients(), taken);
    }

    /** Leaves all servers. */
    void close() {
        closed = true;
        long now = world.time().nowNanos();
        clients().forEach(client -> client.bye(now));
    }
}
