/** What can be done to a person whom one knows, or about one: names, safety number, how long messages are kept, export, block. */
@NullMarked
package punchline.client.ui.contact;

import org.jspecify.annotations.NullMarked;
