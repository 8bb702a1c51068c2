package punchline.client.ui.conversation;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import punchline.client.ui.emoji.Emoji;
import punchline.client.ui.emoji.EmojiIndex;
import punchline.client.ui.emoji.EmojiRecents;
import punchline.client.ui.emoji.EmojiView;
import punchline.client.ui.markup.Link;
import punchline.client.ui.style.Icons;
import punchline.client.ui.style.OverlayLayer;
import punchline.client.ui.text.Texts;
import punchline.client.ui.text.Times;

/** What one can do to a message from the list: asks the view models, and opens the card that it needs. */
final class MessageGestures {
    /** Those that most people use most. */
    private static final List<String> QUICK = List.of("👍", "❤️", "😂", "😮", "😢", "🙏");

    private static final double QUICK_SIDE = 24;

    private final ConversationViewModel model;
    private final ComposerViewModel composing;
    private final Texts texts;
    private final Times times;
    private final OverlayLayer overlay;
    private final EmojiRecents recents;
    private final BiConsumer<String, Runnable> opener;
    private final Runnable focusComposer;

    MessageGestures(
            ConversationViewModel model,
            ComposerViewModel composing,
            Texts texts,
            Times times,
            OverlayLayer overlay,
            EmojiRecents recents,
            BiConsumer<String, Runnable> opener,
            Runnable focusComposer) {
        this.model = model;
        this.composing = composing;
        this.texts = texts;
        this.times = times;
        this.overlay = overlay;
        this.recents = recents;
        this.opener = opener;
        this.focusComposer = focusComposer;
    }

    MessageActions actions() {
        return model.actions();
    }

    void reply(MessageItem item) {
        composing.reply(item);
        focusComposer.run();
    }

    void edit(MessageItem item) {
        composing.edit(item);
        focusComposer.run();
    }

    void open(Link link) {
        opener.accept(link.target(), () -> Platform.runLater(model::onLinkFailed));
    }

    void copy(MessageItem item) {
        BubbleText.copy(item.text());
    }

    /** Offers six signs to put beside the message, and the way to all others. */
    void react(MessageItem item, Node anchor) {
        FlowPane row = new FlowPane();
        row.getStyleClass().addAll("card", "quick-reactions");
        row.setPrefWrapLength(300);
        for (String sequence : QUICK) {
            Emoji emoji = EmojiIndex.get().ofSequence(sequence);
            if (emoji != null) {
                Button sign = new Button(null, new EmojiView(emoji, QUICK_SIDE));
                sign.getStyleClass().addAll("flat", "emoji-button");
                Icons.describe(sign, emoji.label());
                sign.setOnAction(event -> {
                    overlay.close();
                    actions().react(item, emoji.sequence());
                });
                row.getChildren().add(sign);
            }
        }
        Button more = Icons.button(Feather.PLUS, texts.get("react.more"));
        more.setId("react-more");
        more.setOnAction(event -> pick(anchor, emoji -> actions().react(item, emoji.sequence()), true));
        row.getChildren().add(more);
        show(row, anchor, () -> {});
        row.getChildren().getFirst().requestFocus();
    }

    /**
     * Lets one pick an emoji.
     *
     * @param asSign whether it is to stand beside a message
     */
    void pick(Node anchor, Consumer<Emoji> picked, boolean asSign) {
        EmojiPicker picker = new EmojiPicker(texts, recents, asSign, emoji -> {
            overlay.close();
            recents.add(emoji);
            picked.accept(emoji);
        });
        show(picker, anchor, () -> {});
        picker.focusSearch();
    }

    /** Shows what happened to a message of mine. */
    void details(MessageItem item, Node anchor) {
        if (item.mine() && item.id() != null) {
            model.timeline().open(item);
            TimelineCard card = new TimelineCard(model, texts, times, overlay::close);
            show(card, anchor, () -> {
                card.detach();
                model.timeline().close();
            });
            card.focusFirst();
        }
    }

    private void show(Region card, Node anchor, Runnable closed) {
        overlay.show(card, anchor, closed);
    }
}
