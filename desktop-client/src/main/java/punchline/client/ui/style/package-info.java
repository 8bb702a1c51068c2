/** What every screen looks like: theme, icons, avatars. The palette and the type scale are in {@code punchline.css}. */
@NullMarked
package punchline.client.ui.style;

import org.jspecify.annotations.NullMarked;
