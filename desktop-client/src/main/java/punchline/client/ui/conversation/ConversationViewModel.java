package punchline.client.ui.conversation;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
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
import punchline.client.ui.conversation.MessageItem.Delivery;
import punchline.client.ui.people.PeopleViewModel;
import punchline.client.ui.people.Person;
import punchline.client.ui.people.PersonState.Preview;
import punchline.client.ui.text.Texts;
import punchline.client.ui.text.Times;
import punchline.engine.Event;
import punchline.engine.conversation.MessageId;
import punchline.protocol.PeerId;

/** The conversation with the chosen person. */
public final class ConversationViewModel implements EventSink {
    private final PeopleViewModel people;
    private final Times times;
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
    private final ReadOnlyBooleanWrapper loading = new ReadOnlyBooleanWrapper(this, "loading");
    private final ReadOnlyBooleanWrapper detached = new ReadOnlyBooleanWrapper(this, "detached");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final Outgoing outgoing;
    private final HistoryReader reader;
    private final List<MessageItem> arrived = new ArrayList<>();
    private int unreadAtOpening;

    public ConversationViewModel(Asker asker, PeopleViewModel people, Texts texts, Times times) {
        this.texts = texts;
        this.people = people;
        this.times = times;
        window = new MessageWindow(times);
        outgoing = new Outgoing(asker);
        reader = new HistoryReader(asker, window);
        asking = new AskViewModel(asker, person);
        revealing = new Revealing(window, reader, texts, problem);
        actions = new MessageActions(asker, person);
        timeline = new TimelineViewModel(asker, person);
        typing = new TypingViewModel(asker, person, times);
        attention = new Attention(asker, people, person, window);
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

    /** The messages in memory, oldest first. */
    public ObservableList<MessageItem> messages() {
        return messages;
    }

    /** Whether the conversation's first messages are still being read. */
    public ReadOnlyBooleanProperty loadingProperty() {
        return loading.getReadOnlyProperty();
    }

    /** How many messages came below what is in view. */
    public ReadOnlyIntegerProperty newBelowProperty() {
        return attention.newBelowProperty();
    }

    /** Whether the latest messages are not in memory, because older ones are. */
    public ReadOnlyBooleanProperty detachedProperty() {
        return detached.getReadOnlyProperty();
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

    private void open(@Nullable Person now) {
        unreadAtOpening = now == null ? 0 : now.state().unread();
        window.replace(List.of());
        arrived.clear();
        detached.set(false);
        problem.set("");
        revealing.end();
        timeline.close();
        attention.onOpened();
        reader.open(now == null ? null : now.id());
        person.set(now);
        if (now != null && now.state().relation() != null) {
            reader.readLatest();
        }
        loading.set(reader.isReading());
        attention.look();
    }

    /** The view is near the oldest message in memory. */
    public void onNearOldest() {
        reader.readOlder();
    }

    /** The view is near the newest message in memory. */
    public void onNearNewest() {
        reader.readNewer();
    }

    /** Brings the latest messages into memory; the view then shows the end. */
    public void jumpToLatest() {
        if (window.isDetached()) {
            reader.readLatest();
        }
        attention.forgetNew();
    }

    /** Nothing here opens links. */
    void onLinkFailed() {
        problem.set(texts.get("link.failed"));
    }

    /**
     * Sends a text that the composer has found sendable. What a stranger is sent first is a request too.
     *
     * @param replyTo the message that it answers, or null
     */
    void send(String text, @Nullable MessageId replyTo) {
        Person to = person.get();
        if (to == null) {
            return;
        }
        problem.set("");
        MessageItem item = MessageItem.typed(text, replyTo, times.nowMillis());
        outgoing.submit(to.id(), item);
        if (window.isDetached()) {
            reader.readLatest();
        }
        window.setFirstUnread(null);
        window.addLatest(List.of(item), true);
    }

    /** Tries once more to make a failed message durable. */
    public void retry(MessageItem item) {
        Person to = person.get();
        if (to != null && item.delivery() == Delivery.FAILED) {
            problem.set("");
            item.setDelivery(Delivery.SAVING);
            outgoing.submit(to.id(), item);
        }
    }

    /** Gives a failed message up. */
    public void discard(MessageItem item) {
        if (item.delivery() == Delivery.FAILED) {
            problem.set("");
            window.remove(item);
        }
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
            case Event.History history -> onHistory(history);
            case Event.Link link -> {
                actions.onAnswer(link.ref());
                timeline.onChange(link.peer(), null);
            }
            case Event.Found _,
                    Event.Invited _,
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
            window.replace(List.of());
            arrived.clear();
            attention.forgetNew();
            reader.open(peer);
            reader.readLatest();
        }
    }

    private void onChanged(Event.Changed changed) {
        actions.onAnswer(changed.ref());
        if (!isOpen(changed.peer())) {
            return;
        }
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
        Outgoing.Unsaved saved = outgoing.take(state.ref());
        if (saved != null) {
            MessageItem item = saved.item();
            if (isOpen(saved.peer())) {
                window.onSaved(item, state.id(), state.order());
            }
            item.setDelivery(MessageItem.deliveryOf(state.state()));
            people.onSaid(saved.peer(), new Preview(state.id(), true, item.text(), false, item.timeMillis()));
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

    private void onHistory(Event.History history) {
        HistoryReader.Page page = reader.take(history);
        if (page == null) {
            return;
        }
        switch (page.stretch()) {
            case LATEST -> showLatest(history.peer(), page.items());
            case OLDER -> window.addOlder(page.items());
            case NEWER -> window.addNewer(page.items());
        }
        revealing.onPage();
        detached.set(window.isDetached());
        attention.look();
    }

    private void showLatest(PeerId peer, List<MessageItem> read) {
        List<MessageItem> page = new ArrayList<>(read);
        page.addAll(outgoing.to(peer));
        window.replace(page);
        loading.set(false);
        int unread = unreadAtOpening;
        unreadAtOpening = 0;
        for (int i = page.size() - 1; i >= 0 && unread > 0; i--) {
            unread -= page.get(i).mine() ? 0 : 1;
            if (unread == 0) {
                window.setFirstUnread(page.get(i));
            }
        }
    }

    @Override
    public void onSettled() {
        if (arrived.isEmpty()) {
            return;
        }
        attention.onArrived(arrived.getFirst(), arrived.size());
        window.addLatest(arrived, attention.atEndProperty().get());
        arrived.clear();
        detached.set(window.isDetached());
        attention.look();
    }

    @Override
    public void onEventsLost() {
        Person with = person.get();
        if (with != null) {
            reader.readLatest();
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
        Outgoing.Unsaved failed = outgoing.take(told.ref());
        if (failed != null) {
            failed.item().setDelivery(Delivery.FAILED);
            if (isOpen(failed.peer())) {
                problem.set(told.message());
                return true;
            }
            return false;
        }
        MessageItem refused = actions.onProblem(told);
        if (refused != null) {
            return messages.contains(refused);
        }
        if (asking.isAnsweredBy(told)) {
            problem.set(told.message());
            return true;
        }
        if (reader.giveUp(told)) {
            loading.set(false);
            problem.set(told.message());
            return true;
        }
        return false;
    }
}
