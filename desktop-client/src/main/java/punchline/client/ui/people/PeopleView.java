package punchline.client.ui.people;

import atlantafx.base.controls.CustomTextField;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import punchline.client.ui.style.Icons;
import punchline.client.ui.text.Texts;
import punchline.client.ui.text.Times;

/** The people pane. */
public final class PeopleView extends VBox {
    private static final KeyCombination MENU = new KeyCodeCombination(KeyCode.F10, KeyCombination.SHIFT_DOWN);

    /** Somebody who types on does not look at what the first letters find. */
    private static final Duration REST = Duration.millis(200);

    private final PeopleViewModel model;
    private final Runnable onOpened;
    private final PersonMenus menus;
    private final CustomTextField search = new CustomTextField();
    private final ListView<PeopleItem> list = new ListView<>();
    private final Consumer<PeopleItem.Found> onFound;
    private final PauseTransition rest = new PauseTransition(REST);
    private @Nullable PeopleItem highlighted;
    private boolean arranging;

    /**
     * Builds the pane.
     *
     * @param corner   stands beside the search box
     * @param footer   stands below the list
     * @param serverMissing the window asks for a server elsewhere, so the empty list has nothing to say
     * @param menus    opens what can be done to a person
     * @param onFound  opens a message that was found
     * @param onOpened called when someone has been chosen by click or key
     */
    public PeopleView(
            PeopleViewModel model,
            Texts texts,
            Times times,
            PresenceText presence,
            Node corner,
            Node footer,
            ObservableBooleanValue serverMissing,
            PersonMenus menus,
            Consumer<PeopleItem.Found> onFound,
            Runnable onOpened) {
        this.model = model;
        this.onFound = onFound;
        this.onOpened = onOpened;
        this.menus = menus;
        getStyleClass().add("people-pane");
        HBox top = new HBox(6, search, corner);
        top.getStyleClass().add("people-top");
        top.setAlignment(Pos.CENTER_LEFT);
        buildSearch(texts);
        buildList(texts, times, presence);
        Label empty = new Label();
        empty.getStyleClass().add("list-empty");
        empty.setWrapText(true);
        empty.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> serverMissing.get() ? "" : emptyText(texts),
                        serverMissing,
                        model.anyoneProperty(),
                        model.loadedProperty(),
                        model.searchProperty()));
        empty.visibleProperty().bind(Bindings.isEmpty(model.items()));
        StackPane middle = new StackPane(list, empty);
        VBox.setVgrow(middle, Priority.ALWAYS);
        getChildren().addAll(top, middle, footer);
        model.selectedProperty()
                .addListener((property, old, now) -> highlight(now == null ? null : new PeopleItem.Row(now)));
        rest.setOnFinished(event -> model.searchMessages());
        model.searchProperty().addListener(property -> rest.playFromStart());
    }

    public void focusSearch() {
        search.requestFocus();
        search.selectAll();
    }

    public void focusList() {
        list.requestFocus();
    }

    private void buildSearch(Texts texts) {
        search.setId("search");
        search.setPromptText(texts.get("search.prompt"));
        search.setAccessibleText(texts.get("search.accessible"));
        search.setLeft(Icons.of(Feather.SEARCH, "field-icon"));
        search.textProperty().bindBidirectional(model.searchProperty());
        HBox.setHgrow(search, Priority.ALWAYS);
        search.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            switch (event.getCode()) {
                case ENTER -> {
                    PeopleItem first = model.first();
                    if (first != null) {
                        open(first);
                    }
                    event.consume();
                }
                case DOWN -> {
                    list.requestFocus();
                    if (list.getSelectionModel().getSelectedIndex() < 0) {
                        list.getSelectionModel().selectFirst();
                    }
                    event.consume();
                }
                case ESCAPE -> {
                    if (!search.getText().isEmpty()) {
                        search.clear();
                        event.consume();
                    }
                }
                default -> {}
            }
        });
    }

    private void buildList(Texts texts, Times times, PresenceText presence) {
        list.setId("people");
        list.getStyleClass().addAll("people-list", "edge-to-edge");
        list.setAccessibleText(texts.get("people.accessible"));
        list.setItems(model.items());
        list.setCellFactory(view -> {
            PersonCell cell = new PersonCell(texts, times, presence);
            cell.setOnMouseClicked(event -> {
                if (event.getButton() == MouseButton.PRIMARY && cell.getItem() != null) {
                    open(cell.getItem());
                }
            });
            cell.setOnContextMenuRequested(event -> {
                // By keyboard the key itself has opened the menu.
                if (!event.isKeyboardTrigger() && cell.getItem() instanceof PeopleItem.Row row) {
                    menus.open(row.person(), cell, event.getScreenX(), event.getScreenY());
                }
                event.consume();
            });
            return cell;
        });
        list.getSelectionModel().selectedIndexProperty().addListener((property, old, now) -> {
            if (!arranging) {
                onHighlighted(old.intValue(), now.intValue());
            }
        });
        list.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if ((event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) && highlighted != null) {
                open(highlighted);
                event.consume();
            } else if ((MENU.match(event) || event.getCode() == KeyCode.CONTEXT_MENU)
                    && highlighted instanceof PeopleItem.Row row) {
                menus.open(row.person(), cellOf(row.person()));
                event.consume();
            }
        });
        model.items().addListener((ListChangeListener<PeopleItem>) change -> highlight(highlighted));
    }

    private Node cellOf(Person person) {
        return list.lookupAll(".person-cell").stream()
                .filter(node -> node instanceof PersonCell cell
                        && cell.getItem() instanceof PeopleItem.Row row
                        && row.person().equals(person))
                .findFirst()
                .orElse(list);
    }

    private void open(PeopleItem item) {
        switch (item) {
            case PeopleItem.Heading heading -> {}
            case PeopleItem.Row row -> {
                model.select(row.person());
                onOpened.run();
            }
            case PeopleItem.Found found -> {
                onFound.accept(found);
                onOpened.run();
                highlight(found);
            }
            case PeopleItem.More more -> model.messages().readOn();
        }
    }

    /** Steps over headings, which cannot be chosen. */
    private void onHighlighted(int old, int now) {
        if (now < 0 || now >= list.getItems().size()) {
            return;
        }
        if (!(list.getItems().get(now) instanceof PeopleItem.Heading)) {
            highlighted = list.getItems().get(now);
            return;
        }
        int beyond = now > old || now == 0 ? now + 1 : now - 1;
        Platform.runLater(() ->
                list.getSelectionModel().select(Math.min(beyond, list.getItems().size() - 1)));
    }

    private void highlight(@Nullable PeopleItem item) {
        highlighted = item;
        arranging = true;
        try {
            list.getSelectionModel().clearSelection();
            if (item != null) {
                list.getSelectionModel().select(item);
            }
        } finally {
            arranging = false;
        }
    }

    private String emptyText(Texts texts) {
        if (!model.loadedProperty().get()) {
            return "";
        }
        return model.anyoneProperty().get()
                ? texts.get("people.noMatch", model.searchProperty().get().strip())
                : texts.get("people.empty");
    }
}
