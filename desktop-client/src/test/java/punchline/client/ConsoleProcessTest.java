package punchline.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two real clients as processes on loopback, of which the first serves the rendezvous. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConsoleProcessTest {
    @TempDir
    Path data;

    @Test
    void twoClientsFindEachOtherThroughTheFirstOnesServerAndLoseNothingWhenOneQuits() throws Exception {
        String server = "127.0.0.1:" + freePort();
        String bobId;
        try (Client alice = new Client("alice", server);
                Client bob = new Client("bob", server, "--accept-all")) {
            alice.until(event -> is(event, "event", "server"));
            bobId = bob.until(event -> is(event, "event", "ready")).path("id").asString();
            bob.until(event -> is(event, "event", "server"));

            alice.say("{\"do\":\"connect\",\"peer\":\"" + bobId + "\"}");
            alice.until(event -> is(event, "event", "link") && is(event, "state", "online"));
            alice.say("{\"do\":\"send\",\"peer\":\"" + bobId + "\",\"text\":\"Lunch?\"}");
            assertThat(bob.until(event -> is(event, "event", "message"))
                            .path("text")
                            .asString())
                    .isEqualTo("Lunch?");
            alice.until(event -> is(event, "event", "state") && is(event, "state", "delivered"));

            bob.say("{\"do\":\"quit\"}");
            assertThat(bob.exitCode()).isZero();
            alice.until(event -> is(event, "event", "link") && is(event, "state", "offline"));
            alice.say("{\"do\":\"send\",\"ref\":1,\"peer\":\"" + bobId + "\",\"text\":\"Dinner?\"}");
            alice.until(event -> is(event, "event", "state") && is(event, "ref", "1") && is(event, "state", "queued"));
            alice.say("{\"do\":\"quit\"}");
            assertThat(alice.exitCode()).isZero();
        }
        try (Client alice = new Client("alice", server)) {
            alice.until(event -> is(event, "event", "ready"));
            alice.say("{\"do\":\"history\",\"peer\":\"" + bobId + "\",\"limit\":10}");
            JsonNode messages =
                    alice.until(event -> is(event, "event", "history")).path("messages");

            assertThat(messages.size()).isEqualTo(2);
            assertThat(messages.path(0).path("state").asString()).isEqualTo("delivered");
            assertThat(messages.path(1).path("text").asString()).isEqualTo("Dinner?");
            assertThat(messages.path(1).path("state").asString()).isEqualTo("queued");
        }
    }

    private static boolean is(JsonNode event, String field, String value) {
        return event.path(field).asString("").equals(value);
    }

    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A client whose every line on standard output is JSON. */
    private final class Client implements AutoCloseable {
        private final Process process;
        private final BufferedReader out;
        private final Writer in;

        Client(String profile, String server, String... more) throws IOException {
            ProcessBuilder builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--enable-native-access=ALL-UNNAMED",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Launcher.class.getName(),
                            "--console",
                            "--json",
                            "--no-port-mapping",
                            "--name",
                            profile,
                            "--profile",
                            profile,
                            "--data",
                            data.toString(),
                            "--server",
                            server)
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.command().addAll(List.of(more));
            process = builder.start();
            out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            in = process.outputWriter(StandardCharsets.UTF_8);
        }

        void say(String line) throws IOException {
            in.write(line + "\n");
            in.flush();
        }

        /** Reads up to the first event of a kind. */
        JsonNode until(Predicate<JsonNode> test) throws IOException {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                JsonNode event = JsonMapper.shared().readTree(line);
                if (test.test(event)) {
                    return event;
                }
            }
            throw new AssertionError("ended before what was awaited");
        }

        int exitCode() throws InterruptedException {
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
