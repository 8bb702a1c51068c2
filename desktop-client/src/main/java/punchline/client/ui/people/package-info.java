/** The people pane: who is listed, whom I know, who asks, and who is there. */
@NullMarked
package punchline.client.ui.people;

import org.jspecify.annotations.NullMarked;
