package punchline.client.ui.shell;

import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/** The keys that make letters larger and smaller, as browsers have them. */
final class TextSizeKeys {
    private TextSizeKeys() {}

    /** By how many steps, 0 for the usual size; null if the key means something else. */
    static @Nullable Integer steps(KeyEvent event) {
        if (!event.isShortcutDown() || event.isAltDown()) {
            return null;
        }
        return switch (event.getCode()) {
            case PLUS, EQUALS, ADD -> 1;
            case MINUS, SUBTRACT -> -1;
            case DIGIT0, NUMPAD0 -> 0;
            default -> null;
        };
    }
}
