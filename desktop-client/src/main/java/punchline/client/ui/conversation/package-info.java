/** One conversation: its messages, the composer, and the question whether to talk at all. */
@NullMarked
package punchline.client.ui.conversation;

import org.jspecify.annotations.NullMarked;
