package punchline.benchmark;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import punchline.protocol.Endpoint;
import punchline.protocol.Parsed;
import punchline.protocol.RendezvousAnswer;
import punchline.protocol.RendezvousCodec;
import punchline.protocol.RendezvousRequest;
import punchline.protocol.Token;

/** A refresh, which is most of what a rendezvous server does: the request read, and the answer written. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RendezvousCodecCost {
    private static final Token TOKEN = Token.ofBytes(new byte[Token.BYTES]);

    private final byte[] refresh = RendezvousCodec.encode(new RendezvousRequest.Refresh("r", TOKEN, 20));
    private final RendezvousAnswer answer = new RendezvousAnswer.Registered(
            "r", Endpoint.parse("203.0.113.7:50001"), 17, 80, TOKEN, TOKEN, 10_000_000_123_456L);

    /** Reading the request. */
    @org.openjdk.jmh.annotations.Benchmark
    public Parsed<RendezvousRequest> readRefresh() {
        return RendezvousCodec.parseRequest(refresh);
    }

    /** Writing the answer. */
    @org.openjdk.jmh.annotations.Benchmark
    public byte[] writeAnswer() {
        return RendezvousCodec.encode(answer);
    }
}
