package punchline.store;

import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import punchline.engine.conversation.Content;
import punchline.engine.conversation.Entry;
import punchline.engine.conversation.MessageId;
import punchline.engine.conversation.MessageStore.Stored;
import punchline.protocol.PeerId;

/** How values lie in rows. */
final class Rows {
    /** What {@link #stored} reads, with {@code entry} as e {@code acknowledged} as a, and {@code received} as r. */
    static final String ENTRY_COLUMNS =
            "e.id, e.mine, e.epoch, e.seq, e.lamport, e.sent_at, e.arrived_at, e.kind, e.text, e.payload, e.reply_to,"
                    + " e.target, a.seq, a.read, r.read";

    static final int ENTRY_COLUMN_COUNT = 15;

    private Rows() {}

    static byte[] bytes(MessageId id) {
        return ByteBuffer.allocate(16).putLong(id.high()).putLong(id.low()).array();
    }

    static MessageId messageId(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new MessageId(buffer.getLong(), buffer.getLong());
    }

    /** Sets kind, text, payload, reply_to and target. */
    static void setContent(PreparedStatement statement, int first, Content content) throws SQLException {
        statement.setInt(first, content.kind());
        switch (content) {
            case Content.Text(String text, @Nullable MessageId replyTo) ->
                setContent(statement, first, text, null, replyTo, null);
            case Content.Edit(MessageId target, String text) -> setContent(statement, first, text, null, null, target);
            case Content.Deletion(MessageId target) -> setContent(statement, first, null, null, null, target);
            case Content.Reaction(MessageId target, String emoji) ->
                setContent(statement, first, emoji, null, null, target);
            case Content.Cancelled ignored -> setContent(statement, first, null, null, null, null);
            case Content.Unknown(int kind, byte[] payload) -> setContent(statement, first, null, payload, null, null);
        }
    }

    private static void setContent(
            PreparedStatement statement,
            int first,
            @Nullable String text,
            byte @Nullable [] payload,
            @Nullable MessageId replyTo,
            @Nullable MessageId target)
            throws SQLException {
        statement.setString(first + 1, text);
        statement.setBytes(first + 2, payload);
        statement.setBytes(first + 3, replyTo == null ? null : bytes(replyTo));
        statement.setBytes(first + 4, target == null ? null : bytes(target));
    }

    private static Content content(ResultSet row) throws SQLException {
        int kind = row.getInt(8);
        String text = row.getString(9);
        if (kind == Content.Text.KIND && text != null) {
            byte[] replyTo = row.getBytes(11);
            return new Content.Text(text, replyTo == null ? null : messageId(replyTo));
        }
        byte[] target = row.getBytes(12);
        if (target != null && kind == Content.Deletion.KIND) {
            return new Content.Deletion(messageId(target));
        }
        if (target != null && text != null && kind == Content.Edit.KIND) {
            return new Content.Edit(messageId(target), text);
        }
        if (target != null && text != null && kind == Content.Reaction.KIND) {
            return new Content.Reaction(messageId(target), text);
        }
        byte[] payload = row.getBytes(10);
        if (kind == Content.Cancelled.KIND && payload == null) {
            return new Content.Cancelled();
        }
        return new Content.Unknown(kind, payload == null ? new byte[0] : payload);
    }

    static Stored stored(ResultSet row, PeerId self, PeerId peer) throws SQLException {
        boolean mine = row.getBoolean(2);
        long seq = row.getLong(4);
        Entry entry = new Entry(
                messageId(row.getBytes(1)),
                mine ? self : peer,
                row.getLong(3),
                seq,
                row.getLong(5),
                row.getLong(6),
                content(row));
        boolean delivered = !mine || seq <= row.getLong(13);
        boolean read = seq <= row.getLong(mine ? 14 : 15);
        return new Stored(entry, delivered, read, row.getLong(7));
    }
}
