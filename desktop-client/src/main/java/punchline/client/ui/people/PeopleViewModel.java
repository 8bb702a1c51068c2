package punchline.client.ui.people;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import punchline.client.ui.bridge.Asker;
import punchline.client.ui.bridge.EventSink;
import punchline.client.ui.people.PeopleItem.Section;
import punchline.client.ui.people.PersonState.Preview;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.Event.LinkState;
import punchline.engine.HistoryMessage;
import punchline.protocol.PeerId;

/** Who there is, in the order shown, and who is chosen. */
public final class PeopleViewModel implements EventSink {
    /** Lists asked for and not yet read; servers answer or are given up long before there are as many. */
    private static final int MAX_LISTINGS = 16;

    private static final Comparator<Person> BY_NAME = Comparator.comparing(
                    (Person person) -> person.state().name(), String.CASE_INSENSITIVE_ORDER)
            .thenComparing(Person::id);

    private static final Comparator<Person> LATEST_FIRST = Comparator.comparingLong(
                    (Person person) -> lastMillis(person.state()))
            .reversed()
            .thenComparing(BY_NAME);

    private final Asker asker;
    private final Map<PeerId, Person> people = new HashMap<>();
    private final Map<PeerId, PersonState> changed = new HashMap<>();
    private final PeopleRows items = new PeopleRows();
    private final ObservableList<PeopleItem> itemsView = FXCollections.unmodifiableObservableList(items);
    private final StringProperty search = new SimpleStringProperty(this, "search", "");
    private final ReadOnlyObjectWrapper<@Nullable Person> selected = new ReadOnlyObjectWrapper<>(this, "selected");
    private final ReadOnlyIntegerWrapper unread = new ReadOnlyIntegerWrapper(this, "unread");
    private final ReadOnlyBooleanWrapper anyone = new ReadOnlyBooleanWrapper(this, "anyone");
    private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper(this, "loaded");
    private final Set<String> listings = new HashSet<>();
    private final MessageSearch messages;
    /** What is being written to people, open conversations aside. */
    private final Map<PeerId, String> drafts = new HashMap<>();

    private @Nullable PeerId reading;
    private boolean askForContacts;
    private boolean askForPeers;

    public PeopleViewModel(Asker asker) {
        this.asker = asker;
        messages = new MessageSearch(asker, this::arrange);
        search.addListener((property, old, now) -> arrange());
    }

    /** Rows as shown, under their headings, after the search. */
    public ObservableList<PeopleItem> items() {
        return itemsView;
    }

    /** What to look for in names and ids; empty shows everyone. */
    public StringProperty searchProperty() {
        return search;
    }

    /** The chosen person, or null. */
    public ReadOnlyObjectProperty<@Nullable Person> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /** Unread messages of everyone, and open requests. */
    public ReadOnlyIntegerProperty unreadProperty() {
        return unread.getReadOnlyProperty();
    }

    /** Whether there is anyone at all, listed or known. */
    public ReadOnlyBooleanProperty anyoneProperty() {
        return anyone.getReadOnlyProperty();
    }

    /** Whether the contacts have been told at least once. */
    public ReadOnlyBooleanProperty loadedProperty() {
        return loaded.getReadOnlyProperty();
    }

    public void select(@Nullable Person person) {
        selected.set(person);
    }

    /** The one with that id, null if it is not among the people. */
    public @Nullable Person find(PeerId id) {
        return people.get(id);
    }

    /** Those to whom there is or may be a way, the latest conversation first. */
    public List<Person> contacts() {
        return people.values().stream()
                .filter(person -> sectionOf(person.state()) == Section.CHATS)
                .sorted(LATEST_FIRST)
                .toList();
    }

    /** All people, in no order. */
    Collection<Person> all() {
        return people.values();
    }

    /** What Enter in the search box opens: the first that is no heading; null if nothing was found. */
    @Nullable
    PeopleItem first() {
        return items.stream()
                .filter(item -> !(item instanceof PeopleItem.Heading))
                .findFirst()
                .orElse(null);
    }

    /** Looks for what is in the search box in messages, too. To be called once typing rests. */
    public void searchMessages() {
        messages.search(search.get());
    }

    /** Messages that have what is in the search box. */
    public MessageSearch messages() {
        return messages;
    }

    /** What is being written to somebody whose conversation is not open; empty for nothing. */
    public void setDraft(PeerId peer, String text) {
        if (text.isBlank()) {
            drafts.remove(peer);
        } else {
            drafts.put(peer, text);
        }
        Person person = people.get(peer);
        if (person != null) {
            person.setDraft(text.isBlank() ? "" : text);
        }
    }

    /** Asks the servers again who is there. */
    public void refresh() {
        if (listings.size() >= MAX_LISTINGS) {
            listings.clear();
        }
        asker.ask(ref -> {
            listings.add(ref);
            return new Command.ListPeers(ref);
        });
    }

    /** The one whose newest messages are being looked at: nothing of it is unread. Null for nobody. */
    public void setReading(@Nullable PeerId peer) {
        reading = peer;
        if (peer != null && people.containsKey(peer) && now(peer).unread() > 0) {
            changed.put(peer, now(peer).withUnread(0));
            onSettled();
        }
    }

    /** I said something to this person; it is the last message there. */
    public void onSaid(PeerId peer, Preview preview) {
        changed.put(peer, now(peer).withLast(preview, 0));
        onSettled();
    }

    @Override
    public void onEvent(Event event) {
        switch (event) {
            case Event.Ready ready -> {
                askForContacts = true;
                askForPeers = true;
            }
            case Event.Peers peers -> {
                if (peers.ref() != null) {
                    listings.remove(peers.ref());
                }
                onPeers(peers.peers());
            }
            case Event.Contacts contacts -> {
                loaded.set(true);
                contacts.contacts().forEach(this::onContact);
            }
            case Event.ContactChanged contact -> onContact(contact.contact());
            case Event.Request request ->
                changed.put(
                        request.peer(),
                        now(request.peer())
                                .withRequest(shownName(request.name(), request.peer()), request.greeting())
                                .withNotes(new Event.Notes(null, false, request.looksLike())));
            case Event.SafetyNumber number -> {}
            case Event.Link link -> onLink(link);
            case Event.Message message -> onMessage(message);
            case Event.Changed changed -> onChanged(changed.peer(), changed.message());
            case Event.Server server -> askForPeers |= server.server().registered();
            case Event.Status status -> status.links().forEach(this::onLink);
            case Event.State state -> {}
            case Event.Typing typing -> {}
            case Event.Invited invited -> {}
            case Event.Invites invites -> {}
            case Event.InviteUsed used -> {}
            case Event.Timeline timeline -> {}
            case Event.Found found -> messages.onFound(found);
            case Event.Cleared cleared ->
                changed.put(
                        cleared.peer(), now(cleared.peer()).withLast(null, 0).withUnread(0));
            case Event.Retained retained -> {}
            case Event.Expired expired -> {}
            case Event.Draft draft -> {}
            case Event.Exporting exporting -> {}
            case Event.Exported exported -> {}
            case Event.History history -> {}
            case Event.Attempts attempts -> {}
            case Event.Diagnosis diagnosis -> {}
            case Event.ProfileCopied copied -> {}
            case Event.IdentityElsewhere elsewhere -> {}
            case Event.Problem problem -> {}
        }
    }

    private void onPeers(List<Event.ListedPeer> peers) {
        Set<PeerId> listed = new HashSet<>();
        for (Event.ListedPeer peer : peers) {
            listed.add(peer.id());
            PersonState known = now(peer.id());
            String name = known.relation() == null || isBrief(known.name(), peer.id())
                    ? shownName(peer.name(), peer.id())
                    : known.name();
            PersonState listing = known.withListing(true, name);
            changed.put(
                    peer.id(),
                    known.relation() == null
                            ? listing.withNotes(new Event.Notes(null, false, peer.looksLike()))
                            : listing);
        }
        for (PeerId id : List.copyOf(people.keySet())) {
            PersonState known = now(id);
            if (known.listed() && !listed.contains(id)) {
                changed.put(id, known.withListing(false, known.name()));
            }
        }
    }

    private void onContact(Event.ContactView contact) {
        PersonState known = now(contact.id());
        String name = contact.shownName().isBlank() ? known.name() : shownName(contact.shownName(), contact.id());
        changed.put(contact.id(), known.withContact(contact, name));
    }

    private void onLink(Event.Link link) {
        PersonState known = now(link.peer());
        // Only the engine knows when it last heard of someone who has gone.
        askForContacts |= known.link() == LinkState.ONLINE && link.state() != LinkState.ONLINE;
        changed.put(link.peer(), known.withLink(link.state(), link.path(), link.why()));
    }

    private void onMessage(Event.Message message) {
        PersonState known = now(message.peer());
        Preview preview = new Preview(message.id(), false, message.text(), false, message.arrived());
        int count = reading != null && reading.equals(message.peer()) ? 0 : known.unread() + 1;
        changed.put(message.peer(), known.withLast(preview, message.arrived()).withUnread(count));
    }

    private void onChanged(PeerId peer, HistoryMessage message) {
        PersonState known = now(peer);
        Preview last = known.last();
        if (last != null && last.id().equals(message.id())) {
            Preview preview =
                    new Preview(message.id(), message.mine(), message.text(), message.deleted(), last.timeMillis());
            changed.put(peer, known.withLast(preview, known.lastHeardMillis()));
        }
    }

    @Override
    public void onSettled() {
        if (askForContacts) {
            askForContacts = false;
            asker.ask(Command.ListContacts::new);
        }
        if (askForPeers) {
            askForPeers = false;
            refresh();
        }
        if (changed.isEmpty()) {
            return;
        }
        changed.forEach((id, state) ->
                people.computeIfAbsent(id, key -> meet(key, state)).setState(state));
        changed.clear();
        people.values()
                .removeIf(person ->
                        person.state().relation() == null && !person.state().listed() && person != selected.get());
        unread.set(people.values().stream()
                .mapToInt(person -> person.state().unread() + (sectionOf(person.state()) == Section.REQUESTS ? 1 : 0))
                .sum());
        anyone.set(!people.isEmpty());
        arrange();
    }

    private Person meet(PeerId id, PersonState state) {
        Person person = new Person(id, state);
        person.setDraft(drafts.getOrDefault(id, ""));
        return person;
    }

    @Override
    public void onEventsLost() {
        askForContacts = true;
        askForPeers = true;
    }

    /**
     * Takes the problem of a list that cannot be read: nobody asked for it by hand, and what ails the server is told where
     * servers are shown. Names are found even if messages cannot be.
     *
     * @return whether it is one
     */
    public boolean onProblem(Event.Problem told) {
        return told.ref() != null && (listings.remove(told.ref()) || messages.onProblem(told));
    }

    private void arrange() {
        Map<Section, List<Person>> sections = new EnumMap<>(Section.class);
        for (Person person : people.values()) {
            if (matches(person)) {
                sections.computeIfAbsent(sectionOf(person.state()), section -> new ArrayList<>())
                        .add(person);
            }
        }
        List<PeopleItem> arranged = new ArrayList<>();
        sections.forEach((section, members) -> {
            members.sort(section == Section.CHATS ? LATEST_FIRST : BY_NAME);
            // With nothing but conversations a heading says nothing.
            if (section != Section.CHATS || sections.size() > 1) {
                arranged.add(new PeopleItem.Heading(section));
            }
            members.forEach(person -> arranged.add(new PeopleItem.Row(person)));
        });
        if (search.get().isBlank()) {
            messages.search("");
        } else {
            messages.addTo(arranged, people::get);
        }
        items.arrange(arranged);
    }

    private boolean matches(Person person) {
        String sought = search.get().strip().toLowerCase(Locale.ROOT);
        return person.state().name().toLowerCase(Locale.ROOT).contains(sought)
                || person.id().toString().startsWith(sought);
    }

    private static Section sectionOf(PersonState state) {
        return switch (state.relation()) {
            case null -> Section.LISTED;
            case PENDING -> Section.REQUESTS;
            case REJECTED, BLOCKED -> Section.DECLINED;
            case REQUESTED, ACCEPTED -> Section.CHATS;
        };
    }

    private static long lastMillis(PersonState state) {
        return state.last() == null ? 0 : state.last().timeMillis();
    }

    private PersonState now(PeerId id) {
        PersonState pending = changed.get(id);
        if (pending != null) {
            return pending;
        }
        Person person = people.get(id);
        return person != null ? person.state() : PersonState.stranger(id.brief());
    }

    private static String shownName(String name, PeerId id) {
        return name.isBlank() ? id.brief() : name.strip();
    }

    private static boolean isBrief(String name, PeerId id) {
        return name.equals(id.brief());
    }
}
