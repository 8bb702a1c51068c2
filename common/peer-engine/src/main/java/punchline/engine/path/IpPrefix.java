package punchline.engine.path;

import java.net.InetAddress;

/**
 * The addresses of one network: those that share their first {@code length} bits with {@code address}.
 *
 * @param length 0 to 32 for IPv4, 0 to 128 for IPv6
 */
public record IpPrefix(InetAddress address, int length) {
    public IpPrefix {
        if (length < 0 || length > address.getAddress().length * 8) {
            throw new IllegalArgumentException("no prefix of " + address + " has " + length + " bits");
        }
    }

    /** Whether an address of the same family belongs to it. */
    public boolean contains(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] theirs = other.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < length; bit++) {
            int mask = 0x80 >>> (bit % 8);
            if (((mine[bit / 8] ^ theirs[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether all bits behind the prefix are set: in IPv4 the directed broadcast of the network (RFC 919, section 7). */
    boolean isBroadcast(InetAddress other) {
        byte[] theirs = other.getAddress();
        if (theirs.length != 4 || length > 30 || !contains(other)) {
            return false;
        }
        for (int bit = length; bit < 32; bit++) {
            if ((theirs[bit / 8] & (0x80 >>> (bit % 8))) == 0) {
                return false;
            }
        }
        return true;
    }
}
