package punchline.engine.mapping.live;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.engine.mapping.Gateway;

/** The default gateways of this machine. Blocks for milliseconds, on macOS and Windows for as long as a program takes. */
final class DefaultRoutes {
    /** A program that lists routes takes some 50 ms. */
    private static final long PROGRAM_MILLIS = 3_000;

    /** Ten thousand routes. */
    private static final int MAX_OUTPUT_BYTES = 1024 * 1024;

    /** Any address that the default route leads to. Nothing is sent there. */
    private static final byte[] SOMEWHERE = {0x20, 0x01, 0x48, 0x60, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    private static final int ANY_PORT = 9;

    private static final Logger log = LoggerFactory.getLogger(DefaultRoutes.class);

    private DefaultRoutes() {}

    /** At most one of each address family, IPv4 first. */
    static List<Gateway> gateways() {
        List<Gateway> found = new ArrayList<>();
        try {
            gateway(false).flatMap(address -> reach(address, address)).ifPresent(found::add);
        } catch (IOException e) {
            log.debug("the route of IPv4 cannot be read", e);
        }
        try {
            InetAddress somewhere = InetAddress.getByAddress(SOMEWHERE);
            // The router is reached from a link-local address too, which is not the one to map.
            gateway(true).flatMap(address -> reach(address, somewhere)).ifPresent(found::add);
        } catch (IOException e) {
            log.debug("the route of IPv6 cannot be read", e);
        }
        return found;
    }

    private static Optional<InetAddress> gateway(boolean ipv6) throws IOException {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.contains("windows")) {
            String root = Optional.ofNullable(System.getenv("SystemRoot")).orElse("C:\\Windows");
            List<String> lines = run(root + "\\System32\\route.exe", "print", ipv6 ? "-6" : "-4");
            return ipv6 ? RouteTables.windowsIpv6(lines) : RouteTables.windowsIpv4(lines);
        }
        if (system.contains("linux")) {
            return ipv6
                    ? RouteTables.linuxIpv6(lines(Path.of("/proc/net/ipv6_route")))
                    : RouteTables.linuxIpv4(lines(Path.of("/proc/net/route")));
        }
        return RouteTables.bsd(run("/usr/sbin/netstat", "-rn", "-f", ipv6 ? "inet6" : "inet"), ipv6);
    }

    private static List<String> lines(Path table) throws IOException {
        return Files.exists(table) ? Files.readAllLines(table, StandardCharsets.US_ASCII) : List.of();
    }

    private static List<String> run(String... command) throws IOException {
        Process program = new ProcessBuilder(command).redirectErrorStream(true).start();
        Thread watch = Thread.ofVirtual().start(() -> {
            try {
                if (!program.waitFor(PROGRAM_MILLIS, TimeUnit.MILLISECONDS)) {
                    program.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try (InputStream output = program.getInputStream()) {
            return new String(output.readNBytes(MAX_OUTPUT_BYTES), StandardCharsets.ISO_8859_1)
                    .lines()
                    .toList();
        } finally {
            program.destroy();
            watch.interrupt();
        }
    }

    /** With the address that the system takes as its own on the way to that destination. */
    private static Optional<Gateway> reach(InetAddress gateway, InetAddress destination) {
        try (DatagramSocket socket = new DatagramSocket()) {
            // Connecting a UDP socket asks the routing table and sends nothing.
            socket.connect(new InetSocketAddress(destination, ANY_PORT));
            InetAddress own = socket.getLocalAddress();
            boolean usable = own.getClass() == gateway.getClass()
                    && !own.isAnyLocalAddress()
                    && !own.isLoopbackAddress()
                    && !own.isLinkLocalAddress();
            return usable ? Optional.of(new Gateway(gateway, own)) : Optional.empty();
        } catch (SocketException | UncheckedIOException e) {
            log.debug("no way to the gateway {}", gateway, e);
            return Optional.empty();
        }
    }
}
