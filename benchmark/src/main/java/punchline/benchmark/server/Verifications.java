package punchline.benchmark.server;

import java.lang.management.ManagementFactory;
import punchline.benchmark.Figure;
import punchline.benchmark.Figure.Better;
import punchline.benchmark.Samples;
import punchline.protocol.RendezvousRequest.Register;
import punchline.protocol.Token;

/** The limit of registrations: their signatures alone. */
final class Verifications {
    private static final int REGISTRATIONS = 256;
    private static final int ROUNDS = 30;
    private static final int WARM_UP_ROUNDS = 20;
    private static final double NANOS_PER_SECOND = 1e9;

    private Verifications() {}

    static Figure perSecond() {
        Crowd crowd = new Crowd();
        Token cookie = Token.ofBytes(new byte[Token.BYTES]);
        Register[] registrations = new Register[REGISTRATIONS];
        for (int i = 0; i < REGISTRATIONS; i++) {
            registrations[i] = crowd.register("r", cookie, crowd.next());
        }
        Samples perSecond = new Samples();
        for (int round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            for (Register registration : registrations) {
                if (!registration.verifies()) {
                    throw new IllegalStateException("a signature of the crowd is wrong");
                }
            }
            long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
            if (round >= WARM_UP_ROUNDS) {
                perSecond.add(REGISTRATIONS * NANOS_PER_SECOND / nanos);
            }
        }
        return Figure.of("signatures verified", "/s of a core", Better.HIGHER, perSecond);
    }
}
