package punchline.benchmark.bulk;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import punchline.benchmark.Benchmark;
import punchline.benchmark.Figure;
import punchline.benchmark.Figure.Better;
import punchline.benchmark.Goal;
import punchline.benchmark.Samples;
import punchline.benchmark.Setting;

/** One stream of QUIC over loopback, beside plain UDP with datagrams of the same size, and TCP. They take turns. */
public final class BulkBenchmark implements Benchmark {
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    /** Congestion control and the compiler find their pace. */
    private static final int WARM_UP_SLICES = 10;

    private static final int SLICES = 25;
    private static final double BYTES_PER_MIB = 1 << 20;
    private static final double NANOS_PER_SECOND = 1e9;

    private record Stream(String name, LongSupplier received, Consumer<Boolean> flowing, Samples mibPerSecond) {}

    @Override
    public String name() {
        return "bulk";
    }

    @Override
    public String description() {
        return "one stream of a link over loopback, beside plain UDP and TCP";
    }

    @Override
    public List<Figure> run(Setting setting) throws IOException {
        try (LinkStream link = new LinkStream();
                UdpStream udp = new UdpStream();
                TcpStream tcp = new TcpStream()) {
            List<Stream> streams = List.of(
                    new Stream("plain UDP, 1200 bytes", udp::received, udp::setFlowing, new Samples()),
                    new Stream("TCP", tcp::received, tcp::setFlowing, new Samples()),
                    new Stream("a link's stream", link::received, link::setFlowing, new Samples()));
            for (int i = 0; i < WARM_UP_SLICES + SLICES; i++) {
                setting.progress().at("slice", i + 1, WARM_UP_SLICES + SLICES);
                for (Stream stream : streams) {
                    double measured = measure(stream);
                    if (i >= WARM_UP_SLICES) {
                        stream.mibPerSecond.add(measured);
                    }
                }
            }
            List<Figure> figures = streams.stream()
                    .map(stream -> Figure.of(stream.name, "MiB/s", Better.HIGHER, stream.mibPerSecond))
                    .toList();
            return List.of(
                    figures.get(0),
                    figures.get(1),
                    figures.get(2)
                            .aims(Goal.atLeast(100))
                            .beside(figures.get(0), Goal.atLeast(0.5))
                            .beside(figures.get(1), null));
        }
    }

    private static double measure(Stream stream) {
        stream.flowing.accept(true);
        long before = stream.received.getAsLong();
        long begin = System.nanoTime();
        LockSupport.parkNanos(SLICE_NANOS);
        double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
        double mib = (stream.received.getAsLong() - before) / BYTES_PER_MIB;
        stream.flowing.accept(false);
        return mib / seconds;
    }
}
