package punchline.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import punchline.engine.Command;
import punchline.engine.identity.Identity;
import punchline.protocol.Consent;
import punchline.protocol.Endpoint;
import punchline.protocol.IdentitySigner;
import punchline.protocol.NatClass;
import punchline.protocol.PeerId;
import punchline.protocol.RendezvousAnswer;
import punchline.protocol.RendezvousAnswer.Asked;
import punchline.protocol.RendezvousAnswer.Counterpart;
import punchline.protocol.RendezvousAnswer.Go;
import punchline.protocol.RendezvousAnswer.Looked;
import punchline.protocol.RendezvousRequest.AskPeer;
import punchline.protocol.Token;
import punchline.simulation.NatBehaviour.PortAllocation;

/**
 * What a server that lies, with or without the help of the peer that it speaks of, can make an honest client send to others. Ann is
 * honest and wants a link to Bob, of whom there is only the key.
 */
class LadderHostileTest {
    private static final NatBehaviour CONE = NatBehaviour.portRestricted();
    private static final NatBehaviour RANDOM = NatBehaviour.symmetric(new PortAllocation.RandomPort());

    /** Of probes, in all. */
    private static final int MOST_A_SECOND = 200;

    private static final String ANN_OUTSIDE = "203.0.113.10";
    private static final Endpoint VICTIM = Endpoint.parse("192.0.2.77:53");

    private final VirtualNetwork network = new VirtualNetwork(7);
    private final VirtualTime time = network.time();
    private final LyingServer liar = new LyingServer(network, "198.51.100.1", TwoHomes.SERVER_PORT);
    private final LyingServer honest = new LyingServer(network, "198.51.100.2", TwoHomes.SERVER_PORT);
    private final VirtualHost annHost = network.host("Ann's computer", LinkQuality.ofMillis(1));
    private final Identity bob = identity(99);
    private final ThirdParties others =
            ThirdParties.of(annHost, time, to -> isAt(to, "198.51.100.1") || isAt(to, "198.51.100.2"));
    private final VirtualPeer ann = new VirtualPeer(network, annHost, 3, TwoHomes.config("Ann", true, true));
    private int label;

    private static boolean isAt(Endpoint endpoint, String address) {
        return endpoint.address().equals(VirtualNetwork.address(address));
    }

    private static Identity identity(long seed) {
        try {
            SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(seed);
            return Identity.generate(random);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private void start(NatBehaviour router) {
        Segment home = network.segment("Ann's home");
        network.nat("Ann's router", network.internet(), ANN_OUTSIDE, home, router, LinkQuality.ofMillis(20));
        annHost.attach(home, "192.168.1.5");
        ann.start();
        time.runMillis(3_000);
        ann.submit(new Command.Connect(null, bob.peerId(), null));
        time.runMillis(10_000);
        others.forget();
    }

    private Counterpart bobAt(Endpoint seen, NatClass nat, List<Endpoint> samples, @Nullable Consent consent) {
        return new Counterpart(bob.publicIdentity(), "Bob", seen, nat, List.of(), samples, consent);
    }

    /** For a later round, which he would decline without samples. */
    private Counterpart bobAsking(Endpoint seen, NatClass nat) {
        return bobAt(seen, nat, List.of(seen), null);
    }

    private String newLabel() {
        return "a" + label++;
    }

    private static Endpoint victim(int number, int port) {
        return Endpoint.parse("192.0.2." + (1 + number % 250) + ":" + port);
    }

    /** Lets Ann believe that Bob wants a round, and that it begins as soon as she is ready; each one elsewhere if {@code moving}. */
    private void stormOfRounds(NatClass nat, boolean moving, int seconds) {
        liar.ear = (from, ask) -> {
            if (ask.round() > 0) {
                Endpoint at = moving ? victim(label, 5000) : VICTIM;
                List<Endpoint> samples = IntStream.range(0, 8)
                        .mapToObj(i -> new Endpoint(at.address(), 30_000 + i))
                        .toList();
                liar.invent(
                        notice -> go(notice, ask.attempt(), ask.round(), bobAt(at, nat, samples, consent(at, ask)), 0));
            }
        };
        for (int i = 0; i < seconds * 20; i++) {
            String attempt = newLabel();
            liar.invent(notice -> new Asked(notice, attempt, 1, bobAsking(VICTIM, nat)));
            time.runMillis(50);
        }
    }

    private Consent consent(Endpoint at, AskPeer ask) {
        return consent(bob, ann.id(), ask.attempt(), at.address(), 600);
    }

    private Consent consent(Identity signer, PeerId prober, String attempt, InetAddress address, long seconds) {
        return Consent.sign(
                IdentitySigner.of(signer.privateKey()),
                bob.peerId(),
                prober,
                attempt,
                address,
                TimeUnit.MILLISECONDS.toSeconds(time.wallMillis()) + seconds);
    }

    @Test
    void aStormOfWordsToStartCostsOthersAnAttemptASecond() {
        start(CONE);
        int seconds = 10;
        for (int i = 0; i < seconds * 100; i++) {
            String attempt = newLabel();
            int number = i;
            List<Endpoint> samples = IntStream.range(0, 8)
                    .mapToObj(j -> victim(number + j, 30_000 + j))
                    .toList();
            liar.invent(
                    notice -> go(notice, attempt, 0, bobAt(victim(number, 53), NatClass.CONSISTENT, samples, null), 0));
            time.runMillis(10);
        }

        assertThat(others.peak()).isBetween(20, MOST_A_SECOND);
        // Three in each attempt; a second may touch two of them.
        assertThat(others.peakAddresses()).isLessThanOrEqualTo(6);
        assertThat(annHost.openSockets()).isLessThan(20);
    }

    @ParameterizedTest
    @EnumSource(
            value = NatClass.class,
            names = {"CONSISTENT", "SEQUENTIAL", "BLOCK"})
    void aStormOfRoundsStaysBelowTheRateAndKeepsFewSockets(NatClass nat) {
        start(CONE);
        stormOfRounds(nat, true, 20);

        assertThat(others.total()).isPositive();
        assertThat(others.peak()).isLessThanOrEqualTo(MOST_A_SECOND);
        assertThat(others.peakAddresses()).isLessThanOrEqualTo(3);
        assertThat(annHost.openSockets()).isLessThan(20);
        time.runMillis(60_000);
        others.forget();
        time.runMillis(20_000);
        assertThat(annHost.openSockets()).as("a minute later").isEqualTo(1);
    }

    @Test
    void theSocketsOfManyRoundsAgainstABlockDoNotPileUp() {
        start(NatBehaviour.symmetric(new PortAllocation.Block(20_480, 1024)));
        stormOfRounds(NatClass.CONSISTENT, false, 20);

        assertThat(others.peak()).isLessThanOrEqualTo(MOST_A_SECOND);
        assertThat(annHost.openSockets()).isLessThanOrEqualTo(1 + 3 * 64);
    }

    @Test
    void anAccompliceOfTheServerGetsOneRoundOverRandomPortsInTwentySeconds() {
        start(CONE);
        stormOfRounds(NatClass.RANDOM, false, 60);

        assertThat(others.peak()).isLessThanOrEqualTo(MOST_A_SECOND);
        assertThat(others.total()).isBetween(1_500, 3 * 1_800);
        assertThat(others.targets()).extracting(Endpoint::address).containsOnly(VICTIM.address());
    }

    @Test
    void changingTheNatBetweenTheAskAndTheWordToStartIsNoWayAroundTheGap() {
        start(CONE);
        liar.ear = (from, ask) -> {
            if (ask.round() > 0) {
                liar.invent(notice -> go(
                        notice,
                        ask.attempt(),
                        ask.round(),
                        bobAt(VICTIM, NatClass.RANDOM, List.of(VICTIM), consent(VICTIM, ask)),
                        0));
            }
        };
        for (int i = 0; i < 60; i++) {
            String attempt = newLabel();
            liar.invent(notice -> new Asked(notice, attempt, 1, bobAsking(VICTIM, NatClass.CONSISTENT)));
            time.runMillis(1_000);
        }

        assertThat(others.total()).isBetween(500, 3 * 1_800);
    }

    @Test
    void behindARandomNatOnePortOfAVictimIsHitThirteenHundredTimesInTwentySecondsAtMost() {
        start(RANDOM);
        stormOfRounds(NatClass.CONSISTENT, false, 60);

        assertThat(others.peak()).isLessThanOrEqualTo(MOST_A_SECOND);
        assertThat(others.total()).isBetween(1, 3 * 1_280);
        assertThat(others.targets()).hasSize(1);
        assertThat(annHost.openSockets()).isLessThanOrEqualTo(1 + 640);
        time.runMillis(60_000);
        assertThat(annHost.openSockets()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "forged", "expired", "another prober", "another attempt", "another address"})
    void withoutBobsConsentNoRandomPortIsProbed(String wrong) {
        start(CONE);
        liar.ear = (from, ask) -> {
            if (ask.round() > 0) {
                Consent consent = switch (wrong) {
                    case "none" -> null;
                    case "forged" -> consent(identity(5), ann.id(), ask.attempt(), VICTIM.address(), 600);
                    case "expired" -> consent(bob, ann.id(), ask.attempt(), VICTIM.address(), 0);
                    case "another prober" -> consent(bob, identity(5).peerId(), ask.attempt(), VICTIM.address(), 600);
                    case "another attempt" -> consent(bob, ann.id(), "other", VICTIM.address(), 600);
                    case "another address" ->
                        consent(bob, ann.id(), ask.attempt(), VirtualNetwork.address("192.0.2.78"), 600);
                    default -> throw new AssertionError(wrong);
                };
                liar.invent(notice -> go(
                        notice,
                        ask.attempt(),
                        ask.round(),
                        bobAt(VICTIM, NatClass.RANDOM, List.of(VICTIM), consent),
                        0));
            }
        };
        for (int i = 0; i < 30; i++) {
            String attempt = newLabel();
            liar.invent(notice -> new Asked(notice, attempt, 1, bobAsking(VICTIM, NatClass.RANDOM)));
            time.runMillis(1_000);
        }

        assertThat(liar.asks).as("Ann was ready").anyMatch(ask -> ask.round() > 0);
        assertThat(others.total()).isZero();
    }

    @Test
    void aConsentCountsOnce() {
        start(CONE);
        liar.ear = (from, ask) -> {
            if (ask.round() > 0) {
                liar.invent(notice -> go(
                        notice,
                        ask.attempt(),
                        ask.round(),
                        bobAt(VICTIM, NatClass.RANDOM, List.of(VICTIM), consent(VICTIM, ask)),
                        0));
            }
        };
        for (int i = 1; i <= 100; i++) {
            int round = i;
            liar.invent(notice -> new Asked(notice, "same", round, bobAsking(VICTIM, NatClass.RANDOM)));
            time.runMillis(1_000);
        }

        assertThat(others.total()).isBetween(1_400, 1_800);
    }

    @Test
    void oneServerAloneDoesNotGetAnnsConsentForAnothersAddress() {
        List<Endpoint> lies = new ArrayList<>();
        liar.lie = (to, truth) -> {
            if (!(truth instanceof Looked looked)) {
                return truth;
            }
            lies.add(new Endpoint(VICTIM.address(), looked.observed().port()));
            return new Looked(looked.ref(), lies.getLast(), looked.clockMillis());
        };
        start(RANDOM);
        ann.submit(new Command.AddServer(null, "198.51.100.2:" + TwoHomes.SERVER_PORT));
        time.runMillis(3_000);
        stormOfRounds(NatClass.CONSISTENT, false, 5);

        assertThat(lies).as("it lied").isNotEmpty();
        assertThat(liar.asks).anyMatch(ask -> ask.round() > 0).allMatch(ask -> ask.consent() == null);
        assertThat(honest.asks).allMatch(ask -> ask.consent() == null);
    }

    @Test
    void whereServersAgreeAnnConsentsToHerOwnAddress() {
        start(RANDOM);
        ann.submit(new Command.AddServer(null, "198.51.100.2:" + TwoHomes.SERVER_PORT));
        time.runMillis(3_000);
        stormOfRounds(NatClass.CONSISTENT, false, 5);

        assertThat(liar.asks).anySatisfy(ask -> {
            assertThat(ask.consent()).isNotNull();
            assertThat(ask.consent().address()).isEqualTo(VirtualNetwork.address(ANN_OUTSIDE));
        });
    }

    @Test
    void aPeersOwnWordOfHowItWasSeenOpensNoPrivateNetAndNoLoopback() {
        start(CONE);
        Endpoint bobsAddress = Endpoint.parse("203.0.113.20:4000");
        List<Endpoint> samples = List.of(
                Endpoint.parse("10.9.8.7:80"),
                Endpoint.parse("172.16.0.1:80"),
                Endpoint.parse("100.64.0.9:80"),
                Endpoint.parse("127.0.0.1:80"),
                Endpoint.parse("224.0.0.1:80"),
                Endpoint.parse("255.255.255.255:80"),
                // Ann's own, so that Bob seems to be behind the same router.
                Endpoint.parse(ANN_OUTSIDE + ":4711"),
                Endpoint.parse("198.51.100.1:" + TwoHomes.SERVER_PORT));
        long before = liar.datagramsIn;
        for (int i = 0; i < 5; i++) {
            String attempt = newLabel();
            liar.invent(notice -> go(notice, attempt, 0, bobAt(bobsAddress, NatClass.CONSISTENT, samples, null), 0));
            time.runMillis(1_500);
        }

        assertThat(others.targets())
                .contains(bobsAddress)
                .isSubsetOf(bobsAddress, Endpoint.parse(ANN_OUTSIDE + ":4711"));
        assertThat(liar.datagramsIn - before).as("no probes to the server").isLessThan(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:5000",
                "224.0.0.1:5000",
                "255.255.255.255:5000",
                "192.168.1.255:5000",
                "0.0.0.0:5000",
                "169.254.1.1:5000"
            })
    void noRoundGoesWhereNoPeerCanBeSeen(String observed) {
        start(CONE);
        Endpoint at = Endpoint.parse(observed);
        liar.ear = (from, ask) -> {
            if (ask.round() > 0) {
                liar.invent(notice ->
                        go(notice, ask.attempt(), ask.round(), bobAt(at, NatClass.BLOCK, List.of(at), null), 0));
            }
        };
        for (int i = 0; i < 5; i++) {
            String attempt = newLabel();
            liar.invent(notice -> new Asked(notice, attempt, 1, bobAsking(at, NatClass.BLOCK)));
            time.runMillis(1_500);
        }

        assertThat(liar.asks).anyMatch(ask -> ask.round() > 0);
        assertThat(others.targets()).isEmpty();
    }

    @Test
    void samplesAtAnotherAddressThanTheServerSawAreNotAimedAt() {
        start(CONE);
        Endpoint bobsAddress = Endpoint.parse("203.0.113.20:4000");
        List<Endpoint> samples = IntStream.range(0, 8)
                .mapToObj(i -> new Endpoint(VICTIM.address(), 30_000 + i))
                .toList();
        liar.ear = (from, ask) -> {
            if (ask.round() > 0) {
                liar.invent(notice -> go(
                        notice, ask.attempt(), ask.round(), bobAt(bobsAddress, NatClass.SEQUENTIAL, samples, null), 0));
            }
        };
        for (int i = 0; i < 5; i++) {
            String attempt = newLabel();
            liar.invent(notice -> new Asked(notice, attempt, 1, bobAsking(bobsAddress, NatClass.SEQUENTIAL)));
            time.runMillis(2_000);
        }

        assertThat(others.total()).isPositive();
        assertThat(others.totalTo(VICTIM.address())).isZero();
    }

    @Test
    void aStormOfAsksIsPassedOnToOtherServersOnceASecond() {
        start(CONE);
        ann.submit(new Command.AddServer(null, "198.51.100.2:" + TwoHomes.SERVER_PORT));
        time.runMillis(3_000);
        int before = honest.asks.size();
        for (int i = 0; i < 10_000; i++) {
            String attempt = newLabel();
            liar.invent(notice -> new Asked(notice, attempt, 0, bobAt(VICTIM, NatClass.CONSISTENT, List.of(), null)));
            time.runMillis(1);
        }

        assertThat(honest.asks.size() - before).isBetween(5, 15);
    }

    @Test
    void strangersHoldTheirPlacesForALimitedTime() {
        start(CONE);
        List<Identity> strangers =
                IntStream.range(0, 4).mapToObj(i -> identity(200 + i)).toList();
        for (int i = 0; i < 60; i++) {
            for (Identity stranger : strangers) {
                String attempt = newLabel();
                Counterpart at = new Counterpart(
                        stranger.publicIdentity(), "S", VICTIM, NatClass.CONSISTENT, List.of(), List.of(), null);
                liar.invent(notice -> go(notice, attempt, 0, at, 0));
            }
            time.runMillis(500);
        }
        others.forget();
        Counterpart late = new Counterpart(
                identity(300).publicIdentity(),
                "Late",
                Endpoint.parse("192.0.2.200:4000"),
                NatClass.CONSISTENT,
                List.of(),
                List.of(),
                null);
        List<Integer> tries = new ArrayList<>();
        for (int i = 0; i < 30 && others.totalTo(late.observed().address()) == 0; i++) {
            tries.add(i);
            String attempt = newLabel();
            liar.invent(notice -> go(notice, attempt, 0, late, 0));
            time.runMillis(10);
            for (Identity stranger : strangers) {
                String again = newLabel();
                Counterpart at = new Counterpart(
                        stranger.publicIdentity(), "S", VICTIM, NatClass.CONSISTENT, List.of(), List.of(), null);
                liar.invent(notice -> go(notice, again, 0, at, 0));
            }
            time.runMillis(990);
        }

        assertThat(others.totalTo(late.observed().address()))
                .as("after %d tries", tries.size())
                .isPositive();
    }

    @Test
    void behindARandomNatThreeHundredContactsTakeTheSocketsOfOneRound() {
        start(RANDOM);
        List<Identity> contacts =
                IntStream.range(0, 300).mapToObj(i -> identity(1000 + i)).toList();
        liar.ear = (from, ask) -> contacts.stream()
                .filter(contact -> contact.peerId().equals(ask.id()))
                .forEach(contact -> {
                    int number = contacts.indexOf(contact);
                    Counterpart at = new Counterpart(
                            contact.publicIdentity(),
                            "C",
                            victim(number, 4000 + number),
                            NatClass.CONSISTENT,
                            List.of(),
                            List.of(),
                            null);
                    liar.invent(notice -> go(notice, ask.attempt(), ask.round(), at, 0));
                });
        contacts.forEach(contact -> ann.submit(new Command.Connect(null, contact.peerId(), null)));
        time.runMillis(1_000);
        ann.stop();
        ann.start();
        others.forget();
        int most = 0;
        for (int i = 0; i < 400; i++) {
            time.runMillis(50);
            most = Math.max(most, annHost.openSockets());
        }

        assertThat(most).as("sockets").isBetween(200, 600);
        assertThat(others.peak()).isLessThanOrEqualTo(MOST_A_SECOND);
        assertThat(others.targets().size())
                .as("people tried within 20 seconds, beside that round")
                .isGreaterThan(100);
    }

    private static Go go(Token notice, String attempt, int round, Counterpart peer, int waitMillis) {
        return new Go(notice, attempt, round, peer, waitMillis, RendezvousAnswer.NO_CLOCK);
    }
}
