package punchline.benchmark.kills;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import punchline.benchmark.lab.ConsoleClient;
import punchline.benchmark.lab.Programs;
import punchline.benchmark.lab.network.LabException;
import punchline.benchmark.lab.network.Processes;
import punchline.server.RendezvousServer;
import punchline.server.ServerConfig;
import punchline.server.TrafficLog;
import tools.jackson.databind.JsonNode;

/** Two people who write to each other in bursts while their programs are killed, at moments drawn from a seed. */
final class Duel {
    private static final int MAX_BURST = 20;
    private static final int MAX_PAUSE_MILLIS = 150;

    /** How long a program lives once it is ready; a burst takes some milliseconds. */
    private static final int MAX_LIFE_MILLIS = 2_000;

    private static final Duration ONLINE_LIMIT = Duration.ofSeconds(10);
    private static final Duration MEET_LIMIT = Duration.ofSeconds(60);
    private static final Duration SETTLE_LIMIT = Duration.ofMinutes(3);
    private static final Duration SETTLE_PAUSE = Duration.ofMillis(500);
    private static final int MAX_PEERS = 100;

    /** How it went. */
    record Outcome(long seed, int kills, int sent, int queued, int delivered, List<String> wrong) {}

    private final long seed;
    private final Random random;
    private final Programs programs;
    private final Path data;
    private int killed;

    Duel(long seed, Programs programs, Path data) {
        this.seed = seed;
        this.random = new Random(seed);
        this.programs = programs;
        this.data = data;
    }

    /** Runs until so many programs have been killed, then lets all arrive and judges. */
    Outcome run(int kills) throws IOException {
        try (Processes processes = new Processes();
                RendezvousServer server = RendezvousServer.start(
                        new ServerConfig(0, InetAddress.getLoopbackAddress(), MAX_PEERS), TrafficLog.NONE)) {
            String address = "127.0.0.1:" + server.port();
            Mortal ann = new Mortal(processes, programs, address, "ann", data);
            Mortal bob = new Mortal(processes, programs, address, "bob", data);
            ann.awaitReady();
            bob.awaitReady();
            ann.connect(bob);
            if (!ann.await(ConsoleClient.link("online"), MEET_LIMIT)) {
                throw new LabException("the two do not meet");
            }
            while (killed < kills) {
                live(ann, bob);
                kill(random.nextBoolean() ? ann : bob, ann, bob);
            }
            return end(ann, bob);
        }
    }

    private void live(Mortal ann, Mortal bob) {
        if (random.nextInt(3) > 0) {
            // The most telling moments are those with a link.
            ann.await(ConsoleClient.link("online"), ONLINE_LIMIT);
        }
        long endNanos = System.nanoTime()
                + Duration.ofMillis(random.nextInt(MAX_LIFE_MILLIS)).toNanos();
        do {
            boolean byAnn = random.nextBoolean();
            (byAnn ? ann : bob).burst(byAnn ? bob : ann, 1 + random.nextInt(MAX_BURST));
            Processes.pause(Duration.ofMillis(random.nextInt(MAX_PAUSE_MILLIS)));
        } while (System.nanoTime() - endNanos < 0);
        if (random.nextBoolean()) {
            // Killed in the middle of it.
            ann.burst(bob, MAX_BURST);
            bob.burst(ann, MAX_BURST);
            Processes.pause(Duration.ofMillis(random.nextInt(MAX_BURST)));
        }
    }

    private void kill(Mortal victim, Mortal ann, Mortal bob) {
        List<Mortal> victims = random.nextInt(6) == 0 ? List.of(ann, bob) : List.of(victim);
        for (Mortal each : victims) {
            each.dieAndRise();
            killed++;
        }
        for (Mortal each : victims) {
            if (random.nextInt(8) > 0) {
                each.awaitReady();
            }
        }
    }

    private Outcome end(Mortal ann, Mortal bob) throws IOException {
        ann.awaitReady();
        bob.awaitReady();
        List<JsonNode> anns = ann.history(bob);
        List<JsonNode> bobs = bob.history(ann);
        long limitNanos = System.nanoTime() + SETTLE_LIMIT.toNanos();
        while (!Judgement.isSettled(anns, bobs) && System.nanoTime() - limitNanos < 0) {
            Processes.pause(SETTLE_PAUSE);
            anns = ann.history(bob);
            bobs = bob.history(ann);
        }
        ann.quit();
        bob.quit();
        List<String> wrong = new ArrayList<>(Judgement.of(ann, anns, bob, bobs));
        wrong.addAll(Judgement.of(bob, bobs, ann, anns));
        wrong.addAll(Judgement.integrity(ann, database(ann)));
        wrong.addAll(Judgement.integrity(bob, database(bob)));
        ann.ledger().problems().forEach(problem -> wrong.add("ann was told: " + problem));
        bob.ledger().problems().forEach(problem -> wrong.add("bob was told: " + problem));
        return new Outcome(
                seed,
                killed,
                ann.sent() + bob.sent(),
                ann.ledger().queued().size() + bob.ledger().queued().size(),
                anns.size(),
                wrong);
    }

    private static Path database(Mortal owner) throws IOException {
        try (Stream<Path> files = Files.walk(owner.data())) {
            return files.filter(file -> file.endsWith("messages.db"))
                    .findFirst()
                    .orElseThrow(() -> new LabException(owner.name() + " has no database"));
        }
    }
}
