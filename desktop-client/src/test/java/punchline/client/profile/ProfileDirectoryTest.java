package punchline.client.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import punchline.engine.identity.Identity;

class ProfileDirectoryTest {
    @TempDir
    Path data;

    @Test
    void anIdentityIsTheSameAtTheNextStart() throws Exception {
        Identity first;
        try (ProfileDirectory profile = ProfileDirectory.open(data, "alice")) {
            first = profile.identity();
        }
        try (ProfileDirectory profile = ProfileDirectory.open(data, "alice")) {
            Identity second = profile.identity();
            assertThat(second.peerId()).isEqualTo(first.peerId());
            assertThat(second.privateKey()).isEqualTo(first.privateKey());
        }
    }

    @Test
    void profilesAreDifferentPeople() throws Exception {
        try (ProfileDirectory alice = ProfileDirectory.open(data, "alice");
                ProfileDirectory bob = ProfileDirectory.open(data, "bob")) {
            assertThat(alice.identity().peerId()).isNotEqualTo(bob.identity().peerId());
        }
    }

    @Test
    void aProfileThatIsOpenIsRefusedUntilItIsClosed() throws Exception {
        ProfileDirectory first = ProfileDirectory.open(data, "alice");
        assertThatThrownBy(() -> ProfileDirectory.open(data, "alice"))
                .isInstanceOf(ProfileException.class)
                .hasMessageContaining("is open in another Punchline");
        first.close();

        ProfileDirectory.open(data, "alice").close();
    }

    @Test
    void aProfileOpenInAnotherProcessIsRefusedUntilThatIsKilled() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process holder = new ProcessBuilder(
                        java.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ProfileHolder.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(holder.getInputStream().read()).isEqualTo('!');
            assertThatThrownBy(() -> ProfileDirectory.open(data, "alice"))
                    .isInstanceOf(ProfileException.class)
                    .hasMessageContaining("is open in another Punchline");
        } finally {
            holder.destroyForcibly();
        }
        assertThat(holder.waitFor(10, TimeUnit.SECONDS)).isTrue();

        ProfileDirectory.open(data, "alice").close();
    }

    @Test
    void onlyItsOwnerMayReadIt() throws Exception {
        assumeTrue(
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix"), "no POSIX permissions here");
        try (ProfileDirectory profile = ProfileDirectory.open(data.resolve("new"), "alice")) {
            profile.identity();
            assertThat(permissions(profile.path())).isEqualTo("rwx------");
            assertThat(permissions(profile.path().resolve("identity.pem"))).isEqualTo("rw-------");
        }
    }

    @Test
    void aDataDirectoryThatCannotBeWrittenIsExplained() throws IOException {
        // A file where the directory should be: even root cannot write into that.
        Path file = Files.createFile(data.resolve("file"));

        assertThatThrownBy(() -> ProfileDirectory.open(file, "alice"))
                .isInstanceOf(ProfileException.class)
                .hasMessageContaining("cannot be written")
                .hasMessageContaining("--data");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../x", "a/b", "a\\b", "a b", "-x", "a\n", "\u00e4"})
    void aNameThatIsNoFileNameEverywhereIsRefused(String name) {
        assertThatThrownBy(() -> ProfileDirectory.open(data, name))
                .isInstanceOf(ProfileException.class)
                .hasMessageContaining("1 to 64 letters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
                "-----BEGIN PRIVATE KEY-----\n=\n-----END PRIVATE KEY-----\n",
            })
    void aDamagedIdentityIsExplainedAndLeftAlone(String content) throws Exception {
        try (ProfileDirectory profile = ProfileDirectory.open(data, "alice")) {
            Path file = profile.path().resolve("identity.pem");
            Files.writeString(file, content);

            assertThatThrownBy(profile::identity)
                    .isInstanceOf(ProfileException.class)
                    .hasMessageContaining("is damaged");
            assertThat(file).hasContent(content);
        }
    }

    @Test
    void twoHalvesOfDifferentIdentitiesAreDamaged() throws Exception {
        try (ProfileDirectory alice = ProfileDirectory.open(data, "alice");
                ProfileDirectory bob = ProfileDirectory.open(data, "bob")) {
            alice.identity();
            bob.identity();
            Path file = alice.path().resolve("identity.pem");
            String mixed = privateHalf(Files.readAllLines(file))
                    + publicHalf(Files.readAllLines(bob.path().resolve("identity.pem")));
            Files.writeString(file, mixed);

            assertThatThrownBy(alice::identity).hasMessageContaining("is damaged");
        }
    }

    private static String privateHalf(List<String> lines) {
        return String.join("\n", lines.subList(0, lines.indexOf("-----BEGIN PUBLIC KEY-----"))) + "\n";
    }

    private static String publicHalf(List<String> lines) {
        return String.join("\n", lines.subList(lines.indexOf("-----BEGIN PUBLIC KEY-----"), lines.size())) + "\n";
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
