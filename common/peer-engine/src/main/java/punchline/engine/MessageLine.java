package punchline.engine;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import punchline.engine.conversation.MessageId;
import punchline.protocol.PeerId;

/**
 * The log's line for messages that went one way, to or from one peer, in one turn of the engine: each with its id and size, all on
 * one line, since a line costs more than the message that it tells of.
 */
final class MessageLine {
    /** Messages on a line: enough that the line's own cost, mostly that of waking the one who writes it, vanishes. */
    private static final int MAX_MESSAGES = 128;

    /** Of an id, a size and the words between them. */
    private static final int MESSAGE_CHARS = 64;

    private final Logger log;
    private final String way;
    private final StringBuilder messages = new StringBuilder(MAX_MESSAGES * MESSAGE_CHARS);
    private @Nullable PeerId peer;
    private int count;

    /** {@code way} is a word: in, or out. */
    MessageLine(Logger log, String way) {
        this.log = log;
        this.way = way;
    }

    /** Adds one; {@code text} is empty if it is not to be seen. */
    void add(PeerId other, MessageId id, int bytes, String text) {
        if (!log.isInfoEnabled()) {
            return;
        }
        if (count == MAX_MESSAGES || peer == null || !peer.equals(other)) {
            flush();
        }
        peer = other;
        messages.append(count == 0 ? " " : ", ")
                .append(id)
                .append(' ')
                .append(bytes)
                .append(" bytes");
        if (!text.isEmpty()) {
            messages.append(": ").append(text);
        }
        count++;
    }

    /** Writes the line, if there is one. */
    void flush() {
        if (count > 0 && peer != null) {
            String words = count == 1 ? ": message " + way : ": " + count + " messages " + way;
            log.info(peer.brief() + words + messages);
            count = 0;
            messages.setLength(0);
        }
    }
}
