package punchline.engine.mapping;

import java.util.concurrent.TimeUnit;

/** The gateway's count of seconds since it lost its mappings, by which its restarts are seen (RFC 6887, section 8.5). One thread. */
final class Epoch {
    private boolean known;
    private long serverSeconds;
    private long clientNanos;

    /**
     * Takes the count of an answer.
     *
     * @param seconds unsigned
     * @return false if the gateway has restarted since the answer before
     */
    boolean onAnswer(long nowNanos, long seconds) {
        boolean valid = !known || isValid(nowNanos, seconds);
        known = true;
        serverSeconds = seconds;
        clientNanos = nowNanos;
        return valid;
    }

    private boolean isValid(long nowNanos, long seconds) {
        // "less than the previously received PCP server Epoch time by more than one second": duplicates come out of
        // order.
        if (seconds < serverSeconds - 1) {
            return false;
        }
        long clientDelta = TimeUnit.NANOSECONDS.toSeconds(nowNanos - clientNanos);
        long serverDelta = seconds - serverSeconds;
        // "If client_delta+2 < server_delta - server_delta/16 or server_delta+2 < client_delta - client_delta/16, then
        // the client
        // treats the Epoch Time value as obviously invalid".
        return clientDelta + 2 >= serverDelta - serverDelta / 16 && serverDelta + 2 >= clientDelta - clientDelta / 16;
    }
}
