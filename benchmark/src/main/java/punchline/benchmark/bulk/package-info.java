/** How fast a long stream of bytes goes: one link of QUIC over real sockets, beside plain UDP and TCP. */
@NullMarked
package punchline.benchmark.bulk;

import org.jspecify.annotations.NullMarked;
