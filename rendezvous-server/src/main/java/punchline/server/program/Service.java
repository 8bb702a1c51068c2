package punchline.server.program;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.local.LocalAnswers;
import punchline.server.RendezvousServer;
import punchline.server.ServerStatus;
import punchline.settings.InvalidSettingException;

/** The server that this process is, from start to end, and what it answers to those who may ask; see {@link Daemon}. */
final class Service {
    private static final Logger LOG = LoggerFactory.getLogger(Service.class);

    /** Answers of a server that is not stuck take a millisecond. */
    private static final long MAX_ANSWER_SECONDS = 2;

    /** Reads the settings anew. */
    interface SettingsSource {
        ServerSettings read() throws InvalidSettingException, IOException;
    }

    private final SettingsSource source;
    private final RendezvousServer server;
    private final AsyncTrafficLog trafficLog;
    private final SwitchedTrafficLog traffic;
    /** Guarded by this. */
    private ServerSettings settings;

    private Service(
            SettingsSource source,
            ServerSettings settings,
            RendezvousServer server,
            AsyncTrafficLog trafficLog,
            SwitchedTrafficLog traffic) {
        this.source = source;
        this.settings = settings;
        this.server = server;
        this.trafficLog = trafficLog;
        this.traffic = traffic;
    }

    /**
     * Serves until told to stop.
     *
     * @param out gets one line when the server answers
     * @param err gets what people must know
     * @return whether it could start
     */
    static boolean run(SettingsSource source, ServerSettings settings, PrintWriter out, PrintWriter err)
            throws InterruptedException {
        // Until there are files, it would be printed.
        LogFiles.none();
        try (RunDirectory held = hold(settings, err)) {
            openLogFiles(settings, err);
            AsyncTrafficLog trafficLog = trafficLog();
            SwitchedTrafficLog traffic = new SwitchedTrafficLog(trafficLog, settings.trafficLog());
            RendezvousServer server = RendezvousServer.start(settings.config(), traffic);
            Service service = new Service(source, settings, server, trafficLog, traffic);
            Thread stop = new Thread(service::close, "stop");
            Runtime.getRuntime().addShutdownHook(stop);
            HangUp.run(service::reload);
            try (LocalAnswers answers = held == null ? null : service.answer(settings, err)) {
                out.println("rendezvous server ready on " + server);
                out.flush();
                server.awaitClosed();
                LOG.debug("no longer answering {}", answers);
            }
            service.close();
            return true;
        } catch (RunDirectory.HeldException | IOException e) {
            LOG.error("not started: {}", e.getMessage());
            say(err, "rendezvous server: " + e.getMessage());
            return false;
        } finally {
            LogFiles.close();
        }
    }

    private static void say(PrintWriter err, String line) {
        err.println(line);
        err.flush();
    }

    private static void openLogFiles(ServerSettings settings, PrintWriter err) {
        try {
            LogFiles.open(settings.logDirectory());
        } catch (IOException e) {
            // A server on a read-only disk is still a server.
            LogFiles.none();
            say(
                    err,
                    "rendezvous server: no log files, because " + settings.logDirectory()
                            + " cannot be written; see --log-dir");
        }
    }

    private static @Nullable RunDirectory hold(ServerSettings settings, PrintWriter err)
            throws RunDirectory.HeldException {
        try {
            return RunDirectory.hold(settings.runDirectory());
        } catch (IOException e) {
            say(
                    err,
                    "rendezvous server: status and stop will not find it, because " + settings.runDirectory()
                            + " cannot be written; see --run-dir");
            return null;
        }
    }

    private static AsyncTrafficLog trafficLog() {
        Logger lines = LoggerFactory.getLogger(LogFiles.TRAFFIC);
        AsyncTrafficLog log = new AsyncTrafficLog(
                Clock.systemUTC(),
                lines::info,
                dropped -> LOG.warn("limit TRAFFIC_LOG hit {} times: lines dropped", dropped));
        log.start();
        return log;
    }

    private @Nullable LocalAnswers answer(ServerSettings settings, PrintWriter err) {
        try {
            return LocalAnswers.open(RunDirectory.socket(settings.runDirectory()), this::answer);
        } catch (IOException e) {
            say(err, "rendezvous server: status will not be told: " + e.getMessage());
            return null;
        }
    }

    /** An answer begins with a line {@code ok} or {@code error}. */
    private String answer(String question) {
        return switch (question) {
            case "status" -> status();
            case "reload" -> reload();
            case "stop" -> {
                // Beside this thread, which has to answer first.
                new Thread(server::close, "stop").start();
                yield "ok\nstopping";
            }
            default -> "error\nexpected status, reload or stop";
        };
    }

    private String status() {
        try {
            ServerStatus now = await(server.status());
            Map<String, Object> rows = new LinkedHashMap<>();
            rows.put("process", ProcessHandle.current().pid());
            rows.put("address", server);
            rows.put("version", Main.version());
            rows.put("uptime", uptime(now.uptimeSeconds()));
            rows.put("peers", now.peers());
            rows.put("datagrams in", now.received());
            rows.put("datagrams out", now.sent());
            rows.put("dropped", now.dropped());
            rows.put("limits hit", limits(now));
            return rows.entrySet().stream()
                    .map(row -> String.format("%-14s %s", row.getKey(), row.getValue()))
                    .collect(Collectors.joining("\n", "ok\n", ""));
        } catch (IOException e) {
            return "error\n" + e.getMessage();
        }
    }

    private static String uptime(long seconds) {
        return String.format(
                "%d days %02d:%02d:%02d", seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    }

    private static String limits(ServerStatus now) {
        return now.limitsHit().isEmpty()
                ? "none"
                : now.limitsHit().entrySet().stream()
                        .map(hit -> hit.getKey() + " " + hit.getValue() + " times")
                        .collect(Collectors.joining(", "));
    }

    /** Reads the settings again. What is wrong in them changes nothing, and nobody loses a registration. */
    private synchronized String reload() {
        try {
            ServerSettings next = source.read();
            List<String> later = new ArrayList<>();
            if (next.config().port() != settings.config().port()) {
                later.add("port");
            }
            if (!Objects.equals(next.config().bind(), settings.config().bind())) {
                later.add("bind");
            }
            if (!next.logDirectory().equals(settings.logDirectory())) {
                later.add("log-dir");
            }
            if (!next.runDirectory().equals(settings.runDirectory())) {
                later.add("run-dir");
            }
            await(server.setMaxPeers(next.config().maxPeers()));
            traffic.set(next.trafficLog());
            settings = new ServerSettings(
                    settings.config().withMaxPeers(next.config().maxPeers()),
                    settings.logDirectory(),
                    settings.runDirectory(),
                    next.trafficLog());
            String done = "max-peers " + next.config().maxPeers() + ", traffic-log "
                    + (next.trafficLog() ? "yes" : "no")
                    + (later.isEmpty() ? "" : "; only a restart changes " + String.join(", ", later));
            LOG.info("settings read again: {}", done);
            return "ok\nsettings read again: " + done;
        } catch (InvalidSettingException | IOException e) {
            LOG.error("settings not read again: {}", e.getMessage());
            return "error\nsettings not read again: " + e.getMessage();
        }
    }

    private static <T extends @Nullable Object> T await(Future<T> future) throws IOException {
        try {
            return future.get(MAX_ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the server is stopping", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the server does not answer", e);
        }
    }

    private void close() {
        server.close();
        trafficLog.close();
        LogFiles.close();
    }
}
