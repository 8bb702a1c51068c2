/**
 * How a program is set up: a {@link punchline.settings.SettingTable} says which settings there are, {@link
 * punchline.settings.SettingsFile}, the environment and the command line give them, the later before the earlier.
 */
@NullMarked
package punchline.settings;

import org.jspecify.annotations.NullMarked;
