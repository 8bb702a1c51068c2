package punchline.benchmark.bulk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import punchline.benchmark.Figure;
import punchline.benchmark.Figure.Better;
import punchline.benchmark.Goal;
import punchline.benchmark.Samples;

/** A link's stream, plain UDP and TCP between the same two places, in turns. */
public final class StreamTrial {
    private static final String UDP = "plain UDP, 1200 bytes";
    private static final String TCP = "TCP";
    private static final String LINK = "a link's stream";

    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    /** Congestion control and the compiler find their pace. */
    private static final int WARM_UP_SLICES = 10;

    private static final int SLICES = 25;

    /** All of them, for who tells how far it is. */
    public static final int ALL_SLICES = WARM_UP_SLICES + SLICES;

    private static final double BYTES_PER_MIB = 1 << 20;
    private static final double NANOS_PER_SECOND = 1e9;

    private StreamTrial() {}

    private record Stream(LongSupplier received, Consumer<Boolean> flowing, Samples mibPerSecond) {
        double slice() {
            flowing.accept(true);
            long before = received.getAsLong();
            long begin = System.nanoTime();
            LockSupport.parkNanos(SLICE_NANOS);
            double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
            double mib = (received.getAsLong() - before) / BYTES_PER_MIB;
            flowing.accept(false);
            return mib / seconds;
        }
    }

    /**
     * Measures all three.
     *
     * @param near where the bytes come from; it also opens the connection of TCP
     * @param slice told the number of each slice, from 1
     * @return for each stream its MiB/s
     * @throws IOException if one of them does not begin
     */
    public static Map<String, Samples> run(Site near, Site far, IntConsumer slice) throws IOException {
        try (LinkStream link = new LinkStream(near, far);
                UdpStream udp = new UdpStream(near, far);
                TcpStream tcp = new TcpStream(near, far)) {
            Map<String, Stream> streams = new LinkedHashMap<>();
            streams.put(UDP, new Stream(udp::received, udp::setFlowing, new Samples()));
            streams.put(TCP, new Stream(tcp::received, tcp::setFlowing, new Samples()));
            streams.put(LINK, new Stream(link::received, link::setFlowing, new Samples()));
            for (int i = 0; i < ALL_SLICES; i++) {
                slice.accept(i + 1);
                for (Stream stream : streams.values()) {
                    double measured = stream.slice();
                    if (i >= WARM_UP_SLICES) {
                        stream.mibPerSecond.add(measured);
                    }
                }
            }
            Map<String, Samples> found = new LinkedHashMap<>();
            streams.forEach((name, stream) -> found.put(name, stream.mibPerSecond));
            return found;
        }
    }

    /** What {@link #run} found, the link beside the two others. */
    public static List<Figure> figures(Map<String, Samples> found) {
        List<Figure> figures = new ArrayList<>();
        found.forEach((name, samples) -> figures.add(Figure.of(name, "MiB/s", Better.HIGHER, samples)));
        Figure link = figures.removeLast();
        figures.add(link.aims(Goal.atLeast(100))
                .beside(figures.getFirst(), Goal.atLeast(0.5))
                .beside(figures.getLast(), null));
        return figures;
    }
}
