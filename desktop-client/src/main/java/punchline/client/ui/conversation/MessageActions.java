package punchline.client.ui.conversation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import javafx.beans.value.ObservableObjectValue;
import org.jspecify.annotations.Nullable;
import punchline.client.ui.bridge.Asker;
import punchline.client.ui.conversation.MessageItem.Delivery;
import punchline.client.ui.conversation.MessageItem.Note;
import punchline.client.ui.people.Person;
import punchline.client.ui.text.Texts;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.HistoryMessage.Reaction;
import punchline.engine.conversation.MessageId;
import punchline.protocol.PeerId;

/** What can be done to a message that is durable. What the engine refuses is said beside that message. */
final class MessageActions {
    /** A person does one thing after another, and the engine answers each; what is older than this many got no answer. */
    private static final int MAX_ASKED = 64;

    private record Asked(MessageItem item, @Nullable String editedTo) {}

    private final Asker asker;
    private final ObservableObjectValue<@Nullable Person> person;
    private final Texts texts;
    private final Map<String, Asked> asked = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Asked> eldest) {
            return size() > MAX_ASKED;
        }
    };
    private BiConsumer<MessageItem, String> onEditRefused = (item, text) -> {};

    MessageActions(Asker asker, ObservableObjectValue<@Nullable Person> person, Texts texts) {
        this.asker = asker;
        this.person = person;
        this.texts = texts;
    }

    /** Called with the text that did not take the place of the message's, so that it is not lost. */
    void setOnEditRefused(BiConsumer<MessageItem, String> callback) {
        onEditRefused = callback;
    }

    /** Whether one can answer it, or put a sign beside it. */
    static boolean canAnswer(MessageItem item) {
        return item.id() != null && !item.body().deleted();
    }

    /** Whether it can be given another text, or be taken back. */
    static boolean canChange(MessageItem item) {
        return item.mine() && canAnswer(item);
    }

    /** Whether it waits here, so that it can be tried at once or, unless it may have left, be cancelled. */
    static boolean isWaiting(MessageItem item) {
        return item.id() != null && item.delivery() == Delivery.QUEUED;
    }

    /** Asks beside the message whether it is to be deleted. */
    void askToDelete(MessageItem item) {
        item.setNote(Note.CONFIRM_DELETE);
    }

    /** Takes back what is said beside the message. */
    void dismissNote(MessageItem item) {
        item.setNote(null);
    }

    void delete(MessageItem item) {
        ask(item, null, (ref, at) -> new Command.Delete(ref, at.peer(), at.id()));
    }

    void edit(MessageItem item, String text) {
        ask(item, text, (ref, at) -> new Command.Edit(ref, at.peer(), at.id(), text));
    }

    /** Puts a sign beside a message, or takes it away if it is there. */
    void react(MessageItem item, String emoji) {
        boolean there = item.body().reactions().contains(new Reaction(true, emoji));
        ask(item, null, (ref, at) -> new Command.React(ref, at.peer(), at.id(), there ? "" : emoji));
    }

    void cancel(MessageItem item) {
        ask(item, null, (ref, at) -> new Command.Cancel(ref, at.peer(), at.id()));
    }

    void sendNow(MessageItem item) {
        ask(item, null, (ref, at) -> new Command.Retry(ref, at.peer(), at.id()));
    }

    private record Address(PeerId peer, MessageId id) {}

    private void ask(MessageItem item, @Nullable String editedTo, BiFunction<String, Address, Command> command) {
        Person with = person.get();
        MessageId id = item.id();
        if (with == null || id == null) {
            return;
        }
        item.setNote(null);
        asker.ask(ref -> {
            asked.put(ref, new Asked(item, editedTo));
            return command.apply(ref, new Address(with.id(), id));
        });
    }

    /** Something came that may answer what was asked here. */
    void onAnswer(@Nullable String ref) {
        if (ref != null) {
            asked.remove(ref);
        }
    }

    /** Says a problem beside the message that it is about, which is returned; null if it is about none of these. */
    @Nullable
    MessageItem onProblem(Event.Problem told) {
        Asked refused = told.ref() == null ? null : asked.remove(told.ref());
        if (refused == null) {
            return null;
        }
        refused.item().setNote(Note.problem(texts.reason(told.message())));
        if (refused.editedTo() != null) {
            onEditRefused.accept(refused.item(), refused.editedTo());
        }
        return refused.item();
    }
}
