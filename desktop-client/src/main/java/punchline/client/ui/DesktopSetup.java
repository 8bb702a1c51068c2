package punchline.client.ui;

import java.util.function.BiConsumer;
import punchline.client.settings.Settings;
import punchline.client.ui.notify.NoticePort;
import punchline.client.ui.notify.system.SystemNotices;

/**
 * What a window is opened with.
 *
 * @param profile      the profile's name, shown in the title
 * @param peers        starts the engine
 * @param settings     what the person has set, and the size of the window
 * @param linkOpener   opens a link, or runs what it is given beside if it cannot
 * @param files        lets the person choose files
 * @param notices      the desktop, asked to show what has come while the window has not the keyboard
 */
public record DesktopSetup(
        String profile,
        PeerFactory peers,
        Settings settings,
        BiConsumer<String, Runnable> linkOpener,
        FilePicker files,
        NoticePort notices) {
    /** Links are opened, and files chosen, with what the system has for that. */
    public DesktopSetup(String profile, PeerFactory peers, Settings settings) {
        this(profile, peers, settings, new LinkOpener());
    }

    /** Files are chosen with what the system has for that. */
    public DesktopSetup(String profile, PeerFactory peers, Settings settings, BiConsumer<String, Runnable> linkOpener) {
        this(profile, peers, settings, linkOpener, new SystemFilePicker());
    }

    /** Nothing is told but in the window. */
    public DesktopSetup(
            String profile,
            PeerFactory peers,
            Settings settings,
            BiConsumer<String, Runnable> linkOpener,
            FilePicker files) {
        this(profile, peers, settings, linkOpener, files, NoticePort.NONE);
    }

    /** The same, with notices by what the system has for that. */
    public DesktopSetup withNotices() {
        return new DesktopSetup(
                profile, peers, settings, linkOpener, files, SystemNotices.of(System.getProperty("os.name", "")));
    }
}
