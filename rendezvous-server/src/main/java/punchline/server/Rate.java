package punchline.server;

/**
 * How much may pass: one unit each so many nanoseconds in the long run, and a burst after a rest.
 *
 * @param nanosPerUnit the time that one unit takes to come back
 * @param burst units that may pass at once
 */
record Rate(long nanosPerUnit, long burst) {
    static Rate perSecond(long units, long burst) {
        // Rounded up, so that the rate is never exceeded.
        return new Rate((1_000_000_000L + units - 1) / units, burst);
    }

    static Rate everyNanos(long nanos, long burst) {
        return new Rate(nanos, burst);
    }
}
