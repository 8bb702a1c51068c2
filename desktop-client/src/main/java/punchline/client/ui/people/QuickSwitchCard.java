package punchline.client.ui.people;

import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import punchline.client.ui.style.Avatar;
import punchline.client.ui.style.EmojiLabel;
import punchline.client.ui.text.Texts;
import punchline.engine.Event.LinkState;

/** Goes to a person by a few letters: arrows choose, Enter opens. */
public final class QuickSwitchCard extends VBox {
    private static final double WIDTH = 420;
    private static final double HEIGHT = 420;

    private final QuickSwitch model;
    private final Runnable onOpened;
    private final TextField query = new TextField();
    private final ListView<Person> list = new ListView<>();

    /**
     * Builds the card.
     *
     * @param onOpened called when somebody has been chosen
     */
    public QuickSwitchCard(QuickSwitch model, Texts texts, PresenceText presence, Runnable onOpened) {
        super(8);
        this.model = model;
        this.onOpened = onOpened;
        setId("switcher");
        getStyleClass().addAll("card", "switcher");
        setPrefSize(WIDTH, HEIGHT);
        model.begin();
        query.setId("switcher-query");
        query.setPromptText(texts.get("switcher.prompt"));
        query.setAccessibleText(texts.get("switcher.accessible"));
        query.textProperty().addListener((property, old, now) -> {
            model.queryProperty().set(now);
            list.getSelectionModel().selectFirst();
            list.scrollTo(0);
        });
        query.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        list.setId("switcher-list");
        list.getStyleClass().addAll("people-list", "edge-to-edge");
        list.setAccessibleText(texts.get("people.accessible"));
        list.setItems(model.found());
        list.setFocusTraversable(false);
        list.setCellFactory(view -> new Row(presence));
        list.getSelectionModel().selectFirst();
        Label none = new Label();
        none.getStyleClass().add("list-empty");
        none.setWrapText(true);
        none.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> texts.get("people.noMatch", query.getText().strip()), query.textProperty()));
        none.visibleProperty().bind(Bindings.isEmpty(model.found()));
        StackPane middle = new StackPane(list, none);
        VBox.setVgrow(middle, Priority.ALWAYS);
        getChildren().addAll(query, middle);
    }

    public void focusFirst() {
        query.requestFocus();
    }

    private void onKey(KeyEvent event) {
        switch (event.getCode()) {
            case DOWN -> move(1);
            case UP -> move(-1);
            case PAGE_DOWN -> move(8);
            case PAGE_UP -> move(-8);
            case ENTER -> open(list.getSelectionModel().getSelectedItem());
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void move(int rows) {
        int size = model.found().size();
        if (size > 0) {
            int now = Math.clamp((long) list.getSelectionModel().getSelectedIndex() + rows, 0, size - 1);
            list.getSelectionModel().select(now);
            list.scrollTo(Math.max(0, now - 3));
        }
    }

    private void open(@Nullable Person person) {
        if (person != null) {
            model.open(person);
            onOpened.run();
        }
    }

    private final class Row extends ListCell<Person> {
        private final PresenceText presence;
        private final Avatar avatar = new Avatar(30);
        private final EmojiLabel name = new EmojiLabel();
        private final Label standing = new Label();
        private final HBox row;

        Row(PresenceText presence) {
            this.presence = presence;
            getStyleClass().add("person-cell");
            name.getStyleClass().add("person-name");
            standing.getStyleClass().add("person-preview");
            standing.setMinWidth(0);
            VBox words = new VBox(1, name, standing);
            words.setMinWidth(0);
            HBox.setHgrow(words, Priority.ALWAYS);
            row = new HBox(12, avatar, words);
            row.setAlignment(Pos.CENTER_LEFT);
            setPrefWidth(0);
            setOnMouseClicked(event -> {
                if (event.getButton() == MouseButton.PRIMARY) {
                    open(getItem());
                }
            });
        }

        @Override
        protected void updateItem(@Nullable Person person, boolean empty) {
            super.updateItem(person, empty);
            setText(null);
            if (person == null || empty) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            PersonState state = person.state();
            avatar.show(person.id(), state.name());
            avatar.showPresence(state.isAccepted() ? state.link() : LinkState.OFFLINE);
            name.setText(state.name());
            standing.setText(presence.of(state));
            setAccessibleText(state.name() + ", " + standing.getText());
            setGraphic(row);
        }
    }
}
