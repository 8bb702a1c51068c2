package punchline.client.ui.conversation;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.kordamp.ikonli.feather.Feather;
import punchline.client.ui.markup.Link;
import punchline.client.ui.style.Icons;
import punchline.client.ui.text.Texts;

/** All that can be done to one message. */
final class MessageMenu extends ContextMenu {
    /** A menu of more would not fit the window. */
    private static final int MAX_LINKS = 4;

    /** The beginning of a link that tells it from others. */
    private static final int LINK_CHARS = 48;

    private final Texts texts;

    /**
     * Builds the menu.
     *
     * @param selected what of the message is selected, or empty
     * @param links    what can be opened
     * @param anchor   where cards belong
     */
    MessageMenu(
            MessageItem item, MessageGestures gestures, Texts texts, String selected, List<Link> links, Node anchor) {
        this.texts = texts;
        if (MessageActions.canAnswer(item)) {
            add("message.reply.do", Feather.CORNER_UP_LEFT, () -> gestures.reply(item));
            add("message.react", Feather.SMILE, () -> gestures.react(item, anchor));
        }
        if (MessageActions.canChange(item)) {
            add("message.edit", Feather.EDIT_2, () -> gestures.edit(item));
        }
        if (!selected.isEmpty()) {
            add("message.copySelection", Feather.COPY, () -> BubbleText.copy(selected));
        } else if (!item.body().deleted()) {
            add("message.copy", Feather.COPY, () -> gestures.copy(item));
        }
        for (Link link : links.subList(0, Math.min(links.size(), MAX_LINKS))) {
            String target = link.target();
            String beginning = target.length() > LINK_CHARS ? target.substring(0, LINK_CHARS) + "…" : target;
            add(texts.get("message.openLink", beginning), Feather.EXTERNAL_LINK, () -> gestures.open(link), "");
        }
        if (MessageActions.isWaiting(item)) {
            getItems().add(new SeparatorMenuItem());
            add("message.sendNow", Feather.REFRESH_CW, () -> gestures.actions().sendNow(item));
            add("message.cancel", Feather.X_CIRCLE, () -> gestures.actions().cancel(item));
        }
        if (item.mine() && item.id() != null) {
            getItems().add(new SeparatorMenuItem());
            add("message.details", Feather.INFO, () -> gestures.details(item, anchor));
        }
        if (MessageActions.canChange(item)) {
            add("message.delete", Feather.TRASH_2, () -> gestures.actions().askToDelete(item));
        }
    }

    private void add(String key, Feather icon, Runnable action) {
        add(texts.get(key), icon, action, key.replace('.', '-'));
    }

    private void add(String words, Feather icon, Runnable action, String id) {
        MenuItem entry = new MenuItem(words, Icons.of(icon));
        entry.setMnemonicParsing(false);
        entry.setId(id);
        entry.setOnAction(event -> action.run());
        getItems().add(entry);
    }
}
