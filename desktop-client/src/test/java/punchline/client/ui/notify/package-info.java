@NullMarked
package punchline.client.ui.notify;

import org.jspecify.annotations.NullMarked;
