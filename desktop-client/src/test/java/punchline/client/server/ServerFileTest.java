package punchline.client.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import punchline.protocol.ServerAddress;

class ServerFileTest {
    private static final ServerAddress SERVER = new ServerAddress("203.0.113.7", 6327);

    @TempDir
    Path directory;

    private Path first = Path.of("");
    private Path second = Path.of("");

    @BeforeEach
    void places() {
        first = directory.resolve("app").resolve("server.txt");
        second = directory.resolve("profile").resolve("server.txt");
    }

    @Test
    void theFirstFileThatNamesServersCounts() throws IOException {
        write(first, "203.0.113.7:6327\n");
        write(second, "203.0.113.8:6327\n");

        assertThat(search()).isEqualTo(new ServerFile(List.of(SERVER), first.toAbsolutePath(), List.of()));
    }

    @Test
    void aMissingFileIsPassedOverWithoutAWord() throws IOException {
        write(second, "203.0.113.7:6327\n");

        assertThat(search()).isEqualTo(new ServerFile(List.of(SERVER), second.toAbsolutePath(), List.of()));
    }

    @Test
    void aWrongLineIsToldWithFileLineAndWhatWasExpected() throws IOException {
        write(first, "# ours\n203.0.113.7:6327\nchat.example.org\n");

        ServerFile found = search();

        assertThat(found.servers()).isEmpty();
        assertThat(found.problems())
                .containsExactly(first.toAbsolutePath()
                        + " line 3: expected IPADDRESS:PORT, such as 203.0.113.7:6327, but found \"chat.example.org\"");
    }

    @Test
    void afterAWrongFileTheNextIsLookedAt() throws IOException {
        write(first, "203.0.113.7:0\n");
        write(second, "203.0.113.7:6327\n");

        ServerFile found = search();

        assertThat(found.servers()).containsExactly(SERVER);
        assertThat(found.problems()).hasSize(1);
    }

    @Test
    void aFileOfCommentsNamesNoServerAndIsNothingToComplainOf() throws IOException {
        write(first, "# nothing yet\n\n");

        assertThat(search().servers()).isEmpty();
        assertThat(search().problems()).isEmpty();
    }

    @Test
    void aFileThatIsNoTextIsToldAndNotReadToItsEnd() throws IOException {
        Files.createDirectories(first.getParent());
        Files.write(first, new byte[1024 * 1024]);
        Files.createDirectories(second.getParent());
        Files.write(second, new byte[] {(byte) 0xff});

        assertThat(search().problems())
                .satisfiesExactly(
                        one -> assertThat(one).contains("longer than 64 KiB"),
                        two -> assertThat(two).contains("not UTF-8"));
    }

    @Test
    void aDirectoryOfThatNameIsToldToBeUnreadable() throws IOException {
        Files.createDirectories(first);

        assertThat(search().problems()).singleElement().asString().contains("cannot be read");
    }

    @Test
    void noFileAtAllIsNoServerAndNoProblem() {
        assertThat(search()).isEqualTo(new ServerFile(List.of(), null, List.of()));
    }

    @Test
    void aServerIsRememberedOnceAndBesideTheOthers() throws IOException {
        write(second, "192.0.2.1:6327");
        ServerFile.remember(second, SERVER);
        ServerFile.remember(second, SERVER);

        assertThat(search().servers()).containsExactly(new ServerAddress("192.0.2.1", 6327), SERVER);
        assertThat(search().problems()).isEmpty();
        assertThat(second).content().containsOnlyOnce(SERVER.toString());
    }

    @Test
    void whereThereIsNoFileRememberingMakesOne() throws IOException {
        Files.createDirectories(second.getParent());
        ServerFile.remember(second, SERVER);

        assertThat(search().servers()).containsExactly(SERVER);
    }

    @Test
    void aWrongOrFullFileIsLeftAlone() throws IOException {
        write(first, "nonsense\n");
        ServerFile.remember(first, SERVER);
        assertThat(first).hasContent("nonsense\n");

        String full = IntStream.rangeClosed(1, 16)
                .mapToObj(i -> "192.0.2." + i + ":6327\n")
                .collect(Collectors.joining());
        write(second, full);
        ServerFile.remember(second, SERVER);
        assertThat(second).hasContent(full);
    }

    private ServerFile search() {
        return ServerFile.search(List.of(first, second));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
