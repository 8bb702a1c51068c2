@NullMarked
package punchline.client.ui.status;

import org.jspecify.annotations.NullMarked;
