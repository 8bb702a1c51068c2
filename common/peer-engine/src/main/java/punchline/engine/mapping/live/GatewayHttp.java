package punchline.engine.mapping.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.engine.mapping.HttpCall;
import punchline.engine.mapping.HttpOutcome;
import punchline.engine.mapping.XmlElement;

/** Calls a gateway's web server: straight, without redirects, proxies or cookies, and within limits. Blocks. */
final class GatewayHttp {
    /** Routers are a few milliseconds away; slow ones think for a second. */
    private static final Duration STANDARD_LIMIT = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(GatewayHttp.class);

    private final Duration limit;

    GatewayHttp() {
        this(STANDARD_LIMIT);
    }

    /** With a limit from the connection to the last byte, so that no answer can be drip-fed. */
    GatewayHttp(Duration limit) {
        this.limit = limit;
    }

    HttpOutcome call(HttpCall call) {
        // A client for each call: there are a few in an hour, and nothing of it shall live between them.
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .proxy(HttpClient.Builder.NO_PROXY)
                        .localAddress(call.gateway().own())
                        .connectTimeout(limit)
                        .executor(threads)
                        .build()) {
            try {
                return ask(client, call);
            } finally {
                client.shutdownNow();
            }
        } catch (UncheckedIOException | IllegalArgumentException e) {
            log.debug("{}: no call can be made", call.uri(), e);
            return new HttpOutcome.Failed();
        }
    }

    private HttpOutcome ask(HttpClient client, HttpCall call) {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(
                request(call),
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), XmlElement.MAX_BYTES));
        try {
            HttpResponse<byte[]> response = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return new HttpOutcome.Answered(response.statusCode(), XmlElement.read(response.body()));
        } catch (ExecutionException e) {
            log.debug("{}: {}", call.uri(), e.getCause() instanceof IOException ? e.getCause() : e.toString());
        } catch (TimeoutException e) {
            log.debug("{}: no answer in time", call.uri());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        answer.cancel(true);
        return new HttpOutcome.Failed();
    }

    private HttpRequest request(HttpCall call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(call.uri()).timeout(limit);
        if (call.action() != null) {
            request.header("Content-Type", "text/xml; charset=\"utf-8\"")
                    .header("SOAPAction", call.action())
                    .POST(HttpRequest.BodyPublishers.ofString(call.body()));
        }
        return request.build();
    }
}
