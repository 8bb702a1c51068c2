/** One peer's secure session: the link port, frames, hello, and who is online. The QUIC adapter is {@code session.quic}. */
@NullMarked
package punchline.engine.session;

import org.jspecify.annotations.NullMarked;
