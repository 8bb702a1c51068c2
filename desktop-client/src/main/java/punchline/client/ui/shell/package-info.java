/** The window's frame: which pane is seen at which width, notices, and the keys that work everywhere. */
@NullMarked
package punchline.client.ui.shell;

import org.jspecify.annotations.NullMarked;
