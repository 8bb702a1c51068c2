/** Tests of real peers on loopback. */
@NullMarked
package punchline.simulation.live;

import org.jspecify.annotations.NullMarked;
