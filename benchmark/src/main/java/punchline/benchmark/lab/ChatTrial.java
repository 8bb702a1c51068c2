package punchline.benchmark.lab;

import static punchline.benchmark.lab.ConsoleClient.event;
import static punchline.benchmark.lab.ConsoleClient.link;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import punchline.benchmark.lab.ConsoleClient.Seen;
import punchline.benchmark.lab.network.Processes;
import punchline.benchmark.lab.network.Topology.Host;

/** Two people meet through a server and two NATs, chat, and go on when a client, and then the server, is killed. */
final class ChatTrial {
    private static final int MESSAGES = 100;
    private static final int MORE_MESSAGES = 20;
    private static final int QUEUED_MESSAGES = 5;

    private static final Duration ONLINE_LIMIT = Duration.ofSeconds(30);
    private static final Duration DELIVERY_LIMIT = Duration.ofSeconds(20);
    private static final Duration QUIT_LIMIT = Duration.ofSeconds(10);

    /** The promise: a restarted peer is back at once. */
    private static final Duration BACK_LIMIT = Duration.ofSeconds(2);

    /** Longer than any refresh takes to come round (26 s), so that an idle and a busy window hold the same work. */
    private static final Duration WINDOW = Duration.ofSeconds(30);

    /** Longer than 30 s, after which a path that is dead has been noticed. */
    private static final Duration AFTER_SERVER = Duration.ofSeconds(35);

    /** Refreshes come at random times: each of two clients may have one more, with its answer, in one window, at two ports. */
    private static final int REFRESH_SLACK = 8;

    private final Stage stage;
    private final Report report;
    private final Host firstHost;
    private final Host secondHost;

    ChatTrial(Stage stage, Report report) {
        this.stage = stage;
        this.report = report;
        this.firstHost = stage.network().topology().hosts().getFirst();
        this.secondHost = stage.network().topology().hosts().getLast();
    }

    void run(RendezvousHost server) {
        Person alice = start(firstHost, "alice");
        Person bob = start(secondHost, "bob");
        meet(alice, bob);
        chatDoesNotTouchTheServer(alice, bob);
        ServerCheck.onlyRendezvousArrives(server, report);
        Person returned = comeBackFromTheDead(alice, bob);
        goOnWithoutServer(server, alice, returned);
        quit(alice);
        quit(returned);
    }

    private Person start(Host host, String name) {
        Person person = stage.start(host, name);
        person.client()
                .await(0, event("ready"), Duration.ZERO)
                .ifPresent(ready -> report.figure(name + "ReadyMillis", sinceStart(person, ready)));
        return person;
    }

    private void meet(Person alice, Person bob) {
        alice.awaitListing(bob);
        int mark = alice.client().mark();
        int bobMark = bob.client().mark();
        long startNanos = System.nanoTime();
        alice.client().send("connect", "peer", bob.id());
        online("alice is online with bob, directly", alice, mark, bob).ifPresent(seen -> {
            report.figure("connectToOnlineMillis", millis(seen.atNanos() - startNanos));
            report.figure(
                    "connectToOnlineByClientMillis", seen.event().path("millis").asDouble(-1));
        });
        online("bob is online with alice, directly", bob, bobMark, alice)
                .ifPresent(seen -> report.figure("connectToOnlineAtBobMillis", millis(seen.atNanos() - startNanos)));
    }

    private Optional<Seen> online(String what, Person who, int mark, Person other) {
        Optional<Seen> online = who.client().await(mark, link("online").and(other.isPeer()), ONLINE_LIMIT);
        report.check(
                what,
                online.map(seen -> seen.event().path("path").asString("").equals("direct"))
                        .orElse(false),
                online.map(seen -> seen.event().path("path").asString("?") + " "
                                + seen.event().path("address").asString("?"))
                        .orElse("not online in " + ONLINE_LIMIT.toSeconds() + " s"));
        return online;
    }

    private void chatDoesNotTouchTheServer(Person alice, Person bob) {
        report.note("an idle window of " + WINDOW.toSeconds() + " s, then one with chat");
        Meter.Reading start = Meter.read();
        Processes.pause(WINDOW);
        Meter.Reading idle = Meter.read().since(start);

        Meter.Reading chatStart = Meter.read();
        long startNanos = System.nanoTime();
        chat("", alice, bob, MESSAGES);
        report.figure("chat" + 2 * MESSAGES + "Millis", millis(System.nanoTime() - startNanos));
        Duration left = WINDOW.minusNanos(System.nanoTime() - startNanos);
        if (left.isPositive()) {
            Processes.pause(left);
        }
        Meter.Reading busy = Meter.read().since(chatStart);
        report.figure("serverDatagramsIdle", idle.datagrams());
        report.figure("serverDatagramsChat", busy.datagrams());
        report.check(
                "the server's traffic does not depend on the chat",
                Math.abs(busy.datagrams() - idle.datagrams()) <= REFRESH_SLACK,
                idle.datagrams() + " datagrams idle, " + busy.datagrams() + " with " + 2 * MESSAGES + " messages");
    }

    /** Both send at once; each must get all of the other's, in order, and learn that all of its own were delivered. */
    private void chat(String when, Person one, Person other, int count) {
        int oneMark = one.client().mark();
        int otherMark = other.client().mark();
        for (int i = 1; i <= count; i++) {
            one.client().send("send", "peer", other.id(), "text", text(one, i), "ref", "r" + i);
            other.client().send("send", "peer", one.id(), "text", text(other, i), "ref", "r" + i);
        }
        exchanged(when, one, oneMark, other, otherMark, count);
        exchanged(when, other, otherMark, one, oneMark, count);
    }

    private void exchanged(String when, Person from, int fromMark, Person to, int toMark, int count) {
        List<Seen> arrived = to.client().awaitCount(toMark, event("message").and(from.isPeer()), count, DELIVERY_LIMIT);
        List<Seen> delivered = from.client()
                .awaitCount(
                        fromMark,
                        event("state")
                                .and(state -> state.path("state").asString("").equals("delivered")),
                        count,
                        DELIVERY_LIMIT);
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            expected.add(text(from, i));
        }
        List<String> texts = arrived.stream()
                .map(seen -> seen.event().path("text").asString(""))
                .toList();
        report.check(
                count + " messages of " + from.name() + " arrive in order" + when,
                texts.equals(expected) && delivered.size() == count,
                texts.size() + " arrived" + (texts.equals(expected) ? " in order, " : " (not as sent), ")
                        + delivered.size() + " known as delivered");
    }

    private static String text(Person from, int number) {
        return from.name() + " " + number;
    }

    private Person comeBackFromTheDead(Person alice, Person bob) {
        report.note("bob's client is killed, and started again");
        bob.client().kill();
        int aliceMark = alice.client().mark();
        for (int i = 1; i <= QUEUED_MESSAGES; i++) {
            alice.client().send("send", "peer", bob.id(), "text", text(alice, i), "ref", "q" + i);
        }
        Person back = start(secondHost, "bob");
        Optional<Seen> atBob = online("bob is online again", back, 0, alice);
        double afterStart = sinceStart(back, atBob);
        double afterReady = afterStart - sinceStart(back, back.client().await(0, event("ready"), Duration.ZERO));
        report.figure("backOnlineAfterStartMillis", afterStart);
        report.figure("backOnlineAfterReadyMillis", afterReady);
        report.check(
                "bob is online again within " + BACK_LIMIT.toSeconds() + " s of being ready",
                afterReady <= BACK_LIMIT.toMillis(),
                String.format(
                        Locale.ROOT, "%.0f ms, and %.0f ms since his program was started", afterReady, afterStart));
        exchanged(" that he missed", alice, aliceMark, back, 0, QUEUED_MESSAGES);
        return back;
    }

    private static double sinceStart(Person person, Optional<Seen> seen) {
        return seen.map(one -> sinceStart(person, one)).orElse(Double.POSITIVE_INFINITY);
    }

    private static double sinceStart(Person person, Seen seen) {
        return millis(seen.atNanos() - person.client().startedNanos());
    }

    private void goOnWithoutServer(RendezvousHost server, Person alice, Person bob) {
        report.note("the server is killed");
        int mark = alice.client().mark();
        server.kill();
        chat(" without a server", alice, bob, MORE_MESSAGES);
        Processes.pause(AFTER_SERVER);
        chat(" " + AFTER_SERVER.toSeconds() + " s later", alice, bob, MORE_MESSAGES);
        List<Seen> changes = alice.client().since(mark, event("link"));
        report.check(
                "the link stays online without the server", changes.isEmpty(), changes.size() + " changes of the link");
    }

    private void quit(Person person) {
        Optional<Integer> exit = person.client().quit(QUIT_LIMIT);
        report.check(
                person.name() + " quits cleanly",
                exit.equals(Optional.of(0)) && person.client().strays().isEmpty(),
                exit.map(code -> "exit code " + code).orElse("still running") + ", "
                        + person.client().strays().size() + " lines on stdout that are not JSON");
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }
}
