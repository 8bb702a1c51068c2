/**
 * The rendezvous server: peers learn each other's addresses here and nothing else passes through.
 *
 * <pre>
 * socket → {@link punchline.server.RendezvousServer} → Directory → Registrations   who is where, under which number
 *    ↑        (the one thread)                            |      → Introductions   who asked for whom; go to both
 *    └────────────────── Outbound datagrams ──────────────┤      → Cookies, AmplificationBudget, TokenBucket
 *                        DirectoryEvents → life log ──────┘
 * </pre>
 *
 * The Directory and its parts are a state machine: a datagram, its source and the time go in; datagrams, events and the
 * next deadline come out. They read no clock, socket or file, and randomness is passed in.
 */
@NullMarked
package punchline.server;

import org.jspecify.annotations.NullMarked;
