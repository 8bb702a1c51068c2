package punchline.client.ui;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** The desktop's own dialog. */
final class SystemFilePicker implements FilePicker {
    private @Nullable File last;

    @Override
    public @Nullable Path save(String title, String name, String kind, String extension) {
        FileChooser chooser = chooser(title, kind, List.of(extension));
        chooser.setInitialFileName(name);
        return chosen(chooser.showSaveDialog(front()));
    }

    @Override
    public @Nullable Path open(String title, String kind, List<String> extensions) {
        return chosen(chooser(title, kind, extensions).showOpenDialog(front()));
    }

    private FileChooser chooser(String title, String kind, List<String> extensions) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        if (last != null && last.isDirectory()) {
            chooser.setInitialDirectory(last);
        }
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter(
                        kind, extensions.stream().map(each -> "*." + each).toList()));
        return chooser;
    }

    private @Nullable Path chosen(@Nullable File file) {
        if (file == null) {
            return null;
        }
        last = file.getParentFile();
        return file.toPath();
    }

    private static @Nullable Window front() {
        return Window.getWindows().stream()
                .filter(Window::isFocused)
                .findFirst()
                .orElse(
                        Window.getWindows().isEmpty()
                                ? null
                                : Window.getWindows().getFirst());
    }
}
