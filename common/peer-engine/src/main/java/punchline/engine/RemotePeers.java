package punchline.engine;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import punchline.engine.conversation.ChatService;
import punchline.engine.conversation.Contact;
import punchline.engine.path.Allowance;
import punchline.engine.path.PathConfig;
import punchline.engine.path.Probe;
import punchline.engine.session.SecureLinks;
import punchline.engine.socket.Path;
import punchline.protocol.PeerId;
import punchline.protocol.PublicIdentity;

/** The peers that the engine has to do with at this moment, and which of them a probe concerns. */
final class RemotePeers {
    private final Self self;
    private final ChatService chat;
    private final SecureLinks links;
    private final World world;
    private final RemotePeer.Host host;
    private final Allowance probes = Allowance.ofProbes(PathConfig.DEFAULT);
    private final Map<PeerId, RemotePeer> byId = new LinkedHashMap<>();

    /** Two ids with the same first 64 bits are not met by chance; the later one is not reachable, no more. */
    private final Map<Long, RemotePeer> byHint = new LinkedHashMap<>();

    RemotePeers(Self self, ChatService chat, SecureLinks links, World world, RemotePeer.Host host) {
        this.self = self;
        this.chat = chat;
        this.links = links;
        this.world = world;
        this.host = host;
    }

    @Nullable
    RemotePeer get(PeerId peer) {
        return byId.get(peer);
    }

    RemotePeer getOrCreate(PublicIdentity identity) {
        return byId.computeIfAbsent(identity.peerId(), id -> {
            RemotePeer created = new RemotePeer(self, identity, chat, links, probes, world, host);
            byHint.putIfAbsent(Probe.hintOf(id), created);
            return created;
        });
    }

    /** In the order in which they were met. */
    Collection<RemotePeer> all() {
        return byId.values();
    }

    long strangerHandshakes() {
        return byId.values().stream().filter(RemotePeer::isStrangerHandshake).count();
    }

    void onProbe(Path arrived, byte[] probe) {
        OptionalLong hint = Probe.hintOf(probe);
        RemotePeer remote = hint.isEmpty() ? null : byHint.get(hint.getAsLong());
        if (remote != null) {
            remote.onProbe(world.time().nowNanos(), arrived, probe);
        }
    }

    void onNetworkChange() {
        long nowNanos = world.time().nowNanos();
        byId.values().forEach(remote -> remote.onNetworkChange(nowNanos));
    }

    /** The paths in use may be dead: they are asked at once. */
    void check() {
        long nowNanos = world.time().nowNanos();
        byId.values().forEach(remote -> remote.check(nowNanos));
    }

    void onDeadline(long nowNanos) {
        List.copyOf(byId.values()).forEach(remote -> remote.onDeadline(nowNanos));
    }

    @Nullable
    Deadline deadline() {
        Deadline first = null;
        for (RemotePeer remote : byId.values()) {
            first = Deadline.earlier(first, remote.deadline());
        }
        return first;
    }

    boolean pumpEvents() {
        boolean any = false;
        for (RemotePeer remote : List.copyOf(byId.values())) {
            any |= remote.pumpEvents();
        }
        return any;
    }

    /**
     * Forgets strangers with whom nothing goes on, and those who are blocked, so that what they send meets nobody; of other contacts it
     * is worth knowing why they are away.
     */
    void forgetIdle() {
        byId.values().removeIf(remote -> {
            Contact contact = chat.contact(remote.id());
            boolean idle = remote.isIdle() && (contact == null || contact.mine().blocked());
            if (idle) {
                byHint.remove(Probe.hintOf(remote.id()), remote);
            }
            return idle;
        });
    }

    void close() {
        byId.values().forEach(remote -> remote.leave(Reason.of(Reason.Code.CLOSED_HERE)));
    }
}
