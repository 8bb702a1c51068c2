package punchline.server;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tells what a datagram is at a glance, for the traffic log. */
final class Verb {
    private static final String UNKNOWN = "?";

    private static final List<byte[]> KNOWN =
            List.of("punched", "punch", "peers", "peer", "list", "go", "bye", "error").stream()
                    .map(verb -> verb.getBytes(StandardCharsets.US_ASCII))
                    .toList();

    private Verb() {}

    /** A known verb that stands alone or before a space or line end; nothing of the sender's own, which might be control characters. */
    static String of(byte[] datagram) {
        for (byte[] verb : KNOWN) {
            if (startsWith(datagram, verb) && (datagram.length == verb.length || datagram[verb.length] <= ' ')) {
                return new String(verb, StandardCharsets.US_ASCII);
            }
        }
        return UNKNOWN;
    }

    /** Answers of the plain form to list and peer have no verb: {@code plain}. */
    static String ofAnswer(byte[] datagram) {
        String verb = of(datagram);
        return verb.equals(UNKNOWN) ? "plain" : verb;
    }

    private static boolean startsWith(byte[] datagram, byte[] verb) {
        if (datagram.length < verb.length) {
            return false;
        }
        for (int i = 0; i < verb.length; i++) {
            if (datagram[i] != verb[i]) {
                return false;
            }
        }
        return true;
    }
}
