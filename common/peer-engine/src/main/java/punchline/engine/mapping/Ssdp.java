package punchline.engine.mapping;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finding an internet gateway device: UPnP Device Architecture 1.1, section 1.3. */
final class Ssdp {
    static final InetSocketAddress GROUP = group();

    /** A device of version 2 should answer a search for version 1 too, but not all do. */
    private static final List<Integer> VERSIONS = List.of(1, 2);

    private static final String DEVICE = "urn:schemas-upnp-org:device:InternetGatewayDevice:";

    /** Answers come as single datagrams that are not cut up. */
    private static final int MAX_BYTES = 1_500;

    private Ssdp() {}

    private static InetSocketAddress group() {
        try {
            return new InetSocketAddress(
                    InetAddress.getByAddress(new byte[] {(byte) 239, (byte) 255, (byte) 255, (byte) 250}), 1900);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an IPv4 address has 4 bytes", e);
        }
    }

    /** The datagrams of one search. */
    static List<byte[]> searches() {
        return VERSIONS.stream()
                .map(version -> String.join(
                        "\r\n",
                        "M-SEARCH * HTTP/1.1",
                        "HOST: 239.255.255.250:1900",
                        "MAN: \"ssdp:discover\"",
                        // Answers come within a second.
                        "MX: 1",
                        "ST: " + DEVICE + version,
                        "",
                        ""))
                .map(text -> text.getBytes(StandardCharsets.US_ASCII))
                .toList();
    }

    /** Where the description is, in an answer to a search; null if it is none, or is not on the gateway itself. */
    static @Nullable URI location(byte[] datagram, InetAddress gateway) {
        if (datagram.length > MAX_BYTES) {
            return null;
        }
        List<String> lines =
                new String(datagram, StandardCharsets.US_ASCII).lines().toList();
        if (lines.isEmpty()
                || !lines.getFirst().matches("HTTP/1\\.[01] 200( .*)?")
                || !header(lines, "st").startsWith(DEVICE)) {
            return null;
        }
        return GatewayUri.parse(header(lines, "location"), gateway);
    }

    private static String header(List<String> lines, String name) {
        return lines.stream()
                .skip(1)
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }
}
