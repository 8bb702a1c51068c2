/** Local UDP sockets, paths over them, and the router that tells rendezvous text, probes and QUIC apart. */
@NullMarked
package punchline.engine.socket;

import org.jspecify.annotations.NullMarked;
