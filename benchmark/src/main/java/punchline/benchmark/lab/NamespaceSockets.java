package punchline.benchmark.lab;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Opens UDP sockets of this process in other network namespaces. A socket belongs to the namespace that its thread was in
 * when it was opened (setns(2)), so each is opened on a thread made for it.
 */
final class NamespaceSockets {
    /** {@code <sched.h>} and {@code <fcntl.h>} of Linux. */
    private static final int CLONE_NEWNET = 0x4000_0000;

    private static final int O_RDONLY = 0;

    private static final MethodHandle OPEN =
            libc("open", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
    private static final MethodHandle SETNS =
            libc("setns", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    private static final MethodHandle CLOSE =
            libc("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    private NamespaceSockets() {}

    /**
     * A bound, blocking channel.
     *
     * @throws LabException if there is no such namespace, or the address cannot be bound there
     */
    static DatagramChannel open(String namespace, InetSocketAddress local) {
        CompletableFuture<DatagramChannel> opened = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("open in " + namespace).start(() -> {
            try {
                enter(namespace);
                opened.complete(
                        DatagramChannel.open(StandardProtocolFamily.INET).bind(local));
            } catch (IOException | LabException e) {
                opened.completeExceptionally(e);
            }
        });
        try {
            return opened.get();
        } catch (ExecutionException e) {
            throw new LabException("no socket in " + namespace + " at " + local, causeOf(e));
        } catch (InterruptedException e) {
            throw Processes.interrupted(e);
        }
    }

    private static Throwable causeOf(ExecutionException e) {
        @Nullable Throwable cause = e.getCause();
        return cause == null ? e : cause;
    }

    private static void enter(String namespace) {
        try (Arena arena = Arena.ofConfined()) {
            int file = (int) OPEN.invokeExact(arena.allocateFrom("/run/netns/" + namespace), O_RDONLY);
            int result = (int) SETNS.invokeExact(file, CLONE_NEWNET);
            int closed = (int) CLOSE.invokeExact(file);
            if (file < 0 || result != 0 || closed != 0) {
                throw new LabException("the namespace " + namespace + " cannot be entered");
            }
        } catch (LabException e) {
            throw e;
        } catch (Throwable e) {
            throw new LabException("setns(2) cannot be called", e);
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle libc(String name, FunctionDescriptor descriptor) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor);
    }
}
