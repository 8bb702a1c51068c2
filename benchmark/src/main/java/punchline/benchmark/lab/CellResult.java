package punchline.benchmark.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import punchline.benchmark.lab.network.NatKind;
import punchline.benchmark.lab.network.Topology.Home;

/** What all runs of one cell showed, held against what must come of it. */
record CellResult(MatrixCell cell, List<Outcome> outcomes) {
    CellResult {
        outcomes = List.copyOf(outcomes);
    }

    long fitting() {
        return outcomes.stream()
                .filter(outcome -> outcome.fits(cell.expectation(), cell.path()))
                .count();
    }

    long connected() {
        return ofKind(Outcome.Online.class).count();
    }

    /** Until the asker was online, over the runs that connected. */
    Optional<Spread> toOnline() {
        return Spread.of(
                ofKind(Outcome.Online.class).map(Outcome.Online::askerMillis).toList());
    }

    /** Until both were. */
    Optional<Spread> toBothOnline() {
        return Spread.of(
                ofKind(Outcome.Online.class).map(Outcome.Online::bothMillis).toList());
    }

    /** Until the plain answer, over the runs that got one. */
    Optional<Spread> toAnswer() {
        return Spread.of(ofKind(Outcome.Told.class).map(Outcome.Told::millis).toList());
    }

    /** The plain answers, each once. */
    Set<String> answers() {
        return ofKind(Outcome.Told.class).map(Outcome.Told::words).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** What falls short of the promise, for people; empty if nothing does. */
    List<String> shortcomings() {
        List<String> all = new ArrayList<>();
        if (fitting() < outcomes.size()) {
            all.add(fitting() + " of " + outcomes.size() + " runs came out as promised");
        }
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Failed failed) {
                all.add(failed.what());
            } else if (outcome instanceof Outcome.Online online
                    && !online.path().equals(cell.path())) {
                all.add("a path of the kind " + online.path() + " to " + online.address());
            }
        }
        late(all, toBothOnline(), "online");
        late(all, toAnswer(), "told");
        toBothOnline()
                .filter(spread ->
                        isConePair() && spread.median() > medianLimit().toMillis())
                .ifPresent(spread -> all.add("online after " + seconds(spread.median()) + " in the middle, promised "
                        + seconds(medianLimit())));
        return all;
    }

    private void late(List<String> all, Optional<Spread> spread, String what) {
        Duration limit = cell.expectation().slowest();
        spread.filter(values -> values.worst() > limit.toMillis())
                .ifPresent(values ->
                        all.add(what + " after " + seconds(values.worst()) + " at worst, promised " + seconds(limit)));
    }

    /** The only pairs whose median has a promise. */
    private boolean isConePair() {
        return cell.topology().weather().lossPercent() == 0
                && cell.topology().homes().stream()
                        .map(Home::behaviour)
                        .allMatch(kind -> kind.compareTo(NatKind.PORT_RESTRICTED) <= 0);
    }

    private Duration medianLimit() {
        return Expectation.MEDIAN_OF_CONES.plus(cell.roundTrips());
    }

    /** In a table's cell. */
    String words() {
        String online = toOnline()
                .map(spread -> connected() + "/" + outcomes.size() + ", " + seconds(spread.median()) + " ("
                        + seconds(spread.worst()) + ")")
                .orElse(cell.expectation() instanceof Expectation.Connects ? "0/" + outcomes.size() : "");
        String told =
                toAnswer().map(spread -> "told in " + seconds(spread.worst())).orElse("");
        return online + (online.isEmpty() || told.isEmpty() ? "" : "; ") + told;
    }

    private static String seconds(Duration duration) {
        return seconds(duration.toNanos() / 1e6);
    }

    static String seconds(double millis) {
        return String.format(Locale.ROOT, "%.2f s", millis / 1000);
    }

    private <T extends Outcome> Stream<T> ofKind(Class<T> kind) {
        return outcomes.stream().filter(kind::isInstance).map(kind::cast);
    }
}
