/**
 * Messages between two people: numbering, order, outbox, inbox, receipts, contacts, and the port to durable storage.
 *
 * <pre>
 * send     → ChatService → Messages → MessageStore.append  → Outbox → EntrySender        QUEUED, SENT
 * receipt  → ChatService → Messages → Outbox → MessageStore.acknowledge                  DELIVERED
 * entry    → ChatService → Messages → Inbox → MessageStore.receive → message, receipt with the turn's end
 * read     → ChatService → Attention → MessageStore.read → EntrySender                   READ, there
 * clear    → Upkeep → MessageStore.clear, then MessageStore.empty until all is gone
 * changes  → ShownMessages → MessageStore.messages → Amendments → the message as it is to be shown
 * </pre>
 *
 * <p>An entry leaves only once it is durable here, and is acknowledged only once it is durable there. A link carries each
 * entry once and in order; a new link starts from what the other's hello says it holds, and what comes twice is dropped.
 */
@NullMarked
package punchline.engine.conversation;

import org.jspecify.annotations.NullMarked;
