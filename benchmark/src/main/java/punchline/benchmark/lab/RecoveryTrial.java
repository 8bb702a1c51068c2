package punchline.benchmark.lab;

import static punchline.benchmark.lab.ConsoleClient.event;
import static punchline.benchmark.lab.ConsoleClient.link;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import punchline.benchmark.lab.network.LabException;
import punchline.benchmark.lab.network.Processes;
import tools.jackson.databind.JsonNode;

/**
 * Two people talk, and the same thing happens to them three times: while both write, while both are silent and one writes a
 * little later, and while both stay silent.
 */
final class RecoveryTrial {
    private static final Duration ONLINE_LIMIT = Duration.ofSeconds(30);
    private static final Duration BEFORE = Duration.ofSeconds(3);

    /** Long enough that what happened is over, and short of the next keepalive in most runs. */
    private static final Duration UNTIL_WORD = Duration.ofSeconds(2);

    /** When to give up: well over the 30 s after which a silent path is taken for dead, and the attempts that follow. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** After the first message that arrives, more must. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(2);

    private static final Duration SETTLING = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Stage stage;
    private final Server server;
    private final Disturbance disturbance;
    private int count;

    RecoveryTrial(Stage stage, Disturbance disturbance) {
        this.stage = stage;
        this.server = new Server(stage);
        this.disturbance = disturbance;
    }

    /** The server, which may be killed and started again. */
    static final class Server {
        private final Stage stage;
        private RendezvousHost running;

        Server(Stage stage) {
            this.stage = stage;
            this.running = stage.startServer(Report.quiet("server"));
        }

        void restartAfter(Duration away) {
            running.kill();
            Processes.pause(away);
            running = stage.startServer(Report.quiet("server"));
        }
    }

    /**
     * What one run showed, in milliseconds. A value that is infinite did not come about.
     *
     * @param chatting from the disturbance until a message that was sent after it arrived, the slower way of both
     * @param afterSilence from a message, sent two seconds after the disturbance, until it arrived, the slower way
     * @param idle from the disturbance until the other side knows the new address, with nobody writing; empty if there is none
     * @param said messages in all
     */
    record Result(
            double chatting,
            double afterSilence,
            OptionalDouble idle,
            int said,
            int lost,
            int doubled,
            boolean inOrder) {}

    Result run() {
        List<Person> two = stage.start(
                stage.network().topology().hosts().get(0),
                "one",
                stage.network().topology().hosts().get(1),
                "other");
        Person one = two.getFirst();
        Person other = two.getLast();
        one.awaitListing(other);
        int oneMark = one.client().mark();
        int otherMark = other.client().mark();
        one.client().send("connect", "peer", other.id());
        if (one.client()
                        .await(oneMark, link("online").and(other.isPeer()), ONLINE_LIMIT)
                        .isEmpty()
                || other.client()
                        .await(otherMark, link("online").and(one.isPeer()), ONLINE_LIMIT)
                        .isEmpty()) {
            throw new LabException("the two do not meet in the first place");
        }

        Talk there = new Talk(one, other);
        Talk back = new Talk(other, one);
        double chatting = whileChatting(there, back);
        double afterSilence = afterSilence(there, back);
        OptionalDouble idle = disturbance.changesAddress() ? whileIdle(one, other) : OptionalDouble.empty();
        there.say();
        back.say();
        Talk.Count thereCount = there.settle(SETTLING);
        Talk.Count backCount = back.settle(SETTLING);
        return new Result(
                chatting,
                afterSilence,
                idle,
                thereCount.said() + backCount.said(),
                thereCount.lost() + backCount.lost(),
                thereCount.doubled() + backCount.doubled(),
                thereCount.inOrder() && backCount.inOrder());
    }

    private long disturb() {
        disturbance.happen(stage.network(), server, ++count);
        return System.nanoTime();
    }

    private double whileChatting(Talk there, Talk back) {
        SteadyChat chat = SteadyChat.start(there, back);
        try {
            Processes.pause(BEFORE);
            long sinceNanos = disturb();
            double slower = Math.max(flowsAgain(there, sinceNanos), flowsAgain(back, sinceNanos));
            Processes.pause(AFTERWARDS);
            return slower;
        } finally {
            chat.stop();
        }
    }

    /** Milliseconds from a moment until the first message that is said after it has arrived. */
    private static double flowsAgain(Talk talk, long sinceNanos) {
        while (talk.firstAfter(sinceNanos).isEmpty()) {
            Processes.pause(POLL);
        }
        return millisUntilArrival(talk, talk.firstAfter(sinceNanos).orElseThrow(), sinceNanos);
    }

    private double afterSilence(Talk there, Talk back) {
        Processes.pause(BEFORE);
        disturb();
        Processes.pause(UNTIL_WORD);
        long sinceNanos = System.nanoTime();
        int thereNumber = there.say();
        int backNumber = back.say();
        return Math.max(
                millisUntilArrival(there, thereNumber, sinceNanos), millisUntilArrival(back, backNumber, sinceNanos));
    }

    private OptionalDouble whileIdle(Person one, Person other) {
        Processes.pause(BEFORE);
        String before = address(other, one);
        long sinceNanos = disturb();
        while (System.nanoTime() - sinceNanos < PATIENCE.toNanos()) {
            String seen = address(other, one);
            if (!seen.isEmpty() && !seen.equals(before)) {
                return OptionalDouble.of((System.nanoTime() - sinceNanos) / 1e6);
            }
            Processes.pause(POLL);
        }
        return OptionalDouble.of(Double.POSITIVE_INFINITY);
    }

    /** Where one person's client sends to for another; empty while that is not online. */
    private static String address(Person at, Person of) {
        int mark = at.client().mark();
        at.client().send("status");
        return at.client()
                .await(mark, event("status"), ONLINE_LIMIT)
                .map(status -> {
                    for (JsonNode link : status.event().path("links")) {
                        if (link.path("peer").asString("").equals(of.id())
                                && link.path("state").asString("").equals("online")) {
                            return link.path("address").asString("");
                        }
                    }
                    return "";
                })
                .orElse("");
    }

    private static double millisUntilArrival(Talk talk, int number, long sinceNanos) {
        return talk.arrival(number, PATIENCE)
                .map(atNanos -> (atNanos - sinceNanos) / 1e6)
                .orElse(Double.POSITIVE_INFINITY);
    }
}
