package punchline.engine.mapping.live;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the gateways of default routes out of what systems print. What is not understood is left out. */
final class RouteTables {
    /** RTF_UP and RTF_GATEWAY of {@code linux/route.h}. */
    private static final int UP_BY_GATEWAY = 3;

    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    /** With a scope, which is an interface's name or number. */
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:]*(%[\\w.-]+)?");

    private static final String NO_ADDRESS = "0".repeat(32);

    private record Route(long metric, Optional<InetAddress> gateway) {}

    private RouteTables() {}

    /** Linux: {@code /proc/net/route}. */
    static Optional<InetAddress> linuxIpv4(List<String> lines) {
        return best(lines.stream()
                .skip(1)
                .map(RouteTables::fields)
                .filter(fields -> fields.length >= 8
                        && isZero(fields[1])
                        && isZero(fields[7])
                        && (hex(fields[3]) & UP_BY_GATEWAY) == UP_BY_GATEWAY)
                .map(fields -> new Route(number(fields[6]), networkOrder(fields[2]))));
    }

    /** The kernel prints the four bytes as one number of its own byte order. */
    private static Optional<InetAddress> networkOrder(String hex) {
        byte[] bytes = ByteBuffer.allocate(4)
                .order(ByteOrder.nativeOrder())
                .putInt((int) hex(hex))
                .array();
        return address(bytes);
    }

    /** Linux: {@code /proc/net/ipv6_route}. */
    static Optional<InetAddress> linuxIpv6(List<String> lines) {
        return best(lines.stream()
                .map(RouteTables::fields)
                .filter(fields -> fields.length >= 10
                        && fields[0].equals(NO_ADDRESS)
                        && isZero(fields[1])
                        && fields[4].length() == NO_ADDRESS.length()
                        && !fields[4].equals(NO_ADDRESS)
                        && (hex(fields[8]) & UP_BY_GATEWAY) == UP_BY_GATEWAY)
                .map(fields -> new Route(
                        hex(fields[5]),
                        address(HexFormat.of().parseHex(fields[4])).flatMap(plain -> scoped(plain, fields[9])))));
    }

    /** A link-local address means nothing without its link. */
    private static Optional<InetAddress> scoped(InetAddress plain, String link) {
        if (!plain.isLinkLocalAddress()) {
            return Optional.of(plain);
        }
        try {
            NetworkInterface named = link.matches("\\d{1,9}")
                    ? NetworkInterface.getByIndex(Integer.parseInt(link))
                    : NetworkInterface.getByName(link);
            return named == null
                    ? Optional.empty()
                    : Optional.of(Inet6Address.getByAddress(null, plain.getAddress(), named.getIndex()));
        } catch (SocketException | UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** macOS and BSD: {@code netstat -rn}, the first default route, for the system lists the one in use first. */
    static Optional<InetAddress> bsd(List<String> lines, boolean ipv6) {
        return lines.stream()
                .map(RouteTables::fields)
                .filter(fields -> fields.length >= 4 && fields[0].equals("default"))
                .flatMap(fields -> parse(fields[1], ipv6).stream())
                .findFirst();
    }

    /** Windows: {@code route print -4}; the headings are translated, the rows are not. */
    static Optional<InetAddress> windowsIpv4(List<String> lines) {
        return best(lines.stream()
                .map(RouteTables::fields)
                .filter(fields -> fields.length == 5 && fields[0].equals("0.0.0.0") && fields[1].equals("0.0.0.0"))
                .map(fields -> new Route(number(fields[4]), parse(fields[2], false))));
    }

    /** Windows: {@code route print -6}. */
    static Optional<InetAddress> windowsIpv6(List<String> lines) {
        return best(lines.stream()
                .map(RouteTables::fields)
                .filter(fields -> fields.length == 4 && fields[2].equals("::/0"))
                .map(fields -> new Route(
                        number(fields[1]), parse(fields[3], true).flatMap(plain -> scoped(plain, fields[0])))));
    }

    private static Optional<InetAddress> best(Stream<Route> routes) {
        return routes.filter(route -> route.gateway.isPresent())
                .min(Comparator.comparingLong(Route::metric))
                .flatMap(Route::gateway);
    }

    private static String[] fields(String line) {
        return SPACE.split(line.strip());
    }

    private static Optional<InetAddress> parse(String text, boolean ipv6) {
        if (!(ipv6 ? IPV6 : IPV4).matcher(text).matches()) {
            return Optional.empty();
        }
        int scope = text.indexOf('%');
        return scope < 0
                ? literal(text)
                : literal(text.substring(0, scope)).flatMap(plain -> scoped(plain, text.substring(scope + 1)));
    }

    /** No name server is asked: only what looks like an address gets here. */
    private static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text)).filter(address -> !address.isAnyLocalAddress());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<InetAddress> address(byte[] bytes) {
        try {
            return Optional.of(InetAddress.getByAddress(bytes)).filter(address -> !address.isAnyLocalAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static boolean isZero(String hex) {
        return hex(hex) == 0;
    }

    /** The number, or one that no field has. */
    private static long hex(String text) {
        try {
            return Long.parseLong(text, 16);
        } catch (NumberFormatException e) {
            return Long.MIN_VALUE;
        }
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
