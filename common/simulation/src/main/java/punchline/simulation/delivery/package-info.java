/**
 * Two people talk over random networks while programs are killed, and a model says what both must hold in the end.
 *
 * <pre>
 * DeliveryMain ─seed─▶ Talk ─ commands ─▶ two VirtualPeers
 *                        │                     │ events
 *                        └──── what was asked ─┴─▶ TalkModel ─▶ what is wrong, if anything
 * </pre>
 */
@NullMarked
package punchline.simulation.delivery;

import org.jspecify.annotations.NullMarked;
