package punchline.benchmark.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import punchline.benchmark.system.Directories;
import punchline.store.SqliteMessageStore;

/** A conversation of a million messages: what the start, pages and searches take, as a window would ask for them. */
public final class HistoryBenchmark {
    private static final int DIGITS = 3;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int UPGRADES = 3;
    private static final double UPGRADE_GOAL = 2000;

    /**
     * What was found.
     *
     * @param upgrade        the first start of a program that knows searches: a copy of the database, and all migrations
     * @param encryptSeconds how long it took to encrypt the database, without its index
     * @param indexBytes     of the file that is not encrypted
     */
    public record Found(
            int messages, Taken upgrade, double encryptSeconds, long indexBytes, List<OneDatabase.Found> databases) {
        /** All that was timed. */
        public List<Taken> taken() {
            List<Taken> all = new ArrayList<>(List.of(upgrade));
            for (OneDatabase.Found database : databases) {
                String which = database.encrypted() ? "encrypted" : "not encrypted";
                database.taken().forEach(one -> all.add(one.of(which)));
            }
            return all;
        }
    }

    private final int messages;
    private final int repetitions;
    private final Path directory;
    private final Chatter chatter;

    /**
     * Makes one.
     *
     * @param directory where the databases are, or will be kept for the next run
     */
    public HistoryBenchmark(int messages, int repetitions, long seed, Path directory) {
        this.messages = messages;
        this.repetitions = repetitions;
        this.directory = directory;
        this.chatter = new Chatter(seed);
    }

    /** Measures and prints. */
    public Found run() throws IOException {
        Files.createDirectories(directory);
        Path old = directory.resolve("schema-3.db");
        if (!LongHistory.isMade(old, messages)) {
            delete(directory);
            Files.createDirectories(directory);
            LongHistory.make(old, Asked.owner().peerId(), Asked.LONG_PEER, Asked.SHORT_PEER, messages, chatter);
        }
        Taken.printHead(messages + " messages");
        Path upgraded = directory.resolve("upgraded");
        Taken upgrade = upgrade(old, upgraded);
        double encryptSeconds = encrypt(upgraded);
        OneDatabase.Found plain = one(upgraded, false);
        OneDatabase.Found encrypted = one(upgraded, true);
        delete(upgraded);
        Found found = new Found(
                messages,
                upgrade,
                encryptSeconds,
                LongHistory.indexBytes(file(kept(false))),
                List.of(plain, encrypted));
        System.out.printf(
                Locale.ROOT,
                "indexed in %.0f s, encrypted %.0f s; encrypted in %.1f s; %d MiB of which %d MiB are the index, encrypted %d MiB%n",
                plain.indexSeconds(),
                encrypted.indexSeconds(),
                encryptSeconds,
                plain.fileBytes() >> 20,
                found.indexBytes() >> 20,
                encrypted.fileBytes() >> 20);
        return found;
    }

    /** Leaves what it made, without an index. */
    private static Taken upgrade(Path old, Path upgraded) throws IOException {
        Histogram elapsed = new Histogram(DIGITS);
        for (int i = 0; i < UPGRADES; i++) {
            copy(old, upgraded);
            elapsed.recordValue(openNanos(upgraded, false));
        }
        Taken taken = Taken.of("open a database of before there were searches", elapsed, UPGRADE_GOAL);
        taken.print();
        return taken;
    }

    /** Seconds that it takes when somebody sets a passphrase. */
    private double encrypt(Path upgraded) throws IOException {
        Path draft = draft(true);
        copy(file(upgraded), draft);
        return openNanos(draft, true) / NANOS_PER_SECOND;
    }

    private OneDatabase.Found one(Path upgraded, boolean encrypted) throws IOException {
        Path kept = kept(encrypted);
        Path draft = draft(encrypted);
        if (Files.exists(kept)) {
            delete(draft);
            return new OneDatabase(kept, encrypted, repetitions, chatter).run(true);
        }
        if (!encrypted) {
            copy(file(upgraded), draft);
        }
        OneDatabase.Found found = new OneDatabase(draft, encrypted, repetitions, chatter).run(false);
        Files.move(draft, kept);
        return found;
    }

    private static long openNanos(Path directory, boolean encrypted) {
        long begin = System.nanoTime();
        SqliteMessageStore store = SqliteMessageStore.open(
                directory, Asked.owner().peerId(), 1, Asked.key(encrypted), null, Runnable::run);
        long nanos = System.nanoTime() - begin;
        store.close();
        return nanos;
    }

    private Path kept(boolean encrypted) {
        return directory.resolve(encrypted ? "encrypted" : "plain");
    }

    private Path draft(boolean encrypted) {
        return directory.resolve(encrypted ? "encrypted.draft" : "plain.draft");
    }

    private static Path file(Path directory) {
        return directory.resolve(LongHistory.FILE);
    }

    /** Makes a directory with a copy of that database, and nothing else. */
    private static void copy(Path database, Path directory) throws IOException {
        delete(directory);
        Files.createDirectories(directory);
        Files.copy(database, file(directory));
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            Directories.delete(directory);
        }
    }
}
