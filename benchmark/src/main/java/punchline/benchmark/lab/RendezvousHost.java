package punchline.benchmark.lab;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import punchline.benchmark.lab.network.LabException;
import punchline.benchmark.lab.network.NamespaceSockets;
import punchline.benchmark.lab.network.Network;
import punchline.benchmark.lab.network.Processes;
import punchline.benchmark.lab.network.Topology;
import punchline.benchmark.lab.network.Topology.Host;

/** The rendezvous server, running as a program of its own in the server's namespace. */
final class RendezvousHost {
    /** The protocol's default port; the server takes the next one too. */
    static final int PORT = 6327;

    /** A stone-cold start on a busy machine; it promises one second on an idle one. */
    private static final Duration START_LIMIT = Duration.ofSeconds(15);

    private static final Duration POLL = Duration.ofMillis(10);
    private static final int ANSWER_LIMIT_MILLIS = 2000;
    private static final int TRAFFIC_WORDS = 6;

    private final Process process;
    private final Path logs;

    private RendezvousHost(Process process, Path logs) {
        this.process = process;
        this.logs = logs;
    }

    /** Starts it and waits until it says that it is ready. */
    static RendezvousHost start(Processes processes, Programs programs, Path data, Report report) {
        Path logs = data.resolve("server-logs");
        ProcessBuilder builder = new ProcessBuilder(Network.SERVER.command(
                programs.serverCommand(List.of("--port", Integer.toString(PORT), "--log-dir", logs.toString()))));
        Path output = data.resolve("server.output");
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        long startNanos = System.nanoTime();
        RendezvousHost host = new RendezvousHost(processes.start(builder), logs);
        while (!said(output, "ready")) {
            if (System.nanoTime() - startNanos > START_LIMIT.toNanos() || !host.process.isAlive()) {
                throw new LabException("the server does not start; see " + output);
            }
            Processes.pause(POLL);
        }
        report.figure("serverReadyMillis", (System.nanoTime() - startNanos) / 1e6);
        return host;
    }

    private static boolean said(Path output, String word) {
        try {
            return Files.readString(output).contains(word);
        } catch (IOException e) {
            throw new LabException("the server's output cannot be read", e);
        }
    }

    /**
     * Asks {@code punch} from a home, as with {@code nc -u}.
     *
     * @return the milliseconds until the answer
     */
    static double punch(Host host) {
        try (DatagramChannel channel = NamespaceSockets.open(host.namespace(), new InetSocketAddress(0))) {
            long startNanos = System.nanoTime();
            channel.send(
                    ByteBuffer.wrap("punch".getBytes(StandardCharsets.UTF_8)),
                    new InetSocketAddress(Topology.SERVER_ADDRESS, PORT));
            channel.socket().setSoTimeout(ANSWER_LIMIT_MILLIS);
            DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
            channel.socket().receive(packet);
            String answer = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
            if (!answer.equals("punched")) {
                throw new LabException("the server answers '" + answer + "' to punch");
            }
            return (System.nanoTime() - startNanos) / 1e6;
        } catch (IOException e) {
            throw new LabException(
                    "the server does not answer " + host.namespace().name(), e);
        }
    }

    /** What the server's own traffic log holds. Its lines read {@code TIME DIRECTION :PORT PEER VERB BYTES}. */
    record Traffic(long in, long out, long unknown) {}

    Traffic traffic() {
        long in = 0;
        long out = 0;
        long unknown = 0;
        for (String line : trafficLines()) {
            String[] words = line.split(" ", -1);
            if (words.length != TRAFFIC_WORDS) {
                throw new LabException("the server's traffic log has a line of another form: " + line);
            }
            in += words[1].equals("IN") ? 1 : 0;
            out += words[1].equals("OUT") ? 1 : 0;
            unknown += words[4].equals("?") ? 1 : 0;
        }
        return new Traffic(in, out, unknown);
    }

    private List<String> trafficLines() {
        try {
            return Files.readAllLines(logs.resolve("traffic.log"));
        } catch (IOException e) {
            throw new LabException("the server's traffic log cannot be read", e);
        }
    }

    /** SIGKILL. */
    void kill() {
        Processes.kill(process);
    }
}
