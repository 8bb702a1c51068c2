/** The QUIC adapter of the secure link port, on Netty. */
@NullMarked
package punchline.engine.session.quic;

import org.jspecify.annotations.NullMarked;
