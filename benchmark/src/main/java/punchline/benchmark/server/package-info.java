/**
 * What a rendezvous server can take: the program itself in a process of its own, and a crowd of peers that speak from as many
 * addresses of this machine's loopback.
 */
@NullMarked
package punchline.benchmark.server;

import org.jspecify.annotations.NullMarked;
