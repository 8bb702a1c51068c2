@NullMarked
package punchline.client.ui.emoji;

import org.jspecify.annotations.NullMarked;
