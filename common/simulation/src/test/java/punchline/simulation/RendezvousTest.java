package punchline.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import punchline.engine.Deadline;
import punchline.engine.identity.Identity;
import punchline.engine.rendezvous.NatClassifier;
import punchline.engine.rendezvous.RendezvousAsk;
import punchline.engine.rendezvous.RendezvousClient;
import punchline.engine.rendezvous.RendezvousConfig;
import punchline.engine.rendezvous.RendezvousEvent;
import punchline.engine.rendezvous.RendezvousEvent.AskFailed;
import punchline.engine.rendezvous.RendezvousEvent.Asked;
import punchline.engine.rendezvous.RendezvousEvent.Found;
import punchline.engine.rendezvous.RendezvousEvent.Go;
import punchline.engine.rendezvous.RendezvousEvent.Listed;
import punchline.engine.rendezvous.RendezvousEvent.NotFound;
import punchline.engine.rendezvous.RendezvousEvent.Replaced;
import punchline.engine.socket.LocalSocket;
import punchline.engine.socket.Path;
import punchline.engine.socket.Transmit;
import punchline.protocol.Endpoint;
import punchline.protocol.IdentitySigner;
import punchline.protocol.NatClass;
import punchline.protocol.Registration;
import punchline.simulation.NatBehaviour.PortAllocation;

/** The rendezvous client and the server's directory, both the real ones. */
class RendezvousTest {
    /** A rendezvous client alone on a host. */
    private final class Client {
        final List<RendezvousEvent> events = new ArrayList<>();
        final Identity identity;
        final RendezvousClient machine;
        final VirtualSocket socket;
        VirtualTime.@Nullable Happening timer;

        Client(String name, VirtualHost host, Identity identity, boolean listed) {
            this.identity = identity;
            machine = new RendezvousClient(
                    RendezvousConfig.DEFAULT,
                    server.endpoints(),
                    new Registration(identity.publicIdentity(), name, List.of(), NatClass.UNKNOWN, listed),
                    IdentitySigner.of(identity.privateKey()),
                    network.newRandom());
            socket = host.open(5000, (source, payload) -> {
                machine.onDatagram(time.nowNanos(), new Path(LocalSocket.MAIN, source), payload);
                drain();
            });
        }

        Client start() {
            machine.start(time.nowNanos());
            drain();
            return this;
        }

        void ask(Client other, String attempt) {
            machine.ask(
                    time.nowNanos(),
                    new RendezvousAsk(other.identity.peerId(), attempt, 0, List.of(), List.of(), null));
            drain();
        }

        void list() {
            machine.list(time.nowNanos());
            drain();
        }

        void drain() {
            for (Transmit out = machine.pollTransmit(); out != null; out = machine.pollTransmit()) {
                socket.send(out.path().remote(), out.payload());
            }
            for (RendezvousEvent event = machine.pollEvent(); event != null; event = machine.pollEvent()) {
                events.add(event);
            }
            if (timer != null) {
                timer.cancel();
            }
            Deadline deadline = machine.deadline();
            timer = deadline == null
                    ? null
                    : time.at(deadline.atNanos(), () -> {
                        machine.onDeadline(time.nowNanos());
                        drain();
                    });
        }

        boolean isRegistered() {
            return machine.status().registered();
        }

        <T extends RendezvousEvent> List<T> events(Class<T> kind) {
            return events.stream().filter(kind::isInstance).map(kind::cast).toList();
        }
    }

    private static final Identity ALICE = Identity.generate(new SecureRandom());
    private static final Identity BOB = Identity.generate(new SecureRandom());

    private VirtualNetwork network = new VirtualNetwork(5);
    private VirtualTime time = network.time();
    private VirtualServer server = newServer();
    private boolean done;

    private VirtualServer newServer() {
        return VirtualServer.start(network, network.openHost("server", "203.0.113.7", LinkQuality.ofMillis(10)), 6327);
    }

    @BeforeEach
    void unfinished() {
        done = false;
    }

    @AfterEach
    void traceOfAFailure() {
        if (!done) {
            System.err.println(network.trace());
        }
    }

    private VirtualHost home(String name, int number, NatBehaviour behaviour) {
        Segment lan = network.segment("home of " + name);
        network.nat(
                "nat of " + name,
                network.internet(),
                "198.51.100." + number,
                lan,
                behaviour,
                LinkQuality.ofMillis(10L * number));
        return network.host(name, LinkQuality.ofMillis(1)).attach(lan, "192.168.1.2");
    }

    private Client alice() {
        return new Client("Alice", home("alice", 1, NatBehaviour.portRestricted()), ALICE, true);
    }

    private Client bob() {
        return new Client("Bob", home("bob", 2, NatBehaviour.portRestricted()), BOB, true);
    }

    @Test
    void twoPeersSeeEachOtherInTheListAndAreIntroduced() {
        Client alice = alice().start();
        Client bob = bob().start();
        time.runMillis(1000);
        alice.list();
        time.runMillis(1000);
        assertThat(alice.events(Listed.class).getFirst().peers())
                .singleElement()
                .satisfies(listed -> {
                    assertThat(listed.id()).isEqualTo(BOB.peerId());
                    assertThat(listed.name()).isEqualTo("Bob");
                });

        alice.ask(bob, "a1");
        time.runMillis(1000);
        assertThat(alice.events(Found.class))
                .singleElement()
                .satisfies(found -> assertThat(found.peer().observed()).isEqualTo(Endpoint.parse("198.51.100.2:5000")));
        assertThat(bob.events(Asked.class))
                .singleElement()
                .satisfies(asked -> assertThat(asked.peer().id()).isEqualTo(ALICE.peerId()));
        Go aliceGo = alice.events(Go.class).getFirst();
        Go bobGo = bob.events(Go.class).getFirst();
        assertThat(aliceGo.attempt()).isEqualTo("a1");
        assertThat(aliceGo.peer().observed()).isEqualTo(Endpoint.parse("198.51.100.2:5000"));
        assertThat(bobGo.peer().observed()).isEqualTo(Endpoint.parse("198.51.100.1:5000"));
        int difference = bob.machine.rttMillis() - alice.machine.rttMillis();
        assertThat(difference).isEqualTo(20);
        assertThat(aliceGo.waitMillis()).as("the nearer one waits").isEqualTo(difference / 2);
        assertThat(bobGo.waitMillis()).isZero();
        assertThat(alice.machine.droppedDatagrams() + bob.machine.droppedDatagrams())
                .isZero();
        done = true;
    }

    @Test
    void anUnlistedPeerIsInNoListAndFoundOnlyByWhomItAsksFor() {
        Client alice = alice().start();
        Client bob = new Client("Bob", home("bob", 2, NatBehaviour.portRestricted()), BOB, false).start();
        time.runMillis(1000);
        alice.list();
        alice.ask(bob, "a1");
        time.runMillis(1000);
        assertThat(alice.events(Listed.class).getFirst().peers()).isEmpty();
        assertThat(alice.events(NotFound.class)).hasSize(1);
        assertThat(bob.machine.status().number()).isNull();

        bob.ask(alice, "b1");
        time.runMillis(1000);
        alice.ask(bob, "b1");
        time.runMillis(1000);
        assertThat(alice.events(Found.class)).hasSize(1);
        done = true;
    }

    @Test
    void registrationsOutliveAnHourAndTheMappingOfTheirNatToo() {
        Client alice = alice().start();
        time.runMillis(3_600_000);
        assertThat(alice.isRegistered()).isTrue();
        assertThat(alice.events(RendezvousEvent.Registered.class)).hasSize(1);
        assertThat(server.datagramsIn()).isLessThan(3600 / 20 + 10);
        done = true;
    }

    @Test
    void aRestartedServerLearnsOfEverybodyAgain() {
        Client alice = alice().start();
        Client bob = bob().start();
        time.runMillis(10_000);
        server.stop();
        time.runMillis(300_000);
        assertThat(alice.machine.status().problem()).isEqualTo("no answer from 203.0.113.7:6327");
        server.start();
        time.runMillis(30_000);

        assertThat(alice.isRegistered()).isTrue();
        assertThat(bob.isRegistered()).isTrue();
        alice.ask(bob, "a1");
        time.runMillis(1000);
        assertThat(alice.events(Found.class)).hasSize(1);
        done = true;
    }

    @Test
    void aServerThatRestartsBetweenTwoRefreshesIsNoticedAtTheNext() {
        Client alice = alice().start();
        time.runMillis(10_000);
        server.stop();
        server.start();
        time.runMillis(27_000);

        assertThat(alice.events(RendezvousEvent.Registered.class)).hasSize(2);
        assertThat(alice.machine.status().problem()).isNull();
        done = true;
    }

    @Test
    void aRouterThatRestartsGivesANewAddressWhichIsNotTakenForAnotherDevice() {
        Segment lan = network.segment("home");
        VirtualNat nat = network.nat(
                "nat",
                network.internet(),
                "198.51.100.1",
                lan,
                NatBehaviour.symmetric(new PortAllocation.Sequential(30_000, 1)),
                LinkQuality.ofMillis(10));
        Client alice = new Client(
                        "Alice", network.host("alice", LinkQuality.ofMillis(1)).attach(lan, "192.168.1.2"), ALICE, true)
                .start();
        time.runMillis(1000);
        Endpoint before = alice.machine.status().observed();
        nat.forgetMappings();
        time.runMillis(30_000);

        assertThat(alice.machine.status().observed()).isNotEqualTo(before);
        assertThat(alice.isRegistered()).isTrue();
        assertThat(alice.events(Replaced.class)).isEmpty();
        done = true;
    }

    @Test
    void theNewestOfTwoDevicesWithOneIdentityWinsAndTheOtherIsTold() {
        Client laptop = alice().start();
        time.runMillis(1000);
        Client desktop = new Client("Alice", home("desktop", 3, NatBehaviour.portRestricted()), ALICE, true).start();
        time.runMillis(120_000);

        assertThat(laptop.events(Replaced.class)).hasSize(1);
        assertThat(laptop.isRegistered()).isFalse();
        assertThat(desktop.isRegistered()).isTrue();
        assertThat(desktop.events(Replaced.class)).isEmpty();
        done = true;
    }

    @Test
    void whoSaysGoodbyeIsGoneAtOnce() {
        Client alice = alice().start();
        Client bob = bob().start();
        time.runMillis(1000);
        bob.machine.bye(time.nowNanos());
        bob.drain();
        time.runMillis(1000);
        alice.list();
        time.runMillis(1000);

        assertThat(alice.events(Listed.class).getFirst().peers()).isEmpty();
        done = true;
    }

    @Test
    void aListOfManyPagesArrivesWhole() {
        List<Client> crowd = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            VirtualHost host = network.openHost("host" + i, "203.0.113." + (100 + i), LinkQuality.ofMillis(5));
            crowd.add(new Client("Peer " + i, host, Identity.generate(new SecureRandom()), true).start());
        }
        time.runMillis(2000);
        Client last = crowd.getLast();
        last.list();
        time.runMillis(3000);

        assertThat(last.events(Listed.class).getFirst().peers()).hasSize(39);
        done = true;
    }

    @Test
    void theClassOfTheNatIsSeenFromTwoPorts() {
        assertThat(classBehind(NatBehaviour.portRestricted())).isEqualTo(NatClass.CONSISTENT);
        assertThat(classBehind(NatBehaviour.symmetric(new PortAllocation.Sequential(30_000, 1))))
                .isEqualTo(NatClass.SEQUENTIAL);
        assertThat(classBehind(NatBehaviour.symmetric(new PortAllocation.Block(20_000, 1024))))
                .isEqualTo(NatClass.BLOCK);
        assertThat(classBehind(NatBehaviour.symmetric(new PortAllocation.RandomPort())))
                .isEqualTo(NatClass.RANDOM);
        done = true;
    }

    private NatClass classBehind(NatBehaviour behaviour) {
        network = new VirtualNetwork(5);
        time = network.time();
        server = newServer();
        Client alice = new Client("Alice", home("alice", 1, behaviour), ALICE, true).start();
        time.runMillis(1000);
        return NatClassifier.classify(alice.machine.samples(), List.of(Endpoint.parse("192.168.1.2:5000")));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aBadNetworkOnlyDelays(long seed) {
        network = new VirtualNetwork(seed);
        time = network.time();
        server = newServer();
        VirtualHost host = home("alice", 1, NatBehaviour.portRestricted());
        host.setLink(LinkQuality.ofMillis(40).withJitterMillis(80).withLoss(0.3).withDuplication(0.2));
        Client alice = new Client("Alice", host, ALICE, true).start();
        Client bob = bob().start();
        assertThat(time.runUntil(() -> alice.isRegistered() && bob.isRegistered(), 20_000))
                .isTrue();
        alice.ask(bob, "a1");
        time.runMillis(10_000);

        assertThat(alice.events(Found.class).size()
                        + alice.events(AskFailed.class).size())
                .isEqualTo(1);
        time.runMillis(600_000);
        assertThat(alice.events(Replaced.class)).isEmpty();
        done = true;
    }
}
