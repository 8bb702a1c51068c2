@NullMarked
package punchline.client.ui.style;

import org.jspecify.annotations.NullMarked;
