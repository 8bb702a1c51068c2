/**
 * Storage under virtual time: what is written becomes durable after a delay, and a crash loses what was not.
 */
@NullMarked
package punchline.simulation.store;

import org.jspecify.annotations.NullMarked;
