/** Between the engine's thread and the JavaFX thread: events in, commands out. */
@NullMarked
package punchline.client.ui.bridge;

import org.jspecify.annotations.NullMarked;
