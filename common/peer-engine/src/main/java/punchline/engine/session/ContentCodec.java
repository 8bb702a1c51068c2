package punchline.engine.session;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import punchline.engine.conversation.Content;
import punchline.engine.conversation.ConversationLimits;
import punchline.engine.conversation.MessageId;

/** Contents of entries to bytes and back, as {@link FrameCodec} draws them. */
final class ContentCodec {
    /** The longest text, and room for what an amendment or a newer kind has beside it. */
    static final int MAX_CONTENT_BYTES = ConversationLimits.MAX_TEXT_BYTES + 1024;

    /** Behind a text: it answers another. */
    private static final int REPLY = 1;

    private ContentCodec() {}

    /** Appends kind and content. */
    static void write(Content content, ByteBuf out) {
        FrameCodec.writeVarint(out, content.kind());
        switch (content) {
            case Content.Text(String text, @Nullable MessageId replyTo) -> {
                FrameCodec.writeText(out, text);
                if (replyTo != null) {
                    out.writeByte(REPLY);
                    FrameCodec.writeId(out, replyTo);
                }
            }
            case Content.Edit(MessageId target, String text) -> writeAmendment(target, text, out);
            case Content.Deletion(MessageId target) -> {
                FrameCodec.writeVarint(out, MessageId.BYTES);
                FrameCodec.writeId(out, target);
            }
            case Content.Reaction(MessageId target, String emoji) -> writeAmendment(target, emoji, out);
            case Content.Cancelled ignored -> FrameCodec.writeVarint(out, 0);
            case Content.Unknown unknown -> {
                FrameCodec.writeVarint(out, unknown.payload().length);
                out.writeBytes(unknown.payload());
            }
        }
    }

    private static void writeAmendment(MessageId target, String text, ByteBuf out) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        FrameCodec.writeVarint(out, MessageId.BYTES + FrameCodec.varintLength(bytes.length) + bytes.length);
        FrameCodec.writeId(out, target);
        FrameCodec.writeVarint(out, bytes.length);
        out.writeBytes(bytes);
    }

    /**
     * Reads kind and content.
     *
     * @throws IndexOutOfBoundsException if they end too early
     */
    static Content read(ByteBuf in) throws FrameException {
        int kind = (int) Math.min(FrameCodec.readVarint(in), Integer.MAX_VALUE);
        if (kind == Content.Text.KIND) {
            String text = FrameCodec.readText(in, ConversationLimits.MAX_TEXT_BYTES);
            boolean isReply = in.isReadable() && in.readByte() == REPLY;
            return new Content.Text(text, isReply ? FrameCodec.readId(in) : null);
        }
        ByteBuf content = in.readSlice(FrameCodec.readLength(in, MAX_CONTENT_BYTES));
        return switch (kind) {
            case Content.Edit.KIND ->
                new Content.Edit(
                        FrameCodec.readId(content), FrameCodec.readText(content, ConversationLimits.MAX_TEXT_BYTES));
            case Content.Deletion.KIND -> new Content.Deletion(FrameCodec.readId(content));
            case Content.Reaction.KIND ->
                new Content.Reaction(
                        FrameCodec.readId(content), FrameCodec.readText(content, ConversationLimits.MAX_EMOJI_BYTES));
            case Content.Cancelled.KIND -> new Content.Cancelled();
            default -> {
                byte[] payload = new byte[content.readableBytes()];
                content.readBytes(payload);
                yield new Content.Unknown(kind, payload);
            }
        };
    }
}
