package punchline.engine.mapping;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import punchline.protocol.Endpoint;

/**
 * The addresses of a gateway's web server. Whoever answers a search could name any address and so have this machine send requests
 * there, to a printer's setup page or a stranger's server: only the gateway itself is called.
 */
final class GatewayUri {
    /** Above any path of a router. */
    private static final int MAX_CHARS = 512;

    private static final int HTTP_PORT = 80;

    private GatewayUri() {}

    /** Reads an address; null if it is not {@code http} to that gateway, named by its IPv4 address. */
    static @Nullable URI parse(String text, InetAddress gateway) {
        try {
            return text.length() > MAX_CHARS ? null : check(new URI(text), gateway);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** The same for one that may be relative to {@code base}. */
    static @Nullable URI resolve(URI base, String text, InetAddress gateway) {
        try {
            return text.isEmpty() || text.length() > MAX_CHARS ? null : check(base.resolve(new URI(text)), gateway);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static @Nullable URI check(URI uri, InetAddress gateway) {
        String host = uri.getHost();
        if (!"http".equalsIgnoreCase(uri.getScheme()) || host == null || uri.getUserInfo() != null) {
            return null;
        }
        try {
            int port = uri.getPort() == -1 ? HTTP_PORT : uri.getPort();
            return Endpoint.parse(host + ":" + port).address().equals(gateway) ? uri : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
