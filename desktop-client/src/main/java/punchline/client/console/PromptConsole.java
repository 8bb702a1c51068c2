package punchline.client.console;

import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;
import punchline.client.profile.Passphrase;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.Peer;
import punchline.engine.Reason;

/**
 * The console for people: a prompt with completion, above which messages appear while one types. Works on a terminal
 * without any abilities and on a pipe too. Ends at {@code quit}, Ctrl-D, Ctrl-C on an empty line and {@link #stop}.
 */
public final class PromptConsole implements AutoCloseable {
    /** Events that a halted terminal (Ctrl-S) may leave waiting; what is dropped is in the history. */
    private static final int MAX_WAITING_EVENTS = 10_000;

    private static final String PROMPT = "> ";
    private static final Character NO_ECHO = '\0';
    private static final long MAX_CLOSE_SECONDS = 5;

    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final AtomicInteger dropped = new AtomicInteger();
    private final Terminal terminal;
    private final ThreadPoolExecutor owner = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING_EVENTS),
            Thread.ofPlatform().daemon().name("console").factory());

    private final LineReader reader;
    private final Dialogue dialogue;

    private PromptConsole(Terminal terminal) {
        this.terminal = terminal;
        this.reader = reader(terminal, () -> names());
        this.dialogue = new Dialogue(ZoneId.systemDefault(), hasColours(terminal), reader::printAbove);
    }

    private static boolean hasColours(Terminal terminal) {
        return !Terminal.TYPE_DUMB.equals(terminal.getType());
    }

    private List<String> names() {
        return dialogue.names();
    }

    /** Takes the terminal that this process has, be it a pipe. */
    public static PromptConsole open() throws IOException {
        return on(TerminalBuilder.builder().system(true).dumb(true).build());
    }

    static PromptConsole on(Terminal terminal) {
        return new PromptConsole(terminal);
    }

    /** Shows an event; from any thread, also before {@link #run}. Never blocks. */
    public void onEvent(Event event) {
        try {
            owner.execute(() -> {
                int missed = dropped.getAndSet(0);
                if (missed > 0) {
                    dialogue.onEvent(new Event.Problem(
                            null,
                            Reason.said(missed + " events were not shown. Messages among them are in the history.")));
                }
                dialogue.onEvent(event);
            });
        } catch (RejectedExecutionException e) {
            dropped.incrementAndGet();
        }
    }

    /**
     * Asks for the passphrase of a profile, without showing what is typed. Before {@link #run}.
     *
     * @param wrong whether the last answer was wrong
     * @return null if the person gives up
     */
    public @Nullable Passphrase askPassphrase(String profile, boolean wrong) {
        try {
            String line = reader.readLine(
                    (wrong ? "That is not it. " : "") + "Passphrase of profile " + profile + ": ", NO_ECHO);
            return Passphrase.of(line.toCharArray());
        } catch (UserInterruptException | EndOfFileException e) {
            return null;
        }
    }

    /** Serves until the end, then closes the peer. */
    public void run(Peer peer) {
        // For the names of people who write before anybody asks for a list.
        peer.submit(new Command.ListContacts(null));
        Thread.ofPlatform().daemon().name("console-input").start(() -> read(peer));
        end.join();
        peer.close();
    }

    /** Ends it as {@code quit} does, from any thread. Returns at once. */
    public void stop() {
        end.complete(null);
    }

    private static LineReader reader(Terminal terminal, Supplier<List<String>> names) {
        DefaultParser parser = new DefaultParser();
        parser.setQuoteChars(new char[] {'"'});
        parser.setEscapeChars(new char[0]);
        parser.setEofOnUnclosedQuote(false);
        Completer completer = (reader, line, candidates) -> candidates.addAll(candidates(line, names.get()));
        return LineReaderBuilder.builder()
                .terminal(terminal)
                .parser(parser)
                .completer(completer)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
    }

    private static List<Candidate> candidates(ParsedLine line, List<String> names) {
        List<String> words = line.wordIndex() == 0 ? Dialogue.VERBS : line.wordIndex() == 1 ? names : List.of();
        return words.stream().map(Candidate::new).toList();
    }

    private void read(Peer peer) {
        boolean goesOn = true;
        while (goesOn && !end.isDone()) {
            try {
                String line = reader.readLine(PROMPT);
                goesOn = CompletableFuture.supplyAsync(() -> dialogue.onLine(peer, line), owner)
                        .join();
            } catch (UserInterruptException e) {
                goesOn = !e.getPartialLine().isEmpty();
            } catch (EndOfFileException e) {
                goesOn = false;
            } catch (RejectedExecutionException e) {
                dropped.incrementAndGet();
            }
        }
        stop();
    }

    /** Shows what is left to show, and gives the terminal back as it was. */
    @Override
    public void close() {
        owner.shutdown();
        try {
            if (!owner.awaitTermination(MAX_CLOSE_SECONDS, TimeUnit.SECONDS)) {
                owner.shutdownNow();
            }
            terminal.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // The terminal is gone, which is what closing is for.
        }
    }
}
