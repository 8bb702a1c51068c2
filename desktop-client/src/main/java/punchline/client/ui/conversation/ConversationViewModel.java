package punchline.client.ui.conversation;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import punchline.client.ui.bridge.Asker;
import punchline.client.ui.bridge.EventSink;
import punchline.client.ui.people.PeopleViewModel;
import punchline.client.ui.people.Person;
import punchline.client.ui.text.Texts;
import punchline.client.ui.text.Times;
import punchline.engine.Event;
import punchline.engine.conversation.MessageId;
import punchline.protocol.PeerId;

/** The conversation with the chosen person. */
public final class ConversationViewModel implements EventSink {
    private final PeopleViewModel people;
    private final MessageWindow window;
    private final Attention attention;
    private final AskViewModel asking;
    private final MessageActions actions;
    private final TimelineViewModel timeline;
    private final TypingViewModel typing;
    private final Revealing revealing;
    private final Texts texts;
    private final ObservableList<MessageItem> messages;
    private final ReadOnlyObjectWrapper<@Nullable Person> person = new ReadOnlyObjectWrapper<>(this, "person");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final Sending sending;
    private final HistoryViewModel history;
    private final QuotedMessages quotes;
    private final SearchViewModel search;
    private final List<MessageItem> arrived = new ArrayList<>();
    private @Nullable MessageId openingAt;

    public ConversationViewModel(Asker asker, PeopleViewModel people, Texts texts, Times times) {
        this.texts = texts;
        this.people = people;
        window = new MessageWindow(times);
        Outgoing outgoing = new Outgoing(asker);
        history = new HistoryViewModel(new HistoryReader(asker), window, outgoing::to);
        asking = new AskViewModel(asker, person);
        revealing = new Revealing(window, history, texts, problem);
        sending = new Sending(outgoing, person, window, history, people, times, problem);
        quotes = new QuotedMessages(asker, person, window);
        search = new SearchViewModel(asker, person, revealing, texts);
        actions = new MessageActions(asker, person, texts);
        timeline = new TimelineViewModel(asker, person);
        typing = new TypingViewModel(asker, person, times);
        attention = new Attention(asker, people, person, window, history.loadingProperty());
        messages = FXCollections.unmodifiableObservableList(window.items());
        people.selectedProperty().addListener((property, old, now) -> open(now));
    }

    /** With whom, or null. */
    public ReadOnlyObjectProperty<@Nullable Person> personProperty() {
        return person.getReadOnlyProperty();
    }

    /** Whether to talk at all. */
    AskViewModel asking() {
        return asking;
    }

    /** What can be done to a message. */
    MessageActions actions() {
        return actions;
    }

    /** What happened to the message that is looked at. */
    TimelineViewModel timeline() {
        return timeline;
    }

    /** Who is writing. */
    TypingViewModel typing() {
        return typing;
    }

    /** Brings messages into view that stand elsewhere. */
    Revealing revealing() {
        return revealing;
    }

    /** What I say. */
    Sending sending() {
        return sending;
    }

    /** Messages that others answer. */
    QuotedMessages quotes() {
        return quotes;
    }

    /** Looks for words in this conversation. */
    public SearchViewModel search() {
        return search;
    }

    /** The messages in memory, oldest first. */
    public ObservableList<MessageItem> messages() {
        return messages;
    }

    /** Whether the conversation's first messages are still being read. */
    public ReadOnlyBooleanProperty loadingProperty() {
        return history.loadingProperty();
    }

    /** How many messages came below what is in view. */
    public ReadOnlyIntegerProperty newBelowProperty() {
        return attention.newBelowProperty();
    }

    /** Whether the latest messages are not in memory, because older ones are. */
    public ReadOnlyBooleanProperty detachedProperty() {
        return history.detachedProperty();
    }

    /** What went wrong here, in words; empty if nothing. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Set by the view: the person at the screen can see this conversation. */
    public BooleanProperty attentiveProperty() {
        return attention.attentiveProperty();
    }

    /** Set by the view: the end of the list is in view. */
    public BooleanProperty atEndProperty() {
        return attention.atEndProperty();
    }

    public void dismissProblem() {
        problem.set("");
    }

    /** Opens somebody's conversation at a message, however far back it is. */
    public void openAt(Person with, MessageId id) {
        if (with == person.get()) {
            revealing.reveal(id);
            return;
        }
        openingAt = id;
        people.select(with);
        openingAt = null;
    }

    private void open(@Nullable Person now) {
        MessageId at = openingAt;
        arrived.clear();
        problem.set("");
        revealing.end();
        timeline.close();
        quotes.forget();
        search.close();
        attention.onOpened();
        history.open(
                now == null ? null : now.id(), now == null ? 0 : now.state().unread());
        person.set(now);
        if (now != null && at != null) {
            revealing.reveal(at);
        } else if (now != null && now.state().relation() != null) {
            history.readLatest();
        }
        attention.look();
    }

    /** The view is near the oldest message in memory. */
    public void onNearOldest() {
        history.onNearOldest();
    }

    /** The view is near the newest message in memory. */
    public void onNearNewest() {
        history.onNearNewest();
    }

    /** Brings the latest messages into memory; the view then shows the end. */
    public void jumpToLatest() {
        history.jumpToLatest();
        attention.forgetNew();
    }

    /** Nothing here opens links. */
    void onLinkFailed() {
        problem.set(texts.get("link.failed"));
    }

    @Override
    public void onEvent(Event event) {
        switch (event) {
            case Event.Message message -> {
                typing.onMessage(message.peer());
                if (isOpen(message.peer()) && window.find(message.id()) == null) {
                    arrived.add(MessageItem.received(message));
                }
            }
            case Event.Changed changed -> onChanged(changed);
            case Event.State state -> onState(state);
            case Event.Typing told -> typing.onTyping(told);
            case Event.Timeline told -> timeline.onTimeline(told);
            case Event.Cleared cleared -> onGone(cleared.peer());
            case Event.Expired expired -> onGone(expired.peer());
            case Event.History read -> onHistory(read);
            case Event.Found found -> search.onFound(found);
            case Event.Link link -> {
                actions.onAnswer(link.ref());
                timeline.onChange(link.peer(), null);
            }
            case Event.Invited _,
                    Event.Invites _,
                    Event.InviteUsed _,
                    Event.Retained _,
                    Event.Draft _,
                    Event.Exporting _,
                    Event.Exported _,
                    Event.Ready _,
                    Event.Peers _,
                    Event.Contacts _,
                    Event.ContactChanged _,
                    Event.Request _,
                    Event.SafetyNumber _,
                    Event.Status _,
                    Event.Server _,
                    Event.Attempts _,
                    Event.Diagnosis _,
                    Event.ProfileCopied _,
                    Event.IdentityElsewhere _,
                    Event.Problem _ -> {}
        }
    }

    /** Messages are gone from the database: what is left of them is read anew. */
    private void onGone(PeerId peer) {
        if (isOpen(peer)) {
            arrived.clear();
            attention.forgetNew();
            quotes.forget();
            history.open(peer, 0);
            history.readLatest();
        }
    }

    private void onChanged(Event.Changed changed) {
        actions.onAnswer(changed.ref());
        if (!isOpen(changed.peer())) {
            return;
        }
        quotes.onChanged(changed.message());
        MessageId id = changed.message().id();
        MessageItem item = window.find(id);
        if (item == null) {
            // It may have come within the same pulse.
            item = arrived.stream()
                    .filter(one -> id.equals(one.id()))
                    .findFirst()
                    .orElse(null);
        }
        if (item != null) {
            item.setBody(MessageItem.bodyOf(changed.message()));
        }
    }

    /** The message of that id, null if it is not in memory. */
    @Nullable
    MessageItem find(MessageId id) {
        return window.find(id);
    }

    /** The last message of mine that can be given another text, or null. */
    @Nullable
    MessageItem lastOfMine() {
        return messages.reversed().stream()
                .filter(MessageActions::canChange)
                .findFirst()
                .orElse(null);
    }

    private boolean isOpen(PeerId peer) {
        Person with = person.get();
        return with != null && with.id().equals(peer);
    }

    private void onState(Event.State state) {
        actions.onAnswer(state.ref());
        if (sending.onState(state)) {
            return;
        }
        MessageItem item = isOpen(state.peer()) ? window.find(state.id()) : null;
        if (item == null || !item.mine()) {
            return;
        }
        switch (state.state()) {
            case CANCELLED -> window.remove(item);
            case READ -> window.onRead(item);
            case QUEUED, SENT, DELIVERED -> item.setDelivery(MessageItem.deliveryOf(state.state()));
        }
        timeline.onChange(state.peer(), state.id());
    }

    private void onHistory(Event.History read) {
        quotes.onHistory(read);
        HistoryReader.Page page =
                history.onHistory(read, attention.atEndProperty().get());
        if (page != null) {
            revealing.onPage(page);
            attention.look();
        }
    }

    @Override
    public void onSettled() {
        if (arrived.isEmpty()) {
            return;
        }
        attention.onArrived(arrived.getFirst(), arrived.size());
        arrived.forEach(search::onMessage);
        history.add(List.copyOf(arrived), attention.atEndProperty().get());
        arrived.clear();
        attention.look();
    }

    @Override
    public void onEventsLost() {
        Person with = person.get();
        if (with != null) {
            history.readLatest();
        }
    }

    /**
     * Shows a problem here if it answers something asked here.
     *
     * @return whether it did
     */
    public boolean onProblem(Event.Problem told) {
        if (told.ref() == null) {
            return false;
        }
        Outgoing.Unsaved failed = sending.onProblem(told);
        if (failed != null) {
            if (isOpen(failed.peer())) {
                problem.set(texts.reason(told.message()));
                return true;
            }
            return false;
        }
        MessageItem refused = actions.onProblem(told);
        if (refused != null) {
            return messages.contains(refused);
        }
        if (asking.isAnsweredBy(told)) {
            problem.set(texts.reason(told.message()));
            return true;
        }
        if (quotes.giveUp(told) || search.onProblem(told)) {
            return true;
        }
        if (history.giveUp(told)) {
            problem.set(texts.reason(told.message()));
            return true;
        }
        return false;
    }
}
