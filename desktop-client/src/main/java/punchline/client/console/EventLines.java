package punchline.client.console;

import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import punchline.client.report.AttemptPhrases;
import punchline.engine.Event;
import punchline.engine.conversation.ChatOptions;
import punchline.protocol.PeerId;

/** What the prompt says of events, and what it remembers of them: people by name, messages by number. */
final class EventLines {
    /** Marks a page from within a conversation: what is last there is not what was said last. */
    static final String PAGE = "page";

    private final Phrases phrases;
    private final AttemptPhrases attemptPhrases;
    private final FoundLines foundLines;
    private final InvitePhrases invitePhrases;
    private final People people;
    private final MessageNumbers numbers;
    private final Consumer<String> output;
    private volatile List<String> names = List.of();

    EventLines(
            Phrases phrases,
            ZoneId zone,
            boolean colours,
            People people,
            MessageNumbers numbers,
            Consumer<String> output) {
        this.phrases = phrases;
        this.attemptPhrases = new AttemptPhrases(zone);
        this.foundLines = new FoundLines(phrases, people, numbers);
        this.invitePhrases = new InvitePhrases(zone, colours);
        this.people = people;
        this.numbers = numbers;
        this.output = output;
    }

    /** The names of all who were told of; from any thread. */
    List<String> names() {
        return names;
    }

    /** Shows what a person should see of an event. */
    void onEvent(Event event) {
        switch (event) {
            case Event.Ready ready -> output.accept(phrases.ready(ready));
            case Event.Peers peers -> onPeers(peers);
            case Event.Contacts contacts -> onContacts(contacts);
            case Event.ContactChanged changed -> onContactChanged(changed.contact());
            case Event.Request request -> {
                note(
                        request.peer(),
                        request.name(),
                        Event.Relation.PENDING,
                        null,
                        new Event.Notes(null, false, request.looksLike()));
                output.accept(phrases.request(request));
                if (request.looksLike() != null) {
                    output.accept(phrases.looksLike(request.name(), request.looksLike()));
                }
            }
            case Event.SafetyNumber number -> output.accept(phrases.safetyNumber(people.nameOf(number.peer()), number));
            case Event.Invited invited -> output.accept(invitePhrases.invited(invited));
            case Event.Invites invites -> output.accept(invitePhrases.open(invites.invites()));
            case Event.InviteUsed used -> {
                note(used.peer(), used.name(), Event.Relation.ACCEPTED, null, null);
                output.accept(invitePhrases.used(used));
            }
            case Event.Link link -> {
                note(link.peer(), "", null, link.state(), null);
                output.accept(phrases.link(people.nameOf(link.peer()), link));
            }
            case Event.Message message -> {
                numbers.latest(message.peer(), message.id(), false);
                output.accept(phrases.message(people.nameOf(message.peer()), message));
            }
            case Event.Changed changed ->
                output.accept(phrases.changed(
                        people.nameOf(changed.peer()),
                        changed.message(),
                        numbers.number(changed.peer(), changed.message().id())));
            case Event.State state -> onState(state);
            case Event.Typing typing -> {}
            case Event.Timeline timeline ->
                timeline.happenings().forEach(happening -> output.accept(phrases.happening(happening)));
            case Event.History history -> onHistory(history);
            case Event.Found found -> foundLines.of(found).forEach(output);
            case Event.Cleared cleared ->
                output.accept("All that was said with " + people.nameOf(cleared.peer()) + " is gone here.");
            case Event.Retained retained ->
                output.accept(phrases.retained(people.nameOf(retained.peer()), retained.days()));
            case Event.Expired expired -> {}
            case Event.Draft draft -> {
                if (!draft.text().isEmpty()) {
                    output.accept("Draft to " + people.nameOf(draft.peer()) + ": " + Printable.paragraph(draft.text()));
                }
            }
            case Event.Exporting exporting -> output.accept(exporting.messages() + " messages so far.");
            case Event.Exported exported ->
                output.accept(exported.messages() + " messages written to " + Printable.line(exported.file()) + ".");
            case Event.Status status -> onStatus(status);
            case Event.Diagnosis diagnosis ->
                diagnosis.findings().forEach(finding -> output.accept("- " + Printable.paragraph(finding.text())));
            case Event.ProfileCopied copied ->
                output.accept(
                        Printable.line("Profile " + copied.profile() + " and " + copied.file() + " hold the same."));
            case Event.Attempts attempts -> output.accept(attemptPhrases.of(attempts));
            case Event.Server server -> output.accept(phrases.server(server.server()));
            case Event.IdentityElsewhere elsewhere ->
                output.accept("! " + Printable.paragraph(elsewhere.message().text()));
            case Event.Problem problem ->
                output.accept("! " + Printable.paragraph(problem.message().text()));
        }
    }

    private void onPeers(Event.Peers peers) {
        List<Person> listed = peers.peers().stream()
                .map(this::note)
                .filter(person -> person.relation() == null)
                .toList();
        if (peers.ref() != null) {
            output.accept(listed.isEmpty() ? "Nobody else is listed." : "Listed:");
            listed.forEach(person -> output.accept(phrases.person(person)));
        }
    }

    private void onContacts(Event.Contacts contacts) {
        List<Person> known = contacts.contacts().stream().map(this::note).toList();
        if (contacts.ref() != null && !known.isEmpty()) {
            output.accept("Contacts:");
            known.forEach(person -> output.accept(phrases.person(person)));
        }
    }

    /** Whoever comes to bear the name of another is said aloud, once; of a new request, with the request. */
    private void onContactChanged(Event.ContactView contact) {
        Event.LooksLike before = people.notesOf(contact.id()).looksLike();
        boolean asked = people.isKnown(contact.id()) || contact.relation() != Event.Relation.PENDING;
        note(contact);
        Event.LooksLike now = contact.notes().looksLike();
        if (asked && now != null && (before == null || !before.id().equals(now.id()))) {
            output.accept(phrases.looksLike(contact.shownName(), now));
        }
    }

    private void onState(Event.State state) {
        String name = people.nameOf(state.peer());
        switch (state.state()) {
            case QUEUED -> {
                numbers.latest(state.peer(), state.id(), true);
                boolean away = people.all().stream()
                        .noneMatch(
                                person -> person.id().equals(state.peer()) && person.link() == Event.LinkState.ONLINE);
                if (state.ref() != null && away) {
                    output.accept(name + " is away: queued, and sent when both are there.");
                }
            }
            case SENT -> {}
            case DELIVERED -> output.accept("Delivered to " + name + ".");
            case READ -> output.accept(name + " has read it.");
            case CANCELLED -> output.accept("Cancelled: " + name + " will not see it.");
        }
    }

    private void onHistory(Event.History history) {
        String name = people.nameOf(history.peer());
        boolean isPage = PAGE.equals(history.ref());
        if (history.messages().isEmpty()) {
            output.accept(isPage ? "There is nothing more." : "Nothing was said with " + name + " so far.");
        }
        history.messages().forEach(message -> {
            int number = isPage
                    ? numbers.number(history.peer(), message.id())
                    : numbers.latest(history.peer(), message.id(), message.mine());
            output.accept(phrases.past(name, message, number));
        });
    }

    private void onStatus(Event.Status status) {
        output.accept(Printable.line(status.name()) + ", id " + status.id() + ", UDP port " + status.port() + ", NAT "
                + status.nat().text() + (status.listed() ? "" : ", unlisted") + disclosed(status.chat()));
        status.servers().forEach(server -> output.accept(phrases.server(server)));
        status.links().forEach(link -> output.accept(phrases.link(people.nameOf(link.peer()), link)));
    }

    private static String disclosed(ChatOptions chat) {
        return (chat.typing() ? "" : ", not telling that you write")
                + (chat.readReceipts() ? "" : ", not telling what you have read");
    }

    private Person note(Event.ContactView contact) {
        return note(contact.id(), contact.name(), contact.relation(), contact.link(), contact.notes());
    }

    private Person note(Event.ListedPeer listed) {
        Event.Notes known = people.notesOf(listed.id());
        return note(
                listed.id(),
                listed.name(),
                null,
                null,
                new Event.Notes(known.alias(), known.verified(), listed.looksLike()));
    }

    private Person note(
            PeerId id,
            String name,
            Event.@Nullable Relation relation,
            Event.@Nullable LinkState link,
            Event.@Nullable Notes notes) {
        Person person = people.note(id, name, relation, link, notes);
        names = people.all().stream().map(Person::shownName).distinct().toList();
        return person;
    }
}
