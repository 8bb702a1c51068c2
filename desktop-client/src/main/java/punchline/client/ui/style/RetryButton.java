package punchline.client.ui.style;

import javafx.animation.PauseTransition;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.control.Button;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import punchline.client.ui.text.Texts;

/** Tries something again at once. There only while there is reason to. */
public final class RetryButton extends Button {
    /** A try takes about as long; pressing again before it is over would change nothing. */
    private static final Duration REST = Duration.seconds(2);

    /**
     * Makes the button.
     *
     * @param needed whether it is there
     */
    public RetryButton(Texts texts, Runnable action, ObservableBooleanValue needed) {
        super(texts.get("retry"), Icons.of(Feather.REFRESH_CW));
        getStyleClass().addAll("flat", "retry");
        setMinWidth(USE_PREF_SIZE);
        Icons.describe(this, texts.get("retry.tip"));
        visibleProperty().bind(needed);
        managedProperty().bind(needed);
        PauseTransition rest = new PauseTransition(REST);
        rest.setOnFinished(event -> setDisable(false));
        setOnAction(event -> {
            action.run();
            setDisable(true);
            rest.playFromStart();
        });
    }
}
