package punchline.engine.rendezvous;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import punchline.engine.Reason;
import punchline.engine.rendezvous.RendezvousEvent.Registered;
import punchline.engine.rendezvous.RendezvousEvent.Replaced;
import punchline.engine.rendezvous.RendezvousEvent.StatusChanged;
import punchline.engine.rendezvous.RendezvousStatus.Trouble;
import punchline.protocol.Endpoint;
import punchline.protocol.FailureCode;
import punchline.protocol.NatClass;
import punchline.protocol.RendezvousAnswer;
import punchline.protocol.RendezvousAnswer.Challenge;
import punchline.protocol.RendezvousAnswer.Failure;
import punchline.protocol.RendezvousRequest.Bye;
import punchline.protocol.RendezvousRequest.Hello;
import punchline.protocol.RendezvousRequest.Look;
import punchline.protocol.RendezvousRequest.Refresh;
import punchline.protocol.RendezvousRequest.Register;

class RegistrationTest {
    private static final String SILENCE = "no answer from 203.0.113.7:6327";

    private final ScriptedServer server = new ScriptedServer();

    @Test
    void aServerThatAnswersKnowsThePeerAfterTwoRoundTrips() {
        server.start().run(4 * ScriptedServer.ONE_WAY_MILLIS);

        assertThat(server.client.status())
                .isEqualTo(new RendezvousStatus(true, Endpoint.parse("198.51.100.4:40000"), 3, null, Trouble.NONE));
        assertThat(server.events(Registered.class)).hasSize(1);
        assertThat(server.requests(Hello.class)).hasSize(1);
        assertThat(server.requests(Register.class)).hasSize(1);
        assertThat(server.requests(Register.class).getFirst().registration().name())
                .isEqualTo("Alice");
        assertThat(server.client.rttMillis()).isEqualTo(2 * ScriptedServer.ONE_WAY_MILLIS);
    }

    @Test
    void aSilentServerIsKnockedAtFourTimesAndNamedWithinThreeSeconds() {
        server.silent = true;

        server.start().run(2999);
        assertThat(server.received.stream()
                        .filter(received -> received.request() instanceof Hello)
                        .map(ScriptedServer.Received::atMillis))
                .containsExactly(0L, 100L, 300L, 700L);
        assertThat(server.client.status().problem()).isNull();

        server.run(1);
        assertThat(server.client.status())
                .isEqualTo(new RendezvousStatus(
                        false,
                        null,
                        null,
                        Reason.of(Reason.Code.SERVER_SILENT, "server", "203.0.113.7:6327"),
                        Trouble.SILENT));
    }

    @Test
    void anHourOfSilenceCostsFewDatagramsAndTheServerIsFoundWithin30SecondsOfItsReturn() {
        server.silent = true;
        server.start().run(3_600_000);
        assertThat(server.requests(Hello.class)).hasSizeBetween(400, 700);

        server.silent = false;
        server.run(30_000);

        assertThat(server.client.status().registered()).isTrue();
        assertThat(server.client.status().problem()).isNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void halfOfAllDatagramsMayBeLost(long seed) {
        Random random = new Random(seed);
        server.loses = (index, request) -> random.nextBoolean();

        server.start().run(20_000);

        assertThat(server.client.status().registered()).as("seed %d", seed).isTrue();
    }

    @Test
    void repeatsOfOneRequestHaveDifferentRefsSoThatTheRoundTripIsExact() {
        server.loses = (index, request) -> index < 4;
        server.start().run(1000);

        assertThat(server.client.rttMillis()).isEqualTo(2 * ScriptedServer.ONE_WAY_MILLIS);
        assertThat(server.requests(Hello.class).stream().map(Hello::ref)).doesNotHaveDuplicates();
    }

    @Test
    void theFirstRefreshComesSoonAndTellsTheRoundTrip() {
        server.start().run(700);

        assertThat(server.requests(Refresh.class)).hasSize(1);
        assertThat(server.requests(Refresh.class).getFirst().rttMillis()).isEqualTo(2 * ScriptedServer.ONE_WAY_MILLIS);
    }

    @Test
    void refreshesComeEvery20To26SecondsAtVaryingTimes() {
        server.registered().run(600_000);

        List<Long> times = server.received.stream()
                .filter(received -> received.request() instanceof Refresh)
                .map(ScriptedServer.Received::atMillis)
                .toList();
        List<Long> gaps = new ArrayList<>();
        for (int i = 1; i < times.size(); i++) {
            gaps.add(times.get(i) - times.get(i - 1));
        }
        assertThat(gaps).allMatch(gap -> gap >= 20_000 && gap <= 26_000 + 2 * ScriptedServer.ONE_WAY_MILLIS);
        assertThat(gaps.stream().distinct().count()).isGreaterThan(10);
        assertThat(server.requests(Hello.class)).isEmpty();
        assertThat(server.requests(Refresh.class).getFirst().rttMillis()).isEqualTo(40);
    }

    @Test
    void aShortTimeToLiveBringsTheRefreshForward() {
        server.registered();
        server.override = (self, request) -> request instanceof Refresh refresh
                ? List.of(new RendezvousAnswer.Registered(
                        refresh.ref(), self.seenAtPrimary, 3, 20, self.token(), self.token(), self.clockMillis()))
                : null;
        server.run(27_000);
        int before = server.requests(Refresh.class).size();
        server.run(30_200);

        assertThat(server.requests(Refresh.class)).hasSize(before + 3);
    }

    @Test
    void aServerThatForgotThePeerIsToldAgainAtTheNextRefresh() {
        server.registered();
        server.live = null;

        server.run(27_000);

        assertThat(server.live).isNotNull();
        assertThat(server.events(Registered.class)).hasSize(1);
        assertThat(server.client.status().registered()).isTrue();
    }

    @Test
    void aChangedAddressIsRegisteredAndTold() {
        server.registered();
        server.seenAtPrimary = Endpoint.parse("198.51.100.4:40777");

        server.run(27_000);

        assertThat(server.client.status().observed()).isEqualTo(server.seenAtPrimary);
        assertThat(server.live().observed()).isEqualTo(server.seenAtPrimary);
        assertThat(server.events(Registered.class)).hasSize(1);
        assertThat(server.events(RendezvousEvent.Moved.class)).hasSize(1);
    }

    @Test
    void aRegistrationMadeAgainFromTheSameAddressIsNoMove() {
        server.registered();
        server.client.onNetworkChange(server.nowNanos());
        server.run(27_000);

        assertThat(server.events(RendezvousEvent.Moved.class)).isEmpty();
    }

    @Test
    void aRefreshThatReportsAnotherAddressMakesANewRegistration() {
        server.registered();
        Endpoint moved = Endpoint.parse("198.51.100.4:40777");
        server.override = (self, request) -> request instanceof Refresh refresh
                ? List.of(new RendezvousAnswer.Registered(
                        refresh.ref(),
                        moved,
                        3,
                        75,
                        self.live().token(),
                        self.live().notice(),
                        self.clockMillis()))
                : null;

        server.run(27_000);

        assertThat(server.requests(Register.class)).hasSize(1);
    }

    @Test
    void aServerThatFallsSilentIsNamedAndFoundAgain() {
        server.registered();
        server.silent = true;
        server.run(31_000);
        assertThat(server.client.status().registered()).isFalse();
        assertThat(server.client.status().problem()).isEqualTo(SILENCE);

        server.run(300_000);
        server.silent = false;
        server.run(30_000);
        assertThat(server.client.status().registered()).isTrue();
        assertThat(server.events(StatusChanged.class)).hasSize(2);
    }

    @Test
    void aChangeOfNetworkRegistersAtOnceWithoutWaitingForThePause() {
        server.silent = true;
        server.start().run(120_000);
        server.silent = false;

        server.client.onNetworkChange(server.nowNanos());
        server.run(4 * ScriptedServer.ONE_WAY_MILLIS);

        assertThat(server.client.status().registered()).isTrue();
    }

    @Test
    void changesOfTheProfileAreCollectedIntoOneRegistration() {
        server.registered();
        List<Endpoint> hosts = List.of(Endpoint.parse("192.168.1.2:5000"));
        server.client.updateProfile(server.nowNanos(), "Alice B", true, List.of(), NatClass.UNKNOWN);
        server.run(10);
        server.client.updateProfile(server.nowNanos(), "Alice B", true, hosts, NatClass.UNKNOWN);
        server.run(10);
        server.client.updateProfile(server.nowNanos(), "Alice B", false, hosts, NatClass.RANDOM);
        server.run(1000);

        assertThat(server.requests(Register.class)).hasSize(1);
        var registration = server.requests(Register.class).getFirst().registration();
        assertThat(registration.name()).isEqualTo("Alice B");
        assertThat(registration.hosts()).isEqualTo(hosts);
        assertThat(registration.nat()).isEqualTo(NatClass.RANDOM);
        assertThat(registration.listed()).isFalse();
        assertThat(server.events(StatusChanged.class)).isEmpty();

        server.client.updateProfile(server.nowNanos(), "Alice B", false, hosts, NatClass.RANDOM);
        server.run(1000);
        assertThat(server.requests(Register.class)).hasSize(1);
    }

    @Test
    void aCookieThatWentStaleIsReplacedAndSignedAgain() {
        boolean[] refused = {false};
        server.override = (self, request) -> {
            if (request instanceof Register register && !refused[0]) {
                refused[0] = true;
                return List.of(new Challenge(register.ref(), self.token(), self.seenAtPrimary));
            }
            return null;
        };
        server.start().run(1000);

        assertThat(server.client.status().registered()).isTrue();
        assertThat(server.requests(Register.class)).hasSize(2);
    }

    @Test
    void aServerThatOnlyChallengesGetsFewSignatures() {
        server.override = (self, request) -> request instanceof Register register
                ? List.of(new Challenge(register.ref(), self.token(), self.seenAtPrimary))
                : null;
        server.start().run(900);

        assertThat(server.requests(Register.class)).hasSize(RendezvousConfig.DEFAULT.maxChallenges());
        assertThat(server.client.status().problem()).contains("203.0.113.7:6327");
    }

    @Test
    void aFullServerSaysSoAndIsAskedAgain() {
        boolean[] full = {true};
        server.override = (self, request) -> request instanceof Register register && full[0]
                ? List.of(new Failure(register.ref(), FailureCode.FULL, "full"))
                : null;
        server.start().run(500);
        assertThat(server.client.status().problem()).isEqualTo("203.0.113.7:6327 has no room for more peers");

        full[0] = false;
        server.run(5000);
        assertThat(server.client.status().registered()).isTrue();
    }

    @Test
    void aServersWordsAreShownShortAndWithoutControlCharacters() {
        server.override = (self, request) -> request instanceof Register register
                ? List.of(new Failure(register.ref(), FailureCode.OTHER, "\u001b[2J\u202e" + "x".repeat(500)))
                : null;
        server.start().run(500);

        assertThat(server.client.status().problem())
                .hasSizeLessThan(200)
                .startsWith("203.0.113.7:6327 refused: ")
                .matches("[^\\p{Cntrl}\\p{Cf}]*");
    }

    @Test
    void thePeerThatWasReplacedStaysSilentUntilStartedAgain() {
        server.registered();
        server.send(
                ScriptedServer.ENDPOINTS.primary(),
                new RendezvousAnswer.Replaced(server.live().notice()));
        server.run(200_000);

        assertThat(server.events(Replaced.class)).hasSize(1);
        assertThat(server.received).isEmpty();
        assertThat(server.client.deadline()).isNull();
        assertThat(server.client.status().problem()).isEqualTo("this identity is in use on another device");

        server.start().run(1000);
        assertThat(server.client.status().registered()).isTrue();
    }

    @Test
    void aPeerThatMovesDoesNotTakeItsOwnReplacementForAnother() {
        server.registered();
        server.override = (self, request) -> {
            if (request instanceof Register) {
                self.send(
                        ScriptedServer.ENDPOINTS.primary(),
                        new RendezvousAnswer.Replaced(self.live().notice()));
            }
            return null;
        };
        server.client.onNetworkChange(server.nowNanos());
        server.run(5000);

        assertThat(server.events(Replaced.class)).isEmpty();
        assertThat(server.client.status().registered()).isTrue();
    }

    @Test
    void byeIsSaidTwiceAndEndsEverything() {
        server.registered();
        server.client.bye(server.nowNanos());
        server.run(120_000);

        assertThat(server.requests(Bye.class)).hasSize(2);
        assertThat(server.received).hasSize(2);
        assertThat(server.client.deadline()).isNull();
        assertThat(server.client.status().registered()).isFalse();

        server.client.onNetworkChange(server.nowNanos());
        assertThat(server.client.pollTransmit()).isNull();
    }

    @Test
    void bothPortsSayWhatTheySee() {
        server.seenAtSecondary = Endpoint.parse("198.51.100.4:40001");
        server.start().run(1000);

        assertThat(server.client.samples().stream().map(NatSample::observed))
                .containsExactly(server.seenAtPrimary, server.seenAtSecondary);
        assertThat(NatClassifier.classify(server.client.samples(), List.of())).isEqualTo(NatClass.SEQUENTIAL);
        assertThat(server.requests(Look.class)).hasSize(1);
        assertThat(server.events(RendezvousEvent.Sampled.class)).hasSize(2);
    }

    @Test
    void aServerWithoutASecondPortIsAsGood() {
        server.loses = (index, request) -> request instanceof Look;
        server.start().run(10_000);

        assertThat(server.client.status().registered()).isTrue();
        assertThat(server.client.samples()).hasSize(1);
        assertThat(server.requests(Look.class)).hasSize(4);
    }
}
