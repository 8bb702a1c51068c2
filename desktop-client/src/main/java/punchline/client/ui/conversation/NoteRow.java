package punchline.client.ui.conversation;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import org.jspecify.annotations.Nullable;
import punchline.client.ui.conversation.MessageItem.Delivery;
import punchline.client.ui.conversation.MessageItem.Note;
import punchline.client.ui.text.Texts;

/** What is said below a message to me alone: that it could not be saved, that something was refused, or whether to delete it. */
final class NoteRow extends FlowPane {
    private final ConversationViewModel model;
    private final Texts texts;
    private final Label words = new Label();
    private @Nullable MessageItem item;
    private @Nullable Object drawn;

    NoteRow(ConversationViewModel model, Texts texts) {
        super(8, 0);
        this.model = model;
        this.texts = texts;
        getStyleClass().add("remedy");
        words.setWrapText(true);
    }

    /** Shows what is to be said of a message; nothing if there is nothing. */
    void show(MessageItem shown) {
        boolean failed = shown.delivery() == Delivery.FAILED;
        Note note = shown.note();
        boolean any = failed || note != null;
        setVisible(any);
        setManaged(any);
        setAlignment(shown.mine() ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
        Object wanted = note != null ? note : failed;
        if (!any || (item == shown && wanted.equals(drawn))) {
            item = shown;
            drawn = wanted;
            return;
        }
        item = shown;
        drawn = wanted;
        getChildren().setAll(words);
        if (note == null) {
            words.setText(texts.get("message.failed"));
            add("message.retry", model.sending()::retry);
            add("message.discard", model.sending()::discard);
        } else if (note.asksToDelete()) {
            words.setText(texts.get("message.delete.ask"));
            Hyperlink delete = add("message.delete.yes", model.actions()::delete);
            add("message.delete.no", model.actions()::dismissNote);
            delete.requestFocus();
        } else {
            words.setText(texts.own(note.problem()));
            add("message.problem.dismiss", model.actions()::dismissNote);
        }
    }

    private Hyperlink add(String key, Consumer<MessageItem> action) {
        Hyperlink link = new Hyperlink(texts.get(key));
        link.setId(key.replace('.', '-'));
        link.setOnAction(event -> {
            if (item != null) {
                action.accept(item);
            }
        });
        getChildren().add(link);
        return link;
    }
}
