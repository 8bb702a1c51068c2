/** The real QUIC adapter, over pipes in memory and over loopback. */
@NullMarked
package punchline.engine.session.quic;

import org.jspecify.annotations.NullMarked;
