package punchline.benchmark.server;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/** The calls of Linux that take and give whole batches of datagrams. One thread. */
final class DatagramCalls {
    private static final int EINTR = 4;
    private static final int EAGAIN = 11;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle SOCKET = function("socket", FunctionDescriptor.of(INT, INT, INT, INT));
    private static final MethodHandle BIND =
            function("bind", FunctionDescriptor.of(INT, INT, ValueLayout.ADDRESS, INT));
    private static final MethodHandle SETSOCKOPT =
            function("setsockopt", FunctionDescriptor.of(INT, INT, INT, INT, ValueLayout.ADDRESS, INT));
    private static final MethodHandle SENDMMSG =
            function("sendmmsg", FunctionDescriptor.of(INT, INT, ValueLayout.ADDRESS, INT, INT));
    private static final MethodHandle RECVMMSG =
            function("recvmmsg", FunctionDescriptor.of(INT, INT, ValueLayout.ADDRESS, INT, INT, ValueLayout.ADDRESS));
    private static final MethodHandle POLL =
            function("poll", FunctionDescriptor.of(INT, ValueLayout.ADDRESS, LONG, INT));
    private static final MethodHandle CLOSE = function("close", FunctionDescriptor.of(INT, INT));

    private final MemorySegment state;

    DatagramCalls(Arena arena) {
        state = arena.allocate(STATE);
    }

    int socket(int domain, int type) throws IOException {
        try {
            return checked("socket", (int) SOCKET.invokeExact(state, domain, type, 0));
        } catch (Throwable e) {
            throw failed("socket", e);
        }
    }

    void bind(int descriptor, MemorySegment address) throws IOException {
        try {
            checked("bind", (int) BIND.invokeExact(state, descriptor, address, (int) address.byteSize()));
        } catch (Throwable e) {
            throw failed("bind", e);
        }
    }

    void setOption(int descriptor, int level, int option, MemorySegment value) throws IOException {
        try {
            checked("setsockopt", (int) SETSOCKOPT.invokeExact(state, descriptor, level, option, value, Integer.BYTES));
        } catch (Throwable e) {
            throw failed("setsockopt", e);
        }
    }

    /** Gives how many were sent; waits while the socket has no room. */
    int sendmmsg(int descriptor, MemorySegment headers, int count) throws IOException {
        try {
            int sent = (int) SENDMMSG.invokeExact(state, descriptor, headers, count, 0);
            return sent < 0 && errno() == EINTR ? 0 : checked("sendmmsg", sent);
        } catch (Throwable e) {
            throw failed("sendmmsg", e);
        }
    }

    /** Gives how many have come; 0 if none. */
    int recvmmsg(int descriptor, MemorySegment headers, int count, int flags) throws IOException {
        try {
            int received = (int) RECVMMSG.invokeExact(state, descriptor, headers, count, flags, MemorySegment.NULL);
            boolean none = received < 0 && (errno() == EAGAIN || errno() == EINTR);
            return none ? 0 : checked("recvmmsg", received);
        } catch (Throwable e) {
            throw failed("recvmmsg", e);
        }
    }

    /** Waits for one descriptor; a signal, as profilers send them, ends it early. */
    void poll(MemorySegment pollfd, int millis) throws IOException {
        try {
            int ready = (int) POLL.invokeExact(state, pollfd, 1L, millis);
            if (ready >= 0 || errno() != EINTR) {
                checked("poll", ready);
            }
        } catch (Throwable e) {
            throw failed("poll", e);
        }
    }

    void close(int descriptor) throws IOException {
        try {
            checked("close", (int) CLOSE.invokeExact(state, descriptor));
        } catch (Throwable e) {
            throw failed("close", e);
        }
    }

    private int checked(String name, int result) throws IOException {
        if (result < 0) {
            throw new IOException(name + "(2) failed with errno " + errno());
        }
        return result;
    }

    private int errno() {
        return (int) ERRNO.get(state, 0L);
    }

    private static IOException failed(String name, Throwable cause) {
        return cause instanceof IOException known ? known : new IOException(name + "(2) cannot be called", cause);
    }

    @SuppressWarnings("restricted")
    private static MethodHandle function(String name, FunctionDescriptor descriptor) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name), descriptor, Linker.Option.captureCallState("errno"));
    }
}
