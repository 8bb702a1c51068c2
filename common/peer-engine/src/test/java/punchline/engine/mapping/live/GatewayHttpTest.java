package punchline.engine.mapping.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import punchline.engine.mapping.Gateway;
import punchline.engine.mapping.HttpCall;
import punchline.engine.mapping.HttpOutcome;
import punchline.engine.mapping.XmlElement;

/** Web servers of routers, good and bad, over loopback. */
@Timeout(60)
class GatewayHttpTest {
    private static final Gateway HERE = new Gateway(InetAddress.getLoopbackAddress(), InetAddress.getLoopbackAddress());
    private static final Duration PATIENT = Duration.ofSeconds(30);
    private static final Duration HASTY = Duration.ofMillis(300);

    private final List<String> requests = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(HERE.address(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void close() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpHandler handler) {
        server.createContext("/", exchange -> {
            synchronized (requests) {
                requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                        + exchange.getRequestHeaders().getFirst("SOAPAction") + " "
                        + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            }
            handler.handle(exchange);
        });
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private HttpOutcome call(Duration limit, @Nullable String action, String body) {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/ctl");
        return new GatewayHttp(limit).call(new HttpCall(1, HERE, uri, action, body));
    }

    @Test
    void aDocumentIsFetchedAndRead() {
        serve(exchange -> answer(exchange, 200, "<a>b</a>"));

        assertThat(call(PATIENT, null, ""))
                .isEqualTo(new HttpOutcome.Answered(200, new XmlElement("a", "b", List.of())));
        assertThat(requests).containsExactly("GET /ctl null ");
    }

    @Test
    void anActionIsPosted() {
        serve(exchange -> answer(exchange, 500, "<fault/>"));

        assertThat(call(PATIENT, "\"urn:x#Do\"", "<do/>"))
                .isEqualTo(new HttpOutcome.Answered(500, new XmlElement("fault", "", List.of())));
        assertThat(requests).containsExactly("POST /ctl \"urn:x#Do\" <do/>");
    }

    @Test
    void aRedirectIsNotFollowed() {
        serve(exchange -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            answer(exchange, 302, "");
        });

        assertThat(call(PATIENT, null, "")).isEqualTo(new HttpOutcome.Answered(302, null));
        assertThat(requests).hasSize(1);
    }

    @Test
    void whatIsNoXmlIsNoDocument() {
        serve(exchange -> answer(exchange, 200, "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>"));

        assertThat(call(PATIENT, null, "")).isEqualTo(new HttpOutcome.Answered(200, null));
    }

    @Test
    void aHugeAnswerFails() {
        serve(exchange -> answer(exchange, 200, "<a>" + " ".repeat(XmlElement.MAX_BYTES) + "</a>"));

        assertThat(call(PATIENT, null, "")).isEqualTo(new HttpOutcome.Failed());
    }

    @Test
    void anEndlessAnswerFails() {
        serve(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] more = new byte[8192];
            try (OutputStream out = exchange.getResponseBody()) {
                while (over.getCount() > 0) {
                    out.write(more);
                }
            }
        });

        assertThat(call(PATIENT, null, "")).isEqualTo(new HttpOutcome.Failed());
    }

    @Test
    void anAnswerThatComesInDripsFailsInTime() {
        serve(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("<a>".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            waitForTheEnd();
        });

        assertThat(call(HASTY, null, "")).isEqualTo(new HttpOutcome.Failed());
    }

    @Test
    void anAnswerThatNeverComesFailsInTime() {
        serve(exchange -> waitForTheEnd());

        assertThat(call(HASTY, null, "")).isEqualTo(new HttpOutcome.Failed());
    }

    @Test
    void aClosedPortFails() {
        server.stop(0);

        assertThat(call(PATIENT, null, "")).isEqualTo(new HttpOutcome.Failed());
    }

    private void waitForTheEnd() {
        try {
            over.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
