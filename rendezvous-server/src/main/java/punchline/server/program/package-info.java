/**
 * The server as a program of its own: settings, log files, and what starts, stops and asks it.
 *
 * <pre>
 * Main ── run ──→ Service      the server, its logs, RunDirectory (pid file, held by a lock) and the answers to questions
 *   └── start, stop, restart, status, reload ──→ Daemon ── questions through the socket beside the pid file ──→ Service
 * </pre>
 */
@NullMarked
package punchline.server.program;

import org.jspecify.annotations.NullMarked;
