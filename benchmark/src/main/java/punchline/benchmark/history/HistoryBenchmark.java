package punchline.benchmark.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.conversation.MessageId;
import punchline.engine.identity.Identity;
import punchline.protocol.PeerId;

/** A conversation of a million messages: what the start, pages and searches take, as a window would ask for them. */
public final class HistoryBenchmark {
    private static final int PAGE = 50;
    private static final int DIGITS = 3;
    private static final double NANOS_PER_MILLI = 1e6;

    /** Between two messages that are written while the index is made. */
    private static final long WRITE_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Starts that are measured. */
    private static final int STARTS = 7;

    /** One line of the table. The goal is for the median; 0 if there is none. */
    public record Taken(
            String title, long n, double medianMillis, double p99Millis, double maxMillis, double goalMillis) {
        static Taken of(String title, Histogram elapsed, double goalMillis) {
            return new Taken(
                    title,
                    elapsed.getTotalCount(),
                    elapsed.getValueAtPercentile(50) / NANOS_PER_MILLI,
                    elapsed.getValueAtPercentile(99) / NANOS_PER_MILLI,
                    elapsed.getMaxValue() / NANOS_PER_MILLI,
                    goalMillis);
        }

        void print() {
            String goal = goalMillis == 0 ? "" : String.format(Locale.ROOT, "≤ %.0f", goalMillis);
            System.out.printf(
                    Locale.ROOT,
                    "%-58s %5d %10.2f %10.2f %10.2f %8s%n",
                    title,
                    n,
                    medianMillis,
                    p99Millis,
                    maxMillis,
                    goal);
        }
    }

    /**
     * What was found.
     *
     * @param indexSeconds how long it took until all messages could be searched, others being written meanwhile; 0 if an earlier run did that
     * @param indexBytes   of {@code fileBytes}
     */
    public record Found(
            int messages,
            double madeInSeconds,
            double indexSeconds,
            long fileBytes,
            long indexBytes,
            List<Taken> taken) {}

    private interface Measured {
        void run(int round) throws IOException;
    }

    private final int messages;
    private final int repetitions;
    private final Path directory;
    private final Identity identity = Identity.generate(new SecureRandom());
    private final PeerId longPeer = peer(1);
    private final PeerId shortPeer = peer(2);
    private final Chatter chatter;
    private final List<Taken> taken = new ArrayList<>();

    /**
     * Makes one.
     *
     * @param directory where the database is, or will be kept for the next run
     */
    public HistoryBenchmark(int messages, int repetitions, long seed, Path directory) {
        this.messages = messages;
        this.repetitions = repetitions;
        this.directory = directory;
        this.chatter = new Chatter(seed);
    }

    /** Measures and prints. */
    public Found run(boolean indexAnew) throws IOException {
        Files.createDirectories(directory);
        LongHistory history = new LongHistory(directory, identity.peerId(), longPeer, shortPeer);
        double madeIn = 0;
        boolean indexed = !indexAnew;
        if (!history.isMade(messages)) {
            long begin = System.nanoTime();
            history.make(messages, chatter);
            madeIn = seconds(begin);
            indexed = false;
        }
        history.prepare(indexed);
        System.out.printf(
                Locale.ROOT,
                "%-58s %5s %10s %10s %10s %8s%n",
                messages + " messages",
                "n",
                "median ms",
                "p99 ms",
                "max ms",
                "goal");
        double indexSeconds = index(indexed);
        start();
        ask();
        Found found = new Found(messages, madeIn, indexSeconds, history.fileBytes(), history.indexBytes(), taken);
        System.out.printf(
                Locale.ROOT,
                "made in %.0f s, indexed in %.0f s, %d MiB of which %d MiB are the index%n",
                found.madeInSeconds(),
                found.indexSeconds(),
                found.fileBytes() >> 20,
                found.indexBytes() >> 20);
        return found;
    }

    /** Until every message can be searched; meanwhile somebody writes. */
    private double index(boolean indexed) throws IOException {
        Histogram appended = new Histogram(DIGITS);
        Histogram searched = new Histogram(DIGITS);
        long begin = System.nanoTime();
        try (Owner owner = new Owner(identity, directory)) {
            while (true) {
                long asked = System.nanoTime();
                boolean complete = owner.ask(Event.Found.class, ref -> search(ref, null, Chatter.RARE))
                        .complete();
                searched.recordValue(System.nanoTime() - asked);
                if (complete) {
                    break;
                }
                for (int i = 0; i < 10; i++) {
                    long written = System.nanoTime();
                    owner.ask(Event.State.class, ref -> new Command.Send(ref, shortPeer, "meanwhile"));
                    appended.recordValue(System.nanoTime() - written);
                    LockSupport.parkNanos(WRITE_EVERY_NANOS);
                }
            }
            if (indexed) {
                return 0;
            }
            double took = seconds(begin);
            take(Taken.of("write a message while the index is being made", appended, 0));
            take(Taken.of("search while the index is being made", searched, 0));
            Histogram quiet = new Histogram(DIGITS);
            for (int i = 0; i < 50; i++) {
                long written = System.nanoTime();
                owner.ask(Event.State.class, ref -> new Command.Send(ref, shortPeer, "afterwards"));
                quiet.recordValue(System.nanoTime() - written);
                LockSupport.parkNanos(WRITE_EVERY_NANOS);
            }
            take(Taken.of("write a message, the index being whole", quiet, 0));
            return took;
        }
    }

    private void start() throws IOException {
        Histogram started = new Histogram(DIGITS);
        Histogram opened = new Histogram(DIGITS);
        for (int i = 0; i < STARTS; i++) {
            try (Owner owner = new Owner(identity, directory)) {
                started.recordValue(owner.startNanos());
                long asked = System.nanoTime();
                page(owner, null, null, null);
                opened.recordValue(System.nanoTime() - asked);
            }
        }
        take(Taken.of("start the engine", started, 500));
        take(Taken.of("first page of 50 after a start", opened, 100));
    }

    private void ask() throws IOException {
        try (Owner owner = new Owner(identity, directory)) {
            List<MessageId> place = new ArrayList<>();
            place.add(page(owner, null, null, null).messages().getFirst().id());
            measure(
                    "page of 50 back",
                    20,
                    _ -> place.set(
                            0,
                            page(owner, place.getFirst(), null, null)
                                    .messages()
                                    .getFirst()
                                    .id()));
            measure(
                    "page of 50 forth",
                    20,
                    _ -> place.set(
                            0,
                            page(owner, null, place.getFirst(), null)
                                    .messages()
                                    .getLast()
                                    .id()));
            List<Event.Hit> rare = owner.ask(Event.Found.class, ref -> search(ref, null, Chatter.RARE))
                    .hits();
            measure(
                    "page of 50 around a message that was found",
                    20,
                    round -> page(
                            owner,
                            null,
                            null,
                            rare.get(round % rare.size()).message().id()));
            search(owner, "a rare word", null, Chatter.RARE);
            search(owner, "a word in every second message", null, Chatter.COMMON);
            search(owner, "two letters, which thousands of words begin with", null, "st");
            search(owner, "two common words", null, Chatter.COMMON + " " + chatter.word(5));
            search(owner, "a common and a rare word", null, Chatter.COMMON + " " + Chatter.RARE);
            search(
                    owner,
                    "four letters, which many words begin with",
                    null,
                    chatter.longWord().substring(0, 4));
            search(owner, "a word that is nowhere", null, Chatter.NOWHERE);
            search(owner, "a common word beside one that is nowhere", null, Chatter.COMMON + " " + Chatter.NOWHERE);
            search(owner, "a common word in the long conversation", longPeer, Chatter.COMMON);
            search(owner, "a common word in the short conversation", shortPeer, Chatter.COMMON);
        }
    }

    private void search(Owner owner, String title, @Nullable PeerId peer, String query) throws IOException {
        List<Event.Found> last = new ArrayList<>();
        measure("search for " + title, 100, _ -> {
            last.clear();
            last.add(owner.ask(Event.Found.class, ref -> search(ref, peer, query)));
        });
        if (!last.getFirst().complete()) {
            throw new IOException("not all messages were searched");
        }
    }

    private static Command search(String ref, @Nullable PeerId peer, String query) {
        return new Command.Search(ref, peer, query, PAGE, null);
    }

    private Event.History page(
            Owner owner, @Nullable MessageId before, @Nullable MessageId after, @Nullable MessageId around)
            throws IOException {
        Event.History page =
                owner.ask(Event.History.class, ref -> new Command.History(ref, longPeer, PAGE, before, after, around));
        if (page.messages().isEmpty()) {
            throw new IOException("the page is empty");
        }
        return page;
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

    private static double seconds(long beginNanos) {
        return (System.nanoTime() - beginNanos) / (NANOS_PER_MILLI * 1e3);
    }

    private static PeerId peer(int first) {
        byte[] bytes = new byte[PeerId.BYTES];
        bytes[0] = (byte) first;
        return PeerId.ofBytes(bytes);
    }
}
