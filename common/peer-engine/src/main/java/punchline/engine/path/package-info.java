/** Finding and keeping a way to a peer: probes, candidates, the schedule of attempts, selection. */
@NullMarked
package punchline.engine.path;

import org.jspecify.annotations.NullMarked;
