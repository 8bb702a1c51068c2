@NullMarked
package punchline.client.ui.invite;

import org.jspecify.annotations.NullMarked;
