package punchline.engine.session.quic;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.TimeUnit;
import punchline.engine.identity.Identity;
import punchline.engine.session.SecureLinks.Role;

/** A dialler and a dialled peer, each on its own thread, with a pipe each way. */
final class PipedPair implements AutoCloseable {
    final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    final Pipe fromDialler;
    final Pipe fromDialled;
    final Side dialler;
    final Side dialled;
    private final LinkLimits limits;

    PipedPair(long seed) {
        this(seed, LinkLimits.standard(0));
    }

    PipedPair(long seed, LinkLimits limits) {
        this.limits = limits;
        Identity diallerIdentity = Side.newIdentity();
        Identity dialledIdentity = Side.newIdentity();
        fromDialler = new Pipe(diallerIdentity.peerId(), seed);
        fromDialled = new Pipe(dialledIdentity.peerId(), seed + 1);
        dialler = new Side(diallerIdentity, loops.next(), fromDialler, limits);
        dialled = new Side(dialledIdentity, loops.next(), fromDialled, limits);
        fromDialler.leadTo(dialled);
        fromDialled.leadTo(dialler);
    }

    Owner listen() {
        return dialled.open(dialler.id(), Role.SERVER);
    }

    Owner dial() {
        return dialler.open(dialled.id(), Role.CLIENT);
    }

    /** The same peer in a new process: it knows no connection, and what was sent to the old comes to it. */
    Side restarted(Side side, Pipe out, Pipe in) {
        Side restarted = new Side(side.identity, loops.next(), out, limits);
        in.leadTo(restarted);
        return restarted;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored")
    public void close() {
        dialler.close();
        dialled.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
