@NullMarked
package punchline.client.ui.conversation;

import org.jspecify.annotations.NullMarked;
