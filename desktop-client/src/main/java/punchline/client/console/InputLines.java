package punchline.client.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Splits a stream into lines of bounded length. For one thread. */
final class InputLines {
    /** Sixteen of the longest messages, so that escapes never matter. */
    static final int MAX_LINE_BYTES = 1024 * 1024;

    private static final int BUFFER_BYTES = 64 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int next;
    private int end;

    InputLines(InputStream in) {
        this.in = in;
    }

    /** A line of the input. */
    sealed interface Line {
        /** Without its end, be that LF or CR LF. */
        record Complete(byte[] bytes) implements Line {}

        /** Longer than {@link #MAX_LINE_BYTES}; all of it has been skipped. */
        record TooLong() implements Line {}
    }

    /** The next line, the last of which may lack its end; null at the end of input. Blocks. */
    @Nullable
    Line next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean any = false;
        boolean tooLong = false;
        while (fill()) {
            any = true;
            int stop = next;
            while (stop < end && buffer[stop] != '\n') {
                stop++;
            }
            tooLong |= line.size() + (stop - next) > MAX_LINE_BYTES;
            if (!tooLong) {
                line.write(buffer, next, stop - next);
            }
            boolean complete = stop < end;
            next = complete ? stop + 1 : stop;
            if (complete) {
                break;
            }
        }
        if (!any) {
            return null;
        }
        return tooLong ? new Line.TooLong() : new Line.Complete(withoutReturn(line.toByteArray()));
    }

    private boolean fill() throws IOException {
        if (next < end) {
            return true;
        }
        int read = in.read(buffer);
        next = 0;
        end = Math.max(read, 0);
        return read > 0;
    }

    private static byte[] withoutReturn(byte[] line) {
        boolean returned = line.length > 0 && line[line.length - 1] == '\r';
        return returned ? Arrays.copyOf(line, line.length - 1) : line;
    }
}
