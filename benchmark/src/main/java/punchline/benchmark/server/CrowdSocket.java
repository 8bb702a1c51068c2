package punchline.benchmark.server;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * One UDP socket of Linux that speaks for millions of hosts: every address of 127.0.0.0/8 is this machine's own, and IP_PKTINFO (ip(7))
 * says from which of them a datagram leaves and to which one came. Whole batches go by one system call, so that the one who asks is
 * not what is measured. One thread, the one that made it.
 */
final class CrowdSocket implements AutoCloseable {
    /** Host 0 is 127.1.0.0; the addresses below it belong to servers. */
    private static final int FIRST_ADDRESS = 0x7f01_0000;

    private static final int SERVER_ADDRESS = 0x7f00_0001;

    /** Datagrams in one system call. */
    static final int BATCH = 64;

    /** A datagram of the protocol is no longer. */
    private static final int DATAGRAM_BYTES = 1200;

    private static final int BUFFER_BYTES = 4 * 1024 * 1024;

    // <sys/socket.h>, <netinet/in.h>, <poll.h> of Linux.
    private static final int AF_INET = 2;
    private static final int SOCK_DGRAM = 2;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVBUF = 8;
    private static final int IPPROTO_IP = 0;
    private static final int IP_PKTINFO = 8;
    private static final int MSG_DONTWAIT = 0x40;
    private static final short POLLIN = 1;

    private static final int NAME_BYTES = 16;

    /** A {@code struct cmsghdr} and an {@code in_pktinfo}: interface, address to leave from, address that was sent to. */
    private static final int CONTROL_BYTES = 32;

    private static final int CONTROL_LENGTH = 28;
    private static final int LEAVES_FROM = 20;
    private static final int CAME_TO = 24;

    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final ValueLayout.OfInt NETWORK_INT = INT.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfShort NETWORK_SHORT = SHORT.withOrder(ByteOrder.BIG_ENDIAN);

    /** Takes what came for a host. */
    @FunctionalInterface
    interface Receiver {
        void onDatagram(int host, byte[] datagram) throws IOException;
    }

    private final Arena arena = Arena.ofConfined();
    private final DatagramCalls calls = new DatagramCalls(arena);
    private final Batch out = new Batch(arena);
    private final Batch in = new Batch(arena);
    private final MemorySegment pollfd = arena.allocate(Long.BYTES, Long.BYTES);
    private final int descriptor;
    private int pending;

    /** Speaks to that port of 127.0.0.1, from one port of all addresses. */
    CrowdSocket(int serverPort) throws IOException {
        descriptor = calls.socket(AF_INET, SOCK_DGRAM);
        MemorySegment value = arena.allocate(INT);
        value.set(INT, 0, 1);
        calls.setOption(descriptor, IPPROTO_IP, IP_PKTINFO, value);
        value.set(INT, 0, BUFFER_BYTES);
        calls.setOption(descriptor, SOL_SOCKET, SO_RCVBUF, value);
        MemorySegment any = arena.allocate(NAME_BYTES, Long.BYTES);
        any.set(SHORT, 0, (short) AF_INET);
        calls.bind(descriptor, any);
        for (int i = 0; i < BATCH; i++) {
            long name = (long) i * NAME_BYTES;
            out.names.set(SHORT, name, (short) AF_INET);
            out.names.set(NETWORK_SHORT, name + 2, (short) serverPort);
            out.names.set(NETWORK_INT, name + 4, SERVER_ADDRESS);
            long control = (long) i * CONTROL_BYTES;
            out.controls.set(LONG, control, CONTROL_LENGTH);
            out.controls.set(INT, control + 8, IPPROTO_IP);
            out.controls.set(INT, control + 12, IP_PKTINFO);
        }
        pollfd.set(INT, 0, descriptor);
        pollfd.set(SHORT, 4, POLLIN);
    }

    /** Queues a datagram from that host; a full batch leaves. */
    void send(int host, byte[] datagram) throws IOException {
        MemorySegment.copy(datagram, 0, out.data, BYTE, (long) pending * DATAGRAM_BYTES, datagram.length);
        out.setCapacity(pending, datagram.length);
        out.controls.set(NETWORK_INT, (long) pending * CONTROL_BYTES + LEAVES_FROM, FIRST_ADDRESS + host);
        if (++pending == BATCH) {
            flush();
        }
    }

    /** Lets all leave that is queued. */
    void flush() throws IOException {
        int sent = 0;
        while (sent < pending) {
            sent += calls.sendmmsg(descriptor, out.headers.asSlice(Batch.header(sent)), pending - sent);
        }
        pending = 0;
    }

    /** Takes in what has come, at most a batch, without waiting. Gives the count. */
    int receive(Receiver receiver) throws IOException {
        int count = calls.recvmmsg(descriptor, in.headers, BATCH, MSG_DONTWAIT);
        for (int i = 0; i < count; i++) {
            byte[] datagram = new byte[in.length(i)];
            MemorySegment.copy(in.data, BYTE, (long) i * DATAGRAM_BYTES, datagram, 0, datagram.length);
            int host = in.controls.get(NETWORK_INT, (long) i * CONTROL_BYTES + CAME_TO) - FIRST_ADDRESS;
            in.reset(i);
            receiver.onDatagram(host, datagram);
        }
        return count;
    }

    /** Waits until something has come, at most so long. */
    void await(int millis) throws IOException {
        calls.poll(pollfd, millis);
    }

    @Override
    public void close() throws IOException {
        try (arena) {
            calls.close(descriptor);
        }
    }

    /** The memory of one batch: an array of {@code struct mmsghdr} and what it points to. */
    private static final class Batch {
        private static final int HEADER_BYTES = 64;
        private static final int VECTOR_BYTES = 16;

        private final MemorySegment headers;
        private final MemorySegment vectors;
        private final MemorySegment names;
        private final MemorySegment controls;
        private final MemorySegment data;

        Batch(Arena arena) {
            headers = arena.allocate((long) BATCH * HEADER_BYTES, Long.BYTES);
            vectors = arena.allocate((long) BATCH * VECTOR_BYTES, Long.BYTES);
            names = arena.allocate((long) BATCH * NAME_BYTES, Long.BYTES);
            controls = arena.allocate((long) BATCH * CONTROL_BYTES, Long.BYTES);
            data = arena.allocate((long) BATCH * DATAGRAM_BYTES, Long.BYTES);
            for (int i = 0; i < BATCH; i++) {
                vectors.set(LONG, (long) i * VECTOR_BYTES, data.address() + (long) i * DATAGRAM_BYTES);
                setCapacity(i, DATAGRAM_BYTES);
                headers.set(LONG, header(i), names.address() + (long) i * NAME_BYTES);
                headers.set(LONG, header(i) + 16, vectors.address() + (long) i * VECTOR_BYTES);
                headers.set(LONG, header(i) + 24, 1);
                headers.set(LONG, header(i) + 32, controls.address() + (long) i * CONTROL_BYTES);
                reset(i);
            }
        }

        static long header(int i) {
            return (long) i * HEADER_BYTES;
        }

        void setCapacity(int i, int bytes) {
            vectors.set(LONG, (long) i * VECTOR_BYTES + Long.BYTES, bytes);
        }

        /** The kernel has put there what it used; this makes all of it room again. */
        void reset(int i) {
            headers.set(INT, header(i) + 8, NAME_BYTES);
            headers.set(LONG, header(i) + 40, CONTROL_BYTES);
        }

        int length(int i) {
            return headers.get(INT, header(i) + 56);
        }
    }
}
