package punchline.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import punchline.protocol.Endpoint;
import punchline.protocol.IdentitySigner;
import punchline.protocol.NatClass;
import punchline.protocol.Parsed;
import punchline.protocol.PublicIdentity;
import punchline.protocol.Registration;
import punchline.protocol.RendezvousAnswer;
import punchline.protocol.RendezvousAnswer.Challenge;
import punchline.protocol.RendezvousAnswer.Registered;
import punchline.protocol.RendezvousCodec;
import punchline.protocol.RendezvousRequest;

@Timeout(30)
class RendezvousServerTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final ServerConfig ANY_PORT =
            ServerConfig.defaults().withPort(0).withBind(LOOPBACK);

    private static byte[] exchange(DatagramSocket socket, int port, byte[] request) throws IOException {
        socket.setSoTimeout(10_000);
        socket.send(new DatagramPacket(request, request.length, LOOPBACK, port));
        DatagramPacket answer = new DatagramPacket(new byte[2048], 2048);
        socket.receive(answer);
        assertThat(answer.getPort()).isEqualTo(port);
        return Arrays.copyOf(answer.getData(), answer.getLength());
    }

    private static String say(DatagramSocket socket, int port, String request) throws IOException {
        return new String(exchange(socket, port, request.getBytes(UTF_8)), UTF_8);
    }

    private static RendezvousAnswer ask(DatagramSocket socket, int port, RendezvousRequest request) throws IOException {
        if (RendezvousCodec.parseAnswer(exchange(socket, port, RendezvousCodec.encode(request)))
                instanceof Parsed.Message<RendezvousAnswer> message) {
            return message.value();
        }
        throw new AssertionError("malformed answer");
    }

    @Test
    void bothPortsAnswerBothForms() throws IOException {
        Queue<String> traffic = new ConcurrentLinkedQueue<>();
        TrafficLog log = (direction, localPort, peer, verb, bytes) -> traffic.add(direction + " " + verb + " " + bytes);
        KeyPair keys = Town.newKeys();
        try (RendezvousServer server = RendezvousServer.start(ANY_PORT, log);
                DatagramSocket plain = new DatagramSocket(0, LOOPBACK);
                DatagramSocket peer = new DatagramSocket(0, LOOPBACK)) {
            assertThat(say(plain, server.port(), "punch\n")).isEqualTo("punched");
            assertThat(say(plain, server.port() + 1, "punch\n")).isEqualTo("punched");
            Challenge challenge = (Challenge) ask(peer, server.port(), new RendezvousRequest.Hello("h"));
            Registration registration =
                    new Registration(PublicIdentity.of(keys.getPublic()), "Alice", List.of(), NatClass.UNKNOWN, true);
            Registered registered = (Registered) ask(
                    peer,
                    server.port(),
                    RendezvousRequest.Register.sign(
                            "r", challenge.cookie(), registration, IdentitySigner.of(keys.getPrivate())));
            assertThat(registered.observed()).isEqualTo(new Endpoint(LOOPBACK, peer.getLocalPort()));
            assertThat(say(plain, server.port(), "list")).isEqualTo("1: ('127.0.0.1', " + peer.getLocalPort() + ")");
            RendezvousAnswer.Looked looked =
                    (RendezvousAnswer.Looked) ask(peer, server.port() + 1, new RendezvousRequest.Look("l"));
            assertThat(looked.observed()).isEqualTo(new Endpoint(LOOPBACK, peer.getLocalPort()));
            assertThat(looked.clockMillis()).isGreaterThanOrEqualTo(registered.clockMillis());
        }
        assertThat(traffic).startsWith("IN punch 6", "OUT punched 7").contains("OUT plain 23", "IN punch 200");
    }

    @Test
    void largeAndEmptyDatagramsAreAnsweredAndTheServerLivesOn() throws IOException {
        try (RendezvousServer server = RendezvousServer.start(ANY_PORT, TrafficLog.NONE);
                DatagramSocket socket = new DatagramSocket(0, LOOPBACK)) {
            assertThat(new String(exchange(socket, server.port(), new byte[65_507]), UTF_8))
                    .isEqualTo("error longer than 1200 bytes");
            assertThat(say(socket, server.port(), "")).isEqualTo("error expected punch, list or peer 0");
            assertThat(say(socket, server.port(), "punch")).isEqualTo("punched");
        }
    }

    @Test
    void aBugInHandlingOneDatagramDoesNotEndTheService() throws IOException {
        AtomicBoolean broken = new AtomicBoolean(true);
        TrafficLog faulty = (direction, localPort, peer, verb, bytes) -> {
            if (broken.getAndSet(false)) {
                throw new IllegalStateException("a bug, on purpose");
            }
        };
        try (RendezvousServer server = RendezvousServer.start(ANY_PORT, faulty);
                DatagramSocket socket = new DatagramSocket(0, LOOPBACK)) {
            byte[] lost = "list".getBytes(UTF_8);
            socket.send(new DatagramPacket(lost, lost.length, LOOPBACK, server.port()));
            assertThat(say(socket, server.port(), "punch")).isEqualTo("punched");
        }
    }

    @Test
    void aTakenPortIsNamedAndAClosedServerFreesItsPorts() throws IOException {
        int port;
        try (RendezvousServer server = RendezvousServer.start(ANY_PORT, TrafficLog.NONE)) {
            port = server.port();
            int second = port + 1;
            assertThatThrownBy(() -> RendezvousServer.start(ANY_PORT.withPort(server.port()), TrafficLog.NONE))
                    .isInstanceOf(BindException.class)
                    .hasMessage("UDP port " + port + " is in use by another program");
            assertThatThrownBy(() -> new DatagramSocket(second, LOOPBACK)).isInstanceOf(BindException.class);
        }
        try (RendezvousServer again = RendezvousServer.start(ANY_PORT.withPort(port), TrafficLog.NONE)) {
            assertThat(again.port()).isEqualTo(port);
            assertThat(again).hasToString("127.0.0.1:" + port + " and :" + (port + 1));
        }
    }
}
