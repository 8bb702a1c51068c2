/** Emoji as pictures, as JavaFX draws them in colour on macOS only: which there are, what they are called, what they look like. Nothing is loaded before the first one is shown. */
@NullMarked
package punchline.client.ui.emoji;

import org.jspecify.annotations.NullMarked;
