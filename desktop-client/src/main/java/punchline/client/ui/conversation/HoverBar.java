package punchline.client.ui.conversation;

import java.util.function.BiConsumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import punchline.client.ui.style.Icons;
import punchline.client.ui.text.Texts;

/**
 * The few things done most, beside the message that the mouse is on. There is one bar for the whole list. By keyboard the same
 * is reached through the menu.
 */
final class HoverBar extends HBox {
    private final Button react;
    private final Button reply;
    private @Nullable MessageItem item;
    private @Nullable HBox line;

    /** Builds the bar; {@code menu} opens a message's menu at a node. */
    HoverBar(MessageGestures gestures, Texts texts, BiConsumer<MessageItem, Node> menu) {
        getStyleClass().add("hover-bar");
        setAlignment(Pos.CENTER);
        setMaxHeight(USE_PREF_SIZE);
        react = button(Feather.SMILE, texts.get("message.react"), () -> with(one -> gestures.react(one, this)));
        reply = button(Feather.CORNER_UP_LEFT, texts.get("message.reply.do"), () -> with(gestures::reply));
        Button more =
                button(Feather.MORE_HORIZONTAL, texts.get("message.more"), () -> with(one -> menu.accept(one, this)));
        getChildren().addAll(react, reply, more);
    }

    /** A line is as high with it as without: nothing moves under the mouse. The buttons stand out of the bar's own bounds. */
    @Override
    protected double computePrefHeight(double width) {
        return 0;
    }

    @Override
    protected double computeMinHeight(double width) {
        return 0;
    }

    private static Button button(Feather icon, String words, Runnable action) {
        Button button = Icons.button(icon, words);
        button.getStyleClass().add("hover-button");
        button.setFocusTraversable(false);
        button.setOnAction(event -> action.run());
        return button;
    }

    private void with(java.util.function.Consumer<MessageItem> action) {
        if (item != null) {
            action.accept(item);
        }
    }

    /**
     * Goes to a message.
     *
     * @param to     the line with its bubble
     * @param narrow whether there is room for one button only
     */
    void goTo(MessageItem shown, HBox to, boolean narrow) {
        leave(line);
        boolean answerable = MessageActions.canAnswer(shown);
        show(react, answerable && !narrow);
        show(reply, answerable && !narrow);
        item = shown;
        line = to;
        to.getChildren().add(shown.mine() ? 0 : to.getChildren().size(), this);
    }

    /** Leaves that line, if it is there. */
    void leave(@Nullable HBox left) {
        if (left != null && left.equals(line)) {
            left.getChildren().remove(this);
            line = null;
            item = null;
        }
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
