package punchline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import punchline.engine.identity.Identity;
import punchline.engine.rendezvous.NatSample;
import punchline.engine.rendezvous.RendezvousClient;
import punchline.engine.rendezvous.RendezvousConfig;
import punchline.engine.rendezvous.RendezvousEvent;
import punchline.engine.rendezvous.ServerEndpoints;
import punchline.engine.socket.LocalSocket;
import punchline.engine.socket.Path;
import punchline.engine.socket.Transmit;
import punchline.protocol.Endpoint;
import punchline.protocol.IdentitySigner;
import punchline.protocol.NatClass;
import punchline.protocol.Parsed;
import punchline.protocol.Registration;
import punchline.protocol.RendezvousAnswer.Challenge;
import punchline.protocol.RendezvousAnswer.Looked;
import punchline.protocol.RendezvousCodec;
import punchline.protocol.RendezvousRequest;
import punchline.protocol.Token;

class SocketSamplesTest {
    private static final Identity SELF = Identity.generate(new SecureRandom());
    private static final Endpoint SEEN = Endpoint.parse("198.51.100.4:40000");
    private static final long MILLI = 1_000_000;

    private final SocketSamples samples = new SocketSamples();
    private final List<List<NatSample>> taken = new ArrayList<>();

    private static RendezvousClient client(int number) {
        return new RendezvousClient(
                RendezvousConfig.DEFAULT,
                ServerEndpoints.of(Endpoint.parse("203.0.113." + number + ":6327")),
                new Registration(SELF.publicIdentity(), "Ann", List.of(), NatClass.UNKNOWN, true),
                IdentitySigner.of(SELF.privateKey()),
                new Random(number));
    }

    /** One that has a sample, so that it is asked for more. */
    private static RendezvousClient answering(int number) {
        RendezvousClient client = client(number);
        client.start(0);
        answerAll(client, MILLI);
        assertThat(client.samples()).isNotEmpty();
        for (Transmit next = client.pollTransmit(); next != null; next = client.pollTransmit()) {
            // What follows is of no interest here.
        }
        for (RendezvousEvent event = client.pollEvent(); event != null; event = client.pollEvent()) {
            // As above.
        }
        return client;
    }

    /** Answers what the client has sent, from where it was sent to; returns to which servers and sockets it was. */
    private static List<Path> answerAll(RendezvousClient client, long nowNanos) {
        List<Transmit> sent = new ArrayList<>();
        for (Transmit next = client.pollTransmit(); next != null; next = client.pollTransmit()) {
            sent.add(next);
        }
        for (Transmit each : sent) {
            if (RendezvousCodec.parseRequest(each.payload())
                    instanceof Parsed.Message<RendezvousRequest>(RendezvousRequest request)) {
                if (request instanceof RendezvousRequest.Look look) {
                    client.onDatagram(nowNanos, each.path(), RendezvousCodec.encode(new Looked(look.ref(), SEEN, 5)));
                } else if (request instanceof RendezvousRequest.Hello hello) {
                    client.onDatagram(
                            nowNanos,
                            each.path(),
                            RendezvousCodec.encode(
                                    new Challenge(hello.ref(), Token.ofBytes(new byte[Token.BYTES]), SEEN)));
                }
            }
        }
        return sent.stream().map(Transmit::path).toList();
    }

    private void pump(RendezvousClient client) {
        for (@Nullable RendezvousEvent event = client.pollEvent(); event != null; event = client.pollEvent()) {
            if (event instanceof RendezvousEvent.Seen seen) {
                samples.onSeen(seen);
            }
        }
    }

    private void take(List<RendezvousClient> servers, int... sockets) {
        List<LocalSocket> all = new ArrayList<>();
        for (int number : sockets) {
            all.add(new LocalSocket(number));
        }
        samples.take(10 * MILLI, all, servers, taken::add);
    }

    @Test
    void withoutServersThatAnswerThereIsNothingToWaitFor() {
        take(List.of(), 1);
        take(List.of(client(1)), 1);

        assertThat(taken).containsExactly(List.of(), List.of());
    }

    @Test
    void allSocketsAreSeenInTheOrderInWhichTheyAsked() {
        RendezvousClient server = answering(1);
        take(List.of(server), 5, 3);
        answerAll(server, 20 * MILLI);
        pump(server);

        assertThat(taken).hasSize(1);
        assertThat(taken.getFirst())
                .extracting(sample ->
                        sample.socket().number() + "@" + sample.server().port())
                .containsExactly("5@6327", "5@6328", "3@6327", "3@6328");
    }

    @Test
    void aSilentServerIsLeftOutAfterASecond() {
        RendezvousClient answers = answering(1);
        RendezvousClient silent = answering(2);
        take(List.of(answers, silent), 1);
        answerAll(answers, 20 * MILLI);
        pump(answers);
        assertThat(taken).isEmpty();
        for (long at = 20; at <= 1000; at += 10) {
            silent.onDeadline(at * MILLI);
            pump(silent);
        }

        assertThat(taken).hasSize(1);
        assertThat(taken.getFirst())
                .hasSize(2)
                .allMatch(sample -> answers.server().contains(sample.server()));
    }

    @Test
    void noMoreThanTwoServersAreAsked() {
        List<RendezvousClient> servers = List.of(answering(1), answering(2), answering(3));
        take(servers, 1);

        assertThat(answerAll(servers.get(0), 20 * MILLI)).isNotEmpty();
        assertThat(answerAll(servers.get(2), 20 * MILLI)).isEmpty();
    }

    @Test
    void answersThatNobodyAwaitsChangeNothing() {
        RendezvousClient server = answering(1);
        take(List.of(server), 1);
        Endpoint first = server.server().primary();
        for (int i = 0; i < 10_000; i++) {
            LocalSocket unknown = new LocalSocket(2 + i);
            samples.onSeen(new RendezvousEvent.Seen(unknown, first, null));
        }
        samples.onSeen(new RendezvousEvent.Seen(new LocalSocket(1), Endpoint.parse("192.0.2.9:6327"), null));
        assertThat(taken).isEmpty();
        // Said twice it counts once.
        samples.onSeen(new RendezvousEvent.Seen(new LocalSocket(1), first, null));
        samples.onSeen(new RendezvousEvent.Seen(new LocalSocket(1), first, null));
        assertThat(taken).isEmpty();
        samples.onSeen(
                new RendezvousEvent.Seen(new LocalSocket(1), server.server().secondary(), null));

        assertThat(taken).containsExactly(List.of());
    }
}
