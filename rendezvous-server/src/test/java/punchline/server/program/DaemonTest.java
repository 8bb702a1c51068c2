package punchline.server.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import punchline.server.ServerConfig;

/** The program in the background, as where there is no systemd. */
@Timeout(120)
class DaemonTest {
    private static final Pattern PROCESS = Pattern.compile("process\\s+(\\d+)");
    private static final Pattern ADDRESS = Pattern.compile("address\\s+127\\.0\\.0\\.1:(\\d+) and");

    @TempDir
    Path directory;

    /** What a command printed, and its exit code. */
    private record Said(int exitCode, String text) {
        long number(Pattern pattern) {
            Matcher matcher = pattern.matcher(text);
            assertThat(matcher.find()).as(text).isTrue();
            return Long.parseLong(matcher.group(1));
        }
    }

    /** Only what {@code start} starts is a process of its own. */
    private Said say(String... arguments) {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.addAll(List.of("--config", directory.resolve("rendezvous.conf").toString()));
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text);
        return new Said(Main.execute(writer, writer, command.toArray(String[]::new)), text.toString());
    }

    private void configure(String... lines) throws IOException {
        Files.writeString(
                directory.resolve("rendezvous.conf"),
                "port=0\nbind=127.0.0.1\nlog-dir=" + directory.resolve("logs") + "\nrun-dir=" + directory.resolve("run")
                        + "\n" + String.join("\n", lines));
    }

    @BeforeEach
    void configure() throws IOException {
        configure("max-peers=7");
    }

    @AfterEach
    void stop() {
        say("stop");
    }

    @Test
    void itRunsOnceTellsHowItIsDoingAndIsGoneWhenStopHasReturned() throws Exception {
        assertThat(say("status")).isEqualTo(new Said(3, "rendezvous server: not running\n"));
        Said started = say("start");
        assertThat(started.exitCode()).as(started.text()).isZero();
        long process = started.number(PROCESS);

        assertThat(say("start"))
                .isEqualTo(new Said(1, "rendezvous server: running already, process " + process + "\n"));
        int port = (int) say("status").number(ADDRESS);
        punch(port, "punched");
        Said status = say("status");
        assertThat(status.exitCode()).isZero();
        assertThat(status.number(PROCESS)).isEqualTo(process);
        assertThat(status.text())
                .contains("peers          1\n", "datagrams in   1\n", "datagrams out  1\n", "dropped        0\n")
                .contains("limits hit     none", "uptime         0 days 00:00:");

        Said restarted = say("restart");
        assertThat(restarted.exitCode()).as(restarted.text()).isZero();
        assertThat(restarted.text()).contains("stopped, process " + process);
        assertThat(ProcessHandle.of(process).filter(ProcessHandle::isAlive)).isEmpty();

        assertThat(say("stop").exitCode()).isZero();
        assertThat(say("status").exitCode()).isEqualTo(3);
        assertThat(say("stop")).isEqualTo(new Said(0, "rendezvous server: not running\n"));
        assertThat(Files.readString(directory.resolve("logs/server.log"))).contains("stopped with 1 peers");
    }

    @Test
    void whatIsReloadedHoldsAtOnceAndNobodyIsTurnedOut() throws Exception {
        say("start");
        int port = (int) say("status").number(ADDRESS);
        punch(port, "punched");
        configure("max-peers=3", "traffic-log=no", "port=1");
        assertThat(say("reload").text()).contains("rendezvous.conf line 7: port is set in line 1 already");
        configure("max-peers=1", "traffic-log=no");
        assertThat(say("reload")).isEqualTo(new Said(0, "settings read again: max-peers 1, traffic-log no\n"));
        punch(port, "error full");
        Said status = say("status");
        assertThat(status.text()).contains("peers          1\n", "PLAIN_PEERS 1 times");

        assumeTrue(Files.isExecutable(Path.of("/bin/kill")), "there is a way to send the signal");
        configure("max-peers=9");
        new ProcessBuilder("/bin/kill", "-HUP", Long.toString(status.number(PROCESS)))
                .start()
                .waitFor();
        Path log = directory.resolve("logs/server.log");
        while (!Files.readString(log).contains("settings read again: max-peers 9, traffic-log yes")) {
            Thread.onSpinWait();
        }
        punch(port, "punched");
        assertThat(say("status").text()).contains("peers          2\n");
    }

    @Test
    void whyItDidNotStartIsTold() throws Exception {
        configure("max-peers=0");
        assertThat(say("start"))
                .isEqualTo(new Said(
                        2,
                        directory.resolve("rendezvous.conf")
                                + " line 5: max-peers: expected a whole number from 1 to " + ServerConfig.MOST_PEERS
                                + ", not '0'\n"));
        configure();
        try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Said refused = say("start", "--port", Integer.toString(taken.getLocalPort() - 1));
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.text()).contains("it did not start:").contains("is in use by another program");
        }
    }

    /** From a socket of its own each time. */
    private static void punch(int port, String expected) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(10_000);
            byte[] punch = "punch".getBytes(UTF_8);
            socket.send(new DatagramPacket(punch, punch.length, InetAddress.getLoopbackAddress(), port));
            DatagramPacket answer = new DatagramPacket(new byte[64], 64);
            socket.receive(answer);
            assertThat(new String(answer.getData(), 0, answer.getLength(), UTF_8))
                    .isEqualTo(expected);
        }
    }
}
