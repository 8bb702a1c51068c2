package punchline.client.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputLinesTest {
    @Test
    void linesEndInLfOrCrLfAndTheLastMayLackItsEnd() throws IOException {
        assertThat(read("one\ntwo\r\n\nlast")).containsExactly("one", "two", "", "last");
    }

    @Test
    void anEmptyInputHasNoLine() throws IOException {
        assertThat(read("")).isEmpty();
    }

    @Test
    void aLineOfTheGreatestLengthIsRead() throws IOException {
        String longest = "x".repeat(InputLines.MAX_LINE_BYTES);

        assertThat(read(longest + "\nnext\n")).containsExactly(longest, "next");
    }

    @Test
    void aLongerLineIsSkippedWholeAndTheNextIsRead() throws IOException {
        assertThat(read("x".repeat(3 * InputLines.MAX_LINE_BYTES) + "\nnext\n")).containsExactly("too long", "next");
    }

    @Test
    void bytesThatComeOneByOneMakeTheSameLines() throws IOException {
        byte[] bytes = "one\r\ntwo\n".getBytes(StandardCharsets.UTF_8);
        InputStream slow = new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(1, length));
            }
        };

        assertThat(read(slow)).containsExactly("one", "two");
    }

    private static List<String> read(String input) throws IOException {
        return read(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> read(InputStream in) throws IOException {
        InputLines lines = new InputLines(in);
        List<String> read = new ArrayList<>();
        for (InputLines.Line line = lines.next(); line != null; line = lines.next()) {
            read.add(
                    switch (line) {
                        case InputLines.Line.Complete(byte[] bytes) -> new String(bytes, StandardCharsets.UTF_8);
                        case InputLines.Line.TooLong() -> "too long";
                    });
        }
        return read;
    }
}
