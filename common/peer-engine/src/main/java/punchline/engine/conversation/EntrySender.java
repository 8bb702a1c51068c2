package punchline.engine.conversation;

/** A live link to one peer, as a conversation sees it: reliable and in order while it lasts. */
public interface EntrySender {
    /** False while the link would rather wait; {@link ChatService#onWritable} follows. */
    boolean isWritable();

    /** Hands over an entry of mine. */
    void send(Entry entry);

    /** All entries of the peer's {@code epoch} up to {@code seq} are durable here. Sent even while not writable: it is small, and rare. */
    void sendReceipt(long epoch, long seq);

    /** I have read all messages of the peer's {@code epoch} up to {@code seq}. Sent as receipts are. */
    void sendRead(long epoch, long seq);

    /** I am writing at this moment. Sent as receipts are. */
    void sendTyping();
}
