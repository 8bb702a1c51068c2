package punchline.client.ui;

import java.nio.file.Path;
import java.util.function.BiConsumer;
import punchline.client.settings.Settings;

/**
 * What a window is opened with.
 *
 * @param profile      the profile's name, shown in the title
 * @param peers        starts the engine
 * @param settings     what the person has set, and the size of the window
 * @param linkOpener   opens a link, or runs what it is given beside if it cannot
 * @param files        lets the person choose files
 */
public record DesktopSetup(
        String profile,
        PeerFactory peers,
        Settings settings,
        BiConsumer<String, Runnable> linkOpener,
        FilePicker files) {
    /** Links are opened, and files chosen, with what the system has for that. */
    public DesktopSetup(String profile, PeerFactory peers, Settings settings) {
        this(profile, peers, settings, new LinkOpener());
    }

    /** Files are chosen with what the system has for that. */
    public DesktopSetup(String profile, PeerFactory peers, Settings settings, BiConsumer<String, Runnable> linkOpener) {
        this(profile, peers, settings, linkOpener, new SystemFilePicker());
    }

    /** Where the language is kept that the person chose, beside the settings. */
    public Path languageFile() {
        return settings.file().resolveSibling("language.txt");
    }
}
