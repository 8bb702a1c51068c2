package punchline.server.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program as people start it, in a process of its own. */
@Timeout(60)
class MainTest {
    private static final Pattern READY =
            Pattern.compile("rendezvous server ready on 127\\.0\\.0\\.1:(\\d+) and :(\\d+)");

    @TempDir
    Path directory;

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "punchline.server.program.Main"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
    }

    private static int end(Process process) throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @Test
    void itSaysWhenItIsReadyAnswersLogsAndStopsWhenTold() throws Exception {
        Process process = start("--port", "0", "--bind", "127.0.0.1", "--log-dir", "here");
        try (BufferedReader output = process.inputReader()) {
            Matcher ready = READY.matcher(output.readLine());
            assertThat(ready.matches()).isTrue();
            int port = Integer.parseInt(ready.group(1));
            assertThat(Integer.parseInt(ready.group(2))).isEqualTo(port + 1);
            punch(port);

            Process second = start("--port", ready.group(1), "--bind", "127.0.0.1", "--log-dir", "there");
            try (BufferedReader complaint = second.inputReader()) {
                assertThat(complaint.readLine())
                        .isEqualTo("rendezvous server: UDP port " + port + " is in use by another program");
            }
            assertThat(end(second)).isEqualTo(1);
            Process third = start("--port", "0", "--bind", "127.0.0.1", "--log-dir", "here");
            try (BufferedReader complaint = third.inputReader()) {
                assertThat(complaint.readLine())
                        .isEqualTo("rendezvous server: a server is running already, process " + process.pid()
                                + " of here; another one needs another --run-dir");
            }
            assertThat(end(third)).isEqualTo(1);

            assumeTrue(process.supportsNormalTermination());
            // By its handle, because destroying the process itself closes the streams.
            process.toHandle().destroy();
            assertThat(output.readLine()).isNull();
            assertThat(end(process)).isIn(0, 143);
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readString(directory.resolve("here/server.log")))
                .contains("started on 127.0.0.1:", "in plain 127.0.0.1:", "stopped with 1 peers");
        assertThat(Files.readAllLines(directory.resolve("here/traffic.log")))
                .hasSize(2)
                .anyMatch(line -> line.matches("\\S+Z IN :\\d+ 127\\.0\\.0\\.1:\\d+ punch 5"))
                .anyMatch(line -> line.matches("\\S+Z OUT :\\d+ 127\\.0\\.0\\.1:\\d+ punched 7"));
    }

    private static void punch(int port) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(10_000);
            byte[] punch = "punch".getBytes(UTF_8);
            socket.send(new DatagramPacket(punch, punch.length, InetAddress.getLoopbackAddress(), port));
            DatagramPacket answer = new DatagramPacket(new byte[64], 64);
            socket.receive(answer);
            assertThat(new String(answer.getData(), 0, answer.getLength(), UTF_8))
                    .isEqualTo("punched");
        }
    }

    @Test
    void withoutAPlaceForLogFilesItSaysSoAndServes() throws Exception {
        Files.writeString(directory.resolve("logs"), "a file, not a directory");
        Process process = start("--port", "0", "--bind", "127.0.0.1");
        try (BufferedReader output = process.inputReader()) {
            assertThat(output.readLine())
                    .isEqualTo("rendezvous server: status and stop will not find it, because logs cannot be written;"
                            + " see --run-dir");
            assertThat(output.readLine())
                    .isEqualTo("rendezvous server: no log files, because logs cannot be written; see --log-dir");
            assertThat(output.readLine()).matches(READY);
        } finally {
            process.destroy();
        }
        end(process);
    }

    @Test
    void wrongArgumentsAreExplained() throws Exception {
        Process process = start("--port", "65535");
        try (BufferedReader output = process.inputReader()) {
            assertThat(output.readLine()).isEqualTo("--port: expected a whole number from 0 to 65534, not '65535'");
        }
        assertThat(end(process)).isEqualTo(2);
    }
}
