package punchline.engine.path;

import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import punchline.engine.identity.Identity;
import punchline.protocol.Endpoint;

/** A probe, there and back. In this package, since nobody else may make one. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ProbeCost {
    private final ProbeKeys sender;
    private final ProbeKeys receiver;
    private final Probe probe =
            new Probe(Probe.Type.ANSWER, 7, new Probe.Transaction(8, 9), Endpoint.parse("[2001:db8::7]:50001"));
    private final byte[] sealed;

    /** Seals a probe to be opened. */
    public ProbeCost() {
        SecureRandom random = new SecureRandom();
        Identity one = Identity.generate(random);
        Identity other = Identity.generate(random);
        sender = ProbeKeys.derive(one, other.publicIdentity());
        receiver = ProbeKeys.derive(other, one.publicIdentity());
        sealed = probe.encode(sender);
    }

    /** Writing and sealing it. */
    @Benchmark
    public byte[] sealProbe() {
        return probe.encode(sender);
    }

    /** Verifying and reading it. */
    @Benchmark
    public @Nullable Probe openProbe() {
        return Probe.decode(sealed, receiver);
    }
}
