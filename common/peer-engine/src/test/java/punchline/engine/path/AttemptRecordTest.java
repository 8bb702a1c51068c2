package punchline.engine.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static punchline.engine.path.PathWorld.MILLI;
import static punchline.engine.path.PathWorld.SECOND;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import punchline.engine.path.AttemptRecord.Cause;
import punchline.engine.path.AttemptRecord.Tried;
import punchline.engine.path.AttemptRecord.Why;
import punchline.engine.path.Candidate.Kind;
import punchline.engine.socket.LocalSocket;
import punchline.engine.socket.Path;
import punchline.protocol.Endpoint;
import punchline.protocol.NatClass;

class AttemptRecordTest {
    private static Endpoint at(int n) {
        return Endpoint.parse("203.0.113." + n % 250 + ":" + (1024 + n));
    }

    private static AttemptRecord only(PathWorld.Side side) {
        assertThat(side.attempts.attempts()).hasSize(1);
        return side.attempts.attempts().getFirst();
    }

    @Test
    void aSuccessTellsWhatWasProbedWhatAnsweredAndWhichPathWasTaken() {
        PathWorld world = PathWorld.behindNats();
        world.alice.begin(world.bob.seen(), world.bob.host(0));
        world.bob.begin(world.alice.seen());
        world.runFor(6 * SECOND);

        AttemptRecord record = only(world.alice);
        Tried seen = record.candidates().stream()
                .filter(each -> each.candidate().equals(world.bob.seen()))
                .findFirst()
                .orElseThrow();
        assertThat(record.causes()).containsExactly(Cause.REMEMBERED);
        assertThat(seen.refusal()).isNull();
        assertThat(seen.probes()).isGreaterThanOrEqualTo(3);
        assertThat(seen.answeredNanos()).isBetween(40 * MILLI, 500 * MILLI);
        assertThat(record.requestsFrom()).containsKey(world.bob.seen().endpoint());
        assertThat(record.choices()).hasSize(1);
        assertThat(record.choices().getFirst().why()).isEqualTo(Why.FIRST);
        assertThat(record.choices().getFirst().path()).isEqualTo(world.alice.finder.selected());
        assertThat(record.endedNanos()).isEqualTo(record.choices().getFirst().atNanos());
        assertThat(record.failure()).isNull();
    }

    @Test
    void aRefusedAddressSaysWhy() {
        PathWorld world = PathWorld.open();
        world.alice.begin(
                world.bob.seen(),
                new Candidate(Endpoint.parse("224.0.0.1:5000"), Kind.HOST),
                new Candidate(world.alice.hosts.getFirst(), Kind.HOST),
                new Candidate(Endpoint.parse("10.9.8.7:5000"), Kind.HOST));
        world.runFor(SECOND);

        assertThat(only(world.alice).candidates())
                .filteredOn(tried -> tried.refusal() != null)
                .extracting(Tried::refusal, Tried::probes)
                .containsExactlyInAnyOrder(
                        tuple(Refusal.NO_HOST, 0), tuple(Refusal.MYSELF, 0), tuple(Refusal.PRIVATE_ELSEWHERE, 0));
    }

    @Test
    void aFailureTellsItsReasonAndWhenItWasDecided() {
        PathWorld world = PathWorld.open();
        world.bob.drops = datagram -> true;
        world.alice.begin(world.bob.seen());
        world.runFor(5 * SECOND + 500 * MILLI);

        AttemptRecord record = world.alice.attempts.attempts().getFirst();
        assertThat(record.failure()).isEqualTo(PathFailure.NO_ANSWER);
        assertThat(record.endedNanos()).isEqualTo(5 * SECOND);
        assertThat(record.choices()).isEmpty();
    }

    @Test
    void whoIsOnlyProbedHasARecordToo() {
        PathWorld world = PathWorld.open();
        world.alice.begin(world.bob.seen());
        world.runFor(2 * SECOND);

        AttemptRecord record = only(world.bob);
        assertThat(record.causes()).containsExactly(Cause.PEER);
        assertThat(record.requestsFrom()).containsOnlyKeys(world.alice.seen().endpoint());
        assertThat(record.candidates())
                .singleElement()
                .satisfies(tried -> assertThat(tried.candidate().kind()).isEqualTo(Kind.TRIGGERED));
        assertThat(record.choices()).hasSize(1);
    }

    @Test
    void onlyTheLastFiveAttemptsAreKept() {
        PathWorld world = PathWorld.open();
        world.bob.drops = datagram -> true;
        world.alice.begin(world.bob.seen());
        for (int i = 0; i < 20; i++) {
            world.runFor(10 * SECOND);
            world.alice.begin(world.bob.seen());
        }

        List<AttemptRecord> kept = world.alice.attempts.attempts();
        assertThat(kept).hasSize(AttemptLog.MAX_ATTEMPTS);
        assertThat(kept.getLast().beganMillis()).isEqualTo(world.now / MILLI);
        assertThat(kept.getFirst().beganMillis()).isLessThan(kept.getLast().beganMillis());
    }

    @Test
    void whatFollowsWithinASecondBelongsToTheSameAttempt() {
        PathWorld world = PathWorld.open();
        world.alice.begin(new Candidate(world.bob.hosts.getFirst(), Kind.REMEMBERED));
        world.runFor(100 * MILLI);
        Pairing easy = new Pairing(NatClass.OPEN, NatClass.CONSISTENT, true);
        world.alice.finder.begin(world.now, new Attempt(List.of(world.bob.seen()), 0, world.alice.own(), easy));

        assertThat(only(world.alice).causes()).containsExactly(Cause.SERVER, Cause.REMEMBERED);
        assertThat(only(world.alice).pairing()).isEqualTo(easy);
    }

    @Test
    void aRoundTellsItsPortsAsARangeAndWhoAnswered() {
        AttemptRecord record = new AttemptRecord(0, 0);
        LocalSocket fresh = new LocalSocket(7);
        List<Path> paths = new ArrayList<>();
        for (int port : new int[] {5000, 4000, 4500}) {
            paths.add(new Path(fresh, Endpoint.parse("203.0.113.9:" + port)));
        }
        record.onRound(SECOND, new Volley(Tactic.AIM_AHEAD, List.of(new Volley.Sweep(0, paths)), 20 * MILLI, SECOND));
        paths.forEach(record::onProbe);
        record.onAnswer(2 * SECOND, paths.get(1));
        record.onAnswer(3 * SECOND, paths.get(2));

        AttemptRecord.LaterRound round = record.rounds().getFirst();
        assertThat(round.lowestPort()).isEqualTo(4000);
        assertThat(round.highestPort()).isEqualTo(5000);
        assertThat(round.targets()).isEqualTo(3);
        assertThat(round.sockets()).isOne();
        assertThat(round.probes()).isEqualTo(3);
        assertThat(round.startNanos()).isEqualTo(SECOND + 20 * MILLI);
        assertThat(round.answeredBy()).isEqualTo(paths.get(1).remote());
        assertThat(round.answeredNanos()).isEqualTo(2 * SECOND);
        assertThat(record.candidates()).isEmpty();
    }

    @Test
    void aFloodOfCandidatesDoesNotMakeItGrow() {
        AttemptRecord record = new AttemptRecord(0, 0);
        for (int i = 0; i < 1000; i++) {
            record.onRefused(new Candidate(at(i), Kind.HOST), Refusal.TOO_MANY);
            record.onAdmitted(new Candidate(at(1000 + i), Kind.REFLEXIVE));
            record.onProbe(new Path(LocalSocket.MAIN, at(2000 + i)));
        }

        assertThat(record.candidates()).hasSize(AttemptRecord.MAX_CANDIDATES);
        assertThat(record.candidatesLeftOut()).isEqualTo(3000 - AttemptRecord.MAX_CANDIDATES);
    }

    @Test
    void aFloodOfRequestsDoesNotMakeItGrow() {
        AttemptRecord record = new AttemptRecord(0, 0);
        for (int i = 0; i < 10_000; i++) {
            record.onRequest(i, new Path(LocalSocket.MAIN, at(i % 1000)));
        }

        int told = record.requestsFrom().values().stream()
                .mapToInt(AttemptRecord.Source::requests)
                .sum();
        assertThat(record.requestsFrom()).hasSize(AttemptRecord.MAX_SOURCES);
        assertThat(told + record.requestsLeftOut()).isEqualTo(10_000);
    }

    @Test
    void manyRoundsAndManyPathsDoNotMakeItGrow() {
        AttemptRecord record = new AttemptRecord(0, 0);
        Path path = new Path(new LocalSocket(3), at(1));
        for (int i = 0; i < 100; i++) {
            record.onRound(i, new Volley(Tactic.FRESH_SOCKETS, List.of(new Volley.Sweep(0, List.of(path))), 0, SECOND));
            record.onSelected(i, new PathSelection.Validated(path, PathRank.IPV4, i), Why.FASTER);
        }

        assertThat(record.rounds()).hasSize(AttemptRecord.MAX_ROUNDS);
        assertThat(record.roundsLeftOut()).isEqualTo(100 - AttemptRecord.MAX_ROUNDS);
        assertThat(record.choices()).hasSize(AttemptRecord.MAX_CHOICES);
        assertThat(record.choices().getFirst().rttNanos()).as("how it was met").isZero();
        assertThat(record.choices().getLast().rttNanos()).as("how it stands").isEqualTo(99);
    }
}
