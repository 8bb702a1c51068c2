@NullMarked
package punchline.client.ui.contact;

import org.jspecify.annotations.NullMarked;
