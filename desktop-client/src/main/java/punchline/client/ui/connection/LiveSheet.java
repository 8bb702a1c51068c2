package punchline.client.ui.connection;

import java.time.Duration;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import punchline.client.ui.bridge.Repeating;
import punchline.client.ui.style.Sheet;
import punchline.client.ui.text.Texts;

/** A sheet that asks again now and then while it is there, and whose content can be taken along as a report. */
abstract class LiveSheet extends Sheet {
    /** As often as somebody who waits for a change looks; the engine answers from memory. */
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private static final double WIDTH = 560;

    protected final ConnectionViewModel model;
    private final Repeating asking;

    LiveSheet(String id, String title, ConnectionViewModel model, Texts texts, Runnable onClose) {
        super(id, title, texts, onClose);
        this.model = model;
        setPrefWidth(WIDTH);
        asking = new Repeating(model::refresh);
    }

    /** Adds what all of these can do. */
    protected final void addButtons() {
        Button copy = button("copy-report", "connection.copy", () -> {});
        copy.setOnAction(event -> report(text -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(text);
            Clipboard.getSystemClipboard().setContent(content);
            copy.setText(words("connection.copied"));
        }));
        button("try-again", "retry.tip", model::tryAgain, "accent");
    }

    /** Gathers the report. */
    protected abstract void report(java.util.function.Consumer<String> ready);

    /** A heading of a part. */
    protected final Label heading(String key) {
        Label heading = new Label(words(key));
        heading.getStyleClass().add("section-heading");
        return heading;
    }

    void attach() {
        asking.every(INTERVAL);
    }

    void detach() {
        asking.stop();
        model.close();
    }
}
