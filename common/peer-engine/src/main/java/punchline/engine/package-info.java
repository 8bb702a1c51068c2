/**
 * The headless peer. {@link punchline.engine.Peer} takes a {@link punchline.engine.Command} and emits {@link
 * punchline.engine.Event}s; every front end, the simulation and the benchmark use that one face.
 *
 * <p>Below it, in the order in which data meets them: {@code conversation}, {@code session}, {@code path}, {@code
 * rendezvous}, {@code socket}.
 */
@NullMarked
package punchline.engine;

import org.jspecify.annotations.NullMarked;
