/**
 * Real programs that are killed: two console clients with their databases and QUIC, and a server, all on loopback.
 *
 * <pre>
 * KillsMain ─▶ Duel, one seed ─┬─ texts in bursts, SIGKILL, start ─▶ Mortal (Ann) ◀──▶ Mortal (Bob)
 *                              │                                        │ what each program printed
 *                              └───────────── Judgement ◀── Ledger ─────┘
 * </pre>
 */
@NullMarked
package punchline.benchmark.kills;

import org.jspecify.annotations.NullMarked;
