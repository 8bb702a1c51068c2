/**
 * The front ends without a window: JSON lines for programs and a prompt for people. Nothing here touches JavaFX.
 *
 * <p>Threads: events come on the engine's thread and are only queued there. {@link
 * punchline.client.console.LineWriter} has one thread, the only one to write to standard output in JSON form; the prompt
 * has one thread, the owner of {@link punchline.client.console.Dialogue}. Input is read on a thread of its own, since a
 * read from a terminal or pipe cannot be interrupted.
 */
@NullMarked
package punchline.client.console;

import org.jspecify.annotations.NullMarked;
