package punchline.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.Event.Relation;
import punchline.protocol.PeerId;

/** People who are sent away: blocked, or rejected, and what undoes it. */
class BlockTest {
    /** What a peer is told of another, in its order, without repetitions. */
    private static List<String> links(VirtualPeer peer, PeerId other) {
        return peer.events().stream()
                .filter(Event.Link.class::isInstance)
                .map(Event.Link.class::cast)
                .filter(link -> link.peer().equals(other))
                .map(link -> link.state() + ": " + link.reason())
                .distinct()
                .toList();
    }

    private static Relation relation(VirtualPeer peer, PeerId other) {
        Event.ContactChanged last = peer.last(
                Event.ContactChanged.class, changed -> changed.contact().id().equals(other));
        assertThat(last).isNotNull();
        return last.contact().relation();
    }

    private static TwoHomes unlistedFriends(long seed) {
        TwoHomes homes = TwoHomes.unlisted(seed).started();
        homes.ann.submit(new Command.Connect(null, homes.bob.id(), null));
        homes.bob.submit(new Command.Connect(null, homes.ann.id(), null));
        homes.awaitOnline(10_000);
        homes.bob.events().clear();
        return homes;
    }

    private static void pester(TwoHomes homes) {
        for (int i = 0; i < 20; i++) {
            homes.bob.submit(new Command.Connect(null, homes.ann.id(), "hello?"));
            homes.time.runMillis(15_000);
        }
    }

    @Test
    void toTheBlockedItLooksAsIfTheOtherHadGone() {
        TwoHomes blocked = unlistedFriends(21);
        blocked.ann.submit(new Command.Block(null, blocked.bob.id()));
        pester(blocked);
        TwoHomes gone = unlistedFriends(21);
        gone.ann.stop();
        pester(gone);

        assertThat(links(blocked.bob, blocked.ann.id()))
                .as("%s", blocked.network.trace())
                .isEqualTo(links(gone.bob, gone.ann.id()));
        assertThat(relation(blocked.ann, blocked.bob.id())).isEqualTo(Relation.BLOCKED);
        assertThat(blocked.bob.last(Event.Problem.class, any -> true)).isNull();
    }

    @Test
    void whateverTheBlockedSendsIsAnsweredByNothing() {
        TwoHomes homes = TwoHomes.usual(22).online();
        homes.ann.submit(new Command.Block(null, homes.bob.id()));
        // What was under way ends.
        homes.time.runMillis(5_000);
        AtomicInteger toBob = new AtomicInteger();
        AtomicInteger fromBob = new AtomicInteger();
        homes.annHost.observe(datagram -> {
            if (!isToServer(datagram)) {
                toBob.incrementAndGet();
            }
        });
        homes.bobHost.observe(datagram -> {
            if (!isToServer(datagram)) {
                fromBob.incrementAndGet();
            }
        });
        int told = homes.ann.events().size();
        homes.say(homes.bob, homes.ann, "are you there?");
        pester(homes);

        assertThat(fromBob.get()).as("the server shows Bob where Ann is").isPositive();
        assertThat(toBob.get()).as("%s", homes.network.trace()).isZero();
        assertThat(homes.ann.events().subList(told, homes.ann.events().size()))
                .as("nothing of it reaches a person, or the store")
                .noneMatch(event -> !(event instanceof Event.Server));
        assertThat(homes.bob.isOnline(homes.ann.id())).isFalse();
    }

    private static boolean isToServer(Datagram datagram) {
        return datagram.destination().toString().startsWith(TwoHomes.SERVER_ADDRESS);
    }

    @Test
    void whatWaitsDoesNotGoWhileBlockedAndGoesOutOnceThatIsUndone() {
        TwoHomes homes = TwoHomes.usual(23).online();
        homes.bob.stop();
        homes.time.runMillis(5_000);
        homes.say(homes.ann, homes.bob, "written before");
        homes.time.runMillis(1_000);
        homes.ann.submit(new Command.Block(null, homes.bob.id()));
        homes.say(homes.ann, homes.bob, "refused");
        homes.bob.start();
        homes.time.runMillis(3_000);
        homes.say(homes.bob, homes.ann, "meanwhile");
        homes.ann.crash();
        homes.time.runMillis(1_000);
        homes.ann.start();
        homes.time.runMillis(60_000);
        assertThat(homes.bob.textsFrom(homes.ann.id())).isEmpty();
        assertThat(homes.ann.textsFrom(homes.bob.id())).isEmpty();
        assertThat(homes.ann.last(
                        Event.Problem.class, problem -> problem.message().text().contains("You blocked Bob")))
                .isNotNull();

        homes.ann.submit(new Command.Unblock(null, homes.bob.id()));
        homes.awaitOnline(10_000);
        homes.time.runMillis(2_000);
        assertThat(homes.bob.textsFrom(homes.ann.id())).containsExactly("written before");
        assertThat(homes.ann.textsFrom(homes.bob.id())).containsExactly("meanwhile");
        assertThat(relation(homes.ann, homes.bob.id())).isEqualTo(Relation.ACCEPTED);
    }

    @Test
    void aRejectionThatIsTakenBackIsLearntByTheOtherAndBringsWhatWaits() {
        TwoHomes homes = TwoHomes.whereRequestsAreAnswered(24).started();
        homes.say(homes.bob, homes.ann, "may I?");
        homes.time.runMillis(3_000);
        homes.ann.submit(new Command.Reject(null, homes.bob.id()));
        homes.time.runMillis(200_000);
        homes.say(homes.bob, homes.ann, "please");
        homes.time.runMillis(10_000);
        assertThat(homes.ann.textsFrom(homes.bob.id())).isEmpty();
        assertThat(relation(homes.bob, homes.ann.id())).isEqualTo(Relation.REQUESTED);

        homes.ann.submit(new Command.Accept(null, homes.bob.id()));
        homes.awaitOnline(5_000);
        homes.time.runMillis(1_000);
        assertThat(relation(homes.bob, homes.ann.id())).isEqualTo(Relation.ACCEPTED);
        assertThat(homes.ann.textsFrom(homes.bob.id())).containsExactly("may I?", "please");

        homes.ann.submit(new Command.Reject(null, homes.bob.id()));
        homes.time.runMillis(10_000);
        assertThat(homes.bob.isOnline(homes.ann.id())).isFalse();
        homes.say(homes.bob, homes.ann, "and now?");
        homes.time.runMillis(10_000);
        homes.ann.submit(new Command.Accept(null, homes.bob.id()));
        homes.awaitOnline(5_000);
        homes.time.runMillis(1_000);
        assertThat(homes.ann.textsFrom(homes.bob.id())).containsExactly("may I?", "please", "and now?");
    }
}
