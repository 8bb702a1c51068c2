package punchline.client.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import punchline.engine.Event;
import punchline.engine.Peer;
import punchline.engine.Reason;

/**
 * The console for programs: commands come as lines of JSON, events leave as lines of JSON, and nothing else is ever
 * written. Ends at {@code quit}, at the end of input, at {@link #stop}, or when nobody reads what it writes.
 */
public final class JsonConsole {
    /** A reader this far behind has stopped reading: a minute of the busiest chat, or 128 MiB. */
    private static final LineWriter.Limits LIMITS = new LineWriter.Limits(
            100_000,
            64L * 1024 * 1024,
            JsonLines.print(new Event.Problem(
                    null, Reason.said("Closed, because 100000 lines or 64 MiB of events were not read."))));

    /** How it ended. */
    public enum End {
        /** As asked. */
        QUIT,
        /** Nobody read the events. */
        UNREAD
    }

    private final CompletableFuture<End> end = new CompletableFuture<>();
    private final InputStream in;
    private final LineWriter out;

    /** Takes standard input and output, or what stands for them. */
    public JsonConsole(InputStream in, OutputStream out) {
        this(in, out, LIMITS);
    }

    JsonConsole(InputStream in, OutputStream out, LineWriter.Limits limits) {
        this.in = in;
        this.out = new LineWriter(out, limits, () -> end.complete(End.UNREAD));
    }

    /** Prints an event; from any thread, also before {@link #run}. Never blocks. */
    public void onEvent(Event event) {
        out.print(JsonLines.print(event));
    }

    /** Serves until the end, then closes the peer and writes every event that comes of that. */
    public End run(Peer peer) {
        Thread.ofPlatform().daemon().name("console-input").start(() -> read(peer));
        End how = end.join();
        peer.close();
        out.close();
        return out.hasFailed() ? End.UNREAD : how;
    }

    /** Writes why there is no peer, and ends without one. */
    public void fail(Reason problem) {
        out.print(JsonLines.print(new Event.Problem(null, problem)));
        out.close();
    }

    /** Ends it as {@code quit} does, from any thread. Returns at once. */
    public void stop() {
        end.complete(End.QUIT);
    }

    private void read(Peer peer) {
        InputLines lines = new InputLines(in);
        try {
            for (InputLines.Line line = lines.next(); line != null; line = lines.next()) {
                if (!serve(peer, line)) {
                    break;
                }
            }
        } catch (IOException e) {
            // Input that breaks has ended.
        }
        end.complete(End.QUIT);
    }

    private boolean serve(Peer peer, InputLines.Line line) {
        try {
            return switch (parse(line)) {
                case JsonLines.Input.Do(var command) -> {
                    peer.submit(command);
                    yield true;
                }
                case JsonLines.Input.Quit() -> false;
            };
        } catch (JsonLines.BadLineException e) {
            out.print(JsonLines.print(e.toEvent()));
            return true;
        }
    }

    private static JsonLines.Input parse(InputLines.Line line) throws JsonLines.BadLineException {
        return switch (line) {
            case InputLines.Line.Complete(var bytes) -> JsonLines.parse(bytes);
            case InputLines.Line.TooLong() ->
                throw new JsonLines.BadLineException(
                        null, "expected a line of at most " + InputLines.MAX_LINE_BYTES + " bytes");
        };
    }
}
