@NullMarked
package punchline.client.ui.markup;

import org.jspecify.annotations.NullMarked;
