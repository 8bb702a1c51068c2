package punchline.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import punchline.engine.Command;
import punchline.engine.Event;

/** Who is shown in the servers' lists, and with what warning. */
class VisibilityTest {
    private final TwoHomes homes = TwoHomes.usual(31);

    private List<Event.ListedPeer> listedToBob() {
        homes.bob.submit(new Command.ListPeers("list"));
        homes.time.runMillis(3_000);
        Event.Peers peers = homes.bob.last(Event.Peers.class, any -> true);
        assertThat(peers).as("%s", homes.network.trace()).isNotNull();
        return peers.peers();
    }

    @Test
    void aProfileThatIsUnlistedWhileItRunsStaysSoAcrossRestarts() {
        homes.started();
        assertThat(listedToBob()).extracting(Event.ListedPeer::id).containsExactly(homes.ann.id());

        homes.ann.submit(new Command.Visibility("v", false));
        homes.time.runMillis(10_000);
        Event.Status status = homes.ann.last(Event.Status.class, answer -> "v".equals(answer.ref()));
        assertThat(status).isNotNull();
        assertThat(status.listed()).isFalse();
        assertThat(listedToBob()).isEmpty();

        homes.ann.stop();
        homes.time.runMillis(2_000);
        homes.ann.start();
        homes.time.runMillis(5_000);
        assertThat(listedToBob()).isEmpty();

        homes.ann.submit(new Command.Visibility("v", true));
        homes.time.runMillis(10_000);
        assertThat(listedToBob()).hasSize(1);
    }

    @Test
    void theOptionHidesForOneRunOnly() {
        VirtualPeer hidden = new VirtualPeer(homes.network, homes.annHost, 7, TwoHomes.config("Eve", false, true));
        homes.bob.start();
        hidden.start();
        homes.time.runMillis(3_000);
        assertThat(listedToBob()).isEmpty();
        hidden.submit(new Command.Visibility(null, true));
        homes.time.runMillis(10_000);
        assertThat(listedToBob()).extracting(Event.ListedPeer::name).containsExactly("Eve");
    }

    @Test
    void aListedPeerWithTheNameOfAContactIsMarked() {
        homes.online();
        VirtualPeer impostor = new VirtualPeer(
                homes.network,
                homes.network.openHost("impostor", "203.0.113.60", LinkQuality.ofMillis(10)),
                77,
                TwoHomes.config("Аnn", true, true)); // the first letter is Cyrillic
        impostor.start();
        homes.time.runMillis(3_000);
        homes.bob.submit(new Command.Verify(null, homes.ann.id(), true));
        homes.time.runMillis(1_000);

        assertThat(listedToBob())
                .filteredOn(peer -> peer.id().equals(impostor.id()))
                .singleElement()
                .satisfies(peer ->
                        assertThat(peer.looksLike()).isEqualTo(new Event.LooksLike(homes.ann.id(), "Ann", true)));
        assertThat(listedToBob())
                .filteredOn(peer -> peer.id().equals(homes.ann.id()))
                .singleElement()
                .satisfies(peer -> assertThat(peer.looksLike()).isNull());

        homes.bob.events().clear();
        impostor.submit(new Command.Connect(null, homes.bob.id(), "it is me, from my new computer"));
        homes.time.runMillis(5_000);
        Event.Request request = homes.bob.last(Event.Request.class, any -> true);
        assertThat(request).as("%s", homes.network.trace()).isNotNull();
        assertThat(request.looksLike()).isEqualTo(new Event.LooksLike(homes.ann.id(), "Ann", true));
    }

    @Test
    void bothSidesSeeTheSameSafetyNumber() {
        homes.online();
        homes.ann.submit(new Command.Verify(null, homes.bob.id(), true));
        homes.bob.submit(new Command.Verify(null, homes.ann.id(), null));
        homes.time.runMillis(100);
        Event.SafetyNumber atAnn = homes.ann.last(Event.SafetyNumber.class, any -> true);
        Event.SafetyNumber atBob = homes.bob.last(Event.SafetyNumber.class, any -> true);
        assertThat(atAnn).isNotNull();
        assertThat(atBob).isNotNull();
        assertThat(atAnn.number()).isEqualTo(atBob.number()).matches("(\\d{5} ){11}\\d{5}");
        assertThat(atAnn.verified()).isTrue();
        assertThat(atBob.verified()).isFalse();
        homes.ann.crash();
        homes.ann.start();
        homes.time.runMillis(100);
        homes.ann.submit(new Command.ListContacts(null));
        homes.time.runMillis(100);
        Event.Contacts contacts = homes.ann.last(Event.Contacts.class, any -> true);
        assertThat(contacts).isNotNull();
        assertThat(contacts.contacts())
                .singleElement()
                .satisfies(contact -> assertThat(contact.notes().verified()).isTrue());
    }
}
