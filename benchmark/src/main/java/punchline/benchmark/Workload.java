package punchline.benchmark;

import java.time.Duration;

/** So many messages of so many bytes each. */
record Workload(int messages, int messageBytes) {
    /** A carrier that takes longer has lost something for good. */
    static final Duration LIMIT = Duration.ofSeconds(30);

    /** The first figure: a thousand lines of chat. */
    static final Workload THOUSAND = new Workload(1000, 100);

    /** Message number {@code number}: printable, and different from its neighbours. */
    String text(int number) {
        String start = "message " + number + " ";
        return start + "x".repeat(Math.max(0, messageBytes - start.length()));
    }
}
