package punchline.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import punchline.client.profile.AppDirectories;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.HistoryMessage;
import punchline.engine.Peer;
import punchline.protocol.PeerId;
import punchline.server.RendezvousServer;
import punchline.server.ServerConfig;
import punchline.server.TrafficLog;

/** A profile that leaves in a file and goes on elsewhere, with real engines, databases and a rendezvous server. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProfileTransferTest {
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    Path directory;

    private final List<Client> open = new ArrayList<>();
    private RendezvousServer server;

    @BeforeEach
    void serve() throws Exception {
        server = RendezvousServer.start(
                ServerConfig.defaults().withPort(0).withBind(InetAddress.getLoopbackAddress()), TrafficLog.NONE);
        Files.writeString(directory.resolve("pass"), "over the hills\n");
        Files.writeString(directory.resolve("wrong"), "far away\n");
        Files.writeString(directory.resolve("none"), "\n");
    }

    @AfterEach
    void end() {
        open.forEach(client -> client.peer.close());
        server.close();
    }

    @Test
    void whatWaitedWhenItWasExportedArrivesOnceFromWhereItWasImported() throws Exception {
        meet();
        export("alice");
        Client bob = open("bob");
        assertThat(run("--import-profile", file(), "--profile", "alice2", "--archive-passphrase-file", pass("pass")))
                .isEmpty();
        Client alice = open("alice2", "--passphrase-file", pass("pass"));

        alice.send(bob.id, "5");
        bob.awaitText(alice.id, "5");
        assertThat(bob.texts(alice.id)).containsExactly("1", "2", "3", "5");
        assertThat(alice.texts(bob.id)).containsExactly("1", "2", "3", "5");
        alice.awaitDelivered(bob.id, 4);
    }

    @Test
    void anOldExportIsSafeToGoOnFrom() throws Exception {
        meet();
        export("alice");
        Client bob = open("bob");
        Client first = open("alice");
        first.send(bob.id, "4");
        bob.awaitText(first.id, "4");
        bob.send(first.id, "and one for you");
        first.awaitText(bob.id, "and one for you");
        first.close();

        run(
                "--import-profile",
                file(),
                "--profile",
                "alice2",
                "--archive-passphrase-file",
                pass("pass"),
                "--new-passphrase-file",
                pass("none"));
        Client again = open("alice2");
        again.awaitText(bob.id, "and one for you");
        again.send(bob.id, "5");
        bob.awaitText(again.id, "5");
        again.awaitDelivered(bob.id, 4);
        assertThat(bob.texts(again.id)).containsExactly("1", "2", "3", "4", "and one for you", "5");
        assertThat(again.texts(bob.id))
                .as("all but what it wrote after it was exported")
                .containsExactly("1", "2", "3", "and one for you", "5");
    }

    @Test
    void whatIsWrongWithAFileIsSaidAndNothingIsLeftOfIt() throws Exception {
        Client alice = open("alice");
        alice.close();
        export("alice");
        assertThat(exportAgain("alice")).contains("is there already");
        assertThat(exportAgain("nobody")).contains("There is no profile \"nobody\"");

        byte[] good = Files.readAllBytes(Path.of(file()));
        String importing = "--import-profile";
        assertThat(run(importing, file(), "--profile", "alice", "--archive-passphrase-file", pass("pass")))
                .contains("There is a profile \"alice\"");
        assertThat(run(importing, file(), "--profile", "b", "--archive-passphrase-file", pass("wrong")))
                .contains("That is not the passphrase");
        assertThat(run(importing, file() + "x", "--profile", "b", "--archive-passphrase-file", pass("pass")))
                .contains("There is no file");
        for (int at : new int[] {0, 3, 20, 40, 100, good.length / 2, good.length - 1}) {
            byte[] damaged = good.clone();
            damaged[at] ^= 0x10;
            assertRefused("byte " + at, damaged);
        }
        for (int length : new int[] {0, 1, 30, good.length / 2, good.length - 1}) {
            assertRefused(length + " bytes", Arrays.copyOf(good, length));
        }
        try (Stream<Path> profiles = Files.list(directory.resolve("data"))) {
            assertThat(profiles.map(path -> path.getFileName().toString()))
                    .doesNotContain("b")
                    .noneMatch(name -> name.startsWith(".import"));
        }
        assertThat(Files.readString(Path.of(file()), StandardCharsets.ISO_8859_1))
                .doesNotContain("SQLite format")
                .doesNotContain("PRIVATE KEY");
    }

    private void assertRefused(String what, byte[] content) throws IOException {
        Path broken = Files.write(directory.resolve("broken"), content);
        assertThat(run(
                        "--import-profile",
                        broken.toString(),
                        "--profile",
                        "b",
                        "--archive-passphrase-file",
                        pass("pass")))
                .as(what)
                .containsAnyOf("is damaged", "That is not the passphrase");
    }

    /** Alice has told Bob one thing, who is gone, and two more wait. */
    private void meet() throws Exception {
        Client alice = open("alice");
        Client bob = open("bob");
        alice.send(bob.id, "1");
        bob.awaitText(alice.id, "1");
        alice.awaitDelivered(bob.id, 1);
        bob.close();
        alice.send(bob.id, "2");
        alice.send(bob.id, "3");
        alice.close();
    }

    private void export(String profile) throws IOException {
        assertThat(exportAgain(profile)).isEmpty();
    }

    private String exportAgain(String profile) throws IOException {
        return run("--export-profile", file(), "--profile", profile, "--archive-passphrase-file", pass("pass"));
    }

    private String file() {
        return directory.resolve("alice.punchline").toString();
    }

    private String pass(String name) {
        return directory.resolve(name).toString();
    }

    /** What was said to be wrong. */
    private String run(String... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        new Launcher(
                        wiring(),
                        new ByteArrayInputStream(new byte[0]),
                        new ByteArrayOutputStream(),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(arguments);
        return err.toString(StandardCharsets.UTF_8);
    }

    private Wiring wiring() {
        return new Wiring(
                new LivePeers(),
                address -> {
                    throw new BindException("the test serves");
                },
                AppDirectories.within(directory.resolve("data")),
                List.of());
    }

    private Client open(String profile, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "--profile", profile, "--accept-all", "--no-port-mapping", "--server", "127.0.0.1:" + server.port()));
        arguments.addAll(List.of(more));
        ClientOptions options =
                ((ClientOptions.Parsed.Run) ClientOptions.parse("test", arguments.toArray(String[]::new))).options();
        Client client = new Client(options);
        open.add(client);
        return client;
    }

    private final class Client {
        private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        private final Peer peer;
        private final PeerId id;

        Client(ClientOptions options) throws Exception {
            peer = wiring().open(
                            options,
                            new Unlocking(InputStream.nullInputStream(), PassphrasePrompt.NOBODY),
                            events::add);
            id = await(Event.Ready.class, ready -> true).id();
            await(Event.Server.class, event -> event.server().registered());
        }

        void send(PeerId to, String text) throws InterruptedException {
            peer.submit(new Command.Send("send " + text, to, text));
            await(Event.State.class, state -> ("send " + text).equals(state.ref()));
        }

        void awaitText(PeerId from, String text) throws InterruptedException {
            until(
                    from,
                    messages ->
                            messages.stream().anyMatch(message -> message.text().equals(text)));
        }

        void awaitDelivered(PeerId to, int count) throws InterruptedException {
            until(
                    to,
                    messages -> messages.stream()
                                    .filter(message -> message.state() == Event.MessageState.DELIVERED
                                            || message.state() == Event.MessageState.READ)
                                    .count()
                            >= count);
        }

        List<String> texts(PeerId with) throws InterruptedException {
            return history(with).stream().map(HistoryMessage::text).toList();
        }

        /** Asks again with whatever happens next. */
        private void until(PeerId with, Predicate<List<HistoryMessage>> condition) throws InterruptedException {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            List<HistoryMessage> last = history(with);
            while (!condition.test(last)) {
                assertThat(System.nanoTime()).as("patience, with " + last).isLessThan(end);
                events.poll(200, TimeUnit.MILLISECONDS);
                last = history(with);
            }
        }

        private List<HistoryMessage> history(PeerId with) throws InterruptedException {
            peer.submit(new Command.History("history", with, 100, null));
            return await(Event.History.class, history -> true).messages();
        }

        void close() {
            open.remove(this);
            peer.close();
        }

        private <E extends Event> E await(Class<E> kind, Predicate<E> condition) throws InterruptedException {
            while (true) {
                Event event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                assertThat(event).as(kind.getSimpleName()).isNotNull();
                if (kind.isInstance(event) && condition.test(kind.cast(event))) {
                    return kind.cast(event);
                }
            }
        }
    }
}
