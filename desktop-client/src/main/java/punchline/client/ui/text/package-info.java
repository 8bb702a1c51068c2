/** Words for people: the message bundle, and times as the locale writes them. */
@NullMarked
package punchline.client.ui.text;

import org.jspecify.annotations.NullMarked;
