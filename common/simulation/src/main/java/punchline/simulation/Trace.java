package punchline.simulation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What happened to datagrams, newest last, to be printed when a test fails. Keeps the last happenings only, and puts them into
 * words when it is printed: a run that goes well pays for no text.
 */
public final class Trace {
    /** Some minutes of two peers, or the whole of a failed attempt. */
    private static final int MAX_HAPPENINGS = 20_000;

    private static final int MAX_WORD_BYTES = 12;

    private final VirtualTime time;
    private final Deque<Happening> happenings = new ArrayDeque<>();

    /** At which time who did or met what; {@code subject} is put into words by {@link #words}. */
    private record Happening(long elapsedMillis, String who, String what, Object subject) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%8d ms  %-12s %s%s", elapsedMillis, who, what, words(subject));
        }
    }

    Trace(VirtualTime time) {
        this.time = time;
    }

    /** Adds a line of one's own: what the subject, which must not change any more, says of itself. */
    public void note(String who, Object subject) {
        add(who, "", subject);
    }

    void datagram(String who, String what, Datagram datagram) {
        add(who, what, datagram);
    }

    private void add(String who, String what, Object subject) {
        if (happenings.size() == MAX_HAPPENINGS) {
            happenings.removeFirst();
        }
        happenings.addLast(new Happening(time.elapsedMillis(), who, what, subject));
    }

    private static String words(Object subject) {
        return subject instanceof Datagram datagram
                ? " " + datagram.source() + " → " + datagram.destination() + "  " + datagram.payload().length + " B "
                        + kind(datagram.payload())
                : subject.toString();
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

    /** All that is kept, a line each. */
    @Override
    public String toString() {
        return happenings.stream().map(Happening::toString).collect(Collectors.joining("\n"));
    }
}
