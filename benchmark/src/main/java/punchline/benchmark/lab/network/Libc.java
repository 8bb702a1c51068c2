package punchline.benchmark.lab.network;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** The few calls of Linux that Java has no method for. Descriptors are ints; an error is an exception that names the call. */
final class Libc {
    /** {@code <fcntl.h>} and {@code <sched.h>} of Linux. */
    static final int O_RDONLY = 0;

    static final int O_RDWR = 2;
    private static final int CLONE_NEWNET = 0x4000_0000;

    /** {@code <linux/if_tun.h>}. */
    private static final long TUNSETIFF = 0x4004_54caL;

    private static final short IFF_TAP = 0x0002;
    private static final short IFF_NO_PI = 0x1000;

    /** {@code struct ifreq}: a name of 16 bytes, then the flags. */
    private static final int INTERFACE_REQUEST_BYTES = 40;

    private static final int INTERFACE_NAME_BYTES = 16;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    private static final MethodHandle OPEN = function("open", FunctionDescriptor.of(INT, ValueLayout.ADDRESS, INT));
    private static final MethodHandle SETNS = function("setns", FunctionDescriptor.of(INT, INT, INT));
    private static final MethodHandle CLOSE = function("close", FunctionDescriptor.of(INT, INT));
    private static final MethodHandle IOCTL =
            function("ioctl", FunctionDescriptor.of(INT, INT, LONG, ValueLayout.ADDRESS), 2);
    private static final MethodHandle READ =
            function("read", FunctionDescriptor.of(LONG, INT, ValueLayout.ADDRESS, LONG));
    private static final MethodHandle WRITE =
            function("write", FunctionDescriptor.of(LONG, INT, ValueLayout.ADDRESS, LONG));

    private Libc() {}

    static int open(String path, int flags) {
        try (Arena arena = Arena.ofConfined()) {
            return (int) checked("open(2) of " + path, (int) OPEN.invokeExact(arena.allocateFrom(path), flags));
        } catch (Throwable e) {
            throw failed("open(2) of " + path, e);
        }
    }

    static void close(int descriptor) {
        try {
            checked("close(2)", (int) CLOSE.invokeExact(descriptor));
        } catch (Throwable e) {
            throw failed("close(2)", e);
        }
    }

    /** Moves the calling thread, and it alone, into a network namespace. */
    static void enter(String namespace) {
        int file = open("/run/netns/" + namespace, O_RDONLY);
        try {
            checked("setns(2) to " + namespace, (int) SETNS.invokeExact(file, CLONE_NEWNET));
        } catch (Throwable e) {
            throw failed("setns(2) to " + namespace, e);
        } finally {
            close(file);
        }
    }

    /** Makes the opened {@code /dev/net/tun} the other side of a new Ethernet interface. */
    static void makeTap(int descriptor, String name) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment request = arena.allocate(INTERFACE_REQUEST_BYTES);
            request.setString(0, name);
            request.set(ValueLayout.JAVA_SHORT, INTERFACE_NAME_BYTES, (short) (IFF_TAP | IFF_NO_PI));
            checked("ioctl(TUNSETIFF) of " + name, (int) IOCTL.invokeExact(descriptor, TUNSETIFF, request));
        } catch (Throwable e) {
            throw failed("ioctl(TUNSETIFF) of " + name, e);
        }
    }

    /** Blocks until there is something; gives the count of bytes. */
    static long read(int descriptor, MemorySegment into) {
        try {
            return checked("read(2)", (long) READ.invokeExact(descriptor, into, into.byteSize()));
        } catch (Throwable e) {
            throw failed("read(2)", e);
        }
    }

    /** Gives the count of bytes taken; negative if they are refused, as by an interface that is down. */
    static long write(int descriptor, MemorySegment from) {
        try {
            return (long) WRITE.invokeExact(descriptor, from, from.byteSize());
        } catch (Throwable e) {
            throw failed("write(2)", e);
        }
    }

    private static long checked(String call, long result) {
        if (result < 0) {
            throw new LabException(call + " is refused");
        }
        return result;
    }

    private static LabException failed(String call, Throwable cause) {
        return cause instanceof LabException known ? known : new LabException(call + " cannot be made", cause);
    }

    private static MethodHandle function(String name, FunctionDescriptor descriptor, int fixedArguments) {
        return function(name, descriptor, Linker.Option.firstVariadicArg(fixedArguments));
    }

    @SuppressWarnings("restricted")
    private static MethodHandle function(String name, FunctionDescriptor descriptor, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor, options);
    }
}
