package punchline.benchmark;

import java.io.IOException;
import java.nio.file.Path;

/** One repetition of {@link FirstTime}: prints the elapsed nanoseconds, those of all processors, and the bytes allocated. */
public final class FirstTimeMain {
    private FirstTimeMain() {}

    /** Runs it; the argument is a directory for profiles. */
    public static void main(String[] arguments) throws IOException {
        try (Carrier durable = TwoPeers.durable(Path.of(arguments[0]))) {
            Work before = Work.soFar();
            long nanos = durable.carry(Workload.THOUSAND);
            Work done = Work.soFar().since(before);
            System.out.println(nanos + " " + done.cpuNanos() + " " + done.allocatedBytes());
        }
        System.exit(0);
    }
}
