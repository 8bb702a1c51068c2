package punchline.benchmark.lab.network;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * A cable that holds each frame for a while: two Ethernet interfaces (TAP), and threads that carry frames between them. The
 * kernel completes all checksums before a frame gets here, for such an interface offers no offloading. Order is kept.
 */
final class DelayedCable {
    /** Where such interfaces come from. */
    static final Path DEVICE = Path.of("/dev/net/tun");

    /** An Ethernet frame of the usual 1500 bytes, and room. */
    private static final int FRAME_BYTES = 2048;

    /** A second at 60 Mbit/s; a longer queue would be another network. Frames above it are lost, as on a cable. */
    private static final int MAX_FRAMES = 5000;

    /** What the threads' own slowness may be worth; measured about 0.1 ms. */
    private static final long SPIN_NANOS = 50_000;

    private record Frame(byte[] bytes, long dueNanos) {}

    /** Behind the last frame, once an interface is gone. */
    private static final Frame END = new Frame(new byte[0], 0);

    private DelayedCable() {}

    /** Lays a cable between two new interfaces. It lies there until this program ends; its interfaces go with their namespaces. */
    static void lay(Namespace one, String oneName, Namespace other, String otherName, Duration delay) {
        int oneEnd = NamespaceSockets.openTap(one, oneName);
        int otherEnd = NamespaceSockets.openTap(other, otherName);
        carry(oneEnd, otherEnd, delay, oneName + " to " + otherName);
        carry(otherEnd, oneEnd, delay, otherName + " to " + oneName);
    }

    private static void carry(int from, int to, Duration delay, String name) {
        BlockingQueue<Frame> held = new LinkedBlockingQueue<>(MAX_FRAMES);
        Thread.ofPlatform().daemon().name("take " + name).start(() -> take(from, held, delay.toNanos()));
        Thread.ofPlatform().daemon().name("give " + name).start(() -> give(to, held));
    }

    private static void take(int from, BlockingQueue<Frame> held, long delayNanos) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(FRAME_BYTES);
            while (true) {
                long length = Libc.read(from, buffer);
                byte[] bytes = buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
                held.offer(new Frame(bytes, System.nanoTime() + delayNanos));
            }
        } catch (LabException interfaceGone) {
            held.clear();
            held.offer(END);
        }
    }

    private static void give(int to, BlockingQueue<Frame> held) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(FRAME_BYTES);
            for (Frame frame = held.take(); frame.bytes().length > 0; frame = held.take()) {
                for (long left = frame.dueNanos() - System.nanoTime();
                        left > SPIN_NANOS;
                        left = frame.dueNanos() - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                MemorySegment.copy(frame.bytes(), 0, buffer, ValueLayout.JAVA_BYTE, 0, frame.bytes().length);
                Libc.write(to, buffer.asSlice(0, frame.bytes().length));
            }
            Libc.close(to);
        } catch (InterruptedException e) {
            throw Processes.interrupted(e);
        }
    }
}
