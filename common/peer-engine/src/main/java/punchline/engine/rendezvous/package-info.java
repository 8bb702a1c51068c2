/**
 * The client of one rendezvous server, and what a peer learns from servers about its NAT.
 *
 * <p>{@link punchline.engine.rendezvous.RendezvousClient} is the machine; the wire is drawn in {@code
 * punchline.protocol}. A registration goes
 *
 * <pre>
 *          start                 challenge            token
 *   NEW ───────────▶ GREETING ─────────────▶ SIGNING ────────▶ REGISTERED ─┐ refresh every 20 to 26 s
 *                    ▲  │  ▲                    │               │   ▲──────┘
 *              pause │  │  └────────────────────│───────────────┤ token refused, address changed, silence, new profile
 *                    │  ▼ silence or refusal    ▼               ▼
 *                   WAITING ◀────────────────────     REPLACED: the same identity registered elsewhere
 *                                                     LEFT: bye
 * </pre>
 */
@NullMarked
package punchline.engine.rendezvous;

import org.jspecify.annotations.NullMarked;
