package punchline.protocol;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The typed fields of one JSON object of a datagram. A field that is absent, null or of another type is refused in words. */
final class Fields {
    /** Objects in objects in lists: three levels are used. */
    private static final int MAX_DEPTH = 6;

    /** Wider than any number of the protocol, too narrow to be costly. */
    private static final int MAX_NUMBER_CHARS = 20;

    private static final int MAX_FIELD_NAME_CHARS = 64;

    static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    // A server has one thread, and the queue that threads share costs as much as the reading.
                    .recyclerPool(JsonRecyclerPools.threadLocalPool())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_CHARS)
                            .maxNameLength(MAX_FIELD_NAME_CHARS)
                            .maxStringLength(ProtocolLimits.MAX_DATAGRAM_BYTES)
                            .maxDocumentLength(ProtocolLimits.MAX_DATAGRAM_BYTES)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Base64.Decoder BASE64 = Base64.getUrlDecoder();

    private final ObjectNode node;

    private Fields(ObjectNode node) {
        this.node = node;
    }

    /** Reads the one object of a text. */
    static Fields read(String json) {
        try {
            if (JSON.readTree(json) instanceof ObjectNode object) {
                return new Fields(object);
            }
        } catch (JacksonException e) {
            throw new MalformedException(null, "broken JSON");
        }
        throw new MalformedException(null, "expected a JSON object");
    }

    static String write(ObjectNode node) {
        return JSON.writeValueAsString(node);
    }

    static String base64(PublicIdentity key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.encoded());
    }

    static ArrayNode array(ObjectNode node, String name, List<Endpoint> endpoints) {
        ArrayNode array = node.putArray(name);
        endpoints.forEach(endpoint -> array.add(endpoint.toString()));
        return array;
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    String text(String name) {
        JsonNode value = node.get(name);
        if (value == null || !value.isString()) {
            throw new IllegalArgumentException("expected a text: " + name);
        }
        return value.stringValue();
    }

    boolean flag(String name) {
        JsonNode value = node.get(name);
        if (value == null || !value.isBoolean()) {
            throw new IllegalArgumentException("expected true or false: " + name);
        }
        return value.booleanValue();
    }

    boolean flag(String name, boolean otherwise) {
        return has(name) ? flag(name) : otherwise;
    }

    int number(String name) {
        JsonNode value = node.get(name);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToInt()) {
            throw new IllegalArgumentException("expected a whole number: " + name);
        }
        return value.intValue();
    }

    int number(String name, int otherwise) {
        return has(name) ? number(name) : otherwise;
    }

    long longNumber(String name) {
        JsonNode value = node.get(name);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException("expected a whole number: " + name);
        }
        return value.longValue();
    }

    /** Reads a text field by a parser that throws {@link IllegalArgumentException} with words of its own. */
    <T> T parsed(String name, Function<String, T> parser) {
        String text = text(name);
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("wrong " + name, e);
        }
    }

    PublicIdentity key(String name) {
        return parsed(name, text -> PublicIdentity.decode(BASE64.decode(text)));
    }

    /** The key in {@code key}, which must be that of the PeerId in {@code id}. */
    PublicIdentity ownedKey() {
        PublicIdentity key = key("key");
        if (!key.peerId().equals(parsed("id", PeerId::parse))) {
            throw new IllegalArgumentException("the id is not that of the key");
        }
        return key;
    }

    List<Endpoint> endpoints(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return List.of();
        }
        List<Endpoint> endpoints = new ArrayList<>();
        if (!value.isArray() || value.size() > ProtocolLimits.MAX_ENDPOINTS) {
            throw new IllegalArgumentException(
                    "expected at most " + ProtocolLimits.MAX_ENDPOINTS + " addresses: " + name);
        }
        for (JsonNode element : value) {
            if (!element.isString()) {
                throw new IllegalArgumentException("expected addresses: " + name);
            }
            endpoints.add(Endpoint.parse(element.stringValue()));
        }
        return endpoints;
    }

    @Nullable
    Fields object(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (value instanceof ObjectNode object) {
            return new Fields(object);
        }
        throw new IllegalArgumentException("expected an object: " + name);
    }

    List<Fields> objects(String name) {
        JsonNode value = node.get(name);
        if (value == null || !value.isArray()) {
            throw new IllegalArgumentException("expected a list: " + name);
        }
        List<Fields> objects = new ArrayList<>();
        for (JsonNode element : value) {
            if (!(element instanceof ObjectNode object)) {
                throw new IllegalArgumentException("expected objects: " + name);
            }
            objects.add(new Fields(object));
        }
        return objects;
    }
}
