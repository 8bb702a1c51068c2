package punchline.client.ui.conversation;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import punchline.client.ui.bridge.Asker;
import punchline.client.ui.people.PeopleViewModel;
import punchline.client.ui.people.Person;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.conversation.ConversationLimits;
import punchline.protocol.PeerId;

/** What is being written, kept for each person while others are looked at. */
public final class ComposerViewModel {
    /** More than can ever be sent, so that what is too long can be cut down; a mistaken paste of a large file cannot stall the window. */
    public static final int MAX_CHARS = 2 * ConversationLimits.MAX_TEXT_BYTES;

    /** What the text is for. */
    sealed interface Purpose {
        /** A message of its own. */
        record Fresh() implements Purpose {}

        /** An answer. */
        record Reply(MessageItem to) implements Purpose {}

        /** Another text for a message of mine; {@code setAside} was being written before. */
        record Edit(MessageItem item, Draft setAside) implements Purpose {}
    }

    /** What was being written. */
    record Draft(String text, Purpose purpose) {
        static final Draft NONE = new Draft("", new Purpose.Fresh());
    }

    private final ConversationViewModel conversation;
    private final PeopleViewModel people;
    private final Asker asker;
    private final Map<PeerId, Draft> drafts = new HashMap<>();
    /** What the engine keeps, or has been asked to. */
    private final Map<PeerId, String> kept = new HashMap<>();

    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final ReadOnlyIntegerWrapper excess = new ReadOnlyIntegerWrapper(this, "excess");
    private final ReadOnlyObjectWrapper<Purpose> purpose =
            new ReadOnlyObjectWrapper<>(this, "purpose", new Purpose.Fresh());
    private boolean exchanging;

    public ComposerViewModel(ConversationViewModel conversation, PeopleViewModel people, Asker asker) {
        this.conversation = conversation;
        this.people = people;
        this.asker = asker;
        text.addListener((property, old, now) -> onText(now));
        conversation.personProperty().addListener((property, old, now) -> exchangeDraft(old, now));
        conversation.actions().setOnEditRefused(this::takeBack);
    }

    /** The text as typed. */
    public StringProperty textProperty() {
        return text;
    }

    /** By how many bytes of UTF-8 the text is too long, 0 if it is not. */
    public ReadOnlyIntegerProperty excessProperty() {
        return excess.getReadOnlyProperty();
    }

    /** What the text is for. */
    ReadOnlyObjectProperty<Purpose> purposeProperty() {
        return purpose.getReadOnlyProperty();
    }

    /** What is written from here on answers that message. */
    void reply(MessageItem to) {
        if (MessageActions.canAnswer(to)) {
            if (purpose.get() instanceof Purpose.Edit) {
                leave();
            }
            purpose.set(new Purpose.Reply(to));
        }
    }

    /** Takes a message of mine up again; what was being written is set aside until that is done. */
    void edit(MessageItem item) {
        if (MessageActions.canChange(item)) {
            edit(item, item.text());
        }
    }

    private void edit(MessageItem item, String changed) {
        Draft before = purpose.get() instanceof Purpose.Edit other ? other.setAside() : draft();
        show(new Draft(changed, new Purpose.Edit(item, before)));
    }

    /** Takes up my last message, if nothing is being written; returns whether it did. */
    boolean editLast() {
        MessageItem last = conversation.lastOfMine();
        if (!text.get().isEmpty() || !(purpose.get() instanceof Purpose.Fresh) || last == null) {
            return false;
        }
        edit(last);
        return true;
    }

    /** Leaves the message that is edited or answered; returns whether there was one. */
    boolean leave() {
        return switch (purpose.get()) {
            case Purpose.Fresh fresh -> false;
            case Purpose.Reply reply -> {
                purpose.set(new Purpose.Fresh());
                yield true;
            }
            case Purpose.Edit edit -> {
                show(edit.setAside());
                yield true;
            }
        };
    }

    /**
     * Sends what is written, without the white space around it, and clears it.
     *
     * @return false if there is nothing to send, or too much
     */
    public boolean send() {
        String said = text.get().strip();
        if (said.isEmpty() || excess.get() > 0 || conversation.personProperty().get() == null) {
            return false;
        }
        conversation.typing().onSent();
        switch (purpose.get()) {
            case Purpose.Fresh fresh -> {
                show(Draft.NONE);
                conversation.sending().send(said, null);
            }
            case Purpose.Reply reply -> {
                show(Draft.NONE);
                conversation.sending().send(said, reply.to().id());
            }
            case Purpose.Edit edit -> {
                show(edit.setAside());
                if (!said.equals(edit.item().text())) {
                    conversation.actions().edit(edit.item(), said);
                }
            }
        }
        keepDraft();
        return true;
    }

    /** A text that did not take its place is still here, to be changed or given up. */
    private void takeBack(MessageItem item, String refused) {
        if (conversation.messages().contains(item) && text.get().isEmpty() && MessageActions.canChange(item)) {
            edit(item, refused);
        }
    }

    private Draft draft() {
        return new Draft(text.get(), purpose.get());
    }

    private void show(Draft draft) {
        exchanging = true;
        purpose.set(draft.purpose());
        text.set(draft.text());
        exchanging = false;
    }

    private void onText(String now) {
        excess.set(excessOf(now));
        if (!exchanging && !now.isBlank()) {
            conversation.typing().onTyped();
        }
    }

    /** Has what is written kept across restarts; to be called about a second after something was typed. */
    public void keepDraft() {
        Person person = conversation.personProperty().get();
        if (person != null) {
            keep(person.id(), draft());
        }
    }

    /** What was kept when the program last ran comes back; what has been typed since then stands. */
    public void onDraft(Event.Draft draft) {
        if (draft.ref() != null || draft.text().isEmpty()) {
            return;
        }
        kept.put(draft.peer(), draft.text());
        Draft before = new Draft(draft.text(), new Purpose.Fresh());
        drafts.putIfAbsent(draft.peer(), before);
        Person person = conversation.personProperty().get();
        if (person == null || !person.id().equals(draft.peer())) {
            people.setDraft(draft.peer(), messageOf(drafts.getOrDefault(draft.peer(), before)));
        } else if (text.get().isEmpty()) {
            show(before);
        }
    }

    /** Nothing is kept any more of what was being written there; what still stands here is, once it changes. */
    public void onCleared(PeerId peer) {
        kept.remove(peer);
    }

    /** What of it is a message that has not been sent: a text for another message is not. */
    private static String messageOf(Draft draft) {
        String message =
                draft.purpose() instanceof Purpose.Edit edit ? edit.setAside().text() : draft.text();
        return message.isBlank() ? "" : message;
    }

    private void keep(PeerId peer, Draft draft) {
        String typed = messageOf(draft);
        if (excessOf(typed) == 0 && !typed.equals(kept.getOrDefault(peer, ""))) {
            kept.put(peer, typed);
            asker.ask(ref -> new Command.Draft(ref, peer, typed));
        }
    }

    private void exchangeDraft(@Nullable Person old, @Nullable Person now) {
        if (old != null) {
            keep(old.id(), draft());
            people.setDraft(old.id(), messageOf(draft()));
            if (text.get().isBlank()) {
                drafts.remove(old.id());
            } else {
                drafts.put(old.id(), draft());
            }
        }
        if (now != null) {
            people.setDraft(now.id(), "");
        }
        show(now == null ? Draft.NONE : drafts.getOrDefault(now.id(), Draft.NONE));
    }

    private static int excessOf(String typed) {
        // No character has more than three bytes per UTF-16 unit, so short texts need no encoding.
        if (typed.length() * 3 <= ConversationLimits.MAX_TEXT_BYTES) {
            return 0;
        }
        int bytes = typed.strip().getBytes(StandardCharsets.UTF_8).length;
        return Math.max(0, bytes - ConversationLimits.MAX_TEXT_BYTES);
    }
}
