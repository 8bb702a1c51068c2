package punchline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class LocalAnswersTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    @Test
    void everyQuestionIsAnsweredAndNobodyElseMayAsk() throws IOException {
        Path file = directory.resolve("a.sock");
        try (LocalAnswers answers = LocalAnswers.open(file, question -> question + "!")) {
            assertThat(LocalQuestion.ask(file, "one\nö", LONG)).isEqualTo("one\nö!");
            assertThat(LocalQuestion.ask(file, "", LONG)).isEqualTo("!");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(answers).isNotNull();
        }
        assertThat(file).doesNotExist();
        assertThatThrownBy(() -> LocalQuestion.ask(file, "?", LONG)).isInstanceOf(IOException.class);
    }

    @Test
    void whatAKilledProgramLeftIsTakenOver() throws IOException {
        Path file = directory.resolve("a.sock");
        Files.writeString(file, "left over");
        try (LocalAnswers answers = LocalAnswers.open(file, question -> "here")) {
            assertThat(LocalQuestion.ask(file, "?", LONG)).isEqualTo("here");
            assertThat(answers).isNotNull();
        }
    }

    @Test
    void whoSaysNothingOrTooMuchHoldsUpNobody() throws IOException {
        Path file = directory.resolve("a.sock");
        try (LocalAnswers answers = LocalAnswers.open(file, question -> "here");
                SocketChannel silent = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            silent.connect(UnixDomainSocketAddress.of(file));
            assertThat(LocalQuestion.ask(file, "?", LONG)).isEqualTo("here");
            assertThatThrownBy(() -> LocalQuestion.ask(file, "x".repeat(LocalQuestion.MAX_BYTES + 1), LONG))
                    .hasMessageContaining("longer than");
            assertThat(LocalQuestion.ask(file, "?", LONG)).isEqualTo("here");
            assertThat(answers).isNotNull();
        }
    }
}
