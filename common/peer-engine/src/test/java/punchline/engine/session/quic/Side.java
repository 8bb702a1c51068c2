package punchline.engine.session.quic;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import punchline.engine.identity.Identity;
import punchline.engine.session.SecureLink;
import punchline.engine.session.SecureLinks;
import punchline.engine.session.SecureLinks.Role;
import punchline.protocol.PeerId;

/** One peer of a test: its key, its thread, its links. May be called from any thread. */
final class Side implements AutoCloseable {
    static final long PATIENCE_SECONDS = 60;

    final Identity identity;
    final EventLoop loop;
    final SecureLinks links;

    Side(Identity identity, EventLoop loop, SecureLinks.Transport transport, LinkLimits limits) {
        this.identity = identity;
        this.loop = loop;
        this.links = on(loop, () -> new QuicSecureLinks(loop, LinkTls.of(identity), transport, limits));
    }

    static Identity newIdentity() {
        return Identity.generate(new SecureRandom());
    }

    PeerId id() {
        return identity.peerId();
    }

    SecureLink open(PeerId peer, Role role, SecureLinks.Listener listener) {
        return on(loop, () -> links.open(peer, role, listener));
    }

    /** Opens a link whose owner wants to know it. */
    Owner open(PeerId peer, Role role, Owner owner) {
        return on(loop, () -> {
            owner.link.complete(links.open(peer, role, owner));
            return owner;
        });
    }

    Owner open(PeerId peer, Role role) {
        return open(peer, role, new Owner());
    }

    void receive(PeerId from, ByteBuf datagram) {
        loop.execute(() -> links.onDatagram(from, datagram));
    }

    void run(Runnable task) {
        on(loop, () -> {
            task.run();
            return true;
        });
    }

    static <T> T on(EventLoop loop, Callable<T> task) {
        try {
            return loop.submit(task).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        run(links::close);
    }
}
