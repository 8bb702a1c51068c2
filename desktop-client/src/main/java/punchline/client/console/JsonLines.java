package punchline.client.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.Reason;
import punchline.engine.conversation.ConversationLimits;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
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
    /** No command nests. */
    private static final int MAX_DEPTH = 8;

    private static final String VERBS =
            "peers, contacts, connect, invite, invites, revoke, accept, reject, block, unblock, alias, verify, send, reply,"
                    + " edit, delete, react, cancel, retry, timeline, read, typing, history, search, clear, retain, draft,"
                    + " export, status, attempts, diagnose, reconnect, rename, visibility, server, leave, disclose, backup, import, quit";

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
            return new Event.Problem(ref, Reason.said(message == null ? "bad line" : message));
        }
    }

    private JsonLines() {}

    /** Reads a line without its end. Unknown fields are ignored. */
    static Input parse(byte[] line) throws BadLineException {
        JsonFields fields = JsonFields.of(MAPPER, line, VERBS);
        String verb = fields.verb();
        return switch (verb) {
            case "peers" -> new Input.Do(new Command.ListPeers(fields.ref()));
            case "contacts" -> new Input.Do(new Command.ListContacts(fields.ref()));
            case "connect" -> new Input.Do(connect(fields));
            case "invite" -> new Input.Do(new Command.Invite(fields.ref(), fields.hours()));
            case "invites" -> new Input.Do(new Command.ListInvites(fields.ref()));
            case "revoke" -> new Input.Do(new Command.Revoke(fields.ref(), fields.text("invite")));
            case "accept" -> new Input.Do(new Command.Accept(fields.ref(), fields.peer()));
            case "reject" -> new Input.Do(new Command.Reject(fields.ref(), fields.peer()));
            case "block" -> new Input.Do(new Command.Block(fields.ref(), fields.peer()));
            case "unblock" -> new Input.Do(new Command.Unblock(fields.ref(), fields.peer()));
            case "alias" -> new Input.Do(new Command.Alias(fields.ref(), fields.peer(), fields.text("alias")));
            case "verify" -> new Input.Do(new Command.Verify(fields.ref(), fields.peer(), fields.optionalFlag("mark")));
            case "send" -> new Input.Do(new Command.Send(fields.ref(), fields.peer(), fields.text("text")));
            case "reply" ->
                new Input.Do(new Command.Send(fields.ref(), fields.peer(), fields.text("text"), fields.id()));
            case "edit" ->
                new Input.Do(new Command.Edit(fields.ref(), fields.peer(), fields.id(), fields.text("text")));
            case "delete" -> new Input.Do(new Command.Delete(fields.ref(), fields.peer(), fields.id()));
            case "react" ->
                new Input.Do(new Command.React(fields.ref(), fields.peer(), fields.id(), fields.text("emoji")));
            case "cancel" -> new Input.Do(new Command.Cancel(fields.ref(), fields.peer(), fields.id()));
            case "retry" -> new Input.Do(new Command.Retry(fields.ref(), fields.peer(), fields.id()));
            case "timeline" -> new Input.Do(new Command.Timeline(fields.ref(), fields.peer(), fields.id()));
            case "read" -> new Input.Do(new Command.Read(fields.ref(), fields.peer(), fields.optionalId("id")));
            case "typing" -> new Input.Do(new Command.Typing(fields.ref(), fields.peer()));
            case "history" ->
                new Input.Do(new Command.History(
                        fields.ref(),
                        fields.peer(),
                        fields.limit(ConversationLimits.MAX_HISTORY),
                        fields.optionalId("before"),
                        fields.optionalId("after"),
                        fields.optionalId("around")));
            case "search" ->
                new Input.Do(new Command.Search(
                        fields.ref(),
                        fields.optionalPeer(),
                        fields.text("query"),
                        fields.limit(ConversationLimits.MAX_FOUND),
                        fields.optionalNumber("before", Long.MAX_VALUE)));
            case "clear" -> new Input.Do(new Command.Clear(fields.ref(), fields.peer()));
            case "retain" -> new Input.Do(new Command.Retain(fields.ref(), fields.peer(), fields.days()));
            case "draft" -> new Input.Do(new Command.Draft(fields.ref(), fields.peer(), fields.text("text")));
            case "export" ->
                new Input.Do(new Command.Export(
                        fields.ref(),
                        fields.optionalPeer(),
                        fields.text("file"),
                        fields.format(),
                        fields.flag("overwrite")));
            case "status" -> new Input.Do(new Command.Status(fields.ref()));
            case "attempts" -> new Input.Do(new Command.Attempts(fields.ref(), fields.peer(), fields.flag("redacted")));
            case "diagnose" -> new Input.Do(new Command.Diagnose(fields.ref()));
            case "reconnect" -> new Input.Do(new Command.Reconnect(fields.ref()));
            case "rename" -> new Input.Do(new Command.Rename(fields.ref(), fields.text("name")));
            case "visibility" -> new Input.Do(new Command.Visibility(fields.ref(), fields.neededFlag("listed")));
            case "server" -> new Input.Do(new Command.AddServer(fields.ref(), fields.text("server")));
            case "leave" -> new Input.Do(new Command.RemoveServer(fields.ref(), fields.text("server")));
            case "disclose" ->
                new Input.Do(new Command.Disclose(
                        fields.ref(), fields.optionalFlag("typing"), fields.optionalFlag("readReceipts")));
            case "backup" ->
                new Input.Do(new Command.Backup(fields.ref(), fields.text("file"), fields.text("passphraseFile")));
            case "import" ->
                new Input.Do(new Command.Import(
                        fields.ref(), fields.text("file"), fields.text("profile"), fields.text("passphraseFile")));
            case "quit" -> new Input.Quit();
            default -> throw fields.bad("\"do\" is one of " + VERBS);
        };
    }

    private static Command connect(JsonFields fields) throws BadLineException {
        String invite = fields.optionalText("invite");
        String greeting = fields.optionalText("greeting");
        return invite == null
                ? new Command.Connect(fields.ref(), fields.peer(), greeting)
                : new Command.Redeem(fields.ref(), invite, greeting);
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
            case Event.SafetyNumber number -> "safety_number";
            case Event.Invited invited -> "invited";
            case Event.Invites invites -> "invites";
            case Event.InviteUsed used -> "invite_used";
            case Event.Link link -> "link";
            case Event.Message message -> "message";
            case Event.Changed changed -> "changed";
            case Event.State state -> "state";
            case Event.Typing typing -> "typing";
            case Event.Timeline timeline -> "timeline";
            case Event.History history -> "history";
            case Event.Found found -> "found";
            case Event.Cleared cleared -> "cleared";
            case Event.Retained retained -> "retained";
            case Event.Expired expired -> "expired";
            case Event.Draft draft -> "draft";
            case Event.Exporting exporting -> "exporting";
            case Event.Exported exported -> "exported";
            case Event.Status status -> "status";
            case Event.Attempts attempts -> "attempts";
            case Event.Diagnosis diagnosis -> "diagnosis";
            case Event.ProfileCopied copied -> "profile_copied";
            case Event.Server server -> "server";
            case Event.IdentityElsewhere elsewhere -> "identity_elsewhere";
            case Event.Problem problem -> "error";
        };
    }
}
