/**
 * What Punchline costs, measured: each benchmark carries the same work in several ways, the barest of them as the floor
 * that no chat can beat on this machine.
 */
@NullMarked
package punchline.benchmark;

import org.jspecify.annotations.NullMarked;
