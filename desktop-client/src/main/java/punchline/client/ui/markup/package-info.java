/** The little that texts may mark: emphasis, code, links. Whoever reads a message sees what it says, and a link says where it goes. */
@NullMarked
package punchline.client.ui.markup;

import org.jspecify.annotations.NullMarked;
