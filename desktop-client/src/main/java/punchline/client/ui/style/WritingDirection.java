package punchline.client.ui.style;

import javafx.beans.binding.Bindings;
import javafx.scene.control.TextArea;
import punchline.client.ui.text.Direction;

/** What fields for long texts need in order to hold any script. */
public final class WritingDirection {
    private WritingDirection() {}

    /**
     * Wraps a field's lines unless a line might end inside right-to-left letters, which JavaFX does not survive: see {@link
     * WrappedText}. Its prompt counts while it is empty.
     */
    public static void keepLayoutSafe(TextArea area) {
        area.wrapTextProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> {
                            String shown =
                                    area.getText() == null || area.getText().isEmpty()
                                            ? area.getPromptText()
                                            : area.getText();
                            return shown == null || !Direction.isMixed(shown);
                        },
                        area.textProperty(),
                        area.promptTextProperty()));
    }
}
