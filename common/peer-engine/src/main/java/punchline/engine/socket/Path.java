package punchline.engine.socket;

import java.util.Comparator;
import punchline.protocol.Endpoint;

/** A way to a peer: out of a local socket, to a remote address. */
public record Path(LocalSocket socket, Endpoint remote) implements Comparable<Path> {
    private static final Comparator<Path> ORDER =
            Comparator.comparing(Path::socket).thenComparing(Path::remote);

    @Override
    public int compareTo(Path other) {
        return ORDER.compare(this, other);
    }
}
