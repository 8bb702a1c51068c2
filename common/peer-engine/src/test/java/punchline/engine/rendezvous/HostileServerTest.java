package punchline.engine.rendezvous;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import punchline.protocol.Endpoint;
import punchline.protocol.FailureCode;
import punchline.protocol.NatClass;
import punchline.protocol.PublicIdentity;
import punchline.protocol.RendezvousAnswer;
import punchline.protocol.RendezvousAnswer.Counterpart;
import punchline.protocol.RendezvousAnswer.Peers;
import punchline.protocol.RendezvousRequest.Labelled;
import punchline.protocol.RendezvousRequest.Refresh;
import punchline.protocol.RendezvousRequest.Register;
import punchline.protocol.Token;

/** A server that knows the protocol and means harm. */
class HostileServerTest {
    private static final PublicIdentity BOB = ScriptedServer.BOB.publicIdentity();

    private static final List<FailureCode> CODES = List.of(FailureCode.values());

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 30);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whateverItAnswersTheClientStaysInItsLimitsAndRecovers(long seed) {
        ScriptedServer server = new ScriptedServer();
        Random random = new Random(seed);
        server.override = (self, request) -> {
            List<RendezvousAnswer> answers = new ArrayList<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                answers.add(answer(self, random, ((Labelled) request).ref()));
            }
            // Without a way on now and then the run would see the first step only.
            return random.nextInt(3) == 0 ? null : answers;
        };
        server.start();
        for (int i = 0; i < 300; i++) {
            step(server, random);
            server.run(random.nextInt(3000));
        }

        assertThat(server.requests(Register.class).size())
                .as("signings in %d s, seed %d", server.nowMillis() / 1000, seed)
                .isLessThan((int) (server.nowMillis() / 250));
        server.override = (self, request) -> null;
        server.client.start(server.nowNanos());
        server.run(40_000);
        assertThat(server.client.status().registered()).as("seed %d", seed).isTrue();
    }

    @Test
    void addressesThatAlwaysChangeAndLivesThatAlwaysEndMakeNoStorm() {
        ScriptedServer server = new ScriptedServer();
        int[] port = {1};
        server.override = (self, request) -> switch (request) {
            case Register register -> List.of(life(self, register.ref(), ++port[0]));
            case Refresh refresh -> List.of(life(self, refresh.ref(), ++port[0]));
            default -> null;
        };
        server.start().run(600_000);

        assertThat(server.requests(Register.class).size()).isLessThan(600 / 5 + 2);
    }

    private static RendezvousAnswer.Registered life(ScriptedServer server, String ref, int port) {
        return new RendezvousAnswer.Registered(
                ref, address(port), 0, 0, server.token(), server.token(), server.clockMillis());
    }

    private static void step(ScriptedServer server, Random random) {
        long now = server.nowNanos();
        switch (random.nextInt(8)) {
            case 0 -> server.client.list(now);
            case 1 -> server.client.ask(now, ask(random));
            case 2 -> server.client.askAll(now, List.of(ask(random), ask(random)));
            case 3 -> server.client.onNetworkChange(now);
            case 4 ->
                server.client.updateProfile(
                        now, "Alice " + random.nextInt(3), random.nextBoolean(), List.of(), NatClass.UNKNOWN);
            case 5 -> server.client.resample(now);
            case 6 -> server.send(ScriptedServer.ENDPOINTS.primary(), notice(server, random));
            default -> {
                byte[] noise = new byte[random.nextInt(1300)];
                random.nextBytes(noise);
                server.send(ScriptedServer.ENDPOINTS.primary(), noise);
            }
        }
    }

    private static RendezvousAsk ask(Random random) {
        return new RendezvousAsk(BOB.peerId(), "a" + random.nextInt(5), random.nextInt(3), List.of(), List.of(), null);
    }

    private static RendezvousAnswer notice(ScriptedServer server, Random random) {
        Token secret = server.live == null ? server.token() : server.live.notice();
        Counterpart bob = new Counterpart(BOB, "Bob", address(7), NatClass.OPEN, List.of(), List.of(), null);
        return switch (random.nextInt(4)) {
            case 0 -> new RendezvousAnswer.Replaced(secret);
            case 1 -> new RendezvousAnswer.Go(secret, "b", 0, bob, 1000, random.nextLong(Long.MAX_VALUE));
            default -> new RendezvousAnswer.Asked(secret, "b", 0, bob);
        };
    }

    private static RendezvousAnswer answer(ScriptedServer server, Random random, String ref) {
        return switch (random.nextInt(8)) {
            case 0 -> new RendezvousAnswer.Challenge(ref, server.token(), address(1 + random.nextInt(5)));
            case 1 ->
                new RendezvousAnswer.Registered(
                        ref,
                        address(1 + random.nextInt(5)),
                        random.nextBoolean() ? (Integer) random.nextInt(9) : null,
                        random.nextInt(),
                        server.token(),
                        server.token(),
                        random.nextLong(Long.MAX_VALUE));
            case 2 -> new RendezvousAnswer.Looked(ref, address(1 + random.nextInt(5)), random.nextLong(Long.MAX_VALUE));
            case 3 ->
                new Peers(
                        ref,
                        List.of(new Peers.Listed(random.nextInt(9), BOB.peerId(), "Bob")),
                        random.nextBoolean() ? (Integer) random.nextInt(99) : null);
            case 4 -> new RendezvousAnswer.KnownPeer(ref, BOB, "Bob", address(5), List.of(), NatClass.BLOCK);
            case 5 -> new RendezvousAnswer.UnknownPeer(ref, BOB.peerId());
            default -> new RendezvousAnswer.Failure(ref, CODES.get(random.nextInt(CODES.size())), "no");
        };
    }

    private static Endpoint address(int port) {
        return Endpoint.parse("198.51.100.4:" + port);
    }
}
