/** What the person has set in a profile: one file, read by every front end. Knows neither JavaFX nor the engine's state. */
@NullMarked
package punchline.client.settings;

import org.jspecify.annotations.NullMarked;
