package punchline.server;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import punchline.protocol.ProtocolLimits;

/** The server as a program of its own. Prints one line when it answers, and runs until it is told to stop. */
@Command(
        name = "rendezvous-server",
        description = "Lets Punchline peers learn each other's addresses. Carries nothing of what they say.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        sortOptions = false)
public final class Main implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "UDP port; the next one is used too (default: ${DEFAULT-VALUE})")
    private int port = ProtocolLimits.DEFAULT_PORT;

    @Option(names = "--bind", paramLabel = "ADDRESS", description = "listen on this address only (default: all)")
    private @Nullable InetAddress bind;

    @Option(
            names = "--max-peers",
            paramLabel = "N",
            description = "how many peers may be registered (default: ${DEFAULT-VALUE})")
    private int maxPeers = ServerConfig.DEFAULT_MAX_PEERS;

    @Option(
            names = "--log-dir",
            paramLabel = "DIR",
            description = "where server.log and traffic.log go (default: ${DEFAULT-VALUE})")
    private Path logDirectory = Path.of("logs");

    /** Filled in by the command line. */
    @SuppressWarnings("NullAway.Init")
    private Main() {}

    /** Runs the server; the exit code is 0 when stopped, 1 if it could not start, 2 for a wrong argument. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        ServerConfig config;
        try {
            config = new ServerConfig(port, bind, maxPeers);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        openLogFiles(err);
        Logger life = LoggerFactory.getLogger(Main.class);
        Logger trafficLines = LoggerFactory.getLogger(LogFiles.TRAFFIC);
        AsyncTrafficLog traffic = new AsyncTrafficLog(
                Clock.systemUTC(),
                trafficLines::info,
                dropped -> life.warn("limit TRAFFIC_LOG hit {} times: lines dropped", dropped));
        traffic.start();
        RendezvousServer server;
        try {
            server = RendezvousServer.start(config, traffic);
        } catch (IOException e) {
            life.error("not started: {}", e.getMessage());
            err.println("rendezvous server: " + e.getMessage());
            err.flush();
            traffic.close();
            LogFiles.close();
            return CommandLine.ExitCode.SOFTWARE;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, traffic), "stop"));
        out.println("rendezvous server ready on " + server);
        out.flush();
        server.awaitClosed();
        return CommandLine.ExitCode.OK;
    }

    private void openLogFiles(PrintWriter err) {
        try {
            LogFiles.open(logDirectory);
        } catch (IOException e) {
            // A server on a read-only disk is still a server.
            LogFiles.none();
            err.println(
                    "rendezvous server: no log files, because " + logDirectory + " cannot be written; see --log-dir");
            err.flush();
        }
    }

    private static void stop(RendezvousServer server, AsyncTrafficLog traffic) {
        server.close();
        traffic.close();
        LogFiles.close();
    }

    /** What the jar's manifest says. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"rendezvous-server " + (version == null ? "(unpackaged)" : version)};
        }
    }
}
