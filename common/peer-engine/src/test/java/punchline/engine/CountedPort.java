package punchline.engine;

import io.netty.buffer.ByteBuf;
import java.util.Set;
import java.util.TreeSet;
import punchline.engine.socket.DatagramPort;
import punchline.engine.socket.LocalSocket;
import punchline.engine.socket.Path;

/** Sockets that lead nowhere, of which there are only so many. */
final class CountedPort implements DatagramPort {
    final Set<LocalSocket> open = new TreeSet<>();
    int available = Integer.MAX_VALUE;
    int closings;

    @Override
    public int open(LocalSocket socket) {
        if (open.size() >= available) {
            return 0;
        }
        open.add(socket);
        return 40_000 + socket.number();
    }

    @Override
    public void close(LocalSocket socket) {
        open.remove(socket);
        closings++;
    }

    @Override
    public void send(Path path, ByteBuf datagrams, int segmentBytes) {
        datagrams.release();
    }

    @Override
    public void flush() {
        // Nothing waits.
    }
}
