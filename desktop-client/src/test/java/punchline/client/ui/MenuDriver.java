package punchline.client.ui;

import java.util.stream.Stream;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** The menus that are open, which stand in windows of their own. JavaFX thread. */
final class MenuDriver {
    private MenuDriver() {}

    static boolean offers(String id) {
        return entry(id) != null;
    }

    /** Does what an entry does, or opens the menu that it stands for. */
    static void choose(String id) {
        MenuItem entry = entry(id);
        if (entry instanceof Menu menu) {
            menu.show();
        } else if (entry != null) {
            entry.fire();
            Window.getWindows().stream()
                    .filter(ContextMenu.class::isInstance)
                    .toList()
                    .forEach(Window::hide);
        }
    }

    private static @Nullable MenuItem entry(String id) {
        return Window.getWindows().stream()
                .filter(ContextMenu.class::isInstance)
                .flatMap(menu -> ((ContextMenu) menu).getItems().stream())
                .flatMap(item -> item instanceof Menu menu
                        ? Stream.concat(Stream.of(item), menu.getItems().stream())
                        : Stream.of(item))
                .filter(item -> id.equals(item.getId()))
                .findFirst()
                .orElse(null);
    }
}
