package punchline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LastDatagramTest {
    private final LastDatagram last = new LastDatagram();

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }

    private static String text(@Nullable ByteBuf taken) {
        assertThat(taken).isNotNull();
        String text = taken.toString(StandardCharsets.US_ASCII);
        taken.release();
        return text;
    }

    @Test
    void ofSeveralDatagramsInABufferTheLastIsKept() {
        last.keep(bytes("aaabbbcc"), 3);
        assertThat(text(last.take())).isEqualTo("cc");

        last.keep(bytes("aaabbb"), 3);
        assertThat(text(last.take())).isEqualTo("bbb");

        last.keep(bytes("aaabbb"), 0);
        assertThat(text(last.take())).isEqualTo("aaabbb");
    }

    @Test
    void whatIsTakenIsKeptNoLonger() {
        last.keep(bytes("once"), 0);
        assertThat(text(last.take())).isEqualTo("once");
        assertThat(last.take()).isNull();
    }

    @Test
    void itHoldsOneBufferAndReleasesTheOneBefore() {
        ByteBuf first = bytes("first");
        ByteBuf second = bytes("second");
        last.keep(first, 0);
        last.keep(second, 0);
        first.release();
        second.release();

        assertThat(first.refCnt()).isZero();
        assertThat(second.refCnt()).isEqualTo(1);
        last.forget();
        assertThat(second.refCnt()).isZero();
    }

    @Test
    void nothingIsKeptOfAnEmptyBuffer() {
        last.keep(Unpooled.EMPTY_BUFFER, 0);
        assertThat(last.take()).isNull();
    }
}
