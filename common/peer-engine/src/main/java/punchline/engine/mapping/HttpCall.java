package punchline.engine.mapping;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A request to a gateway's own web server.
 *
 * @param id     names the call in its outcome; never used twice
 * @param uri    {@code http}, of the gateway's address
 * @param action the SOAP action of a POST; null for a GET
 * @param body   of a POST, else empty
 */
public record HttpCall(
        long id, Gateway gateway, URI uri, @Nullable String action, String body) {}
