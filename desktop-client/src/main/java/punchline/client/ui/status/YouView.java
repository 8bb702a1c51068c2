package punchline.client.ui.status;

import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import punchline.client.ui.status.StatusViewModel.Connection;
import punchline.client.ui.style.Icons;
import punchline.client.ui.style.RetryButton;
import punchline.client.ui.style.Theme;
import punchline.client.ui.text.Texts;
import punchline.engine.Event.ServerStatus;

/** The page about myself: name, identity, servers, network, appearance. */
public final class YouView extends BorderPane {
    private static final PseudoClass CONNECTED = PseudoClass.getPseudoClass("connected");
    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");

    private final StatusViewModel model;
    private final Texts texts;
    private final StatusText words;
    private final VBox servers = new VBox(10);
    private final TextField name = new TextField();

    public YouView(StatusViewModel model, Texts texts, ObjectProperty<Theme.Choice> theme, Button close) {
        this.model = model;
        this.texts = texts;
        words = new StatusText(texts);
        getStyleClass().add("you");
        Label title = new Label(texts.get("you.title"));
        title.getStyleClass().add("header-name");
        HBox header = new HBox(10, close, title);
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("conversation-header");
        VBox column = new VBox(
                26,
                section("you.name", nameForm()),
                section("you.id", identity()),
                section("you.servers", servers, retry(), new ServerForm(model, texts), hint("you.listed")),
                section("you.network", network()),
                section("you.appearance", appearance(theme)));
        column.getStyleClass().add("you-column");
        column.setMaxWidth(560);
        StackPane centred = new StackPane(column);
        ScrollPane scroll = new ScrollPane(centred);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("you-scroll");
        scroll.setFocusTraversable(false);
        setTop(header);
        setCenter(scroll);
        model.servers().addListener((ListChangeListener<ServerStatus>) change -> showServers());
        showServers();
    }

    public void focusFirst() {
        name.requestFocus();
    }

    private VBox section(String key, Node... content) {
        Label heading = new Label(texts.get(key));
        heading.getStyleClass().add("section-heading");
        VBox section = new VBox(8, heading);
        section.getChildren().addAll(content);
        return section;
    }

    private Label hint(String key) {
        Label hint = new Label(texts.get(key));
        hint.getStyleClass().add("hint");
        hint.setWrapText(true);
        return hint;
    }

    private Node nameForm() {
        name.setId("own-name");
        name.setAccessibleText(texts.get("you.name"));
        name.setText(model.nameProperty().get());
        model.nameProperty().addListener((property, old, now) -> name.setText(now));
        name.setOnAction(event -> model.rename(name.getText()));
        HBox.setHgrow(name, Priority.ALWAYS);
        Button save = new Button(texts.get("you.name.save"));
        save.setId("save-name");
        save.setMinWidth(USE_PREF_SIZE);
        save.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> name.getText().strip().equals(model.nameProperty().get()),
                        name.textProperty(),
                        model.nameProperty()));
        save.setOnAction(event -> model.rename(name.getText()));
        Label problem = new Label();
        problem.getStyleClass().add("form-problem");
        problem.setWrapText(true);
        problem.textProperty().bind(model.nameProblemProperty());
        problem.visibleProperty().bind(model.nameProblemProperty().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        return new VBox(6, new HBox(8, name, save), problem);
    }

    private Node identity() {
        TextField id = new TextField();
        id.setId("own-peer-id");
        id.setEditable(false);
        id.setAccessibleText(texts.get("you.id"));
        id.getStyleClass().add("peer-id");
        id.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> model.idProperty().get() == null
                                ? ""
                                : model.idProperty().get().toString(),
                        model.idProperty()));
        HBox.setHgrow(id, Priority.ALWAYS);
        Button copy = Icons.button(Feather.COPY, texts.get("you.id.copy"));
        copy.setId("copy-own-id");
        copy.setOnAction(event -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(id.getText());
            Clipboard.getSystemClipboard().setContent(content);
        });
        HBox line = new HBox(8, id, copy);
        line.setAlignment(Pos.CENTER_LEFT);
        return new VBox(6, line, hint("you.id.hint"));
    }

    private Node retry() {
        RetryButton retry = new RetryButton(
                texts,
                model::reconnect,
                model.connectionProperty()
                        .isEqualTo(Connection.FAILED)
                        .or(model.connectionProperty().isEqualTo(Connection.ELSEWHERE)));
        retry.setId("connect-again");
        return retry;
    }

    private Node network() {
        Label nat = new Label();
        nat.setWrapText(true);
        nat.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> words.of(model.natProperty().get()), model.natProperty()));
        Label port = new Label();
        port.getStyleClass().add("hint");
        port.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> texts.get(
                                "you.port",
                                Integer.toString(model.portProperty().get())),
                        model.portProperty()));
        return new VBox(4, nat, port);
    }

    private Node appearance(ObjectProperty<Theme.Choice> theme) {
        ToggleGroup group = new ToggleGroup();
        HBox choices = new HBox();
        for (Theme.Choice choice : Theme.Choice.values()) {
            ToggleButton button = new ToggleButton(texts.get("theme." + choice.text()));
            button.setToggleGroup(group);
            button.setUserData(choice);
            button.setSelected(theme.get() == choice);
            button.getStyleClass()
                    .add(
                            switch (choice) {
                                case SYSTEM -> "left-pill";
                                case LIGHT -> "center-pill";
                                case DARK -> "right-pill";
                            });
            button.setOnAction(event -> {
                theme.set(choice);
                button.setSelected(true);
            });
            choices.getChildren().add(button);
        }
        theme.addListener((property, old, now) ->
                group.getToggles().forEach(toggle -> toggle.setSelected(toggle.getUserData() == now)));
        return choices;
    }

    private void showServers() {
        servers.getChildren().clear();
        for (ServerStatus server : model.servers()) {
            Region dot = new Region();
            dot.getStyleClass().add("server-dot");
            dot.pseudoClassStateChanged(CONNECTED, server.registered());
            dot.pseudoClassStateChanged(FAILED, !server.registered() && server.problem() != null);
            Label address = new Label(server.server());
            address.getStyleClass().add("server-name");
            HBox line = new HBox(8, dot, address);
            line.setAlignment(Pos.CENTER_LEFT);
            Label state = new Label(words.of(server));
            state.getStyleClass().add("hint");
            state.setWrapText(true);
            servers.getChildren().add(new VBox(2, line, state));
        }
        if (model.servers().isEmpty()) {
            servers.getChildren().add(hint("you.servers.none"));
        }
    }
}
