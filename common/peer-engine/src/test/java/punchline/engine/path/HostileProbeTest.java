package punchline.engine.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static punchline.engine.path.PathWorld.MILLI;
import static punchline.engine.path.PathWorld.SECOND;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import punchline.engine.identity.Identity;
import punchline.engine.path.PathEvent.Lost;
import punchline.engine.path.PathEvent.PeerStarted;
import punchline.engine.path.PathWorld.Sent;
import punchline.engine.socket.LocalSocket;
import punchline.engine.socket.Path;
import punchline.protocol.Endpoint;

class HostileProbeTest {
    private static final Path ELSEWHERE = new Path(LocalSocket.MAIN, Endpoint.parse("192.0.2.66:6666"));

    private static Path selected(PathWorld.Side side) {
        Path path = side.finder.selected();
        assertThat(path).isNotNull();
        return path;
    }

    /** Alice's last request, which Bob shall not get. */
    private static Sent unansweredRequest(PathWorld world) {
        world.alice.drops = datagram -> true;
        world.alice.begin(world.bob.seen());
        world.runFor(MILLI);
        return world.alice.requests().getLast();
    }

    @Test
    void aProbeWithAnyByteChangedGetsSilence() {
        PathWorld world = PathWorld.open();
        byte[] request = HostileProbes.request(world.bob, 7, 0);
        for (int i = 0; i < request.length; i++) {
            byte[] changed = request.clone();
            changed[i] ^= 0x10;
            assertThat(world.alice.finder.onProbe(world.now, ELSEWHERE, changed))
                    .as("byte %d", i)
                    .isFalse();
        }

        assertThat(world.alice.finder.pollTransmit()).isNull();
        assertThat(world.alice.finder.counts().unverified()).isEqualTo(request.length);
        assertThat(world.alice.finder.deadline()).isNull();
    }

    @Test
    void whatIsNoProbeGetsSilence() {
        PathWorld world = PathWorld.open();
        Random random = new Random(1);
        for (int length : new int[] {0, 1, 62, 63, 64, 1200, 65_507}) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            assertThat(world.alice.finder.onProbe(world.now, ELSEWHERE, bytes)).isFalse();
        }
        byte[] longer = Arrays.copyOf(HostileProbes.request(world.bob, 7, 0), Probe.BYTES + 1);
        assertThat(world.alice.finder.onProbe(world.now, ELSEWHERE, longer)).isFalse();

        assertThat(world.alice.finder.pollTransmit()).isNull();
    }

    @Test
    void theProbeOfAThirdPeerGetsSilence() {
        PathWorld world = PathWorld.open();
        Identity third = TestIdentities.seeded(3);
        ProbeKeys keys = ProbeKeys.derive(third, world.alice.identity.publicIdentity());
        byte[] request = new Probe(Probe.Type.REQUEST, 7, new Probe.Transaction(0, 1), null).encode(keys);
        // It claims to come from Bob.
        System.arraycopy(HostileProbes.request(world.bob, 7, 0), 1, request, 1, 8);

        assertThat(world.alice.finder.onProbe(world.now, ELSEWHERE, request)).isFalse();
        assertThat(world.alice.finder.pollTransmit()).isNull();
    }

    @Test
    void aReflectedProbeGetsSilence() {
        PathWorld world = PathWorld.open();
        Sent request = unansweredRequest(world);
        byte[] answer = HostileProbes.answer(world.bob, 7, request.payload());
        byte[] withMyHint = request.payload().clone();
        System.arraycopy(answer, 1, withMyHint, 1, 8);

        assertThat(world.alice.finder.onProbe(world.now, request.path(), request.payload()))
                .isFalse();
        assertThat(world.alice.finder.onProbe(world.now, request.path(), withMyHint))
                .isFalse();
        assertThat(world.alice.finder.selected()).isNull();
    }

    @Test
    void noPeerHasAPathToItself() {
        Identity one = TestIdentities.seeded(1);

        assertThatThrownBy(() -> ProbeKeys.derive(one, one.publicIdentity()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAnswerFromAnotherAddressValidatesNothing() {
        PathWorld world = PathWorld.open();
        Sent request = unansweredRequest(world);
        byte[] answer = HostileProbes.answer(world.bob, 7, request.payload());

        assertThat(world.alice.finder.onProbe(world.now, ELSEWHERE, answer)).isTrue();
        world.settle();

        assertThat(world.alice.finder.selected()).isNull();
        assertThat(world.alice.finder.isValidated(ELSEWHERE)).isFalse();
        assertThat(world.alice.told).isEmpty();
        assertThat(world.alice.finder.counts().unmatched()).isEqualTo(1);
        // The right address still can.
        world.alice.finder.onProbe(world.now, request.path(), answer);
        assertThat(world.alice.finder.isValidated(request.path())).isTrue();
    }

    @Test
    void anAnswerOnAnotherSocketValidatesNothing() {
        PathWorld world = PathWorld.open();
        Sent request = unansweredRequest(world);
        byte[] answer = HostileProbes.answer(world.bob, 7, request.payload());
        Path otherSocket = new Path(new LocalSocket(3), request.path().remote());

        world.alice.finder.onProbe(world.now, otherSocket, answer);

        assertThat(world.alice.finder.isValidated(otherSocket)).isFalse();
        assertThat(world.alice.finder.isValidated(request.path())).isFalse();
    }

    @Test
    void anAnswerCountsOnceAndOnlyInTime() {
        PathWorld world = PathWorld.open();
        Sent request = unansweredRequest(world);
        byte[] answer = HostileProbes.answer(world.bob, 7, request.payload());
        world.runFor(5 * SECOND);

        world.alice.finder.onProbe(world.now, request.path(), answer);
        assertThat(world.alice.finder.isValidated(request.path())).isFalse();

        Sent later = world.alice.requests().getLast();
        byte[] inTime = HostileProbes.answer(world.bob, 7, later.payload());
        world.alice.finder.onProbe(world.now, later.path(), inTime);
        assertThat(world.alice.finder.isValidated(later.path())).isTrue();
        world.alice.finder.onProbe(world.now, later.path(), inTime);
        assertThat(world.alice.finder.counts().unmatched()).isEqualTo(2);
    }

    @Test
    void aReplayedRequestEarnsAnAnswerAndACheckButChangesNothing() {
        PathWorld world = PathWorld.connected();
        Path before = selected(world.alice);
        byte[] captured =
                HostileProbes.request(world.bob, world.bob.identity.peerId().hashCode(), 1);

        world.alice.finder.onProbe(world.now, ELSEWHERE, captured);
        world.settle();

        assertThat(world.alice.sent)
                .hasSize(2)
                .allMatch(sent -> sent.path().equals(ELSEWHERE) && sent.payload().length == captured.length);
        world.runFor(5 * SECOND);
        assertThat(world.alice.finder.selected()).isEqualTo(before);
        assertThat(world.alice.finder.isValidated(ELSEWHERE)).isFalse();
        assertThat(world.alice.told).isEmpty();
    }

    @Test
    void replayedRequestsFromManyAddressesAreAnsweredWithinALimit() {
        PathWorld world = PathWorld.connected();
        byte[] captured =
                HostileProbes.request(world.bob, world.bob.identity.peerId().hashCode(), 1);
        for (int i = 0; i < 10_000; i++) {
            Endpoint source = Endpoint.parse("192.0.2.66:" + (1000 + i));
            world.alice.finder.onProbe(world.now + i * 100_000L, new Path(LocalSocket.MAIN, source), captured);
        }
        world.now += SECOND;
        world.settle();

        assertThat(world.alice.sent.stream().filter(sent -> !sent.isRequest()).count())
                .isBetween(200L, 251L);
        assertThat(world.alice.requests()).hasSizeLessThan(30);
    }

    @Test
    void replayedRequestsDoNotKeepADeadPeerAlive() {
        PathWorld world = PathWorld.connected();
        Path path = selected(world.bob);
        world.runFor(20 * SECOND);
        List<Sent> captured = world.alice.requests();
        assertThat(captured).isNotEmpty();
        world.alice.drops = datagram -> true;
        for (int i = 0; i < 40; i++) {
            world.bob.finder.onProbe(world.now, path, captured.getLast().payload());
            world.runFor(SECOND);
        }

        assertThat(world.bob.told(Lost.class)).hasSize(1);
    }

    @Test
    void aReplayFromAnEarlierBootIsNoNewBoot() {
        PathWorld world = PathWorld.connected();
        byte[] ofEarlierBoot = HostileProbes.request(world.bob, 123, 5);

        world.alice.finder.onProbe(world.now, ELSEWHERE, ofEarlierBoot);
        world.alice.finder.onProbe(world.now, selected(world.alice), ofEarlierBoot);
        world.runFor(5 * SECOND);

        assertThat(world.alice.told(PeerStarted.class)).isEmpty();
        assertThat(world.alice.told).isEmpty();
    }

    @Test
    void aBootThatIsOverNeverComesBack() {
        PathWorld world = PathWorld.connected();
        long oldBoot = world.bob.identity.peerId().hashCode();
        // The last request to the old boot is answered, but the answer is held back.
        world.alice.drops = datagram -> true;
        world.alice.finder.onUnacknowledged(world.now, true);
        world.runFor(600 * MILLI);
        Sent request = world.alice.requests().getLast();
        byte[] heldBack = HostileProbes.answer(world.bob, oldBoot, request.payload());
        world.alice.drops = datagram -> false;
        world.bob.restart(4711);
        world.bob.begin(world.alice.seen());
        world.runFor(200 * MILLI);
        assertThat(world.alice.told(PeerStarted.class)).hasSize(1);

        world.alice.finder.onProbe(world.now, request.path(), heldBack);
        world.runFor(SECOND);

        assertThat(world.alice.told(PeerStarted.class)).hasSize(1);
    }

    @Test
    void aBootThatIsOverGetsNoAnswer() {
        PathWorld world = PathWorld.connected();
        long oldBoot = world.bob.identity.peerId().hashCode();
        Path path = world.alice.finder.selected();
        assertThat(path).isNotNull();
        world.bob.restart(4711);
        world.bob.begin(world.alice.seen());
        world.runFor(7 * SECOND);
        world.alice.forget();

        world.alice.finder.onProbe(world.now, path, HostileProbes.request(world.bob, oldBoot, 1_000_000));
        world.settle();

        assertThat(world.alice.sent).isEmpty();
        world.alice.finder.onProbe(world.now, path, HostileProbes.request(world.bob, 4711, 1_000_000));
        world.settle();
        assertThat(world.alice.sent).hasSize(1);
    }

    @Test
    void noCheckGoesToAServerOrToMany() {
        PathWorld world = PathWorld.open();
        Endpoint server = Endpoint.parse("192.0.2.1:6327");
        world.alice.finder.begin(
                world.now,
                new Attempt(
                        List.of(), 0, new OwnNetwork(world.alice.hosts, List.of(), List.of(), Set.of(server)), null));
        for (String source : List.of("192.0.2.1:6327", "224.0.0.1:5000", "255.255.255.255:5000")) {
            world.alice.finder.onProbe(
                    world.now,
                    new Path(LocalSocket.MAIN, Endpoint.parse(source)),
                    HostileProbes.request(world.bob, 7, 0));
        }
        world.runFor(SECOND);

        assertThat(world.alice.requests()).isEmpty();
    }
}
