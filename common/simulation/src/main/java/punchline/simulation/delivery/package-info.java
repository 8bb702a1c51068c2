/**
 * Two or three people talk over random networks while programs are killed and the networks change, and a model says what
 * both ends of each conversation must hold in the end.
 *
 * <pre>
 * DeliveryMain ─seed─▶ Talk ─▶ Mishaps ─ what happens to ─▶ Places, the server
 *                        │
 *                        ├─▶ Requests ─ commands ─▶ Speakers, each a VirtualPeer at a Place
 *                        │       │                      │ events, histories
 *                        └───────┴─ what was Asked ─────┴─▶ TalkModel ─▶ what is wrong, if anything
 * </pre>
 */
@NullMarked
package punchline.simulation.delivery;

import org.jspecify.annotations.NullMarked;
