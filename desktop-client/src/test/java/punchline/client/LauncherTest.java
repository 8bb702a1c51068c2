package punchline.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import punchline.client.profile.AppDirectories;
import punchline.client.profile.ProfileDirectory;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.Reason;
import punchline.protocol.ServerAddress;

@Timeout(30)
class LauncherTest {
    private static final String INVITE =
            "punchline:jp2relzuivkmko66f25yzuvx4piwacwwghbyljoxztrdy54fiwna?s=192.0.2.5:6327&s=192.0.2.6:6327"
                    + "&n=Bob&e=1767830400&t=aaaqeayeaudaocajbifqydiop4";

    @TempDir
    Path directory;

    private final FakePeer peer = new FakePeer();
    private final List<PeerStarter.Settings> started = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void theJsonConsoleSaysReadyServesAndEndsWithZero() {
        int code = run("{\"do\":\"status\"}\n{\"do\":\"quit\"}\n", "--name", "Alice", "--server", "192.0.2.1:6327");

        assertThat(code).isZero();
        assertThat(lines()).singleElement().asString().startsWith("{\"event\":\"ready\"");
        assertThat(peer.commands()).hasSize(1);
        assertThat(peer.isClosed()).isTrue();
        assertThat(started.getFirst().name()).isEqualTo("Alice");
        assertThat(started.getFirst().servers()).containsExactly(new ServerAddress("192.0.2.1", 6327));
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void aWrongServerFileIsToldAfterReadyAndTheClientRunsWithoutAServer() throws IOException {
        Files.writeString(directory.resolve("server.txt"), "somewhere\n");

        assertThat(run("")).isZero();
        assertThat(lines()).hasSize(2);
        assertThat(lines().get(1))
                .startsWith("{\"event\":\"error\"")
                .contains("server.txt line 1: expected IPADDRESS:PORT");
        assertThat(started.getFirst().servers()).isEmpty();
    }

    @Test
    void theServerFileOfTheProfileIsTheLastToBeLookedAt() throws IOException {
        Path profile = directory.resolve("data").resolve("default");
        Files.createDirectories(profile);
        Files.writeString(profile.resolve("server.txt"), "192.0.2.9:6327\n");
        run("");
        Files.writeString(directory.resolve("server.txt"), "192.0.2.1:6327\n");
        run("");

        assertThat(started.get(0).servers()).containsExactly(new ServerAddress("192.0.2.9", 6327));
        assertThat(started.get(1).servers()).containsExactly(new ServerAddress("192.0.2.1", 6327));
    }

    @Test
    void aServerThatAPersonNamesIsThereAtTheNextStart() {
        run("{\"do\":\"server\",\"server\":\"192.0.2.5:6327\"}\n");
        run("");

        assertThat(started.get(1).servers()).containsExactly(new ServerAddress("192.0.2.5", 6327));
    }

    @Test
    void theServersOfAnInviteAreThereAtTheNextStart() {
        run("{\"do\":\"connect\",\"invite\":\"" + INVITE + "\"}\n");
        run("{\"do\":\"connect\",\"invite\":\"punchline:broken?s=192.0.2.9:6327\"}\n");
        run("");

        assertThat(started.get(2).servers())
                .containsExactly(new ServerAddress("192.0.2.5", 6327), new ServerAddress("192.0.2.6", 6327));
    }

    @Test
    void anInviteOnTheCommandLineIsRedeemedAtTheStart() {
        assertThat(run("{\"do\":\"status\"}\n", INVITE)).isZero();

        assertThat(peer.commands()).containsExactly(new Command.Redeem(null, INVITE, null), new Command.Status(null));
        run("");
        assertThat(started.get(1).servers()).hasSize(2);
    }

    @Test
    void aProfileThatIsOpenEndsItWithOneAndASentence() throws Exception {
        try (ProfileDirectory other = ProfileDirectory.open(directory.resolve("data"), "default")) {
            assertThat(other.path()).exists();
            assertThat(run("")).isEqualTo(1);
        }

        assertThat(lines())
                .singleElement()
                .asString()
                .startsWith("{\"event\":\"error\"")
                .contains("is open in another");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("is open in another Punchline");
        assertThat(started).isEmpty();
    }

    @Test
    void aDataDirectoryThatCannotBeWrittenEndsItWithOneAndASentence() throws IOException {
        // A file where the directory should be: even root cannot write into that.
        Path file = Files.createFile(directory.resolve("file"));

        assertThat(run("", "--data", file.toString())).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("cannot be written");
    }

    @Test
    void afterAFailedStartTheProfileIsFreeAgain() throws Exception {
        Launcher launcher = launcher("", (settings, listener) -> {
            throw new StartException(Reason.said("UDP port 5000 is in use."), null);
        });

        assertThat(launcher.run("--json")).isEqualTo(1);
        assertThat(lines()).containsExactly("{\"event\":\"error\",\"message\":\"UDP port 5000 is in use.\"}");
        ProfileDirectory.open(directory.resolve("data"), "default").close();
    }

    @Test
    void afterTheEndTheProfileIsFreeAndItsLogIsWritten() throws Exception {
        run("{\"do\":\"quit\"}\n");

        try (ProfileDirectory profile = ProfileDirectory.open(directory.resolve("data"), "default")) {
            assertThat(profile.logs().resolve("client.log"))
                    .content()
                    .contains("INFO")
                    .contains("punchline.client.Wiring");
        }
    }

    @Test
    void helpGoesToStandardOutputAndAWrongArgumentToStandardError() {
        assertThat(launcher("", this::start).run("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("--profile");

        assertThat(launcher("", this::start).run("--port", "-5")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("--port");
    }

    private int run(String input, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--console", "--json"));
        all.addAll(List.of(arguments));
        return launcher(input, this::start).run(all.toArray(String[]::new));
    }

    private FakePeer start(PeerStarter.Settings settings, Consumer<Event> listener) {
        started.add(settings);
        peer.subscribe(listener);
        listener.accept(new Event.Ready(null, settings.identity().peerId(), settings.name(), 5000, null));
        return peer;
    }

    private Launcher launcher(String input, PeerStarter peers) {
        Wiring wiring = new Wiring(
                peers, address -> () -> {}, AppDirectories.within(directory.resolve("data")), List.of(directory));
        return new Launcher(
                wiring,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                out,
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
