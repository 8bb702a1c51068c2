package punchline.client.ui.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which language the window speaks: the system's, or another that the person chose. The choice is kept in a file of a few
 * letters, and is what the next window opens with. Losing it costs nothing, so no error stops anything.
 */
public final class Languages {
    private static final Logger LOG = LoggerFactory.getLogger(Languages.class);

    /** The file holds an ISO 639 code; more than this is something else. */
    private static final int MAX_BYTES = 64;

    private final Path file;
    private final Locale system;
    private @Nullable Language chosen;

    private Languages(Path file, Locale system, @Nullable Language chosen) {
        this.file = file;
        this.system = system;
        this.chosen = chosen;
    }

    /** Reads the choice; a file that is missing or says something else is none. */
    public static Languages load(Path file, Locale system) {
        Language chosen = null;
        try {
            if (Files.size(file) <= MAX_BYTES) {
                chosen = Language.ofCode(
                        Files.readString(file, StandardCharsets.UTF_8).strip());
            }
        } catch (NoSuchFileException e) {
            LOG.debug("no language was chosen");
        } catch (IOException e) {
            LOG.debug("the chosen language cannot be read from {}", file, e);
        }
        return new Languages(file, system, chosen);
    }

    /** That of the system, English if the window does not speak it. */
    public Language ofSystem() {
        return Language.of(system);
    }

    /** What the person chose, null for the system's. */
    public @Nullable Language chosen() {
        return chosen;
    }

    /** What to speak. */
    public Language spoken() {
        return chosen == null ? ofSystem() : chosen;
    }

    /** The words in that language. */
    public Texts texts() {
        return new Texts(spoken(), system);
    }

    /** Keeps a choice, null for the system's. */
    public void choose(@Nullable Language language) {
        chosen = language;
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            if (language == null) {
                Files.deleteIfExists(file);
            } else {
                Files.writeString(fresh, language.code() + "\n");
                Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            LOG.debug("the chosen language is not kept in {}", file, e);
        }
    }
}
