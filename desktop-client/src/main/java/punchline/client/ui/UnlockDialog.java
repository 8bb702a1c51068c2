package punchline.client.ui;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.geometry.NodeOrientation;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import punchline.client.profile.Passphrase;
import punchline.client.ui.style.Orientation;
import punchline.client.ui.text.Texts;

/** Asks for the passphrase of a locked profile. JavaFX thread, but for {@link #ask}. */
final class UnlockDialog extends Dialog<@Nullable Passphrase> {
    private static final double GAP = 8;

    private UnlockDialog(Texts texts, String profile, boolean wrong) {
        setTitle(texts.get("unlock.title", profile));
        PasswordField field = new PasswordField();
        field.setId("passphrase");
        field.setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT);
        field.setAccessibleText(texts.get("unlock.prompt"));
        field.setPromptText(texts.get("unlock.prompt"));
        Label words = new Label(texts.get(wrong ? "unlock.wrong" : "unlock.words"));
        words.setWrapText(true);
        getDialogPane().setContent(new VBox(GAP, words, field));
        ButtonType open = new ButtonType(texts.get("unlock.open"), ButtonBar.ButtonData.OK_DONE);
        ButtonType cancel = new ButtonType(texts.get("unlock.cancel"), ButtonBar.ButtonData.CANCEL_CLOSE);
        getDialogPane().getButtonTypes().addAll(open, cancel);
        getDialogPane().setNodeOrientation(Orientation.of(texts.language().direction()));
        setResultConverter(button -> button == open
                ? Passphrase.of(Objects.requireNonNullElse(field.getText(), "").toCharArray())
                : null);
        Platform.runLater(field::requestFocus);
    }

    /** Asks and waits, on any other thread than JavaFX's; null if the person gives up. */
    static @Nullable Passphrase ask(Texts texts, String profile, boolean wrong) {
        CompletableFuture<@Nullable Passphrase> answer = new CompletableFuture<>();
        Platform.runLater(() -> answer.complete(
                new UnlockDialog(texts, profile, wrong).showAndWait().orElse(null)));
        return answer.join();
    }
}
