package punchline.client.ui.settings;

import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import punchline.client.profile.OwnProfile;
import punchline.client.ui.status.ServerForm;
import punchline.client.ui.status.StatusText;
import punchline.client.ui.status.StatusViewModel;
import punchline.client.ui.status.StatusViewModel.Connection;
import punchline.client.ui.style.Icons;
import punchline.client.ui.style.RetryButton;
import punchline.client.ui.style.WrappedText;
import punchline.client.ui.text.Texts;
import punchline.engine.Event.ServerStatus;

/** Servers, and what this computer does to be reached. */
final class NetworkPage extends Page {
    private static final PseudoClass CONNECTED = PseudoClass.getPseudoClass("connected");
    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");

    private final SettingsViewModel model;
    private final StatusViewModel status;
    private final StatusText standing;
    private final VBox servers = new VBox(10);
    private final ServerForm form;

    NetworkPage(SettingsViewModel model, StatusViewModel status, Texts texts) {
        super(texts);
        this.model = model;
        this.status = status;
        standing = new StatusText(texts);
        form = new ServerForm(status, texts);
        RetryButton retry = new RetryButton(
                texts,
                status::reconnect,
                status.connectionProperty()
                        .isEqualTo(Connection.FAILED)
                        .or(status.connectionProperty().isEqualTo(Connection.ELSEWHERE)));
        retry.setId("connect-again");
        section("you.servers", servers, retry, form, notKept());
        section("you.network", network());
        section("network.port", port());
        section(
                "network.reach",
                flag("port-mapping", "network.mapping", model.portMapping(), model::setPortMapping),
                hint("network.mapping.hint"),
                flag("random-ports", "network.random", model.randomPorts(), model::setRandomPorts),
                hint("network.random.hint"),
                hint("settings.nextStart"));
        status.servers().addListener((ListChangeListener<ServerStatus>) change -> showServers());
        showServers();
    }

    /** Where the command line or another file names the servers. */
    private Node notKept() {
        WrappedText words = hint("network.notKept");
        words.managedProperty().bind(words.visibleProperty());
        words.visibleProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> {
                            OwnProfile own = model.profileProperty().get();
                            return own != null && !own.keepsServers();
                        },
                        model.profileProperty()));
        return words;
    }

    private Node network() {
        Label nat = new Label();
        nat.setWrapText(true);
        nat.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> standing.of(status.natProperty().get()), status.natProperty()));
        return nat;
    }

    private Node port() {
        Label now = new Label();
        now.getStyleClass().add("hint");
        now.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> words(
                                "you.port",
                                Integer.toString(status.portProperty().get())),
                        status.portProperty()));
        TextField port = new TextField(model.port() == 0 ? "" : Integer.toString(model.port()));
        port.setId("udp-port");
        port.setPrefColumnCount(6);
        port.setPromptText(words("network.port.any"));
        port.setAccessibleText(words("network.port"));
        Label problem = new Label(words("network.port.invalid"));
        problem.setId("port-problem");
        problem.getStyleClass().add("form-problem");
        problem.setWrapText(true);
        problem.setVisible(false);
        problem.managedProperty().bind(problem.visibleProperty());
        Label saved = new Label();
        saved.setId("port-saved");
        saved.getStyleClass().add("hint");
        Runnable save = () -> {
            boolean valid = model.setPort(port.getText());
            problem.setVisible(!valid);
            saved.setText(valid ? words("network.port.saved") : "");
        };
        port.setOnAction(event -> save.run());
        Button keep = new Button(words("you.name.save"));
        keep.setId("save-port");
        keep.setMinWidth(USE_PREF_SIZE);
        keep.setOnAction(event -> save.run());
        HBox line = new HBox(8, port, keep, saved);
        line.setAlignment(Pos.CENTER_LEFT);
        return new VBox(6, now, line, problem, hint("network.port.hint"));
    }

    private void showServers() {
        servers.getChildren().clear();
        for (ServerStatus server : status.servers()) {
            servers.getChildren().add(row(server));
        }
        if (status.servers().isEmpty()) {
            servers.getChildren().add(hint("you.servers.none"));
        }
    }

    private Node row(ServerStatus server) {
        Region dot = new Region();
        dot.getStyleClass().add("server-dot");
        dot.pseudoClassStateChanged(CONNECTED, server.registered());
        dot.pseudoClassStateChanged(FAILED, !server.registered() && server.problem() != null);
        Label address = new Label(server.server());
        address.getStyleClass().add("server-name");
        address.setMinWidth(0);
        HBox line = new HBox(8, dot, address);
        line.setAlignment(Pos.CENTER_LEFT);
        Label state = new Label(standing.of(server));
        state.getStyleClass().add("hint");
        state.setWrapText(true);
        VBox words = new VBox(2, line, state);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        Button remove = Icons.button(Feather.TRASH_2, words("network.remove", server.server()));
        remove.getStyleClass().add("server-remove");
        remove.setOnAction(event -> status.removeServer(server.server()));
        HBox row = new HBox(8, words, remove);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    @Override
    void focusFirst() {
        form.focus();
    }
}
