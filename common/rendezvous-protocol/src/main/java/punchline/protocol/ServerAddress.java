package punchline.protocol;

/** A rendezvous server as {@code server.txt} names it: a host name, not yet looked up, or an address without brackets, and a port. */
public record ServerAddress(String host, int port) {
    /** The longest DNS name. */
    private static final int MAX_HOST_CHARS = 253;

    private static final String EXPECTED = "expected IPADDRESS:PORT, such as 203.0.113.7:6327, but found ";

    public ServerAddress {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("a port is between 1 and 65535, not " + port);
        }
    }

    /**
     * Reads {@code HOST:PORT}, {@code IPv4:PORT} or {@code [IPv6]:PORT}. Asks no name server.
     *
     * @throws IllegalArgumentException with a sentence for people if the text is anything else
     */
    public static ServerAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = text.substring(0, Math.max(colon, 0));
        String port = text.substring(colon + 1);
        if (!isHost(host)
                || !port.matches("\\d{1,5}")
                || Integer.parseInt(port) < 1
                || Integer.parseInt(port) > 65535) {
            throw new IllegalArgumentException(EXPECTED + '"' + shown(text) + '"');
        }
        boolean bracketed = host.startsWith("[");
        return new ServerAddress(bracketed ? host.substring(1, host.length() - 1) : host, Integer.parseInt(port));
    }

    /** Whether it is reached from this computer alone. */
    public boolean isThisComputer() {
        // By its text: a name that has to be looked up says nothing.
        return host.equalsIgnoreCase("localhost") || host.equals("::1") || host.matches("127(\\.\\d{1,3}){3}");
    }

    private static boolean isHost(String host) {
        if (host.startsWith("[") || host.matches("[0-9.]+")) {
            // Digits and dots can only be an IPv4 address, so a mistyped one is not taken for a name.
            return isLiteral(host);
        }
        return host.length() <= MAX_HOST_CHARS
                && host.matches(
                        "[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?(\\.[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?)*\\.?");
    }

    private static boolean isLiteral(String host) {
        try {
            return Endpoint.parse(host + ":1").port() == 1;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String shown(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= 60 ? printable : printable.substring(0, 60) + "…";
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
