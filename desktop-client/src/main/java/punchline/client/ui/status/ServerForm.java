package punchline.client.ui.status;

import javafx.geometry.NodeOrientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import punchline.client.ui.text.Texts;

/** Asks for a server's address. */
public final class ServerForm extends VBox {
    private final TextField address = new TextField();

    public ServerForm(StatusViewModel model, Texts texts) {
        super(6);
        address.getStyleClass().add("server-address");
        address.setPromptText(texts.get("server.prompt"));
        address.setAccessibleText(texts.get("server.accessible"));
        // As everywhere, whichever way the words around run.
        address.setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT);
        HBox.setHgrow(address, Priority.ALWAYS);
        Button add = new Button(texts.get("server.add"));
        add.getStyleClass().addAll("accent", "server-add");
        add.setMinWidth(USE_PREF_SIZE);
        Runnable submit = () -> {
            if (model.addServer(address.getText())) {
                address.clear();
            }
        };
        address.setOnAction(event -> submit.run());
        add.setOnAction(event -> submit.run());
        Label problem = new Label();
        problem.getStyleClass().add("form-problem");
        problem.setWrapText(true);
        problem.textProperty().bind(model.serverProblemProperty());
        problem.visibleProperty().bind(model.serverProblemProperty().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        HBox line = new HBox(8, address, add);
        line.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(line, problem);
    }

    public void focus() {
        address.requestFocus();
    }
}
