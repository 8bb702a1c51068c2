@NullMarked
package punchline.client.ui.people;

import org.jspecify.annotations.NullMarked;
