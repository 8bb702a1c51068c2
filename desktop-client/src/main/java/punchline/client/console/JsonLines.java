package punchline.client.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.conversation.MessageId;
import punchline.protocol.PeerId;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The engine's records as lines of JSON, as {@code docs/console-json.md} shows them. Holds no state; any thread may use
 * it.
 *
 * <p>A {@code ref} may be a string or a whole number and comes back as it was given: within the engine it is the JSON
 * text of that value.
 */
final class JsonLines {
    /** Messages that {@code history} gives when it does not say how many. */
    static final int DEFAULT_HISTORY = 50;

    private static final int MAX_HISTORY = 1000;

    /** A mark, not a store: room for a UUID and a word. In characters of JSON. */
    private static final int MAX_REF_CHARS = 256;

    /** No command nests. */
    private static final int MAX_DEPTH = 8;

    private static final String VERBS =
            "peers, contacts, connect, accept, reject, send, reply, edit, delete, react, cancel, retry, timeline, read,"
                    + " typing, history, status, attempts, diagnose, reconnect, rename, server, quit";

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    /** What a line asks for. */
    sealed interface Input {
        /** Hand this to the peer. */
        record Do(Command command) implements Input {}

        /** End. */
        record Quit() implements Input {}
    }

    /** A line that is no command; the message says what was expected. */
    static final class BadLineException extends Exception {
        private static final long serialVersionUID = 1;

        private final @Nullable String ref;

        BadLineException(@Nullable String ref, String message) {
            super(message);
            this.ref = ref;
        }

        /** The line as an event that answers it. */
        Event.Problem toEvent() {
            String message = getMessage();
            return new Event.Problem(ref, message == null ? "bad line" : message);
        }
    }

    private JsonLines() {}

    /** Reads a line without its end. Unknown fields are ignored. */
    static Input parse(byte[] line) throws BadLineException {
        Fields fields = fields(line);
        String verb = fields.verb();
        return switch (verb) {
            case "peers" -> new Input.Do(new Command.ListPeers(fields.ref));
            case "contacts" -> new Input.Do(new Command.ListContacts(fields.ref));
            case "connect" ->
                new Input.Do(new Command.Connect(fields.ref, fields.peer(), fields.optionalText("greeting")));
            case "accept" -> new Input.Do(new Command.Accept(fields.ref, fields.peer()));
            case "reject" -> new Input.Do(new Command.Reject(fields.ref, fields.peer()));
            case "send" -> new Input.Do(new Command.Send(fields.ref, fields.peer(), fields.text("text")));
            case "reply" -> new Input.Do(new Command.Send(fields.ref, fields.peer(), fields.text("text"), fields.id()));
            case "edit" -> new Input.Do(new Command.Edit(fields.ref, fields.peer(), fields.id(), fields.text("text")));
            case "delete" -> new Input.Do(new Command.Delete(fields.ref, fields.peer(), fields.id()));
            case "react" ->
                new Input.Do(new Command.React(fields.ref, fields.peer(), fields.id(), fields.text("emoji")));
            case "cancel" -> new Input.Do(new Command.Cancel(fields.ref, fields.peer(), fields.id()));
            case "retry" -> new Input.Do(new Command.Retry(fields.ref, fields.peer(), fields.id()));
            case "timeline" -> new Input.Do(new Command.Timeline(fields.ref, fields.peer(), fields.id()));
            case "read" -> new Input.Do(new Command.Read(fields.ref, fields.peer(), fields.optionalId("id")));
            case "typing" -> new Input.Do(new Command.Typing(fields.ref, fields.peer()));
            case "history" ->
                new Input.Do(
                        new Command.History(fields.ref, fields.peer(), fields.limit(), fields.optionalId("before")));
            case "status" -> new Input.Do(new Command.Status(fields.ref));
            case "attempts" -> new Input.Do(new Command.Attempts(fields.ref, fields.peer(), fields.flag("redacted")));
            case "diagnose" -> new Input.Do(new Command.Diagnose(fields.ref));
            case "reconnect" -> new Input.Do(new Command.Reconnect(fields.ref));
            case "rename" -> new Input.Do(new Command.Rename(fields.ref, fields.text("name")));
            case "server" -> new Input.Do(new Command.AddServer(fields.ref, fields.text("server")));
            case "quit" -> new Input.Quit();
            default -> throw fields.bad("\"do\" is one of " + VERBS);
        };
    }

    /** Writes an event without a line end. Fields that are null are left out. */
    static String print(Event event) {
        ObjectNode line = MAPPER.createObjectNode();
        line.put("event", name(event));
        ObjectNode fields = MAPPER.valueToTree(event);
        String ref = event.ref();
        if (ref != null) {
            fields.set("ref", MAPPER.readTree(ref));
        }
        line.setAll(fields);
        return MAPPER.writeValueAsString(line);
    }

    private static String name(Event event) {
        return switch (event) {
            case Event.Ready ready -> "ready";
            case Event.Peers peers -> "peers";
            case Event.Contacts contacts -> "contacts";
            case Event.ContactChanged contact -> "contact";
            case Event.Request request -> "request";
            case Event.Link link -> "link";
            case Event.Message message -> "message";
            case Event.Changed changed -> "changed";
            case Event.State state -> "state";
            case Event.Typing typing -> "typing";
            case Event.Timeline timeline -> "timeline";
            case Event.History history -> "history";
            case Event.Status status -> "status";
            case Event.Attempts attempts -> "attempts";
            case Event.Diagnosis diagnosis -> "diagnosis";
            case Event.Server server -> "server";
            case Event.Problem problem -> "error";
        };
    }

    private static Fields fields(byte[] line) throws BadLineException {
        JsonNode node;
        try {
            // Strict, and before Jackson, which would guess at UTF-16 and UTF-32.
            node = MAPPER.readTree(StandardCharsets.UTF_8
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
        return new Fields(object, ref(object));
    }

    private static BadLineException notAnObject() {
        return new BadLineException(null, "expected one JSON object on each line, such as {\"do\":\"peers\"}");
    }

    private static @Nullable String ref(ObjectNode object) throws BadLineException {
        JsonNode ref = object.get("ref");
        if (ref == null || ref.isNull()) {
            return null;
        }
        String text = MAPPER.writeValueAsString(ref);
        if (!(ref.isString() || ref.isIntegralNumber()) || text.length() > MAX_REF_CHARS) {
            throw new BadLineException(
                    null, "\"ref\" is a string or a whole number of at most " + MAX_REF_CHARS + " characters");
        }
        return text;
    }

    /** The fields of one command. */
    private record Fields(ObjectNode object, @Nullable String ref) {
        String verb() throws BadLineException {
            JsonNode verb = object.get("do");
            if (verb == null || !verb.isString()) {
                throw bad("expected \"do\": one of " + VERBS);
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
            JsonNode value = object.get(name);
            if (value == null || value.isNull()) {
                return false;
            }
            if (!value.isBoolean()) {
                throw bad("\"" + name + "\" is true or false");
            }
            return value.booleanValue();
        }

        int limit() throws BadLineException {
            JsonNode limit = object.get("limit");
            if (limit == null || limit.isNull()) {
                return DEFAULT_HISTORY;
            }
            if (!limit.isIntegralNumber()
                    || !limit.canConvertToInt()
                    || limit.intValue() < 1
                    || limit.intValue() > MAX_HISTORY) {
                throw bad("\"limit\" is a whole number from 1 to " + MAX_HISTORY);
            }
            return limit.intValue();
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
}
