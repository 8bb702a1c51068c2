package punchline.client.ui;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets a person choose a file. JavaFX thread; waits for the answer. */
public interface FilePicker {
    /**
     * Where to write to. A file that is there may be replaced if it is named: the person was asked.
     *
     * @param name      what is suggested
     * @param kind      what such files are called
     * @param extension without a dot
     * @return null if the person gives up
     */
    @Nullable
    Path save(String title, String name, String kind, String extension);

    /**
     * What to read.
     *
     * @param kind       what such files are called
     * @param extensions without dots
     * @return null if the person gives up
     */
    @Nullable
    Path open(String title, String kind, List<String> extensions);
}
