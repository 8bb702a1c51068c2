package punchline.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import punchline.client.profile.AppDirectories;
import punchline.client.profile.Passphrase;
import punchline.client.profile.ProfileDirectory;
import punchline.protocol.PeerId;

/** A passphrase over everything that a real client keeps, with a real database. */
@Timeout(120)
class ProtectedClientTest {
    private static final String SECRET = "meet me at the old harbour";
    private static final String AWAY = PeerId.ofBytes(new byte[PeerId.BYTES]).toString();
    private static final String SEND = "{\"do\":\"send\",\"peer\":\"" + AWAY + "\",\"text\":\"" + SECRET + "\"}\n";
    private static final String HISTORY = "{\"do\":\"history\",\"peer\":\"" + AWAY + "\"}\n";

    @TempDir
    Path directory;

    @Test
    void aNewProfileIsEncryptedFromTheBeginning() throws IOException {
        assertThat(run(SEND, "--passphrase-file", file("one"))).contains("\"queued\"");

        assertThat(filesThatHold(SECRET)).isEmpty();
        assertThat(run(HISTORY, "--passphrase-file", file("one"))).contains(SECRET);
    }

    @Test
    void aLockedProfileSaysHowItOpensAndAWrongPassphraseThatItIsWrong() throws IOException {
        run(SEND, "--passphrase-file", file("one"));

        assertThat(run(HISTORY))
                .contains("\"event\":\"error\"")
                .contains("is locked")
                .contains("--passphrase-file");
        assertThat(run(HISTORY, "--passphrase-file", file("two"))).contains("That is not the passphrase");
        assertThat(run(HISTORY, "--passphrase-file", file(""))).contains("is empty");
        assertThat(run(
                        HISTORY,
                        "--passphrase-file",
                        directory.resolve("nowhere").toString()))
                .contains("cannot be read");
        assertThat(run(HISTORY, "--passphrase-file", file("one"))).contains(SECRET);
    }

    @Test
    void aPassphraseIsSetChangedAndTakenAwayAtStart() throws IOException {
        run(SEND);
        assertThat(filesThatHold(SECRET)).isNotEmpty();
        assertThat(run("", "--passphrase-file", file("one"))).contains("has no passphrase");

        assertThat(run(HISTORY, "--new-passphrase-file", file("one"))).contains(SECRET);
        assertThat(filesThatHold(SECRET)).isEmpty();
        assertThat(run(HISTORY, "--passphrase-file", file("one"), "--new-passphrase-file", file("two")))
                .contains(SECRET);
        assertThat(run(HISTORY, "--passphrase-file", file("one"))).contains("That is not the passphrase");
        assertThat(run(HISTORY, "--passphrase-file", file("two"), "--new-passphrase-file", file("")))
                .contains(SECRET);
        assertThat(run(HISTORY)).contains(SECRET);
    }

    /** As if the program had ended between the two: the identity is under the passphrase, the messages are not. */
    @Test
    void aStartThatWasCutShortAfterTheIdentityIsMadeGood() throws Exception {
        run(SEND);
        try (ProfileDirectory profile = ProfileDirectory.open(directory.resolve("data"), "default")) {
            profile.protect(profile.identity(), Passphrase.of("one".toCharArray()));
        }
        assertThat(run(HISTORY, "--passphrase-file", file("one"))).contains(SECRET);
        assertThat(filesThatHold(SECRET)).isEmpty();
    }

    @Test
    void everyFileIsPrivateToItsOwner() throws IOException {
        run(SEND, "--passphrase-file", file("one"));
        Path profile = directory.resolve("data/default");
        if (!profile.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        try (Stream<Path> files = Files.walk(profile)) {
            for (Path each : files.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                        .as(each.toString())
                        .isEqualTo(Files.isDirectory(each) ? "rwx------" : "rw-------");
            }
        }
    }

    @Test
    void thePromptAsksThreeTimesAndThenGivesUp() throws Exception {
        run(SEND, "--passphrase-file", file("one"));
        List<Boolean> asked = new ArrayList<>();
        Unlocking unlocking = new Unlocking(new ByteArrayInputStream(new byte[0]), (profile, wrong) -> {
            asked.add(wrong);
            return Passphrase.of("guess".toCharArray());
        });
        try (ProfileDirectory profile = ProfileDirectory.open(directory.resolve("data"), "default")) {
            ClientOptions options = ((ClientOptions.Parsed.Run) ClientOptions.parse("1")).options();
            assertThatThrownBy(() -> unlocking.unlock(profile, options))
                    .hasMessageContaining("That is not the passphrase");
        }
        assertThat(asked).containsExactly(false, true, true);
    }

    @Test
    void aRunningClientCopiesItsProfileAndMakesOneOfIt() throws IOException {
        String paths = "\"file\":\"" + directory.resolve("copy") + "\",\"passphraseFile\":\"" + file("two") + "\"";
        run(SEND, "--passphrase-file", file("one"));
        String said = run(
                "{\"do\":\"backup\",\"ref\":1," + paths + "}\n{\"do\":\"import\",\"ref\":2,\"profile\":\"other\","
                        + paths + "}\n{\"do\":\"import\",\"ref\":3,\"profile\":\"other\"," + paths + "}\n",
                "--passphrase-file",
                file("one"));

        assertThat(said)
                .contains("{\"event\":\"profile_copied\",\"ref\":1,\"profile\":\"default\"")
                .contains("{\"event\":\"profile_copied\",\"ref\":2,\"profile\":\"other\"")
                .contains("There is a profile \\\"other\\\"");
        assertThat(run(HISTORY, "--profile", "other", "--passphrase-file", file("two")))
                .contains(SECRET);
    }

    private String run(String input, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--json", "--no-port-mapping"));
        all.addAll(List.of(arguments));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Wiring wiring = new Wiring(
                new LivePeers(), address -> () -> {}, AppDirectories.within(directory.resolve("data")), List.of());
        new Launcher(
                        wiring,
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        out,
                        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8))
                .run(all.toArray(String[]::new));
        return out.toString(StandardCharsets.UTF_8);
    }

    private String file(String passphrase) throws IOException {
        Path file = directory.resolve("passphrase-" + passphrase);
        Files.writeString(file, passphrase + "\n");
        return file.toString();
    }

    private List<Path> filesThatHold(String text) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("data/default"))) {
            List<Path> found = new ArrayList<>();
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(each, StandardCharsets.ISO_8859_1).contains(text)) {
                    found.add(each);
                }
            }
            return found;
        }
    }
}
