package punchline.client.ui.conversation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.NodeOrientation;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import punchline.client.ui.emoji.Emoji;
import punchline.client.ui.emoji.EmojiIndex;
import punchline.client.ui.emoji.EmojiRecents;
import punchline.client.ui.emoji.EmojiView;
import punchline.client.ui.style.Icons;
import punchline.client.ui.text.Texts;
import punchline.engine.conversation.ConversationLimits;

/**
 * All emoji by category, those picked last first, and a search by name. The keyboard stays in the search: arrows move the
 * choice, Enter picks it.
 */
final class EmojiPicker extends VBox {
    private static final int COLUMNS = 8;
    private static final double SIDE = 26;
    private static final double CELL = 36;
    private static final int MAX_FOUND = 160;
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    /** A heading, or up to {@value #COLUMNS} emoji, of which the first has that place among all. */
    private record Row(@Nullable String heading, int first, List<Emoji> emoji) {}

    private final Texts texts;
    private final EmojiRecents recents;
    private final boolean asSign;
    private final Consumer<Emoji> onPicked;
    private final TextField search = new TextField();
    private final ListView<Row> grid = new ListView<>();
    private final Label chosenName = new Label();
    private final List<Emoji> shown = new ArrayList<>();

    /** Its place among all that are shown, or negative. */
    private int chosen = -1;

    EmojiPicker(Texts texts, EmojiRecents recents, boolean asSign, Consumer<Emoji> onPicked) {
        super(8);
        this.texts = texts;
        this.recents = recents;
        this.asSign = asSign;
        this.onPicked = onPicked;
        setId("emoji-picker");
        getStyleClass().addAll("card", "emoji-picker");
        search.setId("emoji-search");
        search.setPromptText(texts.get("emoji.search"));
        search.setAccessibleText(texts.get("emoji.search.accessible"));
        search.textProperty().addListener(property -> fill());
        search.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        grid.setId("emoji-grid");
        grid.setAccessibleText(texts.get("composer.emoji"));
        grid.getStyleClass().addAll("edge-to-edge", "emoji-grid");
        grid.setFocusTraversable(false);
        grid.setFixedCellSize(CELL);
        grid.setPrefSize(COLUMNS * CELL + 16, 7 * CELL);
        grid.setMinHeight(3 * CELL);
        grid.setCellFactory(list -> new RowCell());
        chosenName.getStyleClass().add("emoji-name");
        getChildren().addAll(search, categories(), grid, chosenName);
        fill();
    }

    void focusSearch() {
        search.requestFocus();
    }

    private HBox categories() {
        HBox bar = new HBox();
        bar.getStyleClass().add("emoji-categories");
        for (int i = 0; i < EmojiIndex.CATEGORIES.size(); i++) {
            int category = i;
            String name = texts.get("emoji.category." + EmojiIndex.CATEGORIES.get(i));
            Button tab = new Button(
                    null, new EmojiView(EmojiIndex.get().category(category).getFirst(), 18));
            tab.getStyleClass().addAll("flat", "emoji-tab");
            Icons.describe(tab, name);
            tab.setOnAction(event -> {
                search.clear();
                grid.getItems().stream()
                        .filter(row -> name.equals(row.heading()))
                        .findFirst()
                        .ifPresent(grid::scrollTo);
                search.requestFocus();
            });
            bar.getChildren().add(tab);
        }
        return bar;
    }

    private void fill() {
        List<Row> rows = new ArrayList<>();
        shown.clear();
        String wanted = search.getText().strip();
        if (wanted.isEmpty()) {
            add(rows, texts.get("emoji.category.recent"), recents.latest());
            for (int i = 0; i < EmojiIndex.CATEGORIES.size(); i++) {
                add(
                        rows,
                        texts.get("emoji.category." + EmojiIndex.CATEGORIES.get(i)),
                        EmojiIndex.get().category(i));
            }
        } else {
            add(rows, null, EmojiIndex.get().find(wanted, MAX_FOUND));
        }
        grid.getItems().setAll(rows);
        grid.scrollTo(0);
        choose(shown.isEmpty() ? -1 : 0);
        if (shown.isEmpty()) {
            chosenName.setText(texts.get("emoji.none", wanted));
        }
    }

    private void add(List<Row> rows, @Nullable String heading, List<Emoji> emoji) {
        List<Emoji> fitting = emoji.stream().filter(this::fits).toList();
        if (heading != null && !fitting.isEmpty()) {
            rows.add(new Row(heading, shown.size(), List.of()));
        }
        for (int i = 0; i < fitting.size(); i += COLUMNS) {
            List<Emoji> part = fitting.subList(i, Math.min(fitting.size(), i + COLUMNS));
            rows.add(new Row(null, shown.size() + i, part));
        }
        shown.addAll(fitting);
    }

    /** Signs are short, and hold no invisible letters, of which some flags are made. */
    private boolean fits(Emoji emoji) {
        return !asSign
                || (emoji.sequence().getBytes(StandardCharsets.UTF_8).length <= ConversationLimits.MAX_EMOJI_BYTES
                        && emoji.sequence().codePoints().noneMatch(point -> point >= 0xE0000));
    }

    private void choose(int place) {
        chosen = place;
        chosenName.setText(
                place < 0
                        ? ""
                        : shown.get(place).label() + "  :"
                                + shown.get(place).names().getFirst() + ":");
        grid.refresh();
    }

    private void onKey(KeyEvent event) {
        int step = switch (event.getCode()) {
            case LEFT -> sideways(-1);
            case RIGHT -> sideways(1);
            case UP -> -COLUMNS;
            case DOWN -> COLUMNS;
            default -> 0;
        };
        switch (event.getCode()) {
            case LEFT, RIGHT, UP, DOWN -> {
                if (step != 0 && chosen >= 0) {
                    move(step);
                    event.consume();
                }
            }
            case ENTER -> {
                if (chosen >= 0) {
                    onPicked.accept(shown.get(chosen));
                }
                event.consume();
            }
            default -> {}
        }
    }

    /** To a neighbour, unless the caret has further to go that way. The row runs as the window's language does. */
    private int sideways(int step) {
        int onwards = getEffectiveNodeOrientation() == NodeOrientation.RIGHT_TO_LEFT ? -step : step;
        boolean atEnd = search.getCaretPosition() == search.getLength();
        return search.getText().isEmpty() || (onwards > 0 && atEnd) ? onwards : 0;
    }

    private void move(int step) {
        choose(Math.clamp(chosen + step, 0, shown.size() - 1));
        for (int i = 0; i < grid.getItems().size(); i++) {
            Row row = grid.getItems().get(i);
            if (row.first() <= chosen && chosen < row.first() + row.emoji().size()) {
                grid.scrollTo(Math.max(0, i - 2));
                return;
            }
        }
    }

    private final class RowCell extends ListCell<Row> {
        private final HBox line = new HBox();
        private @Nullable Row drawn;

        @Override
        protected void updateItem(@Nullable Row row, boolean empty) {
            super.updateItem(row, empty);
            if (row == null || row.heading() != null) {
                setGraphic(null);
                setText(row == null ? null : row.heading());
                drawn = null;
                return;
            }
            setText(null);
            setGraphic(line);
            if (!row.equals(drawn)) {
                drawn = row;
                line.getChildren().setAll(buttons(row));
            }
            for (int i = 0; i < row.emoji().size(); i++) {
                line.getChildren().get(i).pseudoClassStateChanged(CHOSEN, row.first() + i == chosen);
            }
        }

        private List<Button> buttons(Row row) {
            List<Button> buttons = new ArrayList<>();
            for (int i = 0; i < row.emoji().size(); i++) {
                buttons.add(button(row.emoji().get(i), row.first() + i));
            }
            return buttons;
        }

        private Button button(Emoji emoji, int place) {
            Button button = new Button(null, new EmojiView(emoji, SIDE));
            button.getStyleClass().setAll("emoji-cell");
            button.setFocusTraversable(false);
            button.setAccessibleText(emoji.label());
            button.setOnMouseEntered(event -> choose(place));
            button.setOnAction(event -> onPicked.accept(emoji));
            return button;
        }
    }
}
