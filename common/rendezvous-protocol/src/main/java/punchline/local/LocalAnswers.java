package punchline.local;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * Answers questions that come through a Unix domain socket, one after the other, on a thread of its own. Whoever may
 * reach the socket's file may ask, so it belongs into a directory of its owner alone. Asked by {@link LocalQuestion}.
 */
public final class LocalAnswers implements AutoCloseable {
    /** Who does not write its question within this time is sent away, so that it holds up nobody. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(2);

    private static final int BACKLOG = 16;

    private final Path file;
    private final ServerSocketChannel server;
    private final UnaryOperator<String> answers;

    private LocalAnswers(Path file, ServerSocketChannel server, UnaryOperator<String> answers) {
        this.file = file;
        this.server = server;
        this.answers = answers;
    }

    /**
     * Begins to answer. A file that is there is taken to be left over, so hold a lock beside it.
     *
     * @param answers called on the thread of this; questions and answers have at most {@link LocalQuestion#MAX_BYTES}
     * @throws IOException if the file cannot be made, because its path is too long, say
     */
    public static LocalAnswers open(Path file, UnaryOperator<String> answers) throws IOException {
        Files.deleteIfExists(file);
        ServerSocketChannel server;
        try {
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        } catch (UnsupportedOperationException e) {
            throw new IOException("this system has no Unix domain sockets", e);
        }
        try {
            server.bind(UnixDomainSocketAddress.of(file), BACKLOG);
            if (Files.getFileAttributeView(file, PosixFileAttributeView.class) != null) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
        } catch (IOException e) {
            server.close();
            throw e;
        }
        LocalAnswers local = new LocalAnswers(file, server, answers);
        Thread thread = new Thread(local::run, "local-answers");
        thread.setDaemon(true);
        thread.start();
        return local;
    }

    private void run() {
        try {
            while (true) {
                answer(server.accept());
            }
        } catch (IOException e) {
            // Closed; or the system has no more channels for us, and then those who ask see that nobody answers.
            return;
        }
    }

    private void answer(SocketChannel accepted) {
        try (accepted) {
            Texts.write(accepted, answers.apply(Texts.read(accepted, MAX_WAIT)), MAX_WAIT);
        } catch (IOException e) {
            // The one who asked is gone, or too slow, and the next is as welcome as ever.
            return;
        }
    }

    /** Answers nobody any more. */
    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(file);
    }
}
