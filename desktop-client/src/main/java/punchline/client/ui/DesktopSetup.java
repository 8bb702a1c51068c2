package punchline.client.ui;

import java.nio.file.Path;

/**
 * What a window is opened with.
 *
 * @param profile      the profile's name, shown in the title
 * @param peers        starts the engine
 * @param settingsFile keeps the window's size and theme; need not exist, and what cannot be written is not kept
 */
public record DesktopSetup(String profile, PeerFactory peers, Path settingsFile) {}
