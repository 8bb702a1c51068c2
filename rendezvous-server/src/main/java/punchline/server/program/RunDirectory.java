package punchline.server.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Held by the one server that runs with this directory: {@code rendezvous-server.pid} has its process's number, under a
 * lock that the system takes back however the process ends, so that a number left over deceives nobody.
 */
final class RunDirectory implements AutoCloseable {
    /** Far behind the number, so that systems on which a lock hinders readers let them read that. */
    private static final long LOCKED_BYTE = 1L << 40;

    private static final int MAX_NUMBER_BYTES = 32;
    private static final int MAX_TRIES = 100;
    private static final long WAIT_NANOS = 10_000_000L;

    private final FileChannel channel;

    private RunDirectory(FileChannel channel) {
        this.channel = channel;
    }

    /** Another server has the directory. */
    static final class HeldException extends Exception {
        HeldException(String message) {
            super(message);
        }
    }

    /**
     * Holds a directory, made if need be, until {@link #close}.
     *
     * @throws HeldException if another process does
     * @throws IOException if it cannot be written
     */
    static RunDirectory hold(Path directory) throws IOException, HeldException {
        Files.createDirectories(directory);
        for (int i = 0; i < MAX_TRIES; i++) {
            RunDirectory held = tryToHold(pidFile(directory));
            if (held != null) {
                return held;
            }
            if (holder(directory) != 0) {
                break;
            }
            // Somebody only looks whether it is held, for which he has to lock it, too.
            LockSupport.parkNanos(WAIT_NANOS);
        }
        throw new HeldException("a server is running already, process " + holder(directory) + " of " + directory
                + "; another one needs another --run-dir");
    }

    /** Null if another has the lock. */
    private static @Nullable RunDirectory tryToHold(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (lock(channel)) {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(UTF_8)));
            return new RunDirectory(channel);
        }
        channel.close();
        return null;
    }

    /**
     * The process that holds a directory; 0 if none does.
     *
     * @throws IOException if that cannot be seen, for want of rights, say
     */
    static long holder(Path directory) throws IOException {
        try (FileChannel channel =
                FileChannel.open(pidFile(directory), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            for (int i = 0; ; i++) {
                if (lock(channel)) {
                    return 0;
                }
                try {
                    return number(channel);
                } catch (NumberFormatException e) {
                    // It has the lock, and is about to write.
                    if (i == MAX_TRIES) {
                        throw new IOException("no number of a process", e);
                    }
                    LockSupport.parkNanos(WAIT_NANOS);
                }
            }
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static long number(FileChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(MAX_NUMBER_BYTES);
        channel.read(buffer, 0);
        return Long.parseLong(new String(buffer.array(), 0, buffer.position(), UTF_8).strip());
    }

    private static Path pidFile(Path directory) {
        return directory.resolve("rendezvous-server.pid");
    }

    /** Through which its server is asked. */
    static Path socket(Path directory) {
        return directory.resolve("rendezvous-server.sock");
    }

    @Override
    public void close() throws IOException {
        // The file stays: who opened it a moment ago would hold a lock on one that is gone, beside the next one's.
        channel.truncate(0);
        channel.close();
    }
}
