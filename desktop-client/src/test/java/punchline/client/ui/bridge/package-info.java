@NullMarked
package punchline.client.ui.bridge;

import org.jspecify.annotations.NullMarked;
