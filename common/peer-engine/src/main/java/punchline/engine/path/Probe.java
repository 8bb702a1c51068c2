package punchline.engine.path;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import punchline.protocol.Endpoint;
import punchline.protocol.PeerId;

/**
 * A probe; its layout is drawn in this package's description.
 *
 * @param observed where the request came from, as the answering peer sees it; null in requests
 */
public record Probe(
        Type type,
        long bootId,
        Transaction transaction,
        @Nullable Endpoint observed) {
    /** The length of every probe. */
    public static final int BYTES = 63;

    static final int MAC_BYTES = 16;
    static final int MAC_OFFSET = BYTES - MAC_BYTES;
    private static final int HINT_OFFSET = 1;
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;

    /** What a probe is. */
    public enum Type {
        /** Asks for an answer at its source. */
        REQUEST(1),
        /** Repeats a request's transaction. */
        ANSWER(2);

        private final byte code;

        Type(int code) {
            this.code = (byte) code;
        }

        private static @Nullable Type of(byte code) {
            for (Type type : values()) {
                if (type.code == code) {
                    return type;
                }
            }
            return null;
        }
    }

    /**
     * Names one request.
     *
     * @param counter unsigned, grows with each request of a boot, which shows a replay for what it is
     * @param nonce   unpredictable, so that only who got the request can answer it
     */
    public record Transaction(int counter, long nonce) {}

    /** What tells whose probe it is before its MAC is checked; none if it cannot be a probe. */
    public static OptionalLong hintOf(byte[] datagram) {
        if (datagram.length != BYTES || Type.of(datagram[0]) == null) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(ByteBuffer.wrap(datagram).getLong(HINT_OFFSET));
    }

    /** The hint in the probes of a peer. Two peers may share one, so it only narrows down. */
    public static long hintOf(PeerId sender) {
        return ByteBuffer.wrap(sender.bytes()).getLong();
    }

    /** The datagram: {@link #BYTES} long, sealed for the other peer of these keys. */
    byte[] encode(ProbeKeys keys) {
        ByteBuffer out = ByteBuffer.allocate(BYTES)
                .put(type.code)
                .putLong(hintOf(keys.self()))
                .putLong(bootId)
                .putInt(transaction.counter)
                .putLong(transaction.nonce);
        if (observed != null) {
            byte[] address = observed.address().getAddress();
            if (address.length == IPV4_BYTES) {
                out.putLong(0).putShort((short) 0).putShort((short) -1);
            }
            out.put(address).putShort((short) observed.port());
        }
        byte[] probe = out.array();
        keys.seal(probe);
        return probe;
    }

    /** Reads what the other peer of these keys sealed; null for anything else. */
    static @Nullable Probe decode(byte[] datagram, ProbeKeys keys) {
        OptionalLong hint = hintOf(datagram);
        if (hint.isEmpty() || hint.getAsLong() != hintOf(keys.peer()) || !keys.verify(datagram)) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(datagram);
        Type type = Type.of(in.get());
        if (type == null) {
            return null;
        }
        in.getLong();
        long bootId = in.getLong();
        Transaction transaction = new Transaction(in.getInt(), in.getLong());
        byte[] address = new byte[IPV6_BYTES];
        in.get(address);
        int port = Short.toUnsignedInt(in.getShort());
        return new Probe(type, bootId, transaction, port == 0 ? null : endpoint(address, port));
    }

    private static Endpoint endpoint(byte[] address, int port) {
        try {
            return new Endpoint(InetAddress.getByAddress(address), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an IPv6 address has 16 bytes", e);
        }
    }
}
