package punchline.simulation;

import io.netty.buffer.ByteBuf;
import java.util.Map;
import java.util.TreeMap;
import punchline.engine.socket.DatagramPort;
import punchline.engine.socket.LocalSocket;
import punchline.engine.socket.Path;
import punchline.protocol.Endpoint;

/** The engine's sockets on a {@link VirtualHost}. */
public final class VirtualDatagramPort implements DatagramPort, AutoCloseable {
    /** Takes what arrives on any of the sockets. */
    public interface Receiver {
        void onDatagram(LocalSocket socket, Endpoint source, byte[] payload);
    }

    private final VirtualHost host;
    private final Receiver receiver;
    private final Map<LocalSocket, VirtualSocket> sockets = new TreeMap<>();

    public VirtualDatagramPort(VirtualHost host, Receiver receiver) {
        this.host = host;
        this.receiver = receiver;
    }

    /**
     * Opens a socket under a name that is not in use.
     *
     * @param port 0 for any that is free
     * @return its port
     */
    public int open(LocalSocket name, int port) {
        if (sockets.containsKey(name)) {
            throw new IllegalArgumentException(name + " is open");
        }
        VirtualSocket socket = host.open(port, (source, payload) -> receiver.onDatagram(name, source, payload));
        sockets.put(name, socket);
        return socket.port();
    }

    @Override
    public int open(LocalSocket socket) {
        return open(socket, 0);
    }

    @Override
    public void close(LocalSocket name) {
        VirtualSocket socket = sockets.remove(name);
        if (socket != null) {
            socket.close();
        }
    }

    @Override
    public void send(Path path, ByteBuf datagrams, int segmentBytes) {
        VirtualSocket socket = sockets.get(path.socket());
        while (socket != null && datagrams.isReadable()) {
            int length =
                    segmentBytes > 0 ? Math.min(segmentBytes, datagrams.readableBytes()) : datagrams.readableBytes();
            byte[] payload = new byte[length];
            datagrams.readBytes(payload);
            socket.send(path.remote(), payload);
        }
        datagrams.release();
    }

    @Override
    public void flush() {
        // Nothing waits: send has sent.
    }

    @Override
    public void close() {
        sockets.values().forEach(VirtualSocket::close);
        sockets.clear();
    }
}
