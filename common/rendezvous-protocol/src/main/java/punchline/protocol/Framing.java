package punchline.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One datagram: strict UTF-8, a verb, then optionally a space and an argument, of which a JSON object is one kind. */
final class Framing {
    /** The protocol version that this code writes; any version from 1 on is read, unknown fields ignored. */
    private static final int VERSION = 1;

    /** What is shortened, from its end, when a datagram does not hold everything; the first of the longest goes first. */
    private static final List<String> SHORTENED = List.of("samples", "candidates", "hosts");

    private Framing() {}

    /** @param json the argument if it starts as an object does */
    record Text(String verb, String argument, @Nullable String json) {}

    static Text split(byte[] datagram) {
        if (datagram.length > ProtocolLimits.MAX_DATAGRAM_BYTES) {
            throw new MalformedException(null, "longer than " + ProtocolLimits.MAX_DATAGRAM_BYTES + " bytes");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(datagram))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedException(null, "not UTF-8");
        }
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        text = text.substring(0, end);
        int space = text.indexOf(' ');
        String verb = space < 0 ? text : text.substring(0, space);
        String argument = space < 0 ? "" : text.substring(space + 1).strip();
        return new Text(verb, argument, argument.startsWith("{") ? argument : null);
    }

    /** Reads a JSON object and, once its ref is known, blames whatever else is wrong on the message with that ref. */
    static <T> T readLabelled(String json, Function<Fields, T> reader) {
        Fields fields = Fields.read(json);
        String ref = null;
        try {
            if (fields.has("ref")) {
                ref = WireChecks.label("ref", fields.text("ref"));
            }
            if (fields.number("v", VERSION) < 1) {
                throw new IllegalArgumentException("versions start at 1");
            }
            return reader.apply(fields);
        } catch (IllegalArgumentException | MalformedException e) {
            throw new MalformedException(ref, e.getMessage());
        }
    }

    static ObjectNode object() {
        return bareObject().put("v", VERSION);
    }

    static ObjectNode bareObject() {
        return Fields.JSON.createObjectNode();
    }

    static byte[] plain(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Writes a datagram, shortening lists of endpoints if it must.
     *
     * @throws IllegalStateException if it is too long without them
     */
    static byte[] json(String verb, ObjectNode node) {
        while (true) {
            byte[] datagram = plain(verb + ' ' + Fields.write(node));
            if (datagram.length <= ProtocolLimits.MAX_DATAGRAM_BYTES) {
                return datagram;
            }
            ArrayNode longest = null;
            for (String name : SHORTENED) {
                if (node.get(name) instanceof ArrayNode array && (longest == null || array.size() > longest.size())) {
                    longest = array;
                }
            }
            if (longest == null || longest.isEmpty()) {
                throw new IllegalStateException("a " + verb + " of " + datagram.length + " bytes");
            }
            longest.remove(longest.size() - 1);
        }
    }
}
