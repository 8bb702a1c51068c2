package punchline.server;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;

/** Two non-blocking UDP sockets on neighbouring ports. */
record SocketPair(DatagramChannel first, DatagramChannel second) implements AutoCloseable {
    /**
     * Holds some thousand datagrams, of which Linux counts each as 768 bytes at least, while the machine does something else. Systems may allow
     * less: Linux does, unless {@code net.core.rmem_max} says so.
     */
    private static final int BUFFER_BYTES = 4 * 1024 * 1024;

    /** The neighbour of a free port is nearly always free. */
    private static final int FREE_PORT_TRIES = 64;

    private static final int LAST_PORT = 65535;

    /**
     * Takes the port and the next, or with port 0 any two neighbours.
     *
     * @throws BindException saying which port is taken
     */
    static SocketPair open(@Nullable InetAddress bind, int port) throws IOException {
        if (port != 0) {
            return openBoth(bind, port);
        }
        BindException last = new BindException("no two neighbouring UDP ports are free");
        for (int i = 0; i < FREE_PORT_TRIES; i++) {
            DatagramChannel first = openOne(bind, 0);
            int firstPort = portOf(first);
            try {
                if (firstPort < LAST_PORT) {
                    return new SocketPair(first, openOne(bind, firstPort + 1));
                }
            } catch (BindException e) {
                last = e;
            }
            first.close();
        }
        throw last;
    }

    private static SocketPair openBoth(@Nullable InetAddress bind, int port) throws IOException {
        DatagramChannel first = openOne(bind, port);
        try {
            return new SocketPair(first, openOne(bind, port + 1));
        } catch (IOException e) {
            first.close();
            throw e;
        }
    }

    private static DatagramChannel openOne(@Nullable InetAddress bind, int port) throws IOException {
        DatagramChannel channel = openFor(bind);
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER_BYTES);
            channel.bind(bind == null ? new InetSocketAddress(port) : new InetSocketAddress(bind, port));
            channel.configureBlocking(false);
            return channel;
        } catch (BindException e) {
            channel.close();
            BindException named = new BindException(reason(bind, port, e));
            named.initCause(e);
            throw named;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Java opens a dual-stack socket where the machine has IPv6; a given address gets its own family. */
    private static DatagramChannel openFor(@Nullable InetAddress bind) throws IOException {
        if (bind != null && bind.getAddress().length == 4) {
            return DatagramChannel.open(StandardProtocolFamily.INET);
        }
        return DatagramChannel.open();
    }

    private static String reason(@Nullable InetAddress bind, int port, BindException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("in use")) {
            return "UDP port " + port + " is in use by another program";
        }
        return "cannot listen on UDP port " + port + (bind == null ? "" : " of " + bind.getHostAddress()) + ": "
                + message;
    }

    static int portOf(DatagramChannel channel) throws IOException {
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    @Override
    public void close() throws IOException {
        try (first) {
            second.close();
        }
    }
}
