package punchline.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import punchline.engine.conversation.Content;
import punchline.engine.conversation.Entry;
import punchline.engine.conversation.MessageId;
import punchline.engine.conversation.MessageStore.Findings;
import punchline.engine.conversation.MessageStore.Hit;
import punchline.engine.conversation.MessageStore.Shown;
import punchline.engine.conversation.SearchQuery;
import punchline.protocol.PeerId;

class SearchIndexTest {
    private static final long EPOCH = 42;
    private static final PeerId SELF = peer(5);
    private static final List<PeerId> PEERS = List.of(peer(4), peer(6));
    private static final String[] WORDS = {
        "alpha", "Alpine", "beta", "Straße", "strasse", "łódź", "a", "東京都", "京都", "👍", "zeta-eta", "Zoë"
    };
    private static final String[] QUERIES = {
        "al", "alpha", "beta alp", "strass", "lodz", "a", "京都", "都", "👍", "eta", "zoe zeta", "東京 beta", "nothing"
    };

    @TempDir
    private Path directory = Path.of("");

    private final long[] seqs = new long[4];
    private final Map<MessageId, Integer> conversations = new HashMap<>();
    private DatabaseFile database;
    private Writing writing;
    private Reading reading;
    private boolean behind;

    @BeforeEach
    void open() throws SQLException {
        database = DatabaseFile.open(directory, SELF, EPOCH, Migrations.shipped(), StoreLimits.standard());
        writing = new Writing(database.writer(), SELF);
        reading = new Reading(database.reader(), SELF, () -> behind = true);
    }

    @AfterEach
    void close() {
        reading.close();
        writing.close();
        database.close();
    }

    @Test
    void whatIsNotYetInTheIndexIsFoundAllTheSame() throws SQLException {
        say(0, true, new Content.Text("hello world"));
        assertThat(search(null, "wor").hits()).hasSize(1);
        assertThat(search(null, "wor").complete()).isTrue();
        index();
        assertThat(candidates("\"world\"")).isEqualTo(1);
        assertThat(search(null, "wor").hits()).hasSize(1);
    }

    @Test
    void aDatabaseFromBeforeIsTakenInBackwardsAndSaysSo() throws SQLException {
        for (int i = 1; i <= 300; i++) {
            say(0, true, new Content.Text("message number" + i));
        }
        execute("UPDATE indexed SET low = 301, high = 301, folding = 'of another program'");
        assertThat(step()).as("forgets what it cannot use").isTrue();
        say(0, true, new Content.Text("message number301"));
        assertThat(search(null, "number301").hits()).as("what is new").hasSize(1);
        assertThat(search(null, "number300").hits()).isEmpty();
        assertThat(search(null, "number300").complete()).isFalse();
        step();
        step();
        assertThat(search(null, "number300").hits()).as("the newest of before").hasSize(1);
        assertThat(search(null, "number1").complete()).isFalse();
        index();
        assertThat(search(null, "number1 message").hits()).hasSize(10);
        assertThat(search(null, "number1").complete()).isTrue();
    }

    @Test
    void anEndThatIsTooLongIsSaidToBeAndHurriesTheIndex() throws SQLException {
        transaction(() -> {
            for (int i = 1; i <= 20_001; i++) {
                writing.append(PEERS.getFirst(), List.of(entry(0, true, new Content.Text("message"))));
            }
        });
        assertThat(search(null, "message").complete()).isFalse();
        assertThat(behind).isTrue();
        index();
        assertThat(search(null, "message").complete()).isTrue();
    }

    @Test
    void wordsThatAreEverywhereAndNowhereTogetherEndASearchThatGoesOn() throws SQLException {
        Entry last = entry(0, true, new Content.Text("前後 found at last 東京"));
        transaction(() -> {
            writing.append(PEERS.getFirst(), List.of(last));
            for (int i = 1; i <= 10_001; i++) {
                // The neighbours of the query are all there, though never in a row.
                writing.append(PEERS.getFirst(), List.of(entry(0, true, new Content.Text("東京 京前 前後"))));
            }
        });
        index();
        Findings first = search(null, "東京前後");
        assertThat(first.hits()).isEmpty();
        assertThat(first.next()).as("goes on").isPositive();
        assertThat(reading.search(null, SearchQuery.parse("東京前後"), first.next(), 10))
                .isEqualTo(new Findings(List.of(), 0, true));
    }

    @Test
    void theWordsOfAnEmptiedTextLeaveTheIndex() throws SQLException {
        Entry message = say(0, true, new Content.Text("secret plan"));
        say(0, true, new Content.Edit(message.id(), "public plan"));
        index();
        transaction(() -> writing.cancel(PEERS.getFirst(), message.seq()));
        assertThat(candidates("\"secret\"")).isZero();
        assertThat(candidates("\"plan\"")).as("of the edit").isEqualTo(1);
        transaction(() -> writing.cancel(PEERS.getFirst(), message.seq() + 1));
        assertThat(candidates("\"plan\"")).isZero();
        execute("INSERT INTO word (word) VALUES ('integrity-check')");
    }

    @Test
    void theWordsOfAnEmptiedTextLeaveTheFile() throws Exception {
        talk(20);
        Entry secret = say(0, true, new Content.Text("kryptonite"));
        talk(20);
        assertThat(isInFile("kryptonite")).as("can be seen at all").isTrue();
        transaction(() -> writing.cancel(PEERS.getFirst(), secret.seq()));
        assertThat(isInFile("kryptonite")).as("FTS5 leaves it there").isTrue();
        takeOutErased();
        assertThat(isInFile("kryptonite")).isFalse();
        assertThat(search(null, "ordinary").hits()).hasSize(10);
        execute("INSERT INTO word (word) VALUES ('integrity-check')");
    }

    @Test
    void whatIsErasedWhileThePartsAreMergedGoesWithTheNextMerge() throws Exception {
        Entry secret = say(0, true, new Content.Text("kryptonite"));
        talk(200);
        Entry other = say(0, true, new Content.Text("unobtainium"));
        talk(20);
        transaction(() -> writing.cancel(PEERS.getFirst(), secret.seq()));
        assertThat(writing.takeOutErased(() -> false)).as("is not done at once").isTrue();
        transaction(() -> writing.cancel(PEERS.getFirst(), other.seq()));
        takeOutErased();
        assertThat(isInFile("kryptonite")).isFalse();
        assertThat(isInFile("unobtainium")).isFalse();
        execute("INSERT INTO word (word) VALUES ('integrity-check')");
    }

    @Test
    void thatWordsWereErasedIsKnownAfterARestart() throws Exception {
        talk(20);
        Entry secret = say(0, true, new Content.Text("kryptonite"));
        talk(20);
        transaction(() -> writing.cancel(PEERS.getFirst(), secret.seq()));
        close();
        open();
        assertThat(writing.hasErased()).isTrue();
        takeOutErased();
        assertThat(isInFile("kryptonite")).isFalse();
    }

    /** Each message leaves a part of its own in the index. */
    private void talk(int messages) throws SQLException {
        for (int i = 0; i < messages; i++) {
            say(0, true, new Content.Text("ordinary number" + i));
            index();
        }
    }

    private void takeOutErased() throws SQLException {
        int steps = 0;
        while (writing.takeOutErased(() -> false)) {
            assertThat(++steps).isLessThan(1000);
        }
        assertThat(writing.hasErased()).isFalse();
    }

    private boolean isInFile(String word) throws SQLException, IOException {
        execute("PRAGMA wal_checkpoint(TRUNCATE)");
        byte[] bytes = Files.readAllBytes(directory.resolve("messages.db"));
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(word);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void itNeverFindsAnythingElseThanReadingAllDoes(long seed) throws SQLException {
        Random random = new Random(seed);
        List<Entry> texts = new ArrayList<>();
        List<Entry> later = new ArrayList<>();
        boolean fromBefore = random.nextBoolean();
        for (int i = 0; i < 600; i++) {
            int who = random.nextInt(4);
            int dice = random.nextInt(20);
            if (dice < 8 || texts.isEmpty()) {
                texts.add(say(who / 2, who % 2 == 0, new Content.Text(words(random))));
            } else if (dice < 12) {
                Entry target = texts.get(random.nextInt(texts.size()));
                amend(random, target, new Content.Edit(target.id(), words(random)));
            } else if (dice == 12) {
                Entry target = texts.get(random.nextInt(texts.size()));
                amend(random, target, new Content.Deletion(target.id()));
            } else if (dice == 13) {
                // Its edit comes first.
                MessageId id = id(random.nextLong(1L << 40));
                say(who / 2, false, new Content.Edit(id, words(random)));
                later.add(new Entry(id, PEERS.get(who / 2), 0, 0, 0, 0, new Content.Text(words(random))));
            } else if (dice == 14 && !later.isEmpty()) {
                Entry late = later.remove(random.nextInt(later.size()));
                say(PEERS.indexOf(late.author()), false, late.content(), late.id());
            } else if (dice == 15) {
                int of = random.nextInt(2);
                long seq = 1 + random.nextLong(Math.max(1, seqs[2 * of]));
                transaction(() -> writing.cancel(PEERS.get(of), seq));
            } else if (dice == 16) {
                step();
            } else if (dice == 17 && random.nextInt(10) == 0) {
                index();
            } else if (dice == 18 && fromBefore && random.nextInt(20) == 0) {
                execute("UPDATE indexed SET folding = 'of another program'");
            }
            if (i % 40 == 39) {
                compare(random, seed);
            }
        }
        index();
        compare(random, seed);
        execute("INSERT INTO word (word) VALUES ('integrity-check')");
    }

    private void compare(Random random, long seed) throws SQLException {
        String query = QUERIES[random.nextInt(QUERIES.length)];
        PeerId peer = random.nextInt(3) == 0 ? null : PEERS.get(random.nextInt(2));
        List<Hit> found = new ArrayList<>();
        long before = Long.MAX_VALUE;
        boolean complete = true;
        while (before != 0) {
            Findings part = reading.search(peer, SearchQuery.parse(query), before, 1 + random.nextInt(5));
            found.addAll(part.hits());
            before = part.next();
            complete &= part.complete();
        }
        List<MessageId> expected = new ArrayList<>();
        for (PeerId each : PEERS) {
            for (Shown shown : reading.history(each, null, 10_000)) {
                boolean meant = peer == null || peer.equals(each);
                if (meant && !SearchQuery.parse(query).find(shown.text()).isEmpty()) {
                    expected.add(shown.entry().id());
                }
            }
        }
        assertThat(expected)
                .as("seed %d, %s, %s", seed, query, peer)
                .containsAll(found.stream().map(hit -> hit.shown().entry().id()).toList());
        if (complete) {
            assertThat(found)
                    .as("seed %d, %s, %s", seed, query, peer)
                    .extracting(hit -> hit.shown().entry().id())
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private void amend(Random random, Entry target, Content content) throws SQLException {
        boolean mine = target.author().equals(SELF);
        // One in four is forged by the other of the two.
        say(Objects.requireNonNull(conversations.get(target.id())), random.nextInt(4) == 0 ? !mine : mine, content);
    }

    private static String words(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            text.append(WORDS[random.nextInt(WORDS.length)]).append(random.nextInt(8) == 0 ? "" : " ");
        }
        return text.toString();
    }

    private Entry say(int peer, boolean mine, Content content) throws SQLException {
        return say(peer, mine, content, null);
    }

    private Entry say(int peer, boolean mine, Content content, @Nullable MessageId id) throws SQLException {
        Entry made = entry(peer, mine, content);
        Entry entry =
                id == null ? made : new Entry(id, made.author(), made.epoch(), made.seq(), made.lamport(), 0, content);
        conversations.put(entry.id(), peer);
        transaction(() -> {
            if (mine) {
                writing.append(PEERS.get(peer), List.of(entry));
            } else {
                writing.receive(PEERS.get(peer), List.of(entry), 0);
            }
        });
        return entry;
    }

    private Entry entry(int peer, boolean mine, Content content) {
        long seq = ++seqs[2 * peer + (mine ? 0 : 1)];
        long unique = (4 * seq + 2L * peer + (mine ? 0 : 1)) | (1L << 62);
        return new Entry(
                new MessageId(unique, unique), mine ? SELF : PEERS.get(peer), mine ? EPOCH : 7, seq, seq, 0, content);
    }

    private interface Change {
        void run() throws SQLException;
    }

    private void transaction(Change change) throws SQLException {
        writing.begin();
        change.run();
        writing.commit();
    }

    private boolean step() throws SQLException {
        return writing.index(() -> false);
    }

    private void index() throws SQLException {
        boolean more = true;
        while (more) {
            more = step();
        }
    }

    private Findings search(@Nullable PeerId peer, String query) throws SQLException {
        return reading.search(peer, SearchQuery.parse(query), Long.MAX_VALUE, 10);
    }

    private long candidates(String match) throws SQLException {
        try (PreparedStatement query =
                database.writer().prepareStatement("SELECT count(*) FROM word WHERE word MATCH ?")) {
            query.setString(1, match);
            try (ResultSet row = query.executeQuery()) {
                return row.getLong(1);
            }
        }
    }

    private void execute(String sql) throws SQLException {
        Connection connection = database.writer();
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static MessageId id(long number) {
        return new MessageId(number, 1);
    }

    private static PeerId peer(int first) {
        byte[] bytes = new byte[PeerId.BYTES];
        bytes[0] = (byte) first;
        return PeerId.ofBytes(bytes);
    }
}
