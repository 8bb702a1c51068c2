package punchline.benchmark.bulk;

import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.Callable;

/** Where an end of a stream has its sockets. */
public interface Site {
    /** The machine itself. */
    Site LOOPBACK = new Site() {
        @Override
        public InetAddress local() {
            return InetAddress.getLoopbackAddress();
        }

        @Override
        public InetAddress outer() {
            return InetAddress.getLoopbackAddress();
        }

        @Override
        public <T> T open(Callable<T> opening) throws IOException {
            try {
                return opening.call();
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException("nothing can be opened", e);
            }
        }
    };

    /** What its sockets are bound to. */
    InetAddress local();

    /** What the other end sends to. Ports are the same there. */
    InetAddress outer();

    /**
     * Opens sockets in the network that this is in.
     *
     * @throws IOException if they cannot be opened
     */
    <T> T open(Callable<T> opening) throws IOException;
}
