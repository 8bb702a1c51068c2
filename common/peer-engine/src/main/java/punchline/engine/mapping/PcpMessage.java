package punchline.engine.mapping;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** PCP's datagrams, as drawn in this package's description. */
final class PcpMessage {
    static final int PORT = 5351;
    static final int NONCE_BYTES = 12;
    static final int UNSUPPORTED_VERSION = 1;

    private static final byte VERSION = 2;
    private static final byte ANNOUNCE = 0;
    private static final byte MAP = 1;
    private static final int ANSWER = 0x80;
    private static final byte UDP = 17;
    private static final int HEADER_BYTES = 24;
    private static final int MAP_BYTES = 60;

    /** "Responses ... longer than 1100 octets ... are invalid" (RFC 6887, section 8.3). */
    private static final int MAX_BYTES = 1100;

    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;

    private PcpMessage() {}

    /** A gateway's answer. */
    sealed interface Answer {
        long epochSeconds();
    }

    /** To ANNOUNCE, whatever the result: what counts is the epoch. */
    record Announced(long epochSeconds) implements Answer {}

    /** To MAP. */
    record Mapped(
            int result,
            long lifetimeSeconds,
            long epochSeconds,
            byte[] nonce,
            int internalPort,
            int externalPort,
            InetAddress external)
            implements Answer {
        boolean isFor(byte[] expectedNonce, int port) {
            return internalPort == port && Arrays.equals(nonce, expectedNonce);
        }
    }

    static byte[] announce(InetAddress own) {
        return header(HEADER_BYTES, ANNOUNCE, 0, own).array();
    }

    /**
     * Asks for a mapping, or gives it back with a lifetime of 0.
     *
     * @param wantedPort    0 for any
     * @param wantedAddress of the family wanted; unspecified for any
     */
    static byte[] map(
            InetAddress own, long lifetimeSeconds, byte[] nonce, int port, int wantedPort, InetAddress wantedAddress) {
        return header(MAP_BYTES, MAP, lifetimeSeconds, own)
                .put(nonce)
                .put(UDP)
                .put(new byte[3])
                .putShort((short) port)
                .putShort((short) wantedPort)
                .put(sixteen(wantedAddress))
                .array();
    }

    private static ByteBuffer header(int bytes, byte opcode, long lifetimeSeconds, InetAddress own) {
        return ByteBuffer.allocate(bytes)
                .put(VERSION)
                .put(opcode)
                .putShort((short) 0)
                .putInt((int) lifetimeSeconds)
                .put(sixteen(own));
    }

    /** "IPv4-mapped IPv6 addresses" stand for IPv4 (RFC 6887, section 5). */
    private static byte[] sixteen(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == IPV6_BYTES) {
            return bytes;
        }
        return ByteBuffer.allocate(IPV6_BYTES)
                .putLong(0)
                .putShort((short) 0)
                .putShort((short) -1)
                .put(bytes, 0, IPV4_BYTES)
                .array();
    }

    /** Whether a gateway that speaks NAT-PMP or another PCP says that it does not speak this one (RFC 6887, section 9). */
    static boolean isOtherVersion(byte[] datagram) {
        return datagram.length >= 4
                && datagram[0] != VERSION
                && (datagram[1] & ANSWER) != 0
                && datagram[3] == UNSUPPORTED_VERSION;
    }

    /** Reads an answer; null for anything else. */
    static @Nullable Answer decode(byte[] datagram) {
        if (datagram.length < HEADER_BYTES || datagram.length > MAX_BYTES || datagram.length % 4 != 0) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(datagram);
        byte version = in.get();
        int opcode = in.get() & 0xff;
        in.get();
        int result = in.get() & 0xff;
        long lifetimeSeconds = Integer.toUnsignedLong(in.getInt());
        long epochSeconds = Integer.toUnsignedLong(in.getInt());
        if (version != VERSION) {
            return null;
        }
        if (opcode == (ANNOUNCE | ANSWER)) {
            return new Announced(epochSeconds);
        }
        if (opcode != (MAP | ANSWER) || datagram.length < MAP_BYTES) {
            return null;
        }
        in.position(HEADER_BYTES);
        byte[] nonce = new byte[NONCE_BYTES];
        in.get(nonce);
        byte protocol = in.get();
        in.position(in.position() + 3);
        int internalPort = Short.toUnsignedInt(in.getShort());
        int externalPort = Short.toUnsignedInt(in.getShort());
        byte[] external = new byte[IPV6_BYTES];
        in.get(external);
        return protocol == UDP
                ? new Mapped(
                        result, lifetimeSeconds, epochSeconds, nonce, internalPort, externalPort, address(external))
                : null;
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an IPv6 address has 16 bytes", e);
        }
    }
}
