package punchline.simulation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/** What happened to datagrams, newest last, to be printed when a test fails. Keeps the last lines only. */
public final class Trace {
    /** Some minutes of two peers, or the whole of a failed attempt. */
    private static final int MAX_LINES = 20_000;

    private static final int MAX_WORD_BYTES = 12;

    private final VirtualTime time;
    private final Deque<String> lines = new ArrayDeque<>();

    Trace(VirtualTime time) {
        this.time = time;
    }

    /** Adds a line of one's own. */
    public void note(String who, String what) {
        if (lines.size() == MAX_LINES) {
            lines.removeFirst();
        }
        lines.addLast(String.format(Locale.ROOT, "%8d ms  %-12s %s", time.elapsedMillis(), who, what));
    }

    void datagram(String who, String what, Datagram datagram) {
        note(
                who,
                what + " " + datagram.source() + " → " + datagram.destination() + "  " + datagram.payload().length
                        + " B " + kind(datagram.payload()));
    }

    private static String kind(byte[] payload) {
        if (payload.length == 0) {
            return "empty";
        }
        if (payload[0] >= 'a' && payload[0] <= 'z') {
            int end = 0;
            while (end < Math.min(payload.length, MAX_WORD_BYTES) && payload[end] > ' ' && payload[end] < 0x7f) {
                end++;
            }
            return new String(payload, 0, end, StandardCharsets.US_ASCII);
        }
        return (payload[0] & 0xff) < 0x40 ? "probe" : "link";
    }

    /** All lines that are kept, one under the other. */
    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
