package punchline.benchmark;

import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** One line that says what is being measured and for how long already; on a terminal it is written over itself. */
public final class Progress {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** A file gets a line now and then only. */
    private static final long FILE_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private static final int WIDTH = 110;

    private final PrintStream out = System.err;
    private final boolean terminal = isTerminal();
    private final String benchmark;
    private final long startNanos = System.nanoTime();
    private long lastNanos = startNanos - FILE_PAUSE_NANOS;

    Progress(String benchmark) {
        this.benchmark = benchmark;
    }

    @SuppressWarnings("SystemConsoleNull") // It may be null by its own words, if a provider fails.
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /** Says it, unless something was said just before. */
    public void at(String what) {
        long now = System.nanoTime();
        if (now - lastNanos >= (terminal ? PAUSE_NANOS : FILE_PAUSE_NANOS)) {
            lastNanos = now;
            String line = String.format(
                    Locale.ROOT, "%s, %d s: %s", benchmark, TimeUnit.NANOSECONDS.toSeconds(now - startNanos), what);
            if (terminal) {
                out.print("\r" + line + " ".repeat(Math.max(0, WIDTH - line.length())) + "\r");
            } else {
                out.println(line);
            }
        }
    }

    /** Says it as one of so many steps. */
    public void at(String what, int step, int steps) {
        at(what + " " + step + " of " + steps);
    }

    /** Takes the line away. */
    void end() {
        if (terminal) {
            out.print("\r" + " ".repeat(WIDTH) + "\r");
        }
    }
}
