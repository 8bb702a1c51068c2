package punchline.client.ui.conversation;

import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import punchline.client.ui.emoji.Emoji;
import punchline.client.ui.emoji.EmojiCompletion;
import punchline.client.ui.emoji.EmojiView;
import punchline.client.ui.text.Texts;

/** Offers the emoji whose name is being written: arrows choose, Enter or Tab writes it, Esc leaves the name as it is. */
final class CompletionList extends VBox {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final double SIDE = 20;

    private final Texts texts;
    private final Consumer<Emoji> onPicked;
    private List<Emoji> offers = List.of();
    private int chosen;
    private String name = "";

    /** The name for which Esc was pressed: it is offered no more. */
    private @Nullable String refused;

    CompletionList(Texts texts, Consumer<Emoji> onPicked) {
        this.texts = texts;
        this.onPicked = onPicked;
        setId("completion");
        getStyleClass().add("completion");
        show(List.of());
    }

    /** Offers what that name may mean; null offers nothing. */
    void offer(EmojiCompletion.@Nullable Query query) {
        if (query == null) {
            refused = null;
            show(List.of());
        } else if (!query.name().equals(refused)) {
            name = query.name();
            show(query.offers());
        }
    }

    /** Whether a key was meant for the list. */
    boolean onKey(KeyEvent event) {
        if (offers.isEmpty() || event.isShortcutDown() || event.isAltDown()) {
            return false;
        }
        switch (event.getCode()) {
            case DOWN -> choose((chosen + 1) % offers.size());
            case UP -> choose((chosen + offers.size() - 1) % offers.size());
            case ENTER, TAB -> {
                if (event.isShiftDown()) {
                    return false;
                }
                onPicked.accept(offers.get(chosen));
            }
            case ESCAPE -> {
                refused = name;
                show(List.of());
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void show(List<Emoji> now) {
        setVisible(!now.isEmpty());
        setManaged(!now.isEmpty());
        if (now.equals(offers) && !getChildren().isEmpty()) {
            return;
        }
        offers = now;
        getChildren().setAll(now.stream().map(this::row).toList());
        choose(0);
    }

    private Button row(Emoji emoji) {
        Button row = new Button(":" + emoji.names().getFirst() + ":", new EmojiView(emoji, SIDE));
        row.getStyleClass().setAll("completion-row");
        row.setMnemonicParsing(false);
        row.setFocusTraversable(false);
        row.setMaxWidth(Double.MAX_VALUE);
        row.setAccessibleText(texts.get("completion.accessible", emoji.label()));
        row.setOnAction(event -> onPicked.accept(emoji));
        return row;
    }

    private void choose(int index) {
        chosen = index;
        for (int i = 0; i < getChildren().size(); i++) {
            getChildren().get(i).pseudoClassStateChanged(CHOSEN, i == index);
        }
    }
}
