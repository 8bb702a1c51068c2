package punchline.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import punchline.engine.conversation.Content;
import punchline.engine.conversation.ConversationLimits;
import punchline.engine.conversation.Entry;
import punchline.engine.conversation.MessageId;
import punchline.protocol.PeerId;
import punchline.protocol.Token;

class FrameCodecTest {
    private static final PeerId AUTHOR = PeerId.ofBytes(new byte[PeerId.BYTES]);

    private static final MessageId TARGET = new MessageId(7, 8);

    @Test
    void whatIsWrittenIsRead() throws FrameException {
        for (Frame frame : new Frame[] {
            hello(1, "Ann", "Hi, it is me", Map.of(7L, 3L, -9L, 1L << 40)),
            hello(1, "", "", Map.of()),
            invited(),
            new Frame.Said(entry(1, new Content.Text("žluťoučký 🐎"))),
            new Frame.Said(entry(1, new Content.Text("yes", TARGET))),
            new Frame.Said(entry(1, new Content.Edit(TARGET, "x".repeat(ConversationLimits.MAX_TEXT_BYTES)))),
            new Frame.Said(entry(1, new Content.Deletion(TARGET))),
            new Frame.Said(entry(1, new Content.Reaction(TARGET, "👨‍👩‍👧‍👦"))),
            new Frame.Said(entry(1, new Content.Reaction(TARGET, ""))),
            new Frame.Said(entry(1, new Content.Text(""))),
            new Frame.Said(entry(1L << 61, new Content.Text("x".repeat(ConversationLimits.MAX_TEXT_BYTES)))),
            new Frame.Receipt(-1, 16_383),
            new Frame.Receipt(5, 16_384),
            new Frame.Read(-9, 1L << 40),
            new Frame.Typing(),
            new Frame.Said(entry(1, new Content.Cancelled())),
            new Frame.Accepted(),
            new Frame.Goodbye(),
            new Frame.Ping()
        }) {
            ByteBuf wire = write(frame);
            assertThat(FrameCodec.read(wire, AUTHOR)).isEqualTo(frame);
            assertThat(wire.isReadable()).isFalse();
        }
    }

    @Test
    void anEntryOfUnknownKindKeepsItsBytes() throws FrameException {
        Frame read =
                FrameCodec.read(write(new Frame.Said(entry(3, new Content.Unknown(77, new byte[] {1, 2, 3})))), AUTHOR);
        assertThat(read)
                .isInstanceOfSatisfying(
                        Frame.Said.class,
                        said -> assertThat(said.entry().content())
                                .isInstanceOfSatisfying(Content.Unknown.class, unknown -> {
                                    assertThat(unknown.kind()).isEqualTo(77);
                                    assertThat(unknown.payload()).containsExactly(1, 2, 3);
                                }));
    }

    @Test
    void aTextLongerThanTheLimitIsRefused() {
        String tooLong = "x".repeat(ConversationLimits.MAX_TEXT_BYTES + 1);
        for (Content content : List.of(new Content.Text(tooLong), new Content.Edit(TARGET, tooLong))) {
            assertThatThrownBy(() -> FrameCodec.read(write(new Frame.Said(entry(1, content))), AUTHOR))
                    .isInstanceOf(FrameException.class)
                    .hasMessageContaining("65537 bytes");
        }
        assertThatThrownBy(() -> FrameCodec.read(
                        write(new Frame.Said(entry(1, new Content.Reaction(TARGET, "x".repeat(33))))), AUTHOR))
                .isInstanceOf(FrameException.class)
                .hasMessage("field of 33 bytes");
    }

    @Test
    void anAmendmentThatEndsWithinItsTargetIsRefused() {
        for (int kind : new int[] {Content.Edit.KIND, Content.Deletion.KIND, Content.Reaction.KIND}) {
            Content cut = new Content.Unknown(kind, new byte[MessageId.BYTES - 1]);
            assertThatThrownBy(() -> FrameCodec.read(write(new Frame.Said(entry(1, cut))), AUTHOR))
                    .isInstanceOf(FrameException.class)
                    .hasMessage("frame ends within a field");
        }
    }

    @Test
    void furtherFieldsOfAnAmendmentArePassedOver() throws FrameException {
        byte[] deletion = new byte[MessageId.BYTES + 3];
        Frame read = FrameCodec.read(
                write(new Frame.Said(entry(1, new Content.Unknown(Content.Deletion.KIND, deletion)))), AUTHOR);
        assertThat(read).isEqualTo(new Frame.Said(entry(1, new Content.Deletion(new MessageId(0, 0)))));
    }

    @Test
    void anAmendmentOfBrokenUtf8IsRefused() {
        ByteBuf broken = write(new Frame.Said(entry(1, new Content.Edit(TARGET, "cut here: é"))));
        broken.setByte(broken.writerIndex() - 1, 'e');
        assertThatThrownBy(() -> FrameCodec.read(broken, AUTHOR)).hasMessage("text that is not UTF-8");
    }

    @Test
    void aHelloFromANewerVersionIsReadAndItsFurtherFieldsArePassedOver() throws FrameException {
        Frame.Hello newer = hello(9, "Zoe", "", Map.of());
        ByteBuf wire = withTrailingBytes(newer, new byte[] {42, 42, 42});
        wire.writeBytes(write(new Frame.Accepted()));
        assertThat(FrameCodec.read(wire, AUTHOR)).isEqualTo(newer);
        assertThat(FrameCodec.read(wire, AUTHOR)).isEqualTo(new Frame.Accepted());

        assertThat(FrameCodec.read(withTrailingBytes(invited(), new byte[] {42, 42, 42}), AUTHOR))
                .isEqualTo(invited());
    }

    @Test
    void aHelloOfAnOlderVersionHasNoInvite() throws FrameException {
        Frame.Hello older = hello(1, "Ann", "Hi", Map.of(7L, 3L));
        ByteBuf wire = write(older);
        // Its last field, empty, is one byte.
        wire.writerIndex(wire.writerIndex() - 1).setInt(0, 0x8000_0000 | (wire.readableBytes() - Integer.BYTES));
        assertThat(FrameCodec.read(wire, AUTHOR)).isEqualTo(older);
        assertThat(wire.isReadable()).isFalse();
    }

    @Test
    void aTokenOfAnotherLengthIsRefused() {
        for (int length : new int[] {1, 15, 17, 63}) {
            ByteBuf wire = write(hello(1, "Ann", "Hi", Map.of()));
            wire.setByte(wire.writerIndex() - 1, length);
            wire.writeZero(length).setInt(0, 0x8000_0000 | (wire.readableBytes() - Integer.BYTES));
            assertThatThrownBy(() -> FrameCodec.read(wire, AUTHOR))
                    .as("%d bytes", length)
                    .isInstanceOf(FrameException.class)
                    .hasMessageContaining(length + " bytes");
        }
        ByteBuf cut = write(invited());
        cut.writerIndex(cut.writerIndex() - 1).setInt(0, 0x8000_0000 | (cut.readableBytes() - Integer.BYTES));
        assertThatThrownBy(() -> FrameCodec.read(cut, AUTHOR)).hasMessage("frame ends within a field");
    }

    @Test
    void aFrameOfUnknownTypeIsPassedOver() throws FrameException {
        ByteBuf wire =
                Unpooled.buffer().writeByte(3).writeByte(200).writeByte(1).writeByte(2);
        wire.writeBytes(write(new Frame.Goodbye()));
        assertThat(FrameCodec.read(wire, AUTHOR)).isEqualTo(new Frame.Goodbye());
    }

    @Test
    void anIncompleteFrameIsLeftUntilTheRestComes() throws FrameException {
        ByteBuf whole = write(new Frame.Said(entry(300, new Content.Text("hello"))));
        for (int length = 0; length < whole.readableBytes(); length++) {
            ByteBuf part = whole.copy(0, length);
            assertThat(FrameCodec.read(part, AUTHOR)).isNull();
            assertThat(part.readableBytes()).isEqualTo(length);
        }
    }

    @Test
    void aFrameLongerThanAnyIsRefusedBeforeItsBytesCome() {
        ByteBuf wire = Unpooled.buffer().writeInt(0x8000_0000 | (FrameCodec.MAX_FRAME_BYTES + 1));
        assertThatThrownBy(() -> FrameCodec.read(wire, AUTHOR)).isInstanceOf(FrameException.class);
    }

    @Test
    void textThatIsNotUtf8IsRefusedAndTheSignForItIsNot() throws FrameException {
        Frame replaced = new Frame.Said(entry(1, new Content.Text("what\ufffd?")));
        assertThat(FrameCodec.read(write(replaced), AUTHOR)).isEqualTo(replaced);
        ByteBuf broken = write(new Frame.Said(entry(1, new Content.Text("cut here: é"))));
        broken.setByte(broken.writerIndex() - 1, 'e');
        assertThatThrownBy(() -> FrameCodec.read(broken, AUTHOR))
                .isInstanceOf(FrameException.class)
                .hasMessage("text that is not UTF-8");
    }

    @Test
    void aHelloWithTooManyEpochsIsRefused() {
        Map<Long, Long> held = new LinkedHashMap<>();
        for (long epoch = 0; epoch <= FrameCodec.MAX_HELD_EPOCHS; epoch++) {
            held.put(epoch, 1L);
        }
        assertThatThrownBy(() -> FrameCodec.read(write(hello(1, "a", "", held)), AUTHOR))
                .isInstanceOf(FrameException.class);
    }

    @Test
    void randomBytesAreReadOrRefusedAndNothingElse() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int run = 0; run < 20_000; run++) {
            byte[] bytes = new byte[1 + random.nextInt(100)];
            random.nextBytes(bytes);
            // A plausible length and type lead deeper.
            bytes[0] = (byte) (bytes.length - 1 & 0x3f);
            if (bytes.length > 1) {
                bytes[1] = (byte) (1 + random.nextInt(8));
            }
            ByteBuf wire = Unpooled.wrappedBuffer(bytes);
            try {
                while (FrameCodec.read(wire, AUTHOR) != null) {
                    assertThat(wire.readerIndex()).isLessThanOrEqualTo(bytes.length);
                }
            } catch (FrameException refused) {
                assertThat(refused).as("seed %d", seed).hasMessageNotContaining("null");
            }
        }
    }

    private static Frame.Hello hello(int version, String name, String greeting, Map<Long, Long> held) {
        return new Frame.Hello(version, 0b101, -77, true, name, greeting, held);
    }

    private static Frame.Hello invited() {
        return new Frame.Hello(
                1,
                0,
                5,
                true,
                "Ann",
                "",
                Map.of(7L, 3L),
                Token.ofBytes("sixteen bytes…".getBytes(StandardCharsets.UTF_8)));
    }

    private static Entry entry(long seq, Content content) {
        return new Entry(new MessageId(1, -2), AUTHOR, -3, seq, seq + 5, 1_700_000_000_000L, content);
    }

    private static ByteBuf write(Frame frame) {
        ByteBuf wire = Unpooled.buffer();
        FrameCodec.write(frame, wire);
        return wire;
    }

    private static ByteBuf withTrailingBytes(Frame frame, byte[] trailing) {
        ByteBuf wire = write(frame);
        int length = wire.readableBytes() - Integer.BYTES + trailing.length;
        return wire.setInt(0, 0x8000_0000 | length).writeBytes(trailing);
    }
}
