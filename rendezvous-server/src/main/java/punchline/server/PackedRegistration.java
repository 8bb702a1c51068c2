package punchline.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import punchline.protocol.Endpoint;
import punchline.protocol.NatClass;
import punchline.protocol.PeerId;
import punchline.protocol.PublicIdentity;
import punchline.protocol.Registration;

/**
 * A registration in a hundred bytes or so instead of a thousand: a server keeps many, and looks into few of them.
 *
 * <pre>
 * key's coordinates 64 | nat 1 | listed 1 | hosts 1 | of each: bytes of the address 1, address 4 or 16, port 2 | name, to the end
 * </pre>
 */
final class PackedRegistration {
    private static final int FIXED_BYTES = PublicIdentity.COORDINATE_BYTES + 3;
    private static final int IPV6_BYTES = 16;

    private static final List<NatClass> NAT_CLASSES = List.of(NatClass.values());

    private PackedRegistration() {}

    static byte[] pack(Registration registration) {
        byte[] name = registration.name().getBytes(StandardCharsets.UTF_8);
        List<Endpoint> hosts = registration.hosts();
        ByteBuffer packed = ByteBuffer.allocate(FIXED_BYTES + hosts.size() * (1 + IPV6_BYTES + 2) + name.length);
        packed.put(registration.key().coordinates());
        packed.put((byte) NAT_CLASSES.indexOf(registration.nat())).put((byte) (registration.listed() ? 1 : 0));
        packed.put((byte) hosts.size());
        for (Endpoint host : hosts) {
            byte[] address = host.address().getAddress();
            packed.put((byte) address.length).put(address).putShort((short) host.port());
        }
        packed.put(name).flip();
        byte[] bytes = new byte[packed.remaining()];
        packed.get(bytes);
        return bytes;
    }

    /** The name alone. */
    static String name(byte[] bytes) {
        int at = PublicIdentity.COORDINATE_BYTES + 2;
        int hosts = bytes[at++];
        for (int i = 0; i < hosts; i++) {
            at += 1 + bytes[at] + 2;
        }
        return new String(bytes, at, bytes.length - at, StandardCharsets.UTF_8);
    }

    /** {@code id} is that of its key. */
    static Registration unpack(byte[] bytes, PeerId id) {
        ByteBuffer packed = ByteBuffer.wrap(bytes);
        byte[] coordinates = new byte[PublicIdentity.COORDINATE_BYTES];
        packed.get(coordinates);
        NatClass nat = NAT_CLASSES.get(packed.get());
        boolean listed = packed.get() != 0;
        List<Endpoint> hosts = new ArrayList<>();
        for (int i = packed.get(); i > 0; i--) {
            hosts.add(host(packed));
        }
        return new Registration(PublicIdentity.ofCoordinates(coordinates, id), name(bytes), hosts, nat, listed);
    }

    private static Endpoint host(ByteBuffer packed) {
        byte[] address = new byte[packed.get()];
        packed.get(address);
        try {
            return new Endpoint(InetAddress.getByAddress(address), packed.getShort() & 0xffff);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }
}
