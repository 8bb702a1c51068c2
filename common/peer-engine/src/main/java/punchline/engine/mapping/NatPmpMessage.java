package punchline.engine.mapping;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** NAT-PMP's datagrams, as drawn in this package's description. */
final class NatPmpMessage {
    static final int PORT = 5351;
    static final byte VERSION = 0;
    static final int UNSUPPORTED_VERSION = 1;

    private static final byte ADDRESS = 0;
    private static final byte MAP_UDP = 1;
    private static final int ANSWER = 0x80;
    private static final int ERROR_BYTES = 8;
    private static final int ADDRESS_BYTES = 12;
    private static final int MAP_BYTES = 16;
    private static final int IPV4_BYTES = 4;

    private NatPmpMessage() {}

    /** A gateway's answer. */
    sealed interface Answer {}

    /** The external address, unspecified while the gateway has none. */
    record Address(long epochSeconds, InetAddress external) implements Answer {}

    /** To a mapping. */
    record Mapped(long epochSeconds, int internalPort, int externalPort, long lifetimeSeconds) implements Answer {}

    /** No; to either. */
    record Refused(boolean map, int result) implements Answer {}

    static byte[] address() {
        return new byte[] {VERSION, ADDRESS};
    }

    /** Asks for a mapping; with neither a lifetime nor a wanted port, gives it back (RFC 6886, section 3.4). */
    static byte[] map(int port, int wantedPort, long lifetimeSeconds) {
        return ByteBuffer.allocate(MAP_BYTES - 4)
                .put(VERSION)
                .put(MAP_UDP)
                .putShort((short) 0)
                .putShort((short) port)
                .putShort((short) wantedPort)
                .putInt((int) lifetimeSeconds)
                .array();
    }

    /** Reads an answer; null for anything else. */
    static @Nullable Answer decode(byte[] datagram) {
        if (datagram.length < ERROR_BYTES || datagram[0] != VERSION) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(datagram);
        in.get();
        int opcode = in.get() & 0xff;
        int result = Short.toUnsignedInt(in.getShort());
        long epochSeconds = Integer.toUnsignedLong(in.getInt());
        if (opcode != (ADDRESS | ANSWER) && opcode != (MAP_UDP | ANSWER)) {
            return null;
        }
        boolean map = opcode == (MAP_UDP | ANSWER);
        if (result != 0) {
            return new Refused(map, result);
        }
        if (datagram.length < (map ? MAP_BYTES : ADDRESS_BYTES)) {
            return null;
        }
        if (map) {
            return new Mapped(
                    epochSeconds,
                    Short.toUnsignedInt(in.getShort()),
                    Short.toUnsignedInt(in.getShort()),
                    Integer.toUnsignedLong(in.getInt()));
        }
        byte[] external = new byte[IPV4_BYTES];
        in.get(external);
        return new Address(epochSeconds, address(external));
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an IPv4 address has 4 bytes", e);
        }
    }
}
