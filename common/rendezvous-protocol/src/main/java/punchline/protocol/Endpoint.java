package punchline.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * An IP address and a UDP port from 1 to 65535, never a host name. Text is {@code 203.0.113.7:50001} or {@code
 * [2001:db8::7]:50001}; an IPv4-mapped IPv6 address (RFC 4291, section 2.5.5.2) is the IPv4 address, and a scope is
 * dropped.
 */
public record Endpoint(InetAddress address, int port) implements Comparable<Endpoint> {
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|\\d{1,2})";

    private static final String IPV4 = "(" + OCTET + "\\.){3}" + OCTET;

    public Endpoint {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("a port is between 1 and 65535, not " + port);
        }
        if (address instanceof Inet6Address) {
            try {
                address = InetAddress.getByAddress(address.getAddress());
            } catch (UnknownHostException e) {
                throw new IllegalStateException("an address has 4 or 16 bytes", e);
            }
        }
    }

    /**
     * Takes what a socket reports.
     *
     * @throws IllegalArgumentException if the address is unresolved or the port is 0
     */
    public static Endpoint of(InetSocketAddress address) {
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("an endpoint is an address, not a host name: " + address);
        }
        return new Endpoint(address.getAddress(), address.getPort());
    }

    /**
     * Reads the text form. Asks no name server.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    @JsonCreator
    public static Endpoint parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1 || text.length() > 64) {
            throw new IllegalArgumentException("expected ADDRESS:PORT");
        }
        String host = text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (bracketed) {
            host = host.substring(1, host.length() - 1);
        }
        // Nothing else reaches getByName, which asks a name server about what it takes for no address: 999.1.1.1, say.
        boolean literal = bracketed ? host.matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*") : host.matches(IPV4);
        if (!literal || !text.substring(colon + 1).matches("\\d{1,5}")) {
            throw new IllegalArgumentException("expected ADDRESS:PORT");
        }
        try {
            return new Endpoint(InetAddress.getByName(host), Integer.parseInt(text.substring(colon + 1)));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("expected ADDRESS:PORT", e);
        }
    }

    public InetSocketAddress toSocketAddress() {
        return new InetSocketAddress(address, port);
    }

    /** The address alone, an IPv6 one without brackets and in the form of RFC 5952, section 4: {@code 2001:db8::7}. */
    public String host() {
        return isIpv6() ? ipv6Text(address.getAddress()) : address.getHostAddress();
    }

    private static String ipv6Text(byte[] bytes) {
        int[] groups = new int[8];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = (bytes[2 * i] & 0xff) << 8 | (bytes[2 * i + 1] & 0xff);
        }
        // "The longest run of consecutive 16-bit 0 fields MUST be shortened", the first of equals, never a single one.
        int longestStart = groups.length;
        int longest = 1;
        int run = 0;
        for (int i = 0; i < groups.length; i++) {
            run = groups[i] == 0 ? run + 1 : 0;
            if (run > longest) {
                longest = run;
                longestStart = i + 1 - run;
            }
        }
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < groups.length; i++) {
            if (i == longestStart) {
                text.append("::");
                i += longest - 1;
            } else {
                if (text.length() > 0 && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }

    public boolean isIpv6() {
        return address instanceof Inet6Address;
    }

    /** IPv4 before IPv6, then by address, then by port. */
    @Override
    public int compareTo(Endpoint other) {
        byte[] mine = address.getAddress();
        byte[] theirs = other.address.getAddress();
        if (mine.length != theirs.length) {
            return Integer.compare(mine.length, theirs.length);
        }
        int byAddress = Arrays.compareUnsigned(mine, theirs);
        return byAddress != 0 ? byAddress : Integer.compare(port, other.port);
    }

    @JsonValue
    @Override
    public String toString() {
        return (isIpv6() ? "[" + host() + "]" : host()) + ":" + port;
    }
}
