package punchline.benchmark.lab;

/** What came of one person's wish to talk with another. Milliseconds count from the command {@code connect}. */
sealed interface Outcome {
    /**
     * Both are online, and a message arrived each way.
     *
     * @param askerMillis until the one who asked was
     * @param bothMillis until both were
     */
    record Online(double askerMillis, double bothMillis, String path, String address) implements Outcome {}

    /** The one who asked was told that it cannot be, and why. */
    record Told(double millis, String words) implements Outcome {}

    /** Neither, or something else that must not be; for people. */
    record Failed(String what) implements Outcome {}

    /** Whether this is what must come of it, in time or not. */
    default boolean fits(Expectation expectation, String path) {
        return switch (this) {
            case Online online ->
                !(expectation instanceof Expectation.IsTold) && online.path().equals(path);
            case Told told -> !(expectation instanceof Expectation.Connects);
            case Failed failed -> false;
        };
    }
}
