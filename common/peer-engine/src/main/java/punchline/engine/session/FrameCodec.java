package punchline.engine.session;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import punchline.engine.conversation.ConversationLimits;
import punchline.engine.conversation.Entry;
import punchline.engine.conversation.MessageId;
import punchline.protocol.PeerId;
import punchline.protocol.Token;

/**
 * Frames to bytes and back. {@code varint} is that of QUIC (RFC 9000, section 16): 1, 2, 4 or 8 bytes, up to 2^62 − 1.
 *
 * <pre>
 * frame    = length varint (of what follows), type byte, body
 * hello    = 1: version varint, capabilities 8, boot id 8, wants byte, name text, greeting text,
 *               count varint, count × (epoch 8, seq varint), token of an invite bytes (0 or 16)
 * said     = 2: id 16, epoch 8, seq varint, lamport varint, sent at (ms) 8, kind varint, content bytes,
 *               and behind a text that answers another: 1, its id 16
 * receipt  = 3: epoch 8, seq varint
 * accepted = 4
 * goodbye  = 5
 * ping     = 6
 * read     = 7: epoch 8, seq varint
 * typing   = 8
 * text, bytes = length varint, that many bytes (text: UTF-8)
 *
 * content by kind
 * text     = 1: UTF-8
 * edit     = 2: target 16, text
 * deletion = 3: target 16
 * reaction = 4: target 16, text
 * cancelled = 5: nothing
 * </pre>
 *
 * <p>A content has a length of its own, so that whoever does not know its kind can keep it as it came.
 *
 * <p>What follows the last field known here belongs to a newer version and is passed over; so is a frame of unknown type.
 */
final class FrameCodec {
    /** The longest text, and room for the fields around it and for those of newer versions. */
    static final int MAX_FRAME_BYTES = ConversationLimits.MAX_TEXT_BYTES + 4096;

    /** A peer has few databases in its life; more epochs than this are made up. */
    static final int MAX_HELD_EPOCHS = 64;

    private static final int HELLO = 1;
    private static final int SAID = 2;
    private static final int RECEIPT = 3;
    private static final int ACCEPTED = 4;
    private static final int GOODBYE = 5;
    private static final int PING = 6;
    private static final int READ = 7;
    private static final int TYPING = 8;

    /** Four bytes of UTF-8 hold any character. */
    private static final int MAX_GREETING_BYTES = 4 * ConversationLimits.MAX_GREETING_CHARS;

    private static final int MAX_NAME_BYTES = 4 * ConversationLimits.MAX_NAME_CHARS;

    /** Stands for what could not be decoded. */
    private static final char REPLACEMENT = '\uFFFD';

    private FrameCodec() {}

    /** Appends a frame. */
    static void write(Frame frame, ByteBuf out) {
        // A length of fixed size can be filled in when the body is there; 4 bytes hold any frame.
        int start = out.writerIndex();
        out.writeInt(0);
        switch (frame) {
            case Frame.Hello hello -> writeHello(hello, out);
            case Frame.Said said -> writeSaid(said.entry(), out);
            case Frame.Receipt receipt -> {
                out.writeByte(RECEIPT).writeLong(receipt.epoch());
                writeVarint(out, receipt.seq());
            }
            case Frame.Read read -> {
                out.writeByte(READ).writeLong(read.epoch());
                writeVarint(out, read.seq());
            }
            case Frame.Typing ignored -> out.writeByte(TYPING);
            case Frame.Accepted ignored -> out.writeByte(ACCEPTED);
            case Frame.Goodbye ignored -> out.writeByte(GOODBYE);
            case Frame.Ping ignored -> out.writeByte(PING);
        }
        out.setInt(start, 0x8000_0000 | (out.writerIndex() - start - Integer.BYTES));
    }

    private static void writeHello(Frame.Hello hello, ByteBuf out) {
        out.writeByte(HELLO);
        writeVarint(out, hello.version());
        out.writeLong(hello.capabilities()).writeLong(hello.bootId()).writeByte(hello.wants() ? 1 : 0);
        writeText(out, hello.name());
        writeText(out, hello.greeting());
        writeVarint(out, hello.held().size());
        hello.held().forEach((epoch, seq) -> {
            out.writeLong(epoch);
            writeVarint(out, seq);
        });
        // Also where there is none, so that further fields can follow.
        byte[] token = hello.invite() == null ? new byte[0] : hello.invite().bytes();
        writeVarint(out, token.length);
        out.writeBytes(token);
    }

    private static void writeSaid(Entry entry, ByteBuf out) {
        out.writeByte(SAID);
        writeId(out, entry.id());
        out.writeLong(entry.epoch());
        writeVarint(out, entry.seq());
        writeVarint(out, entry.lamport());
        out.writeLong(entry.sentAtMillis());
        ContentCodec.write(entry.content(), out);
    }

    static void writeId(ByteBuf out, MessageId id) {
        out.writeLong(id.high()).writeLong(id.low());
    }

    static void writeText(ByteBuf out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        writeVarint(out, bytes.length);
        out.writeBytes(bytes);
    }

    static void writeVarint(ByteBuf out, long value) {
        if (value < 1 << 6) {
            out.writeByte((int) value);
        } else if (value < 1 << 14) {
            out.writeShort((int) value | 0x4000);
        } else if (value < 1 << 30) {
            out.writeInt((int) value | 0x8000_0000);
        } else {
            out.writeLong(value | 0xc000_0000_0000_0000L);
        }
    }

    /** How many bytes {@link #writeVarint} takes. */
    static int varintLength(long value) {
        return value < 1 << 6 ? 1 : value < 1 << 14 ? 2 : value < 1 << 30 ? 4 : 8;
    }

    /**
     * Reads the next frame, if all of it is there; else leaves the buffer as it was. A frame of unknown type is passed
     * over.
     *
     * @param author who is at the other end of the link, and so the author of all it says
     * @return null if more bytes are needed
     */
    static @Nullable Frame read(ByteBuf in, PeerId author) throws FrameException {
        while (true) {
            int start = in.readerIndex();
            if (!hasVarint(in)) {
                return null;
            }
            long length = readVarint(in);
            if (length < 1 || length > MAX_FRAME_BYTES) {
                throw new FrameException("frame of " + length + " bytes");
            }
            if (in.readableBytes() < length) {
                in.readerIndex(start);
                return null;
            }
            try {
                Frame frame = readBody(in.readSlice((int) length), author);
                if (frame != null) {
                    return frame;
                }
            } catch (IndexOutOfBoundsException e) {
                throw new FrameException("frame ends within a field");
            }
        }
    }

    private static @Nullable Frame readBody(ByteBuf in, PeerId author) throws FrameException {
        return switch (in.readByte()) {
            case HELLO -> readHello(in);
            case SAID -> new Frame.Said(readEntry(in, author));
            case RECEIPT -> new Frame.Receipt(in.readLong(), readVarint(in));
            case READ -> new Frame.Read(in.readLong(), readVarint(in));
            case TYPING -> new Frame.Typing();
            case ACCEPTED -> new Frame.Accepted();
            case GOODBYE -> new Frame.Goodbye();
            case PING -> new Frame.Ping();
            default -> null;
        };
    }

    private static Frame.Hello readHello(ByteBuf in) throws FrameException {
        int version = (int) Math.min(readVarint(in), Integer.MAX_VALUE);
        if (version < 1) {
            throw new FrameException("hello of version 0");
        }
        long capabilities = in.readLong();
        long bootId = in.readLong();
        boolean wants = in.readByte() != 0;
        String name = readText(in, MAX_NAME_BYTES);
        String greeting = readText(in, MAX_GREETING_BYTES);
        long count = readVarint(in);
        if (count > MAX_HELD_EPOCHS) {
            throw new FrameException("hello with " + count + " epochs");
        }
        Map<Long, Long> held = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            held.put(in.readLong(), readVarint(in));
        }
        Token invite = in.isReadable() ? readToken(in) : null;
        return new Frame.Hello(version, capabilities, bootId, wants, name, greeting, held, invite);
    }

    private static @Nullable Token readToken(ByteBuf in) throws FrameException {
        int length = readLength(in, Token.BYTES);
        if (length != 0 && length != Token.BYTES) {
            throw new FrameException("token of " + length + " bytes");
        }
        byte[] token = new byte[length];
        in.readBytes(token);
        return length == 0 ? null : Token.ofBytes(token);
    }

    private static Entry readEntry(ByteBuf in, PeerId author) throws FrameException {
        MessageId id = readId(in);
        long epoch = in.readLong();
        long seq = readVarint(in);
        long lamport = readVarint(in);
        long sentAtMillis = in.readLong();
        return new Entry(id, author, epoch, seq, lamport, sentAtMillis, ContentCodec.read(in));
    }

    static MessageId readId(ByteBuf in) {
        return new MessageId(in.readLong(), in.readLong());
    }

    static String readText(ByteBuf in, int maxBytes) throws FrameException {
        int length = readLength(in, maxBytes);
        String text = in.toString(in.readerIndex(), length, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            // Sent like that, or what the quick way made of broken bytes: the strict way tells.
            requireUtf8(in.nioBuffer(in.readerIndex(), length));
        }
        in.skipBytes(length);
        return text;
    }

    private static void requireUtf8(ByteBuffer bytes) throws FrameException {
        try {
            var _ = StandardCharsets.UTF_8.newDecoder().decode(bytes);
        } catch (CharacterCodingException e) {
            throw new FrameException("text that is not UTF-8");
        }
    }

    static int readLength(ByteBuf in, int max) throws FrameException {
        long length = readVarint(in);
        if (length > max) {
            throw new FrameException("field of " + length + " bytes");
        }
        if (length > in.readableBytes()) {
            throw new FrameException("frame ends within a field");
        }
        return (int) length;
    }

    private static boolean hasVarint(ByteBuf in) {
        return in.isReadable() && in.readableBytes() >= 1 << ((in.getByte(in.readerIndex()) & 0xff) >> 6);
    }

    static long readVarint(ByteBuf in) {
        return switch ((in.getByte(in.readerIndex()) & 0xff) >> 6) {
            case 0 -> in.readByte();
            case 1 -> in.readShort() & 0x3fff;
            case 2 -> in.readInt() & 0x3fff_ffff;
            default -> in.readLong() & 0x3fff_ffff_ffff_ffffL;
        };
    }
}
