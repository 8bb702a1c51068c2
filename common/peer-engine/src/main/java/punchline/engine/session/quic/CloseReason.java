package punchline.engine.session.quic;

import io.netty.handler.codec.quic.QuicConnectionCloseEvent;
import java.nio.charset.StandardCharsets;

/** Why a link ended, in words that may be logged and shown even if the other side chose them. */
final class CloseReason {
    private CloseReason() {}

    /** What to send: UTF-8 of at most so many bytes. */
    static byte[] encode(String reason, int maxBytes) {
        String text = reason.substring(0, Math.min(reason.length(), maxBytes));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        while (bytes.length > maxBytes) {
            text = text.substring(0, text.length() - 1);
            bytes = text.getBytes(StandardCharsets.UTF_8);
        }
        return bytes;
    }

    /** What the other side says. */
    static String of(QuicConnectionCloseEvent event, int maxBytes) {
        if (event.isTlsError()) {
            return "the other side refused the handshake (TLS alert "
                    + QuicConnectionCloseEvent.extractTlsError(event.error()) + ")";
        }
        byte[] bytes = event.reason();
        String text = new String(bytes, 0, Math.min(bytes.length, maxBytes), StandardCharsets.UTF_8)
                .replaceAll("\\p{C}", "?")
                .strip();
        if (text.isEmpty()) {
            return "the other side closed the connection (code " + event.error() + ")";
        }
        return "the other side: " + text;
    }
}
