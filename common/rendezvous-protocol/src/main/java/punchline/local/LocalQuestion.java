package punchline.local;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;

/** Asks what {@link LocalAnswers} answers. */
public final class LocalQuestion {
    /** Of a question, and of an answer: a page or two of text. */
    public static final int MAX_BYTES = 16 * 1024;

    private LocalQuestion() {}

    /**
     * Asks, and waits for the answer.
     *
     * @throws IOException if nobody answers there in time
     */
    public static String ask(Path file, String question, Duration maxWait) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(file));
            Texts.write(channel, question, maxWait);
            return Texts.read(channel, maxWait);
        } catch (UnsupportedOperationException e) {
            throw new IOException("this system has no Unix domain sockets", e);
        }
    }
}
