@NullMarked
package punchline.client.ui.notify.system;

import org.jspecify.annotations.NullMarked;
