package punchline.client.ui;

import java.nio.file.Path;
import java.util.function.BiConsumer;

/**
 * What a window is opened with.
 *
 * @param profile      the profile's name, shown in the title
 * @param peers        starts the engine
 * @param settingsFile keeps the window's size and theme; need not exist, and what cannot be written is not kept
 * @param linkOpener   opens a link, or runs what it is given beside if it cannot
 * @param files        lets the person choose files
 */
public record DesktopSetup(
        String profile,
        PeerFactory peers,
        Path settingsFile,
        BiConsumer<String, Runnable> linkOpener,
        FilePicker files) {
    /** Links are opened, and files chosen, with what the system has for that. */
    public DesktopSetup(String profile, PeerFactory peers, Path settingsFile) {
        this(profile, peers, settingsFile, new LinkOpener());
    }

    /** Files are chosen with what the system has for that. */
    public DesktopSetup(String profile, PeerFactory peers, Path settingsFile, BiConsumer<String, Runnable> linkOpener) {
        this(profile, peers, settingsFile, linkOpener, new SystemFilePicker());
    }

    /** Where the language is kept that the person chose, beside the settings. */
    public Path languageFile() {
        return settingsFile.resolveSibling("language.txt");
    }
}
