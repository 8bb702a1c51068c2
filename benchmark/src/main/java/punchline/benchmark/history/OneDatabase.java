package punchline.benchmark.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import punchline.benchmark.system.ClientProcess;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.conversation.MessageId;
import punchline.protocol.PeerId;

/** What is measured of one database, encrypted or not. */
final class OneDatabase {
    private static final int DIGITS = 3;
    private static final double NANOS_PER_SECOND = 1e9;

    /** Between two messages that are written. */
    private static final long WRITE_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final int WRITES = 200;

    /** Whether the index is whole is asked this often. */
    private static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Starts that are measured. */
    private static final int STARTS = 7;

    private static final long START_LIMIT_MILLIS = 60_000;
    private static final double START_GOAL = 500;
    private static final double SEARCH_GOAL = 100;
    private static final double OPEN_GOAL = 100;
    private static final double PAGE_GOAL = 20;
    private static final int BEGINNING = 4;
    private static final int RANK_OF_COMMON = 5;

    /**
     * What was found.
     *
     * @param indexSeconds how long it took until all messages could be searched, some being written at first; 0 if an
     *     earlier run did that
     */
    public record Found(boolean encrypted, double indexSeconds, long fileBytes, List<Taken> taken) {}

    private interface Measured {
        void run(int round) throws IOException;
    }

    private final Path directory;
    private final boolean encrypted;
    private final int repetitions;
    private final Chatter chatter;
    private final List<Taken> taken = new ArrayList<>();

    OneDatabase(Path directory, boolean encrypted, int repetitions, Chatter chatter) {
        this.directory = directory;
        this.encrypted = encrypted;
        this.repetitions = repetitions;
        this.chatter = chatter;
    }

    /** Measures and prints. {@code indexed} says whether its index was whole before. */
    Found run(boolean indexed) throws IOException {
        Taken.printHead(encrypted ? "encrypted" : "not encrypted");
        double indexSeconds = index(indexed);
        start();
        startProcesses();
        ask();
        return new Found(encrypted, indexSeconds, Files.size(directory.resolve(LongHistory.FILE)), taken);
    }

    /** Until every message can be searched; in the beginning somebody writes. */
    private double index(boolean indexed) throws IOException {
        long begin = System.nanoTime();
        try (Owner owner = open()) {
            if (!indexed) {
                Histogram appended = new Histogram(DIGITS);
                write(owner, WRITES, "meanwhile", appended);
                take(Taken.of("write a message while the index is being made", appended, 0));
            }
            Histogram searched = new Histogram(DIGITS);
            boolean complete = false;
            while (!complete) {
                long asked = System.nanoTime();
                complete = Asked.search(owner, null, Chatter.RARE).complete();
                searched.recordValue(System.nanoTime() - asked);
                LockSupport.parkNanos(complete ? 0 : LOOK_EVERY_NANOS);
            }
            double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
            if (!indexed) {
                take(Taken.of("search while the index is being made", searched, 0));
            }
            Histogram quiet = new Histogram(DIGITS);
            write(owner, WRITES, "afterwards", quiet);
            take(Taken.of("write a message, the index being whole", quiet, 0));
            return indexed ? 0 : seconds;
        }
    }

    private static void write(Owner owner, int messages, String text, Histogram elapsed) throws IOException {
        for (int i = 0; i < messages; i++) {
            long written = System.nanoTime();
            owner.ask(Event.State.class, ref -> new Command.Send(ref, Asked.SHORT_PEER, text));
            elapsed.recordValue(System.nanoTime() - written);
            LockSupport.parkNanos(WRITE_EVERY_NANOS);
        }
    }

    private void start() throws IOException {
        Histogram started = new Histogram(DIGITS);
        Histogram opened = new Histogram(DIGITS);
        for (int i = 0; i < STARTS; i++) {
            try (Owner owner = open()) {
                started.recordValue(owner.startNanos());
                long asked = System.nanoTime();
                Asked.page(owner, null, null, null);
                opened.recordValue(System.nanoTime() - asked);
            }
        }
        take(Taken.of("start the engine", started, START_GOAL));
        take(Taken.of("first page of 50 after that", opened, OPEN_GOAL));
    }

    private void startProcesses() throws IOException {
        Histogram started = new Histogram(DIGITS);
        Histogram opened = new Histogram(DIGITS);
        for (int i = 0; i < STARTS; i++) {
            String said = ClientProcess.run(
                    StartMain.class, List.of(directory.toString(), Boolean.toString(encrypted)), START_LIMIT_MILLIS);
            String[] figures = said.split(" ", -1);
            started.recordValue(Long.parseLong(figures[0]));
            opened.recordValue(Long.parseLong(figures[1]));
        }
        take(Taken.of("start the engine in a process just started", started, START_GOAL));
        take(Taken.of("first page of 50 after that", opened, OPEN_GOAL));
    }

    private void ask() throws IOException {
        try (Owner owner = open()) {
            pages(owner);
            search(owner, "a rare word", null, Chatter.RARE);
            search(owner, "a word in every second message", null, Chatter.COMMON);
            search(owner, "two letters, which thousands of words begin with", null, "st");
            search(owner, "two common words", null, Chatter.COMMON + " " + chatter.word(RANK_OF_COMMON));
            search(owner, "a common and a rare word", null, Chatter.COMMON + " " + Chatter.RARE);
            search(
                    owner,
                    "four letters, which many words begin with",
                    null,
                    chatter.longWord().substring(0, BEGINNING));
            search(owner, "a word that is nowhere", null, Chatter.NOWHERE);
            search(owner, "a common word beside one that is nowhere", null, Chatter.COMMON + " " + Chatter.NOWHERE);
            search(owner, "a common word in the long conversation", Asked.LONG_PEER, Chatter.COMMON);
            search(owner, "a rare word in the long conversation", Asked.LONG_PEER, Chatter.RARE);
            search(owner, "a common word in the short conversation", Asked.SHORT_PEER, Chatter.COMMON);
            search(owner, "a rare word in the short conversation", Asked.SHORT_PEER, Chatter.RARE);
        }
    }

    private void pages(Owner owner) throws IOException {
        List<MessageId> place = new ArrayList<>();
        place.add(Asked.page(owner, null, null, null).messages().getFirst().id());
        measure("page of 50 back", PAGE_GOAL, _ -> {
            Event.History page = Asked.page(owner, place.getFirst(), null, null);
            place.set(0, page.messages().getFirst().id());
        });
        measure("page of 50 forth", PAGE_GOAL, _ -> {
            Event.History page = Asked.page(owner, null, place.getFirst(), null);
            place.set(0, page.messages().getLast().id());
        });
        List<Event.Hit> rare = Asked.search(owner, null, Chatter.RARE).hits();
        measure("page of 50 around a message that was found", PAGE_GOAL, round -> {
            MessageId found = rare.get(round % rare.size()).message().id();
            Asked.page(owner, null, null, found);
        });
    }

    private void search(Owner owner, String title, @Nullable PeerId peer, String query) throws IOException {
        List<Event.Found> last = new ArrayList<>();
        measure("search for " + title, SEARCH_GOAL, _ -> {
            last.clear();
            last.add(Asked.search(owner, peer, query));
        });
        if (!last.getFirst().complete()) {
            throw new IOException("not all messages were searched");
        }
    }

    private Owner open() throws IOException {
        return new Owner(Asked.owner(), directory, Asked.key(encrypted));
    }

    private void measure(String title, double goalMillis, Measured measured) throws IOException {
        Histogram elapsed = new Histogram(DIGITS);
        for (int round = 0; round < repetitions; round++) {
            long begin = System.nanoTime();
            measured.run(round);
            elapsed.recordValue(System.nanoTime() - begin);
        }
        take(Taken.of(title, elapsed, goalMillis));
    }

    private void take(Taken one) {
        taken.add(one);
        one.print();
    }
}
