/** Myself: name, identity, servers and the state of the network; and the first start. */
@NullMarked
package punchline.client.ui.status;

import org.jspecify.annotations.NullMarked;
