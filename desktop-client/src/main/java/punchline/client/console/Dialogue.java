package punchline.client.console;

import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.Peer;
import punchline.engine.conversation.MessageId;
import punchline.engine.invite.InviteLink;
import punchline.engine.transcript.TranscriptFormat;
import punchline.protocol.PeerId;

/**
 * What the prompt does and says: lines of a person become commands, events become lines to read. Owned by one thread;
 * only {@link #names} may be called from any.
 */
final class Dialogue {
    static final List<String> VERBS = List.of(
            "list",
            "connect",
            "invite",
            "invites",
            "revoke",
            "accept",
            "reject",
            "block",
            "unblock",
            "alias",
            "verify",
            "send",
            "reply",
            "edit",
            "delete",
            "react",
            "history",
            "search",
            "clear",
            "retain",
            "draft",
            "export",
            "status",
            "diagnose",
            "attempts",
            "reconnect",
            "name",
            "visibility",
            "server",
            "leave",
            "disclose",
            "backup",
            "import",
            "menu",
            "help",
            "quit");

    /** A screenful. */
    private static final int HISTORY_MESSAGES = 20;

    private static final int FOUND_MESSAGES = 20;

    /** Marks the answers to my own commands, so that a change of one contact does not print them all. */
    private static final String ASKED = "asked";

    private static final String REDACTED = "--redacted";

    private static final String CONFIRMED = "--yes";

    private static final String OVERWRITE = "--overwrite";

    private final Phrases phrases;
    private final EventLines events;
    private final Consumer<String> output;
    private final People people = new People();
    private final MessageNumbers numbers = new MessageNumbers();

    /**
     * Makes one.
     *
     * @param colours the terminal has them
     * @param output takes what is to be shown: one or more lines without the last end
     */
    Dialogue(ZoneId zone, boolean colours, Consumer<String> output) {
        this.phrases = new Phrases(zone);
        this.events = new EventLines(phrases, zone, colours, people, numbers, output);
        this.output = output;
    }

    /** The names that completion offers. */
    List<String> names() {
        return events.names();
    }

    /** Shows what a person should see of an event. */
    void onEvent(Event event) {
        events.onEvent(event);
    }

    /** Asks of the peer what a line says; false if it says to end. */
    boolean onLine(Peer peer, String line) {
        PromptLine words = PromptLine.of(line);
        switch (words.verb()) {
            case "" -> {}
            case "list" -> {
                peer.submit(new Command.ListContacts(ASKED));
                peer.submit(new Command.ListPeers(ASKED));
            }
            case "connect" -> connect(peer, words);
            case "invite" -> invite(peer, words);
            case "invites" -> peer.submit(new Command.ListInvites(ASKED));
            case "revoke" -> withRest(words, "invite", invite -> peer.submit(new Command.Revoke(ASKED, invite)));
            case "accept" -> withPeer(words, id -> peer.submit(new Command.Accept(ASKED, id)));
            case "reject" -> withPeer(words, id -> peer.submit(new Command.Reject(ASKED, id)));
            case "block" -> withPeer(words, id -> peer.submit(new Command.Block(ASKED, id)));
            case "unblock" -> withPeer(words, id -> peer.submit(new Command.Unblock(ASKED, id)));
            case "alias" -> withPeer(words, id -> peer.submit(new Command.Alias(ASKED, id, words.text())));
            case "verify" -> verify(peer, words);
            case "send" -> send(peer, words);
            case "reply" ->
                withText(
                        words,
                        () -> withMessage(
                                words,
                                false,
                                (id, message, text) -> peer.submit(new Command.Send(ASKED, id, text, message))));
            case "edit" ->
                withText(
                        words,
                        () -> withMessage(
                                words,
                                true,
                                (id, message, text) -> peer.submit(new Command.Edit(ASKED, id, message, text))));
            case "delete" ->
                withMessage(words, true, (id, message, text) -> peer.submit(new Command.Delete(ASKED, id, message)));
            case "cancel" ->
                withMessage(words, true, (id, message, text) -> peer.submit(new Command.Cancel(ASKED, id, message)));
            case "retry" ->
                withMessage(words, true, (id, message, text) -> peer.submit(new Command.Retry(ASKED, id, message)));
            case "timeline" ->
                withMessage(words, true, (id, message, text) -> peer.submit(new Command.Timeline(ASKED, id, message)));
            case "read" ->
                withMessage(words, false, (id, message, text) -> peer.submit(new Command.Read(ASKED, id, message)));
            case "react" ->
                withMessage(
                        words, false, (id, message, text) -> peer.submit(new Command.React(ASKED, id, message, text)));
            case "history" -> withPeer(words, id -> history(peer, id, words));
            case "search" -> search(peer, SearchLine.of(words.rest()));
            case "clear" -> clear(peer, words);
            case "retain" -> retain(peer, words);
            case "draft" -> withPeer(words, id -> peer.submit(new Command.Draft(ASKED, id, words.text())));
            case "export" -> export(peer, words);
            case "status" -> peer.submit(new Command.Status(ASKED));
            case "diagnose" -> peer.submit(new Command.Diagnose(ASKED));
            case "attempts" ->
                withPeer(words, id -> peer.submit(new Command.Attempts(ASKED, id, words.asksFor(REDACTED))));
            case "reconnect" -> peer.submit(new Command.Reconnect(ASKED));
            case "visibility" -> visibility(peer, words);
            case "name" -> withRest(words, "name", name -> peer.submit(new Command.Rename(ASKED, name)));
            case "leave" -> withRest(words, "leave", server -> peer.submit(new Command.RemoveServer(ASKED, server)));
            case "disclose" -> disclose(peer, words);
            case "server" -> withRest(words, "server", server -> peer.submit(new Command.AddServer(ASKED, server)));
            case "backup" -> backUp(peer, words);
            case "import" -> importProfile(peer, words);
            case "menu", "help" -> output.accept(Phrases.MENU);
            case "quit", "exit" -> {
                return false;
            }
            default ->
                output.accept("There is no \"" + Printable.line(words.verb()) + "\". Type menu for what there is.");
        }
        return true;
    }

    private void history(Peer peer, PeerId id, PromptLine words) {
        if (words.text().isEmpty()) {
            peer.submit(new Command.History(ASKED, id, HISTORY_MESSAGES, null));
            return;
        }
        PagePhrase page = PagePhrase.of(words.text());
        MessageId message = page == null ? null : numbers.find(id, page.number());
        if (page == null || message == null) {
            output.accept("Type: history <who>, or history <who> before #n, after #n or around #n, with the number of a"
                    + " message that was shown.");
            return;
        }
        peer.submit(page.command(EventLines.PAGE, id, HISTORY_MESSAGES, message));
    }

    private void search(Peer peer, SearchLine line) {
        if (line.query().isEmpty()) {
            output.accept("Type: search <text>, or search @<who> <text> for what was said with somebody");
        } else if (line.who() == null) {
            peer.submit(new Command.Search(ASKED, null, line.query(), FOUND_MESSAGES, null));
        } else {
            withPeer(
                    new PromptLine("search", line.who(), "", ""),
                    id -> peer.submit(new Command.Search(ASKED, id, line.query(), FOUND_MESSAGES, null)));
        }
    }

    private void connect(Peer peer, PromptLine words) {
        if (InviteLink.isMeantBy(words.who())) {
            peer.submit(new Command.Redeem(ASKED, words.who(), greeting(words)));
        } else {
            withPeer(words, id -> peer.submit(new Command.Connect(ASKED, id, greeting(words))));
        }
    }

    private void invite(Peer peer, PromptLine words) {
        if (words.rest().isEmpty()) {
            peer.submit(new Command.Invite(ASKED, Command.Invite.USUAL_HOURS));
        } else if (words.rest().matches("\\d{1,4}")) {
            peer.submit(new Command.Invite(ASKED, Integer.parseInt(words.rest())));
        } else {
            output.accept("Type: invite [<hours>]");
        }
    }

    private static @Nullable String greeting(PromptLine words) {
        return words.text().isEmpty() ? null : words.text();
    }

    private void backUp(Peer peer, PromptLine words) {
        if (words.text().isEmpty()) {
            output.accept("Type: backup <file> <passphrase file>");
            return;
        }
        peer.submit(new Command.Backup(ASKED, words.who(), words.text()));
    }

    private void importProfile(Peer peer, PromptLine words) {
        String[] profileAndPassphrase = words.text().split("\\s+", 2);
        if (profileAndPassphrase.length < 2) {
            output.accept("Type: import <file> <new profile> <passphrase file>");
            return;
        }
        peer.submit(new Command.Import(ASKED, words.who(), profileAndPassphrase[0], profileAndPassphrase[1]));
    }

    private void send(Peer peer, PromptLine words) {
        if (words.text().isEmpty()) {
            output.accept("Type: send <who> <text>");
            return;
        }
        withPeer(words, id -> peer.submit(new Command.Send(ASKED, id, words.text())));
    }

    private void verify(Peer peer, PromptLine words) {
        switch (words.text().strip()) {
            case "" -> withPeer(words, id -> peer.submit(new Command.Verify(ASKED, id, null)));
            case "yes" -> withPeer(words, id -> peer.submit(new Command.Verify(ASKED, id, true)));
            case "no" -> withPeer(words, id -> peer.submit(new Command.Verify(ASKED, id, false)));
            default -> output.accept("Type: verify <who> [yes|no]");
        }
    }

    private void visibility(Peer peer, PromptLine words) {
        switch (words.rest().strip()) {
            case "listed" -> peer.submit(new Command.Visibility(ASKED, true));
            case "unlisted" -> peer.submit(new Command.Visibility(ASKED, false));
            default -> output.accept("Type: visibility listed, or: visibility unlisted");
        }
    }

    private void disclose(Peer peer, PromptLine words) {
        switch (words.rest().strip()) {
            case "typing on" -> peer.submit(new Command.Disclose(ASKED, true, null));
            case "typing off" -> peer.submit(new Command.Disclose(ASKED, false, null));
            case "reading on" -> peer.submit(new Command.Disclose(ASKED, null, true));
            case "reading off" -> peer.submit(new Command.Disclose(ASKED, null, false));
            default -> output.accept("Type: disclose typing on|off, or: disclose reading on|off");
        }
    }

    private void clear(Peer peer, PromptLine words) {
        withPeer(words, id -> {
            if (words.asksFor(CONFIRMED)) {
                peer.submit(new Command.Clear(ASKED, id));
            } else {
                output.accept("All that was said with " + people.nameOf(id)
                        + " will be gone here for good. Type: clear " + words.who() + " " + CONFIRMED);
            }
        });
    }

    private void retain(Peer peer, PromptLine words) {
        int days = PromptLine.wholeNumber(words.text());
        if (days < 0) {
            output.accept("Type: retain <who> <days>, 0 for ever");
            return;
        }
        withPeer(words, id -> peer.submit(new Command.Retain(ASKED, id, days)));
    }

    private void export(Peer peer, PromptLine words) {
        if (words.text().isEmpty()) {
            output.accept("Type: export <who> <file>, or export all <file>; a name that ends in .json is for programs");
            return;
        }
        boolean overwrite = words.text().endsWith(" " + OVERWRITE);
        String file = overwrite
                ? words.text()
                        .substring(0, words.text().length() - OVERWRITE.length())
                        .strip()
                : words.text();
        TranscriptFormat format = file.endsWith(".json") ? TranscriptFormat.JSON : TranscriptFormat.TEXT;
        if (words.who().equals("all")) {
            peer.submit(new Command.Export(ASKED, null, file, format, overwrite));
        } else {
            withPeer(words, id -> peer.submit(new Command.Export(ASKED, id, file, format, overwrite)));
        }
    }

    /** What is done to a message: whose conversation, which message, and the words behind its number. */
    private interface MessageAction {
        void run(PeerId peer, MessageId message, String text);
    }

    private void withText(PromptLine words, Runnable action) {
        if (words.text().isEmpty()
                || (words.isNumbered() && words.textBehindNumber().isEmpty())) {
            output.accept("Type: " + words.verb() + " <who> [#n] <text>");
            return;
        }
        action.run();
    }

    private void withMessage(PromptLine words, boolean mine, MessageAction action) {
        withPeer(words, id -> {
            MessageId message = words.isNumbered() ? numbers.find(id, words.number()) : numbers.last(id, mine);
            if (message == null) {
                output.accept("Which message? Type: history " + words.who() + ", then use its number, such as #1");
                return;
            }
            action.run(id, message, words.isNumbered() ? words.textBehindNumber() : words.text());
        });
    }

    private void withRest(PromptLine words, String what, Consumer<String> action) {
        if (words.rest().isEmpty()) {
            output.accept("Type: " + words.verb() + " <" + what + ">");
            return;
        }
        action.accept(words.rest());
    }

    private void withPeer(PromptLine words, Consumer<PeerId> action) {
        if (words.who().isEmpty()) {
            output.accept("Type: " + words.verb() + " <who>, a number from the list, a name or the beginning of an id");
            return;
        }
        switch (people.find(words.who())) {
            case People.Found.One(PeerId id) -> action.accept(id);
            case People.Found.Nobody() ->
                output.accept("Nobody here is \"" + Printable.line(words.who()) + "\". Type list to see who is.");
            case People.Found.Several(List<Person> several) -> {
                output.accept("\"" + Printable.line(words.who()) + "\" may be any of these; use the number:");
                several.forEach(person -> output.accept(phrases.person(person)));
            }
        }
    }
}
