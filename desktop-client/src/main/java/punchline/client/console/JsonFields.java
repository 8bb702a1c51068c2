package punchline.client.console;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import punchline.client.console.JsonLines.BadLineException;
import punchline.engine.Command;
import punchline.engine.conversation.MessageId;
import punchline.engine.transcript.TranscriptFormat;
import punchline.protocol.PeerId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of one command; each is asked for by the kind of value that it must have.
 *
 * @param ref   the JSON text of the command's mark, or null
 * @param verbs what a command may be, for those who wrote something else
 */
record JsonFields(ObjectNode object, @Nullable String ref, String verbs) {
    /** Messages that {@code history} and {@code search} give when they do not say how many. */
    static final int DEFAULT_LIMIT = 50;

    /** A mark, not a store: room for a UUID and a word. In characters of JSON. */
    private static final int MAX_REF_CHARS = 256;

    /** Reads a line without its end. */
    static JsonFields of(JsonMapper mapper, byte[] line, String verbs) throws BadLineException {
        JsonNode node;
        try {
            // Strict, and before Jackson, which would guess at UTF-16 and UTF-32.
            node = mapper.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new BadLineException(null, "expected UTF-8");
        } catch (JacksonException e) {
            throw notAnObject();
        }
        if (!(node instanceof ObjectNode object)) {
            throw notAnObject();
        }
        return new JsonFields(object, ref(mapper, object), verbs);
    }

    private static BadLineException notAnObject() {
        return new BadLineException(null, "expected one JSON object on each line, such as {\"do\":\"peers\"}");
    }

    private static @Nullable String ref(JsonMapper mapper, ObjectNode object) throws BadLineException {
        JsonNode ref = object.get("ref");
        if (ref == null || ref.isNull()) {
            return null;
        }
        String text = mapper.writeValueAsString(ref);
        if (!(ref.isString() || ref.isIntegralNumber()) || text.length() > MAX_REF_CHARS) {
            throw new BadLineException(
                    null, "\"ref\" is a string or a whole number of at most " + MAX_REF_CHARS + " characters");
        }
        return text;
    }

    String verb() throws BadLineException {
        JsonNode verb = object.get("do");
        if (verb == null || !verb.isString()) {
            throw bad("expected \"do\": one of " + verbs);
        }
        return verb.stringValue();
    }

    PeerId peer() throws BadLineException {
        try {
            return PeerId.parse(text("peer"));
        } catch (IllegalArgumentException e) {
            throw bad("\"peer\" is an id of 52 letters and digits: " + e.getMessage());
        }
    }

    /** A number of days; whether it is one that can be had is not asked here. */
    int days() throws BadLineException {
        JsonNode days = object.get("days");
        if (days == null || !days.isIntegralNumber() || !days.canConvertToInt()) {
            throw bad("expected \"days\": a whole number, 0 for ever");
        }
        return days.intValue();
    }

    TranscriptFormat format() throws BadLineException {
        String format = optionalText("format");
        return switch (format == null ? "text" : format) {
            case "text" -> TranscriptFormat.TEXT;
            case "json" -> TranscriptFormat.JSON;
            default -> throw bad("\"format\" is text or json");
        };
    }

    String text(String name) throws BadLineException {
        String text = optionalText(name);
        if (text == null) {
            throw bad("expected \"" + name + "\": a string");
        }
        return text;
    }

    @Nullable
    String optionalText(String name) throws BadLineException {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw bad("\"" + name + "\" is a string");
        }
        return value.stringValue();
    }

    /** False if it does not say. */
    boolean flag(String name) throws BadLineException {
        return Boolean.TRUE.equals(optionalFlag(name));
    }

    boolean neededFlag(String name) throws BadLineException {
        Boolean value = optionalFlag(name);
        if (value == null) {
            throw bad("expected \"" + name + "\": true or false");
        }
        return value;
    }

    @Nullable
    Boolean optionalFlag(String name) throws BadLineException {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isBoolean()) {
            throw bad("\"" + name + "\" is true or false");
        }
        return value.booleanValue();
    }

    int limit(int most) throws BadLineException {
        Long limit = optionalNumber("limit", most);
        return limit == null ? DEFAULT_LIMIT : limit.intValue();
    }

    /** From 1 to {@code most}. */
    @Nullable
    Long optionalNumber(String name, long most) throws BadLineException {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < 1
                || value.longValue() > most) {
            String range = most == Long.MAX_VALUE ? " above 0" : " from 1 to " + most;
            throw bad("\"" + name + "\" is a whole number" + range);
        }
        return value.longValue();
    }

    /** Whose conversation, if it says. */
    @Nullable
    PeerId optionalPeer() throws BadLineException {
        return optionalText("peer") == null ? null : peer();
    }

    int hours() throws BadLineException {
        Long hours = optionalNumber("hours", Command.Invite.MAX_HOURS);
        return hours == null ? Command.Invite.USUAL_HOURS : hours.intValue();
    }

    MessageId id() throws BadLineException {
        MessageId id = optionalId("id");
        if (id == null) {
            throw bad("expected \"id\": the id of a message");
        }
        return id;
    }

    @Nullable
    MessageId optionalId(String name) throws BadLineException {
        String text = optionalText(name);
        try {
            return text == null ? null : MessageId.parse(text);
        } catch (IllegalArgumentException e) {
            throw bad("\"" + name + "\" is the id of a message");
        }
    }

    BadLineException bad(String message) {
        return new BadLineException(ref, message);
    }
}
