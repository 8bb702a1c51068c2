/** Real UDP sockets on Netty, and the machine's own addresses. */
@NullMarked
package punchline.engine.socket.live;

import org.jspecify.annotations.NullMarked;
