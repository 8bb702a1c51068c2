package punchline.simulation.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.LivePeer;
import punchline.engine.PeerConfig;
import punchline.engine.identity.Identity;
import punchline.protocol.PeerId;
import punchline.protocol.ServerAddress;
import punchline.server.RendezvousServer;
import punchline.server.ServerConfig;
import punchline.server.TrafficLog;
import punchline.simulation.store.CrashableStore;
import punchline.store.SqliteMessageStore;

/** A program of its own, killed and started again: real sockets, real QUIC, real files, a real server, all on loopback. */
@Timeout(90)
class KilledProgramTest {
    /** The promise to people. Far above what it takes, so that a busy machine does not break it. */
    private static final long BACK_LIMIT_MILLIS = 3_000;

    private static final long START_LIMIT_SECONDS = 30;

    @TempDir
    private Path directory = Path.of("");

    @ParameterizedTest(name = "the killed one dials: {0}")
    @ValueSource(booleans = {true, false})
    void aKilledProgramIsOnlineAgainAndGetsWhatItMissed(boolean killedDials) throws Exception {
        PeerId bob = Bob.identity().peerId();
        Identity annIdentity = annOnTheOtherSideOf(bob, killedDials);
        BlockingQueue<Event> annEvents = new LinkedBlockingQueue<>();
        try (RendezvousServer server = RendezvousServer.start(
                        new ServerConfig(0, InetAddress.getLoopbackAddress(), 100), TrafficLog.NONE);
                LivePeer ann = LivePeer.start(
                        config("Ann", server.port()),
                        annIdentity,
                        engine -> new CrashableStore(annIdentity.peerId(), 1, (delay, task) -> engine.execute(task), 0),
                        annEvents::add)) {
            try (BobsProgram first = new BobsProgram(server.port())) {
                first.await("registered");
                ann.submit(new Command.Connect(null, bob, null));
                first.await("online");
            }
            ann.submit(new Command.Send(null, bob, "while you were away"));
            try (BobsProgram second = new BobsProgram(server.port())) {
                long millis = Long.parseLong(second.await("online"));
                assertThat(second.await("message")).isEqualTo("while you were away");
                assertThat(millis).isLessThan(BACK_LIMIT_MILLIS);
            }
        }
    }

    private static Identity annOnTheOtherSideOf(PeerId bob, boolean bobDials) {
        while (true) {
            Identity identity = Identity.generate(new SecureRandom());
            if (bob.compareTo(identity.peerId()) < 0 == bobDials) {
                return identity;
            }
        }
    }

    private static PeerConfig config(String name, int serverPort) {
        return new PeerConfig(name, 0, List.of(new ServerAddress("127.0.0.1", serverPort)), true, true, false);
    }

    /** A process that can be killed. */
    private final class BobsProgram implements AutoCloseable {
        private final Process process;
        private final BufferedReader out;

        BobsProgram(int serverPort) throws IOException {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--enable-native-access=ALL-UNNAMED",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            Bob.class.getName(),
                            directory.toString(),
                            Integer.toString(serverPort))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            // A program that says nothing ends, and with it what it is waited for.
            process.onExit()
                    .orTimeout(START_LIMIT_SECONDS, TimeUnit.SECONDS)
                    .whenComplete((ended, late) -> process.destroyForcibly());
            out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        }

        /** What follows the word on its line. */
        String await(String word) throws IOException {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith(word)) {
                    return line.substring(word.length()).strip();
                }
            }
            throw new AssertionError("Bob's program ended before it said " + word);
        }

        /** SIGKILL: nothing is said to anyone. */
        @Override
        public void close() throws IOException {
            process.destroyForcibly();
            out.close();
            try {
                assertThat(process.waitFor(START_LIMIT_SECONDS, TimeUnit.SECONDS))
                        .isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Bob's program: prints a line for each event that the test waits for. */
    static final class Bob {
        private static final long EPOCH = 1;

        private Bob() {}

        static Identity identity() {
            try {
                SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
                random.setSeed(7);
                return Identity.generate(random);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA1PRNG", e);
            }
        }

        public static void main(String[] arguments) throws Exception {
            Identity identity = identity();
            long[] readyNanos = new long[1];
            LivePeer.start(
                    config("Bob", Integer.parseInt(arguments[1])),
                    identity,
                    engine -> SqliteMessageStore.open(Path.of(arguments[0]), identity.peerId(), EPOCH, null, engine),
                    event -> {
                        if (event instanceof Event.Ready) {
                            readyNanos[0] = System.nanoTime();
                        } else if (event instanceof Event.Server server
                                && server.server().registered()) {
                            System.out.println("registered");
                        } else if (event instanceof Event.Link link && link.state() == Event.LinkState.ONLINE) {
                            System.out.println(
                                    "online " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - readyNanos[0]));
                        } else if (event instanceof Event.Message message) {
                            System.out.println("message " + message.text());
                        }
                    });
            Thread.sleep(Long.MAX_VALUE);
        }
    }
}
