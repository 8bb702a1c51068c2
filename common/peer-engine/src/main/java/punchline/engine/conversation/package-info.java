/** Messages between two people: numbering, order, outbox, inbox, receipts, contacts, and the port to durable storage. */
@NullMarked
package punchline.engine.conversation;

import org.jspecify.annotations.NullMarked;
