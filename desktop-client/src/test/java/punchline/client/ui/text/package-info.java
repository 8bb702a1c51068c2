@NullMarked
package punchline.client.ui.text;

import org.jspecify.annotations.NullMarked;
