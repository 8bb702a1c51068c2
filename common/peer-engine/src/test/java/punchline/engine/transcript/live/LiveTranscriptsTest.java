package punchline.engine.transcript.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import punchline.engine.HistoryMessage;
import punchline.engine.Reason;
import punchline.engine.conversation.MessageId;
import punchline.engine.transcript.TranscriptFormat;
import punchline.engine.transcript.TranscriptPage;
import punchline.engine.transcript.TranscriptPort;
import punchline.engine.transcript.TranscriptPort.Transcript;
import punchline.protocol.PeerId;

/** Exports as real files. */
class LiveTranscriptsTest {
    private static final PeerId BOB = PeerId.ofBytes(new byte[PeerId.BYTES]);

    @TempDir
    private Path directory = Path.of("");

    private final LiveTranscripts transcripts = new LiveTranscripts(Runnable::run, ZoneOffset.UTC);

    @Test
    void aTranscriptAppearsWholeAtItsEndAndIsPrivate() throws Exception {
        Path file = directory.resolve("talk.txt");
        Transcript transcript = create(file, false);
        assertThat(write(transcript, "hello")).isNull();
        assertThat(file).doesNotExist();
        assertThat(end(transcript)).isNull();
        assertThat(file).content().contains("Conversation with Bob", "hello");
        assertThat(names()).containsExactly("talk.txt");
        assumeThat(directory.getFileSystem().supportedFileAttributeViews()).contains("posix");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aFileThatIsThereIsReplacedOnlyIfThatIsWanted() throws Exception {
        Path file = Files.writeString(directory.resolve("talk.txt"), "precious");
        assertThat(refused(file.toString(), false)).contains("talk.txt is there already");
        assertThat(file).hasContent("precious");
        Transcript transcript = create(file, true);
        write(transcript, "hello");
        assertThat(file).as("until the new one is whole").hasContent("precious");
        assertThat(end(transcript)).isNull();
        assertThat(file).content().contains("hello");
    }

    @Test
    void aFileThatAppearsMeanwhileIsNotReplaced() throws Exception {
        Path file = directory.resolve("talk.txt");
        Transcript transcript = create(file, false);
        write(transcript, "hello");
        Files.writeString(file, "precious");
        assertThat(end(transcript)).contains("is there already");
        assertThat(file).hasContent("precious");
        assertThat(names()).containsExactly("talk.txt");
    }

    @Test
    void whatWasAbandonedOrKilledLeavesNothing() throws Exception {
        Path file = directory.resolve("talk.txt");
        write(create(file, false), "of an export that was killed");
        assertThat(names()).containsExactly("talk.txt.punchline-part");
        Transcript transcript = create(file, false);
        write(transcript, "hello");
        assertThat(end(transcript)).isNull();
        assertThat(file).content().doesNotContain("killed");
        assertThat(names()).containsExactly("talk.txt");
    }

    @Test
    void whereNothingCanBeWrittenTheNextStepIsSaid() throws Exception {
        assertThat(refused(directory.resolve("missing/talk.txt").toString(), false))
                .contains("is not there. Make it first.");
        assertThat(refused(directory.toString(), true)).contains("that is a directory");
        assertThat(refused("talk\0.txt", false)).contains("cannot be the name of a file");
        Path proc = Path.of("/proc/self");
        assumeThat(proc).exists();
        assertThat(refused(proc.resolve("talk.txt").toString(), false)).contains("talk.txt");
    }

    /** Only where a small file system can be made: as root. */
    @Test
    void onAFullDiskNothingIsLeftAndThePersonIsTold() throws Exception {
        Path small = Files.createDirectory(directory.resolve("small"));
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", small.toString()))
                .as("a small file system can be mounted")
                .isTrue();
        try {
            Path file = Files.writeString(small.resolve("talk.txt"), "precious");
            Transcript transcript = create(file, true);
            String problem = null;
            for (int page = 0; page < 100 && problem == null; page++) {
                problem = write(transcript, "x".repeat(1000));
            }
            assertThat(problem).contains("could not be written", "Make room if the disk is full");
            assertThat(file).hasContent("precious");
            try (Stream<Path> left = Files.list(small)) {
                assertThat(left).containsExactly(file);
            }
        } finally {
            run("umount", small.toString());
        }
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

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private Transcript create(Path file, boolean overwrite) throws Exception {
        return opened(file.toString(), overwrite).get(10, TimeUnit.SECONDS);
    }

    private String refused(String file, boolean overwrite) throws Exception {
        return opened(file, overwrite)
                .handle((transcript, failure) -> String.valueOf(failure.getMessage()))
                .get(10, TimeUnit.SECONDS);
    }

    private CompletableFuture<Transcript> opened(String file, boolean overwrite) {
        CompletableFuture<Transcript> result = new CompletableFuture<>();
        transcripts.create(file, TranscriptFormat.TEXT, overwrite, new TranscriptPort.Opened() {
            @Override
            public void onOpened(Transcript transcript) {
                result.complete(transcript);
            }

            @Override
            public void onFailed(Reason problem) {
                result.completeExceptionally(new IOException(problem.text()));
            }
        });
        return result;
    }

    private static @Nullable String write(Transcript transcript, String text) throws Exception {
        CompletableFuture<@Nullable String> done = new CompletableFuture<>();
        HistoryMessage message = new HistoryMessage(MessageId.create(1, 1, 1), false, text, null, 0, "1");
        transcript.write(
                new TranscriptPage(BOB, "Bob", "Ann", true, List.of(message)),
                problem -> done.complete(problem == null ? null : problem.text()));
        return done.get(10, TimeUnit.SECONDS);
    }

    private static @Nullable String end(Transcript transcript) throws Exception {
        CompletableFuture<@Nullable String> done = new CompletableFuture<>();
        transcript.end(problem -> done.complete(problem == null ? null : problem.text()));
        return done.get(10, TimeUnit.SECONDS);
    }
}
