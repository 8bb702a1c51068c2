package punchline.client.ui.conversation;

import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import punchline.client.ui.conversation.ComposerViewModel.Purpose;
import punchline.client.ui.style.EmojiLabel;
import punchline.client.ui.style.Icons;
import punchline.client.ui.text.Texts;

/** Says above the composer which message is answered or edited. */
final class PurposeBar extends HBox {
    private final Texts texts;
    private final Supplier<String> other;
    private final FontIcon icon = Icons.of(Feather.CORNER_UP_LEFT, "purpose-icon");
    private final EmojiLabel title = new EmojiLabel();
    private final EmojiLabel words = new EmojiLabel();

    PurposeBar(ComposerViewModel model, Texts texts, Supplier<String> other) {
        super(10);
        this.texts = texts;
        this.other = other;
        setId("purpose");
        getStyleClass().add("purpose-bar");
        setAlignment(Pos.CENTER_LEFT);
        title.getStyleClass().add("quote-author");
        words.getStyleClass().add("quote-words");
        VBox lines = new VBox(title, words);
        lines.setMinWidth(0);
        HBox.setHgrow(lines, Priority.ALWAYS);
        Button leave = Icons.button(Feather.X, texts.get("composer.leave"));
        leave.setId("leave-purpose");
        leave.setOnAction(event -> model.leave());
        getChildren().addAll(icon, lines, leave);
        model.purposeProperty().addListener((property, old, now) -> show(now));
        show(model.purposeProperty().get());
    }

    private void show(Purpose purpose) {
        boolean fresh = purpose instanceof Purpose.Fresh;
        setVisible(!fresh);
        setManaged(!fresh);
        switch (purpose) {
            case Purpose.Fresh none -> {}
            case Purpose.Reply reply -> {
                icon.setIconCode(Feather.CORNER_UP_LEFT);
                title.setText(
                        reply.to().mine() ? texts.get("composer.reply.me") : texts.get("composer.reply", other.get()));
                words.setText(texts.own(QuoteBox.beginning(reply.to().text())));
            }
            case Purpose.Edit edit -> {
                icon.setIconCode(Feather.EDIT_2);
                title.setText(texts.get("composer.edit"));
                words.setText(texts.own(QuoteBox.beginning(edit.item().text())));
            }
        }
    }
}
