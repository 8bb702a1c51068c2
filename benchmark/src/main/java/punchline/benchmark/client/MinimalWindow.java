package punchline.benchmark.client;

import atlantafx.base.theme.PrimerLight;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;

/** The least that a window of JavaFX with the client's theme is: a list, a field and a button, as large as the client's. */
public final class MinimalWindow extends Application {
    private static final double WIDTH = 980;
    private static final double HEIGHT = 680;

    @Override
    public void start(Stage stage) {
        setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        ListView<String> list = new ListView<>();
        list.setId("people");
        list.getItems().addAll("one", "two", "three");
        stage.setScene(new Scene(new BorderPane(list, new TextField(), null, new Button("Send"), null), WIDTH, HEIGHT));
        stage.show();
    }
}
