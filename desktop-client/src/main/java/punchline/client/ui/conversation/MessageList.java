package punchline.client.ui.conversation;

import java.util.List;
import java.util.stream.Collectors;
import javafx.animation.PauseTransition;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import punchline.client.ui.markup.Link;
import punchline.client.ui.text.Texts;
import punchline.client.ui.text.Times;

/** The messages, with what one can do to them by mouse and by keyboard. */
final class MessageList extends StackPane {
    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination MENU = new KeyCodeCombination(KeyCode.F10, KeyCombination.SHIFT_DOWN);

    /** How long one is pointed at the message that was jumped to. */
    private static final Duration POINTING = Duration.seconds(1.6);

    private final MessageGestures gestures;
    private final Texts texts;
    private final ListView<MessageItem> list = new ListView<>();
    private final BubbleText.Selection selection = new BubbleText.Selection();
    private final ScrollKeeper scroll;
    private final MessageParts parts;
    private @Nullable ContextMenu menu;

    MessageList(ConversationViewModel model, MessageGestures gestures, Texts texts, Times times) {
        this.gestures = gestures;
        this.texts = texts;
        list.setId("messages");
        list.getStyleClass().addAll("message-list", "edge-to-edge");
        list.setAccessibleText(texts.get("messages.accessible"));
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.setItems(model.messages());
        HoverBar hoverBar = new HoverBar(gestures, texts, this::openMenu);
        list.setCellFactory(
                view -> new MessageCell(model, gestures, texts, times, selection, hoverBar, list.widthProperty()));
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        list.setOnContextMenuRequested(this::onMenuRequested);
        parts = new MessageParts(list);
        scroll = new ScrollKeeper(list, model);
        PauseTransition pointing = new PauseTransition(POINTING);
        pointing.setOnFinished(event -> model.revealing().end());
        model.revealing().revealedProperty().addListener((property, old, now) -> {
            if (now != null) {
                scroll.reveal(now);
                pointing.playFromStart();
            }
        });
        getChildren().add(list);
    }

    /** Goes to the end and stays there. */
    void stickToEnd() {
        scroll.stickToEnd();
    }

    /** Another conversation is shown. */
    void startAnew() {
        selection.clear();
        list.getSelectionModel().clearSelection();
        scroll.stickToEnd();
    }

    private void onKey(KeyEvent event) {
        boolean asksForMenu = MENU.match(event) || event.getCode() == KeyCode.CONTEXT_MENU;
        MessageItem chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null && cellOf(chosen) == null && (asksForMenu || event.getCode() == KeyCode.ENTER)) {
            // What is chosen may be far away by now.
            list.scrollTo(chosen);
            list.layout();
        }
        if (parts.onKey(event, chosen == null ? null : cellOf(chosen))) {
            event.consume();
        } else if (COPY.match(event)) {
            copy();
            event.consume();
        } else if (chosen != null
                && list.equals(event.getTarget())
                && (asksForMenu || event.getCode() == KeyCode.ENTER)) {
            MessageCell cell = cellOf(chosen);
            Node anchor = cell == null ? list : cell.anchor();
            openMenu(chosen, anchor);
            event.consume();
        }
    }

    /** By mouse: the message under it. By keyboard the key itself has opened the menu. */
    private void onMenuRequested(ContextMenuEvent event) {
        if (!event.isKeyboardTrigger() && event.getTarget() instanceof Node target) {
            for (Node node = target; node != null; node = node.getParent()) {
                if (node instanceof MessageCell cell && cell.getItem() != null) {
                    show(menuOf(cell.getItem(), cell), cell, event.getScreenX(), event.getScreenY());
                    break;
                }
            }
        }
        event.consume();
    }

    private void openMenu(MessageItem item, Node anchor) {
        MessageCell cell = cellOf(item);
        if (cell != null) {
            Bounds bounds = anchor.localToScreen(anchor.getBoundsInLocal());
            show(menuOf(item, cell), cell, bounds.getMinX(), bounds.getMaxY());
        }
    }

    private ContextMenu menuOf(MessageItem item, MessageCell cell) {
        List<Link> links = cell.bubble().links();
        return new MessageMenu(item, gestures, texts, selection.text(), links, cell.anchor());
    }

    private void show(ContextMenu shown, Node owner, double screenX, double screenY) {
        if (menu != null) {
            menu.hide();
        }
        menu = shown;
        shown.show(owner, screenX, screenY);
    }

    private @Nullable MessageCell cellOf(MessageItem item) {
        for (Node node : list.lookupAll(".message-cell")) {
            if (node instanceof MessageCell cell && cell.getItem() == item) {
                return cell;
            }
        }
        return null;
    }

    private void copy() {
        String selected = selection.text();
        if (selected.isEmpty()) {
            selected = list.getSelectionModel().getSelectedItems().stream()
                    .map(MessageItem::text)
                    .collect(Collectors.joining("\n"));
        }
        if (!selected.isEmpty()) {
            BubbleText.copy(selected);
        }
    }
}
