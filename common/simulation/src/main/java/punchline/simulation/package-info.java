/**
 * A world in virtual time: hosts, links that lose, repeat and reorder, NATs and firewalls, the real rendezvous directory,
 * and secure links without cryptography. The engine's own code runs in it, and every run is reproducible from its seed.
 *
 * <pre>
 *   VirtualTime ── runs what is due, in order of time, then of asking
 *   VirtualNetwork ── Segment "internet" ─┬─ VirtualServer's host
 *                                         ├─ VirtualNat ── Segment "home" ─┬─ VirtualHost ── VirtualSocket
 *                                         │                                └─ VirtualNat ── …
 *                                         └─ VirtualHost
 * </pre>
 *
 * A datagram from a host goes to whoever has the address on its segment, else to the segment's gateway, which is the inside
 * of a NAT.
 */
@NullMarked
package punchline.simulation;

import org.jspecify.annotations.NullMarked;
