package punchline.client.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LineWriterTest {
    private static final LineWriter.Limits LIMITS = new LineWriter.Limits(1_000, 100_000, "too far behind");

    /** Reaches the reader at once, and is not written before he reads. */
    private static final String LONGER_THAN_THE_BUFFER = "x".repeat(70_000);

    private final AtomicInteger failures = new AtomicInteger();

    @Test
    void everyLineIsWrittenInOrderBeforeItCloses() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (LineWriter writer = new LineWriter(out, LIMITS, failures::incrementAndGet)) {
            IntStream.range(0, 500).forEach(i -> writer.print("line " + i));
        }

        assertThat(text(out))
                .isEqualTo(IntStream.range(0, 500)
                        .mapToObj(i -> "line " + i + "\n")
                        .collect(Collectors.joining()));
        assertThat(failures).hasValue(0);
    }

    @Test
    void aLineIsFlushedThoughNoOtherFollows() throws InterruptedException {
        CountDownLatch flushed = new CountDownLatch(1);
        OutputStream out = new ByteArrayOutputStream() {
            @Override
            public void flush() {
                flushed.countDown();
            }
        };
        try (LineWriter writer = new LineWriter(out, LIMITS, failures::incrementAndGet)) {
            writer.print("alone");
            assertThat(flushed.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aReaderTooFarBehindEndsItWithLastWordsAndWithoutAGap() throws InterruptedException {
        CountDownLatch reading = new CountDownLatch(1);
        ByteArrayOutputStream out = blockedUntil(reading);
        LineWriter writer = new LineWriter(out, LIMITS, failures::incrementAndGet);
        writer.print(LONGER_THAN_THE_BUFFER);
        IntStream.range(0, 1_500).forEach(i -> writer.print("line " + i));

        assertThat(failures).hasValue(1);
        assertThat(writer.hasFailed()).isTrue();

        reading.countDown();
        writer.close();

        assertThat(text(out))
                .isEqualTo(IntStream.range(0, 999)
                        .mapToObj(i -> "line " + i + "\n")
                        .collect(Collectors.joining("", LONGER_THAN_THE_BUFFER + "\n", "too far behind\n")));
    }

    @Test
    void fewLongLinesAreTooMuchAsWell() throws InterruptedException {
        CountDownLatch reading = new CountDownLatch(1);
        LineWriter writer = new LineWriter(blockedUntil(reading), LIMITS, failures::incrementAndGet);
        writer.print(LONGER_THAN_THE_BUFFER);
        writer.print(LONGER_THAN_THE_BUFFER);

        assertThat(failures).hasValue(1);
        reading.countDown();
        writer.close();
    }

    @Test
    void aReaderThatIsGoneEndsIt() {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("broken pipe");
            }
        };
        CountDownLatch failed = new CountDownLatch(1);
        LineWriter writer = new LineWriter(broken, LIMITS, failed::countDown);
        writer.print("lost");
        writer.close();

        assertThat(failed.getCount()).isZero();
        assertThat(writer.hasFailed()).isTrue();
    }

    private static ByteArrayOutputStream blockedUntil(CountDownLatch reading) {
        return new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int offset, int length) {
                try {
                    reading.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                super.write(bytes, offset, length);
            }
        };
    }

    private static String text(ByteArrayOutputStream out) {
        return out.toString(StandardCharsets.UTF_8);
    }
}
