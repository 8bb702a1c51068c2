package punchline.engine.transcript;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import punchline.engine.Event.MessageState;
import punchline.engine.HistoryMessage;
import punchline.engine.conversation.MessageId;

/**
 * For people:
 *
 * <pre>
 * Conversation with Bob (id)
 *
 * [2026-11-25T22:08:17+01:00] Ann (read): Are you there?
 * [2026-11-25T22:08:40+01:00] Bob, in answer to "Are you there?" (edited): Yes,
 *     in a minute. {Ann 👍}
 * [2026-11-25T22:09:00+01:00] Bob: (deleted)
 * </pre>
 */
public final class TextTranscript implements TranscriptText {
    /** Answers are mostly to what stands shortly before; of an older message only that it is one is said. */
    private static final int MAX_QUOTES = 1000;

    /** Enough to recognize a message. */
    private static final int MAX_QUOTE_CHARS = 40;

    private final ZoneId zone;
    private final Map<MessageId, String> quotes = new LinkedHashMap<>();

    /** Times are shown as they were in that zone. */
    public TextTranscript(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public String begin() {
        return "";
    }

    @Override
    public String page(TranscriptPage page) {
        StringBuilder text = new StringBuilder();
        if (page.first()) {
            text.append(quotes.isEmpty() ? "" : "\n")
                    .append("Conversation with ")
                    .append(Line.of(page.name()))
                    .append(" (")
                    .append(page.peer())
                    .append(")\n\n");
            quotes.clear();
        }
        page.messages().forEach(message -> message(page, message, text));
        return text.toString();
    }

    @Override
    public String end() {
        return "";
    }

    private void message(TranscriptPage page, HistoryMessage message, StringBuilder text) {
        text.append('[').append(time(message.time(), zone)).append("] ").append(Line.of(page.author(message)));
        MessageId replyTo = message.replyTo();
        if (replyTo != null) {
            String quote = quotes.get(replyTo);
            text.append(quote == null ? ", in answer to an earlier message" : ", in answer to \"" + quote + "\"");
        }
        MessageState state = message.state();
        if (state != null) {
            text.append(" (").append(state(state)).append(')');
        }
        if (message.edited()) {
            text.append(" (edited)");
        }
        text.append(": ").append(message.deleted() ? "(deleted)" : Line.paragraphs(message.text()));
        if (!message.reactions().isEmpty()) {
            text.append(" {");
            message.reactions()
                    .forEach(reaction -> text.append(text.charAt(text.length() - 1) == '{' ? "" : ", ")
                            .append(Line.of(reaction.mine() ? page.ownName() : page.name()))
                            .append(' ')
                            .append(reaction.emoji()));
            text.append('}');
        }
        text.append('\n');
        remember(message);
    }

    private void remember(HistoryMessage message) {
        String line = Line.of(message.text());
        quotes.put(
                message.id(),
                line.codePointCount(0, line.length()) <= MAX_QUOTE_CHARS
                        ? line
                        : line.substring(0, line.offsetByCodePoints(0, MAX_QUOTE_CHARS)) + "…");
        if (quotes.size() > MAX_QUOTES) {
            quotes.remove(quotes.keySet().iterator().next());
        }
    }

    private static String state(MessageState state) {
        return switch (state) {
            case QUEUED -> "waiting";
            case SENT -> "sent";
            case DELIVERED -> "delivered";
            case READ -> "read";
            case CANCELLED -> "cancelled";
        };
    }

    /** ISO 8601, to the second, with the offset from UTC. A clock may have been anywhere. */
    static String time(long millis, ZoneId zone) {
        return Instant.ofEpochMilli(millis)
                .truncatedTo(ChronoUnit.SECONDS)
                .atZone(zone)
                .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }

    /** Text of others in a line of this file. */
    private static final class Line {
        private Line() {}

        /** On one line. */
        static String of(String text) {
            return text.replaceAll("\\R", " ").replaceAll("\\p{Cntrl}", " ");
        }

        /** Lines after the first stand further in, so that none passes for a message of its own. */
        static String paragraphs(String text) {
            return text.replaceAll("\\R", "\n    ").replaceAll("[\\p{Cntrl}&&[^\n\t]]", " ");
        }
    }
}
