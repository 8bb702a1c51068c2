/** The client of the rendezvous servers. */
@NullMarked
package punchline.engine.rendezvous;

import org.jspecify.annotations.NullMarked;
