package punchline.benchmark.lab;

import static punchline.benchmark.lab.ConsoleClient.event;
import static punchline.benchmark.lab.ConsoleClient.link;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import punchline.benchmark.lab.ConsoleClient.Seen;
import punchline.benchmark.lab.network.NatKind;
import punchline.benchmark.lab.network.Topology.Host;
import tools.jackson.databind.JsonNode;

/** Two people with new profiles, on routers that know nothing of them; one asks the other to talk. Once, or a few times in a row. */
final class ConnectTrial {
    /** Before a person finds whom to ask, the program has had time to look at its NAT. */
    private static final Duration SETTLING = Duration.ofSeconds(4);

    /** From the first's "online" to the other's, and for a message each way. */
    private static final Duration AFTERMATH = Duration.ofSeconds(5);

    private final Stage stage;
    private final MatrixCell cell;

    ConnectTrial(Stage stage, MatrixCell cell) {
        this.stage = stage;
        this.cell = cell;
    }

    /** Runs it, and kills both clients. {@code number} tells its profiles from those of other runs. */
    Outcome run(int number) {
        List<Host> hosts = cell.topology().hosts();
        stage.network().restart();
        List<Person> two = stage.start(hosts.getFirst(), "asker-" + number, hosts.getLast(), "other-" + number);
        try {
            return meet(two.getFirst(), two.getLast());
        } finally {
            two.forEach(person -> person.client().kill());
        }
    }

    private Outcome meet(Person asker, Person other) {
        boolean blocked = cell.topology().homes().stream().anyMatch(home -> home.nat() == NatKind.UDP_BLOCKED);
        if (!blocked) {
            asker.awaitListing(other);
        }
        Predicate<JsonNode> knowsItsNat = event("status")
                .and(status -> !status.path("nat").asString("unknown").equals("unknown"));
        asker.askUntil("status", knowsItsNat, SETTLING);
        if (!blocked) {
            other.askUntil("status", knowsItsNat, SETTLING);
        }

        int askerMark = asker.client().mark();
        int otherMark = other.client().mark();
        long startNanos = System.nanoTime();
        asker.client().send("connect", "peer", other.id());
        boolean mayBeTold = !(cell.expectation() instanceof Expectation.Connects);
        Predicate<JsonNode> online = link("online").and(other.isPeer());
        Predicate<JsonNode> refused = link("unreachable").or(link("offline")).and(other.isPeer());
        Optional<Seen> end = asker.client()
                .await(
                        askerMark,
                        mayBeTold ? online.or(refused) : online,
                        cell.expectation().patience());
        if (end.isEmpty()) {
            return new Outcome.Failed("not online in "
                    + cell.expectation().patience().toSeconds() + " s; " + states(asker, askerMark, startNanos));
        }
        Seen seen = end.get();
        if (!online.test(seen.event())) {
            return new Outcome.Told(
                    millis(seen, startNanos), seen.event().path("reason").asString("(no reason)"));
        }
        Optional<Seen> atOther = other.client().await(otherMark, link("online").and(asker.isPeer()), AFTERMATH);
        if (atOther.isEmpty()) {
            return new Outcome.Failed("online at one side only; " + states(other, otherMark, startNanos));
        }
        if (!messagePasses(asker, other) || !messagePasses(other, asker)) {
            return new Outcome.Failed("online, but a message does not arrive; " + states(asker, askerMark, startNanos));
        }
        return new Outcome.Online(
                millis(seen, startNanos),
                Math.max(millis(seen, startNanos), millis(atOther.get(), startNanos)),
                seen.event().path("path").asString("?"),
                seen.event().path("address").asString("?"));
    }

    private static boolean messagePasses(Person from, Person to) {
        int mark = to.client().mark();
        from.client().send("send", "peer", to.id(), "text", "hello");
        return to.client()
                .await(mark, event("message").and(from.isPeer()), AFTERMATH)
                .isPresent();
    }

    /** All changes of the link, for whoever wants to know what went wrong. */
    private static String states(Person person, int mark, long startNanos) {
        StringBuilder states = new StringBuilder(person.name() + ":");
        for (Seen seen : person.client().since(mark, event("link"))) {
            states.append(String.format(
                    Locale.ROOT,
                    " %s at %.1f s %s",
                    seen.event().path("state").asString("?"),
                    millis(seen, startNanos) / 1000,
                    seen.event().path("reason").asString("")));
        }
        return states.toString();
    }

    private static double millis(Seen seen, long startNanos) {
        return (seen.atNanos() - startNanos) / 1e6;
    }
}
