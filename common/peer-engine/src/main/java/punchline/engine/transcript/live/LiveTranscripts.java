package punchline.engine.transcript.live;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneId;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.engine.Reason;
import punchline.engine.transcript.JsonTranscript;
import punchline.engine.transcript.TextTranscript;
import punchline.engine.transcript.TranscriptFormat;
import punchline.engine.transcript.TranscriptPage;
import punchline.engine.transcript.TranscriptPort;
import punchline.engine.transcript.TranscriptText;
import punchline.engine.transcript.TranscriptTrouble;

/**
 * Transcripts as files. Each is written beside its target by virtual threads, one at a time, under a name that ends in {@value #PART}; once it is whole
 * and on the disk it is renamed. Private to the user where the file system knows users.
 */
public final class LiveTranscripts implements TranscriptPort {
    private static final Logger log = LoggerFactory.getLogger(LiveTranscripts.class);

    /** No file of anybody else's has such a name: what is left of an export that was killed is removed unasked. */
    private static final String PART = ".punchline-part";

    private final Executor engine;
    private final ZoneId zone;

    /**
     * Makes the port.
     *
     * @param engine runs what is told
     * @param zone   whose times are written
     */
    public LiveTranscripts(Executor engine, ZoneId zone) {
        this.engine = engine;
        this.zone = zone;
    }

    @Override
    public void create(String file, TranscriptFormat format, boolean overwrite, Opened opened) {
        run(() -> {
            LiveTranscript transcript;
            try {
                transcript = open(file, format, overwrite);
            } catch (InvalidPathException e) {
                engine.execute(() -> opened.onFailed(Reason.of(TranscriptTrouble.NO_NAME, "file", file)));
                return;
            } catch (IOException e) {
                Reason why = why(file, e);
                engine.execute(() -> opened.onFailed(why));
                return;
            }
            engine.execute(() -> opened.onOpened(transcript));
        });
    }

    private LiveTranscript open(String file, TranscriptFormat format, boolean overwrite) throws IOException {
        Path target = Path.of(file).toAbsolutePath();
        if (Files.isDirectory(target)) {
            throw new IOException("that is a directory");
        }
        if (!overwrite && Files.exists(target)) {
            throw new FileAlreadyExistsException(file);
        }
        Path part = target.resolveSibling(target.getFileName() + PART);
        // What an export that was killed left behind.
        Files.deleteIfExists(part);
        FileChannel channel = FileChannel.open(
                part, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW), privateTo(part));
        TranscriptText text = switch (format) {
            case TEXT -> new TextTranscript(zone);
            case JSON -> new JsonTranscript(zone);
        };
        return new LiveTranscript(target, part, overwrite, channel, text);
    }

    private static FileAttribute<?>[] privateTo(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static void run(Runnable work) {
        Thread.ofVirtual().name("transcript").start(work);
    }

    private static Reason why(String file, IOException e) {
        return switch (e) {
            case FileAlreadyExistsException _ -> Reason.of(TranscriptTrouble.EXISTS, "file", file);
            case NoSuchFileException _ -> Reason.of(TranscriptTrouble.NO_DIRECTORY, "file", file);
            case AccessDeniedException _ -> Reason.of(TranscriptTrouble.FORBIDDEN, "file", file);
            default -> Reason.of(TranscriptTrouble.FAILED, "file", file, "words", e.getMessage());
        };
    }

    /** Work of the transcript's thread. */
    private interface Work {
        void run() throws IOException;
    }

    private final class LiveTranscript implements Transcript {
        private final Path target;
        private final Path part;
        private final boolean overwrite;
        private final FileChannel channel;
        private final BufferedWriter out;
        private final TranscriptText text;
        private boolean begun;

        LiveTranscript(Path target, Path part, boolean overwrite, FileChannel channel, TranscriptText text) {
            this.target = target;
            this.part = part;
            this.overwrite = overwrite;
            this.channel = channel;
            this.out = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8));
            this.text = text;
        }

        @Override
        public void write(TranscriptPage page, Consumer<@Nullable Reason> done) {
            attempt(
                    () -> {
                        begin();
                        out.write(text.page(page));
                    },
                    done);
        }

        @Override
        public void end(Consumer<@Nullable Reason> done) {
            attempt(
                    () -> {
                        begin();
                        out.write(text.end());
                        out.flush();
                        channel.force(true);
                        out.close();
                        move();
                    },
                    done);
        }

        @Override
        public void abandon() {
            LiveTranscripts.run(this::remove);
        }

        private void begin() throws IOException {
            if (!begun) {
                begun = true;
                out.write(text.begin());
            }
        }

        private void move() throws IOException {
            if (!overwrite && Files.exists(target)) {
                throw new FileAlreadyExistsException(target.toString());
            }
            try {
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }

        private void attempt(Work work, Consumer<@Nullable Reason> done) {
            LiveTranscripts.run(() -> {
                Reason problem = null;
                try {
                    work.run();
                } catch (IOException e) {
                    problem = why(target.toString(), e);
                    remove();
                } catch (RuntimeException e) {
                    log.error("transcript {}", target, e);
                    problem = Reason.of(TranscriptTrouble.FAILED, "file", target, "words", e);
                    remove();
                }
                Reason told = problem;
                engine.execute(() -> done.accept(told));
            });
        }

        private void remove() {
            try (channel) {
                Files.deleteIfExists(part);
            } catch (IOException e) {
                log.warn("{} could not be removed: {}", part, e.getMessage());
            }
        }
    }
}
