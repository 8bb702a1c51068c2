package punchline.benchmark.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import punchline.benchmark.Benchmark;
import punchline.benchmark.Figure;
import punchline.benchmark.Figure.Better;
import punchline.benchmark.Goal;
import punchline.benchmark.Samples;
import punchline.benchmark.Setting;
import punchline.protocol.RendezvousCodec;
import punchline.protocol.RendezvousRequest;
import punchline.protocol.Token;

/** A rendezvous server with a hundred thousand peers: what each kind of request costs it, what a peer weighs, and what a flood does. */
public final class ServerBenchmark implements Benchmark {
    private static final int PEERS = 100_000;
    /** Registered before the counting begins, and while it goes on: so few that nobody has to be refreshed meanwhile. */
    private static final int FIRST_PEERS = 5_000;

    private static final int COUNTED_PEERS = 5_000;

    private static final int MAX_PEERS = 120_000;
    private static final int MILLION = 1_000_000;
    private static final String HEAP = "1g";

    /** A kind of request is measured in slices of this length. */
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final int WARM_UP_SLICES = 8;
    private static final int SLICES = 10;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double PERCENT = 100;

    /** Of an answer to a refresh. */
    private static final int ANSWER_BYTES = 200;

    private static final long PACED_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Refreshes that {@link #PEERS} peers send: one in 23 s each. */
    private static final double GOOD_PER_SECOND = PEERS / 23.0;

    /** As a client repeats a refresh (punchline.engine.rendezvous.RendezvousConfig); then it tries again later. */
    private static final int[] REPEAT_MILLIS = {1000, 2000, 3000, 4000};

    private static final double FLOOD_PER_SECOND = 100_000;

    @Override
    public String name() {
        return "server";
    }

    @Override
    public String description() {
        return "a rendezvous server with 100,000 peers: requests a second and core, memory, a flood";
    }

    @Override
    public List<Figure> run(Setting setting) throws IOException {
        List<Figure> figures = new ArrayList<>();
        Path logs = setting.directory().resolve("logs");
        setting.progress().at("echo");
        Figure echo = echo();
        try (ServerProcess server = new ServerProcess(HEAP, MAX_PEERS, logs);
                Load load = new Load(server.port(), PEERS)) {
            long emptyBytes = server.liveBytes();
            setting.progress().at("registering " + PEERS + " peers");
            Crowd crowd = new Crowd();
            load.register(crowd, FIRST_PEERS);
            double before = server.servingNanos();
            load.register(crowd, FIRST_PEERS + COUNTED_PEERS);
            double registerNanos = (server.servingNanos() - before) / COUNTED_PEERS;
            load.register(crowd, PEERS);
            load.flatOut(load::refresh, SLICE_NANOS);
            figures.add(Figure.once(
                            "heap of a registered peer",
                            "bytes",
                            Better.LOWER,
                            (double) (server.liveBytes() - emptyBytes) / PEERS)
                    .aims(Goal.atMost(500)));
            Figure verify = Verifications.perSecond();
            figures.add(verify);
            figures.add(Figure.once("registrations", "/s of a core", Better.HIGHER, NANOS_PER_SECOND / registerNanos)
                    .beside(verify, Goal.atLeast(0.9)));
            figures.add(echo);
            Measured refreshes = measure(setting, server, load, "refreshes", load::refresh);
            figures.add(refreshes.perCore.aims(Goal.atLeast(200_000)).beside(echo, null));
            figures.add(refreshes.perSecond);
            figures.add(refreshes.logged);
            figures.add(
                    measure(setting, server, load, "lists", lists(load)).perCore.beside(echo, null));
            load.flatOut(load::refresh, SLICE_NANOS);
            figures.add(measure(setting, server, load, "introductions", asks(load, setting.seed()))
                    .perCore
                    .beside(echo, null));
            load.flatOut(load::refresh, SLICE_NANOS);
            setting.progress().at("half load");
            Load.Paced half = load.paced(refreshes.perSecond.median() / 2, PACED_NANOS, REPEAT_MILLIS);
            figures.add(Samples.figure("a refresh at half load", "ms", NANOS_PER_MILLI, half.nanos()));
            setting.progress().at("flood");
            figures.addAll(flood(server, load, setting.seed()));
        }
        setting.progress().at("a full house");
        figures.add(Figure.once(
                        "heap of one of 1,000,000 peers, in 1 GiB",
                        "bytes",
                        Better.LOWER,
                        ServerProcess.heapOfEach(MILLION, HEAP))
                .aims(Goal.atMost(500)));
        figures.add(Figure.once(
                "lines of the traffic log dropped", "", Better.LOWER, (double) ServerProcess.droppedLines(logs)));
        return figures;
    }

    private static Figure echo() throws IOException {
        Samples perCore = new Samples();
        byte[] request = RendezvousCodec.encode(new RendezvousRequest.Bye("r", token()));
        try (Echo echo = new Echo(ANSWER_BYTES);
                Load load = new Load(echo.port(), PEERS)) {
            for (int i = 0; i < WARM_UP_SLICES + SLICES; i++) {
                double before = echo.nanos();
                long answers = load.flatOut(host -> request, SLICE_NANOS);
                if (i >= WARM_UP_SLICES) {
                    perCore.add(answers * NANOS_PER_SECOND / (echo.nanos() - before));
                }
            }
        }
        return Figure.of("the same sockets, echoing", "/s of a core", Better.HIGHER, perCore);
    }

    private static Token token() {
        return Token.ofBytes(new byte[Token.BYTES]);
    }

    private record Measured(Figure perCore, Figure perSecond, Figure logged) {}

    private static Measured measure(
            Setting setting, ServerProcess server, Load load, String what, Load.Requests requests) throws IOException {
        Samples perCore = new Samples();
        Samples perSecond = new Samples();
        Samples logged = new Samples();
        for (int i = 0; i < WARM_UP_SLICES + SLICES; i++) {
            setting.progress().at(what, i + 1, WARM_UP_SLICES + SLICES);
            double serving = server.servingNanos();
            double logging = server.loggingNanos();
            long answers = load.flatOut(requests, SLICE_NANOS);
            double servingTook = server.servingNanos() - serving;
            double loggingTook = server.loggingNanos() - logging;
            if (i >= WARM_UP_SLICES) {
                perCore.add(answers * NANOS_PER_SECOND / servingTook);
                perSecond.add(answers * NANOS_PER_SECOND / SLICE_NANOS);
                logged.add(PERCENT * loggingTook / servingTook);
            }
        }
        return new Measured(
                Figure.of(what, "/s of a core", Better.HIGHER, perCore),
                Figure.of(what + " by one thread, beside who asks", "/s", Better.HIGHER, perSecond),
                Figure.of("work of the traffic log's thread", "% of the server's", Better.LOWER, logged));
    }

    private static Load.Requests lists(Load load) {
        return host -> RendezvousCodec.encode(new RendezvousRequest.ListPeers("r", load.token(host), host));
    }

    private static Load.Requests asks(Load load, long seed) {
        Random random = new Random(seed);
        return host -> RendezvousCodec.encode(new RendezvousRequest.AskPeer(
                "r",
                load.token(host),
                load.id(random.nextInt(load.peers())),
                "attempt",
                0,
                List.of(),
                List.of(),
                20,
                null));
    }

    private static List<Figure> flood(ServerProcess server, Load load, long seed) throws IOException {
        try (Flood flood = new Flood(server.port(), FLOOD_PER_SECOND, seed)) {
            long before = flood.sent();
            long begin = System.nanoTime();
            Load.Paced good = load.paced(GOOD_PER_SECOND, PACED_NANOS, REPEAT_MILLIS);
            double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
            return List.of(
                    Figure.once("flood", "datagrams/s", Better.HIGHER, (flood.sent() - before) / seconds),
                    Figure.once("served beside the flood", "%", Better.HIGHER, PERCENT * good.answered() / good.sent())
                            .aims(Goal.atLeast(99)),
                    Samples.figure("a refresh beside the flood", "ms", NANOS_PER_MILLI, good.nanos()));
        }
    }
}
