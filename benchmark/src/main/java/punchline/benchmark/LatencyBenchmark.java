package punchline.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.HdrHistogram.Histogram;

/** One message at a time: until it is kept there, and until its receipt is back here; beside a datagram that goes there and back. */
final class LatencyBenchmark implements Benchmark {
    private static final int MESSAGE_BYTES = 100;

    /** Alone, a message is rare to the compiler: it takes many until all of its way is compiled. */
    private static final int WARM_UPS = 20_000;

    private static final int MESSAGES = 20_000;

    /** On a disk each takes some flushes. */
    private static final int DURABLE_MESSAGES = 1_000;

    /** The three take turns in rounds of so many, so that other work on the machine falls upon all. */
    private static final int ROUND = 100;

    private static final int DIGITS = 3;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double P999 = 99.9;

    /** What one way of sending took. */
    private static final class Taken {
        private final Histogram arrived = new Histogram(Workload.LIMIT.toNanos(), DIGITS);
        private final Histogram acknowledged = new Histogram(Workload.LIMIT.toNanos(), DIGITS);
    }

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String description() {
        return "one message at a time: until it is kept there, and acknowledged here; beside a UDP ping-pong";
    }

    @Override
    public List<Figure> run(Setting setting) throws IOException {
        Histogram pingPong = new Histogram(Workload.LIMIT.toNanos(), DIGITS);
        Taken inMemory = new Taken();
        Taken durable = new Taken();
        String text = new Workload(1, MESSAGE_BYTES).text(0);
        try (UdpPair pair = new UdpPair((datagram, answer) -> answer.put(datagram));
                RealPeers fast = RealPeers.inMemory(1);
                RealPeers kept = RealPeers.durable(1, setting.directory().resolve("latency"))) {
            for (int i = 0; i < WARM_UPS; i++) {
                setting.progress().at("warming up", i, WARM_UPS);
                ping(pair);
                fast.one(text);
                if (i % (WARM_UPS / DURABLE_MESSAGES) == 0) {
                    kept.one(text);
                }
            }
            for (int done = 0; done < MESSAGES; done += ROUND) {
                setting.progress().at("message", done, MESSAGES);
                for (int i = 0; i < ROUND; i++) {
                    pingPong.recordValue(ping(pair));
                }
                take(fast, text, ROUND, inMemory);
                take(kept, text, ROUND * DURABLE_MESSAGES / MESSAGES, durable);
            }
        }
        Figure limit = Samples.figure("UDP ping-pong", "µs", NANOS_PER_MICRO, pingPong);
        return List.of(
                limit,
                rare("UDP ping-pong", pingPong),
                Samples.figure("in memory, until kept there", "µs", NANOS_PER_MICRO, inMemory.arrived)
                        .beside(limit, null),
                Samples.figure("in memory, until acknowledged here", "µs", NANOS_PER_MICRO, inMemory.acknowledged)
                        .beside(limit, Goal.atMost(3)),
                rare("in memory, until acknowledged here", inMemory.acknowledged),
                Samples.figure("durable, until kept there", "µs", NANOS_PER_MICRO, durable.arrived)
                        .beside(limit, null),
                Samples.figure("durable, until acknowledged here", "µs", NANOS_PER_MICRO, durable.acknowledged)
                        .beside(limit, null),
                rare("durable, until acknowledged here", durable.acknowledged));
    }

    private static long ping(UdpPair pair) throws IOException {
        ByteBuffer datagram = ByteBuffer.allocate(UdpPair.MAX_DATAGRAM_BYTES).limit(MESSAGE_BYTES);
        long begin = System.nanoTime();
        pair.send(datagram);
        pair.await();
        pair.receive(datagram.clear());
        return System.nanoTime() - begin;
    }

    private static void take(RealPeers peers, String text, int messages, Taken taken) throws IOException {
        for (int i = 0; i < messages; i++) {
            RealPeers.Steps steps = peers.one(text);
            taken.arrived.recordValue(steps.arrivedNanos());
            taken.acknowledged.recordValue(steps.acknowledgedNanos());
        }
    }

    /** The slowest of a thousand. */
    private static Figure rare(String what, Histogram nanos) {
        return Figure.once(
                what + ": p99.9", "µs", Figure.Better.LOWER, nanos.getValueAtPercentile(P999) / NANOS_PER_MICRO);
    }
}
