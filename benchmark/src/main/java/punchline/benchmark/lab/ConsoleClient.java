package punchline.benchmark.lab;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import punchline.benchmark.lab.network.LabException;
import punchline.benchmark.lab.network.Processes;
import punchline.benchmark.lab.network.Topology.Host;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One person's console client in JSON form. One thread reads what it prints; any may wait for it. */
public final class ConsoleClient {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private static final Duration END_LIMIT = Duration.ofSeconds(10);

    /** An event and when it was printed, by the lab's one clock. */
    public record Seen(JsonNode event, long atNanos) {}

    private final Process process;
    private final BufferedWriter stdin;
    private final List<Seen> seen = new ArrayList<>();
    private final List<String> strays = new ArrayList<>();
    private final long startedNanos;
    private final Thread reader;

    private ConsoleClient(Process process) {
        this.process = process;
        this.startedNanos = System.nanoTime();
        this.reader = Thread.ofPlatform().daemon().unstarted(this::read);
        this.stdin = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    }

    /** Starts it in a home, with a server to register at. Its data lies in {@code data/name}, its stderr in {@code data/name.stderr}. */
    static ConsoleClient start(
            Processes processes, Programs programs, Host host, String server, String name, Path data) {
        return start(processes, host.namespace().command(command(programs, server, name, data)), name, data);
    }

    /** Starts it on this machine as it is. */
    public static ConsoleClient start(Processes processes, Programs programs, String server, String name, Path data) {
        return start(processes, command(programs, server, name, data), name, data);
    }

    private static List<String> command(Programs programs, String server, String name, Path data) {
        return programs.clientCommand(List.of(
                "--accept-all",
                "--profile",
                name,
                "--name",
                name,
                "--data",
                data.resolve(name).toString(),
                "--server",
                server));
    }

    private static ConsoleClient start(Processes processes, List<String> command, String name, Path data) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectError(
                ProcessBuilder.Redirect.appendTo(data.resolve(name + ".stderr").toFile()));
        ConsoleClient client = new ConsoleClient(processes.start(builder));
        client.reader.setName(name + " stdout");
        client.reader.start();
        return client;
    }

    /** Hands it a command: {@code fields} are names and values in turn. */
    public void send(String verb, String... fields) {
        ObjectNode command = MAPPER.createObjectNode().put("do", verb);
        for (int i = 0; i < fields.length; i += 2) {
            command.put(fields[i], fields[i + 1]);
        }
        send(command);
    }

    /** Hands it a command. */
    public void send(ObjectNode command) {
        try {
            stdin.write(MAPPER.writeValueAsString(command));
            stdin.newLine();
            stdin.flush();
        } catch (IOException e) {
            throw new LabException("a client does not read its commands any more", e);
        }
    }

    /** A mark in the stream of events: "from here on". */
    public synchronized int mark() {
        return seen.size();
    }

    /** Waits for the first event after {@code mark} that is wanted; empty if it has not come in time. */
    public synchronized Optional<Seen> await(int mark, Predicate<JsonNode> wanted, Duration limit) {
        long deadlineNanos = System.nanoTime() + limit.toNanos();
        int next = mark;
        while (true) {
            for (; next < seen.size(); next++) {
                if (wanted.test(seen.get(next).event())) {
                    return Optional.of(seen.get(next));
                }
            }
            long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
            if (leftMillis <= 0) {
                return Optional.empty();
            }
            try {
                wait(leftMillis);
            } catch (InterruptedException e) {
                throw Processes.interrupted(e);
            }
        }
    }

    /** Waits until so many events of one kind have come after {@code mark}, and gives those that have. */
    List<Seen> awaitCount(int mark, Predicate<JsonNode> wanted, int count, Duration limit) {
        int[] counted = {0};
        await(mark, event -> wanted.test(event) && ++counted[0] >= count, limit);
        return since(mark, wanted);
    }

    public synchronized List<Seen> since(int mark, Predicate<JsonNode> wanted) {
        return seen.subList(mark, seen.size()).stream()
                .filter(one -> wanted.test(one.event()))
                .toList();
    }

    /** Lines on stdout that are not JSON; there must be none. */
    public synchronized List<String> strays() {
        return List.copyOf(strays);
    }

    long startedNanos() {
        return startedNanos;
    }

    /** The processor time that it has taken since its start. */
    Duration cpu() {
        return process.info()
                .totalCpuDuration()
                .orElseThrow(() -> new LabException("this system does not tell a process's processor time"));
    }

    /** SIGKILL. */
    void kill() {
        Processes.kill(process);
    }

    /** SIGKILL, and reads what it had printed until then. */
    public void killAndHearOut() {
        // By its handle, which leaves open what the process itself would close: the pipe with its last words.
        process.toHandle().destroyForcibly();
        try {
            if (!reader.join(END_LIMIT)) {
                throw new LabException("a killed client's output does not end");
            }
        } catch (InterruptedException e) {
            throw Processes.interrupted(e);
        }
    }

    /** The exit code after {@code quit}; empty if it has not ended in time. */
    public Optional<Integer> quit(Duration limit) {
        send("quit");
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)
                    ? Optional.of(process.exitValue())
                    : Optional.empty();
        } catch (InterruptedException e) {
            throw Processes.interrupted(e);
        }
    }

    /** An event of this name. */
    public static Predicate<JsonNode> event(String name) {
        return event -> event.path("event").asString("").equals(name);
    }

    /** A link event in this state; that an online peer owes an answer is none. */
    public static Predicate<JsonNode> link(String state) {
        return event("link").and(event -> event.path("state").asString("").equals(state) && !event.has("silentSince"));
    }

    private void read() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                keep(line, System.nanoTime());
            }
        } catch (IOException endedWhileReading) {
            // A killed client's pipe breaks: there is nothing more to read.
            return;
        }
    }

    private synchronized void keep(String line, long atNanos) {
        try {
            seen.add(new Seen(MAPPER.readTree(line), atNanos));
        } catch (JacksonException e) {
            strays.add(line);
        }
        notifyAll();
    }
}
