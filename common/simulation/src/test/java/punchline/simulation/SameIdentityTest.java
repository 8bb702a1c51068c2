package punchline.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import punchline.engine.Command;
import punchline.engine.Event;

/** A profile that was copied runs on two computers. */
class SameIdentityTest {
    private final TwoHomes homes = TwoHomes.usual(1);
    private final VirtualPeer copy = new VirtualPeer(
            homes.network,
            homes.network.openHost("copy", "203.0.113.50", LinkQuality.ofMillis(10)),
            2,
            TwoHomes.config("Ann", true, true));

    private long links(VirtualPeer peer) {
        return peer.events().stream().filter(Event.Link.class::isInstance).count();
    }

    @Test
    void theOlderIsToldAndGetsAPlainAnswerAndTheTwoDoNotFight() {
        homes.online();
        assertThat(copy.id()).isEqualTo(homes.ann.id());
        copy.start();
        homes.time.runMillis(3_000);
        assertThat(elsewhere(homes.ann)).as("%s", homes.network.trace()).containsExactly(true);
        assertThat(elsewhere(copy)).isEmpty();

        copy.submit(new Command.Connect(null, homes.bob.id(), null));
        assertThat(homes.time.runUntil(() -> copy.isOnline(homes.bob.id()), 5_000))
                .as("%s", homes.network.trace())
                .isTrue();
        // The older finds out by silence, and stays away from then on.
        homes.time.runMillis(60_000);
        assertThat(homes.ann.isOnline(homes.bob.id())).isFalse();
        long toldBefore = links(homes.bob);
        homes.time.runMillis(300_000);
        assertThat(links(homes.bob) - toldBefore).isLessThanOrEqualTo(2);
        assertThat(homes.bob.isOnline(copy.id())).isTrue();
        assertThat(copy.isOnline(homes.bob.id())).isTrue();

        homes.ann.submit(new Command.Connect(null, homes.bob.id(), null));
        // The addresses of last time are tried for 5 s before anything is said.
        assertThat(homes.time.runUntil(this::olderIsAnswered, 6_000))
                .as("%s", homes.network.trace())
                .isTrue();
    }

    @Test
    void theOneThatReconnectsIsReachedAndBothAreToldOnce() {
        homes.online();
        copy.start();
        homes.time.runMillis(60_000);
        assertThat(status(homes.ann).elsewhere()).isTrue();
        assertThat(status(copy).elsewhere()).isFalse();

        homes.ann.submit(new Command.Reconnect(null));
        homes.time.runMillis(600_000);
        assertThat(elsewhere(homes.ann)).as("%s", homes.network.trace()).containsExactly(true, false);
        assertThat(elsewhere(copy)).as("each stays where it was put").containsExactly(true);
        assertThat(status(homes.ann).registered()).isTrue();
        assertThat(status(copy).registered()).isFalse();
    }

    /** The two count alike: without more, the receipt for the first message here would be taken for one of the other machine's. */
    @Test
    void whatTheCopyWritesIsNotTakenForDeliveredAndThatIsSaidOnce() {
        homes.online();
        homes.say(homes.ann, homes.bob, "from the first");
        homes.time.runMillis(2_000);
        copy.start();
        homes.time.runMillis(100);
        homes.say(copy, homes.bob, "from the copy");
        homes.time.runMillis(120_000);

        assertThat(homes.bob.textsFrom(homes.ann.id())).containsExactly("from the first");
        assertThat(copy.events())
                .as("%s", homes.network.trace())
                .noneMatch(event -> event instanceof Event.State state
                        && state.state() != Event.MessageState.QUEUED
                        && state.state() != Event.MessageState.SENT)
                .filteredOn(event -> event instanceof Event.Problem problem
                        && problem.message().text().contains("never left this machine"))
                .hasSize(1);
    }

    private static List<Boolean> elsewhere(VirtualPeer peer) {
        return peer.events().stream()
                .filter(Event.IdentityElsewhere.class::isInstance)
                .map(event -> ((Event.IdentityElsewhere) event).elsewhere())
                .toList();
    }

    private static Event.ServerStatus status(VirtualPeer peer) {
        Event.Server last = peer.last(Event.Server.class, any -> true);
        assertThat(last).isNotNull();
        return last.server();
    }

    private boolean olderIsAnswered() {
        Event.Link link = homes.ann.lastLink(homes.bob.id());
        return link != null && link.state() != Event.LinkState.CONNECTING && link.reason() != null;
    }
}
