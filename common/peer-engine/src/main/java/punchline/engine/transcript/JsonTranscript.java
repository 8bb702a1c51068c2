package punchline.engine.transcript;

import java.time.ZoneId;
import java.util.Locale;
import punchline.engine.Event.MessageState;
import punchline.engine.HistoryMessage;
import punchline.engine.conversation.MessageId;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** For programs: one array, with an object on a line of its own for each message, as {@code docs/console-json.md} describes them. */
public final class JsonTranscript implements TranscriptText {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final ZoneId zone;
    private boolean any;

    /** Times carry the offset of that zone. */
    public JsonTranscript(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public String begin() {
        return "[";
    }

    @Override
    public String page(TranscriptPage page) {
        StringBuilder text = new StringBuilder();
        for (HistoryMessage message : page.messages()) {
            text.append(any ? ",\n" : "\n").append(MAPPER.writeValueAsString(object(page, message)));
            any = true;
        }
        return text.toString();
    }

    @Override
    public String end() {
        return "\n]\n";
    }

    private ObjectNode object(TranscriptPage page, HistoryMessage message) {
        ObjectNode object = MAPPER.createObjectNode();
        object.put("peer", page.peer().toString());
        object.put("name", page.name());
        object.put("id", message.id().toString());
        object.put("mine", message.mine());
        object.put("author", page.author(message));
        object.put("time", TextTranscript.time(message.time(), zone));
        object.put("text", message.text());
        MessageState state = message.state();
        if (state != null) {
            object.put("state", state.name().toLowerCase(Locale.ROOT));
        }
        MessageId replyTo = message.replyTo();
        if (replyTo != null) {
            object.put("replyTo", replyTo.toString());
        }
        if (message.edited()) {
            object.put("edited", true);
        }
        if (message.deleted()) {
            object.put("deleted", true);
        }
        if (!message.reactions().isEmpty()) {
            ArrayNode reactions = object.putArray("reactions");
            message.reactions()
                    .forEach(reaction ->
                            reactions.addObject().put("mine", reaction.mine()).put("emoji", reaction.emoji()));
        }
        return object;
    }
}
