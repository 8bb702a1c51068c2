/**
 * The message store on SQLite: one file for each profile, {@code messages.db}, private to the user.
 *
 * <pre>
 * engine ──write──▶ bounded queue ──▶ thread store: one transaction for all that waits, then completes it in order
 *        ──read───▶ bounded queue ──▶ thread store-reader: a read-only connection of its own
 * </pre>
 *
 * <p>In WAL mode with {@code synchronous=FULL} a commit is on the disk before anyone is told (SQLite documentation,
 * "PRAGMA synchronous"). With a {@link StoreKey} that asks for it, all of it is encrypted, page by page. The schema is the numbered SQL files beside this package; {@code PRAGMA user_version} says which of them a file has seen.
 */
@NullMarked
package punchline.store;

import org.jspecify.annotations.NullMarked;
