package punchline.benchmark.lab.network;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Opens UDP sockets and interfaces of this process in other network namespaces. Each belongs to the namespace that its thread was in
 * when it was opened (setns(2)), so each is opened on a thread made for it.
 */
public final class NamespaceSockets {
    private static final ThreadFactory THREADS =
            Thread.ofPlatform().daemon().name("open in a namespace").factory();

    private NamespaceSockets() {}

    /**
     * A bound, blocking channel.
     *
     * @throws LabException if there is no such namespace, or the address cannot be bound there
     */
    public static DatagramChannel open(Namespace namespace, InetSocketAddress local) {
        StandardProtocolFamily family =
                local.getAddress() instanceof Inet6Address ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET;
        return within(namespace, () -> DatagramChannel.open(family).bind(local));
    }

    /** A new Ethernet interface of that name, and the descriptor of its other side. */
    static int openTap(Namespace namespace, String name) {
        return within(namespace, () -> {
            int descriptor = Libc.open(DelayedCable.DEVICE.toString(), Libc.O_RDWR);
            Libc.makeTap(descriptor, name);
            return descriptor;
        });
    }

    /**
     * Opens anything whose namespace is that of the thread that opens it.
     *
     * @throws LabException if there is no such namespace, or it cannot be opened there
     */
    public static <T> T within(Namespace namespace, Callable<T> opening) {
        CompletableFuture<T> opened = new CompletableFuture<>();
        THREADS.newThread(() -> {
                    try {
                        Libc.enter(namespace.name());
                        opened.complete(opening.call());
                    } catch (Exception e) {
                        opened.completeExceptionally(e);
                    }
                })
                .start();
        try {
            return opened.get();
        } catch (ExecutionException e) {
            throw new LabException("nothing can be opened in " + namespace.name(), causeOf(e));
        } catch (InterruptedException e) {
            throw Processes.interrupted(e);
        }
    }

    private static Throwable causeOf(ExecutionException e) {
        @Nullable Throwable cause = e.getCause();
        return cause == null ? e : cause;
    }
}
