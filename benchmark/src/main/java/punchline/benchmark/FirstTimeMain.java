package punchline.benchmark;

import java.io.IOException;
import java.nio.file.Path;

/** One repetition of {@link FirstTime}: prints the elapsed nanoseconds. */
public final class FirstTimeMain {
    private FirstTimeMain() {}

    /** Runs it; the argument is a directory for profiles. */
    public static void main(String[] arguments) throws IOException {
        try (Carrier durable = RealPeers.durable(1, Path.of(arguments[0]))) {
            System.out.println(durable.carry(Workload.THOUSAND));
        }
        System.exit(0);
    }
}
