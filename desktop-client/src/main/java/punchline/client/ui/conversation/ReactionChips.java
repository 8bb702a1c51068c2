package punchline.client.ui.conversation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import punchline.client.ui.emoji.Emoji;
import punchline.client.ui.emoji.EmojiIndex;
import punchline.client.ui.emoji.EmojiView;
import punchline.client.ui.style.Icons;
import punchline.client.ui.text.Texts;
import punchline.engine.HistoryMessage.Reaction;

/** The signs that the two have put beside a message. A click puts mine there, or takes it away. */
final class ReactionChips extends FlowPane {
    private static final PseudoClass MINE = PseudoClass.getPseudoClass("mine");
    private static final double SIDE = 16;

    private final MessageActions actions;
    private final Texts texts;

    ReactionChips(MessageActions actions, Texts texts) {
        super(4, 2);
        this.actions = actions;
        this.texts = texts;
        getStyleClass().add("reaction-chips");
        setVisible(false);
        setManaged(false);
    }

    void show(MessageItem item, String name) {
        List<Reaction> reactions = item.body().reactions();
        setVisible(!reactions.isEmpty());
        setManaged(!reactions.isEmpty());
        setAlignment(item.mine() ? Pos.TOP_RIGHT : Pos.TOP_LEFT);
        getChildren().clear();
        if (reactions.isEmpty()) {
            return;
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        reactions.forEach(one -> counts.merge(one.emoji(), 1, Integer::sum));
        counts.forEach((sign, count) -> getChildren().add(chip(item, name, sign, count)));
    }

    private Button chip(MessageItem item, String name, String sign, int count) {
        Emoji emoji = EmojiIndex.mayContain(sign) ? EmojiIndex.get().ofSequence(sign) : null;
        boolean mine = item.body().reactions().contains(new Reaction(true, sign));
        Button chip = new Button(count > 1 ? Integer.toString(count) : "");
        if (emoji == null) {
            chip.setText(count > 1 ? sign + " " + count : sign);
        } else {
            chip.setGraphic(new EmojiView(emoji, SIDE));
        }
        chip.getStyleClass().add("reaction-chip");
        chip.pseudoClassStateChanged(MINE, mine);
        chip.setFocusTraversable(false);
        String label = emoji == null ? sign : emoji.label();
        String who = count > 1 ? "both" : mine ? "mine" : "theirs";
        Icons.describe(chip, texts.get("reaction." + who, label, name));
        chip.setOnAction(event -> actions.react(item, sign));
        return chip;
    }
}
