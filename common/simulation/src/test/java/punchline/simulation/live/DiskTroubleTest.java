package punchline.simulation.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.Event.MessageState;
import punchline.engine.LivePeer;
import punchline.engine.PeerConfig;
import punchline.engine.conversation.MessageStore.StoreException;
import punchline.engine.identity.Identity;
import punchline.protocol.PeerId;
import punchline.protocol.ServerAddress;
import punchline.server.RendezvousServer;
import punchline.server.ServerConfig;
import punchline.server.TrafficLog;
import punchline.store.SqliteMessageStore;

/** Real peers whose databases lie on a small file system of their own, which is full or cannot be written. Only where one can be made: as root. */
@Timeout(180)
class DiskTroubleTest {
    private static final long EPOCH = 7;
    private static final int TEXT_CHARS = 2_000;

    /** Far above what it takes, so that a busy machine does not break it. */
    private static final long LIMIT_MILLIS = 60_000;

    @TempDir
    private Path directory = Path.of("");

    private final List<Path> mounted = new ArrayList<>();

    @AfterEach
    void unmount() throws Exception {
        for (Path each : mounted) {
            run("umount", each.toString());
        }
    }

    private Path mount(String options) throws Exception {
        Path small = Files.createDirectories(directory.resolve("small"));
        assumeThat(run("mount", "-t", "tmpfs", "-o", options, "tmpfs", small.toString()))
                .as("a small file system can be mounted")
                .isTrue();
        mounted.add(small);
        return small;
    }

    private static boolean run(String... command) throws Exception {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void onAFullDiskNothingIsSaidToBeQueuedOrDeliveredThatIsNotAndChatGoesOnOnceThereIsRoom() throws Exception {
        Path disk = mount("size=3m");
        Path filler = disk.resolve("filler");
        theTruthIsToldWhile(disk.resolve("bob"), () -> fill(filler), () -> Files.delete(filler), "disk is full");
    }

    /** A file that nobody may change is to the program what a file system is that turned read-only, as those do when their disk fails. */
    @Test
    void onADiskThatBecomesReadOnlyNothingIsSaidThatIsNotAndChatGoesOnOnceItCanBeWritten() throws Exception {
        Path bobs = Files.createDirectory(directory.resolve("bob"));
        Path probe = Files.createFile(directory.resolve("probe"));
        boolean canBeMade = run("chattr", "+i", probe.toString());
        run("chattr", "-i", probe.toString());
        assumeThat(canBeMade).as("a file can be made immutable").isTrue();
        String[] files = {
            bobs.resolve("messages.db").toString(),
            bobs.resolve("messages.db-wal").toString()
        };
        try {
            theTruthIsToldWhile(
                    bobs,
                    () -> assertThat(run("chattr", "+i", files[0], files[1])).isTrue(),
                    () -> assertThat(run("chattr", "-i", files[0], files[1])).isTrue(),
                    "has become read-only");
        } finally {
            run("chattr", "-i", files[0], files[1]);
        }
    }

    /** Something that is done to a disk. */
    private interface Deed {
        void run() throws Exception;
    }

    private void theTruthIsToldWhile(Path bobs, Deed trouble, Deed mending, String words) throws Exception {
        Identity bobIdentity = Identity.generate(new SecureRandom());
        try (RendezvousServer server = RendezvousServer.start(
                        new ServerConfig(0, InetAddress.getLoopbackAddress(), 100), TrafficLog.NONE);
                Person ann = new Person("Ann", directory.resolve("ann"), server.port(), new SecureRandom());
                Person bob = new Person("Bob", bobs, server.port(), bobIdentity)) {
            ann.peer.submit(new Command.Connect(null, bob.id, null));
            ann.until(person -> person.online);
            ann.say(bob, 3);
            ann.until(person -> person.inState(MessageState.DELIVERED) == 3);

            trouble.run();
            bob.say(ann, 400);
            bob.until(person -> person.queued.size() + person.refused.size() == 400);
            assertThat(bob.refused).isNotEmpty();
            assertThat(bob.refused.values())
                    .allMatch(told -> told.contains(words) || told.contains("could not be stored"))
                    .anyMatch(told -> told.contains(words));
            assertThat(bob.queued.keySet()).doesNotContainAnyElementsOf(bob.refused.keySet());

            ann.say(bob, 40);
            bob.until(person ->
                    person.problems.stream().anyMatch(told -> told.contains("could not be kept, and will come again")));
            bob.listenFor(3_000);
            ann.listenFor(100);
            assertThat(ann.inState(MessageState.DELIVERED)).isLessThan(43);
            assertThat(bob.problems)
                    .as("told once, not at each new attempt")
                    .filteredOn(told -> told.contains("will come again"))
                    .hasSizeLessThanOrEqualTo(3);

            mending.run();
            ann.until(person -> person.inState(MessageState.DELIVERED) == 43);
            bob.until(person -> person.texts.size() == 43);
            bob.say(ann, 5);
            int all = bob.queued.size() + 5;
            bob.until(person -> person.inState(MessageState.DELIVERED) == all);
            ann.until(person -> person.texts.size() == all);

            assertThat(bob.texts).isEqualTo(ann.said);
            assertThat(ann.texts)
                    .isEqualTo(bob.said.stream()
                            .filter(text -> bob.queued.containsKey(text.strip()))
                            .toList());
        }
        assertThat(isWhole(bobs.resolve("messages.db"))).isTrue();
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsNamedAtTheStart() throws Exception {
        Path disk = mount("size=1m,ro");
        assertThatThrownBy(() -> new Person("Bob", disk.resolve("bob"), 1, new SecureRandom()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(disk.toString())
                .hasMessageContaining("Check that it can be written.");
    }

    @Test
    void aProfileOnADiskThatBecameReadOnlyIsNamedAtTheStartAndLeftAsItIs() throws Exception {
        Path disk = mount("size=3m");
        Identity identity = Identity.generate(new SecureRandom());
        try (Person bob = new Person("Bob", disk.resolve("bob"), 1, identity)) {
            bob.peer.submit(new Command.Status(null));
        }
        Path file = disk.resolve("bob").resolve("messages.db");
        byte[] before = Files.readAllBytes(file);
        assertThat(run("mount", "-o", "remount,ro", disk.toString())).isTrue();
        assertThatThrownBy(() -> new Person("Bob", disk.resolve("bob"), 1, identity))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("cannot be")
                .hasMessageMatching("(?s).*(Check|permissions).*");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void aDatabaseThatWasCutOffInTheMiddleIsNamedAtTheStartAndLeftAsItIs() throws Exception {
        Identity annIdentity = Identity.generate(new SecureRandom());
        Path anns = directory.resolve("ann");
        PeerId nobody = Identity.generate(new SecureRandom()).peerId();
        try (Person ann = new Person("Ann", anns, 1, annIdentity)) {
            ann.say(nobody, 200);
            ann.until(person -> person.queued.size() == 200);
        }
        Path file = anns.resolve("messages.db");
        byte[] whole = Files.readAllBytes(file);
        for (int part = 1; part < 8; part++) {
            byte[] cut = Arrays.copyOf(whole, whole.length * part / 8);
            Files.write(file, cut);
            assertThatThrownBy(() -> new Person("Ann", anns, 1, annIdentity).close())
                    .as("%d of 8 parts", part)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("is damaged. It was left as it is");
            assertThat(Files.readAllBytes(file)).as("%d of 8 parts", part).isEqualTo(cut);
        }
    }

    private static void fill(Path filler) {
        byte[] block = new byte[4096];
        try (var out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            // As wanted.
            return;
        }
    }

    private static boolean isWhole(Path database) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                var statement = connection.createStatement();
                var result = statement.executeQuery("PRAGMA integrity_check")) {
            return result.next() && "ok".equals(result.getString(1));
        }
    }

    /** One side, and what its program has told. */
    private static final class Person implements AutoCloseable {
        final PeerId id;
        final LivePeer peer;
        final Map<String, MessageState> queued = new HashMap<>();
        final Map<String, String> refused = new HashMap<>();
        final List<String> problems = new ArrayList<>();
        final List<String> said = new ArrayList<>();
        final List<String> texts = new ArrayList<>();
        private final Set<Object> delivered = new HashSet<>();
        private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        boolean online;

        private interface Goal {
            boolean isReached(Person person);
        }

        Person(String name, Path store, int serverPort, SecureRandom random) throws IOException {
            this(name, store, serverPort, Identity.generate(random));
        }

        Person(String name, Path store, int serverPort, Identity identity) throws IOException {
            id = identity.peerId();
            peer = LivePeer.start(
                    new PeerConfig(name, 0, List.of(new ServerAddress("127.0.0.1", serverPort)), true, true, false),
                    identity,
                    engine -> SqliteMessageStore.open(store, id, EPOCH, null, engine),
                    events::add);
        }

        void say(Person to, int count) {
            say(to.id, count);
        }

        void say(PeerId to, int count) {
            IntStream.range(0, count).forEach(i -> {
                String ref = "text " + said.size();
                said.add(ref + " ".repeat(TEXT_CHARS));
                peer.submit(new Command.Send(ref, to, said.getLast()));
            });
        }

        long inState(MessageState state) {
            return state == MessageState.DELIVERED ? delivered.size() : 0;
        }

        void until(Goal goal) throws InterruptedException {
            long endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LIMIT_MILLIS);
            while (!goal.isReached(this)) {
                Event event = events.poll(endNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
                assertThat(event)
                        .as(
                                "%d queued, %d refused, %d delivered, %d texts, problems %s",
                                queued.size(), refused.size(), delivered.size(), texts.size(), problems)
                        .isNotNull();
                onEvent(event);
            }
        }

        void listenFor(long millis) throws InterruptedException {
            long endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
            for (Event event = events.poll(millis, TimeUnit.MILLISECONDS);
                    event != null;
                    event = events.poll(endNanos - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                onEvent(event);
            }
        }

        private void onEvent(Event event) {
            switch (event) {
                case Event.State state -> {
                    if (state.ref() != null) {
                        queued.put(state.ref(), state.state());
                    } else if (state.state() == MessageState.DELIVERED) {
                        delivered.add(state.id());
                    }
                }
                case Event.Message message -> texts.add(message.text());
                case Event.Problem problem -> {
                    problems.add(problem.message().text());
                    if (problem.ref() != null) {
                        refused.put(problem.ref(), problem.message().text());
                    }
                }
                case Event.Link link -> online = link.state() == Event.LinkState.ONLINE;
                default -> {}
            }
        }

        @Override
        public void close() {
            peer.close();
        }
    }
}
