package punchline.client.ui.emoji;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The emoji picked last, kept in a file. Losing it costs nothing, so no error stops anything. */
public final class EmojiRecents {
    /** Two rows and a half of the picker. */
    static final int MAX = 20;

    private static final Logger LOG = LoggerFactory.getLogger(EmojiRecents.class);

    private final Path file;
    private final List<String> sequences = new ArrayList<>();
    private boolean loaded;
    private boolean changed;

    /** Remembers in that file, which need not exist and is not read before {@link #latest}. */
    public EmojiRecents(Path file) {
        this.file = file;
    }

    /** The last one first. */
    public List<Emoji> latest() {
        load();
        return sequences.stream()
                .map(EmojiIndex.get()::ofSequence)
                .filter(Objects::nonNull)
                .toList();
    }

    public void add(Emoji picked) {
        load();
        sequences.remove(picked.sequence());
        sequences.addFirst(picked.sequence());
        while (sequences.size() > MAX) {
            sequences.removeLast();
        }
        changed = true;
    }

    /** Writes the file, if there is anything new. */
    public void save() {
        if (!changed) {
            return;
        }
        try {
            Files.write(file, sequences);
            changed = false;
        } catch (IOException e) {
            LOG.debug("recent emoji not kept in {}", file, e);
        }
    }

    private void load() {
        if (loaded) {
            return;
        }
        loaded = true;
        try {
            Files.readAllLines(file).stream().limit(MAX).forEach(sequences::add);
        } catch (IOException e) {
            LOG.debug("no recent emoji in {}", file, e);
        }
    }
}
