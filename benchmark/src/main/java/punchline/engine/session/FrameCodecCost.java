package punchline.engine.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import punchline.engine.conversation.Content;
import punchline.engine.conversation.Entry;
import punchline.engine.conversation.MessageId;
import punchline.engine.identity.Identity;
import punchline.protocol.PeerId;

/** A message of a hundred bytes as a frame, there and back. In this package, since nobody else may use the codec. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FrameCodecCost {
    private static final int ROOM = 512;

    private final PeerId author = Identity.generate(new SecureRandom()).peerId();
    private final Frame frame = new Frame.Said(new Entry(
            MessageId.create(1_700_000_000_000L, 1, 2),
            author,
            7,
            1000,
            2000,
            1_700_000_000_000L,
            new Content.Text("x".repeat(100))));
    private final ByteBuf written = Unpooled.directBuffer(ROOM);
    private final ByteBuf room = Unpooled.directBuffer(ROOM);

    /** Readies a frame to be read. */
    public FrameCodecCost() {
        FrameCodec.write(frame, written);
    }

    /** Writing it. */
    @Benchmark
    public ByteBuf writeFrame() {
        FrameCodec.write(frame, room.clear());
        return room;
    }

    /** Reading it. */
    @Benchmark
    public @Nullable Frame readFrame() throws FrameException {
        return FrameCodec.read(written.readerIndex(0), author);
    }
}
