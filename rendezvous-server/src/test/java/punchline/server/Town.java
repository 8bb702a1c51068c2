package punchline.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import punchline.protocol.Consent;
import punchline.protocol.Endpoint;
import punchline.protocol.IdentitySigner;
import punchline.protocol.NatClass;
import punchline.protocol.Parsed;
import punchline.protocol.PeerId;
import punchline.protocol.PublicIdentity;
import punchline.protocol.Registration;
import punchline.protocol.RendezvousAnswer;
import punchline.protocol.RendezvousAnswer.Challenge;
import punchline.protocol.RendezvousAnswer.Registered;
import punchline.protocol.RendezvousCodec;
import punchline.protocol.RendezvousRequest;
import punchline.protocol.RendezvousRequest.AskPeer;
import punchline.protocol.RendezvousRequest.Hello;
import punchline.protocol.RendezvousRequest.Register;
import punchline.protocol.Token;

/** A directory under virtual time, and peers that talk to it. */
final class Town {
    static final long SECOND = 1_000_000_000L;

    final Directory directory;
    final List<DirectoryEvent> events = new ArrayList<>();
    long now = -5 * SECOND;

    /** What the server's clock says. */
    long clockMillis() {
        return Directory.clockMillis(now);
    }

    private int refs;

    Town(int maxPeers) {
        directory = new Directory(new DirectoryLimits(maxPeers), new Random(7));
    }

    /** What a peer got. */
    record Delivery(Endpoint to, LocalPort by, byte[] datagram) {
        String text() {
            return new String(datagram, UTF_8);
        }

        RendezvousAnswer answer() {
            if (RendezvousCodec.parseAnswer(datagram) instanceof Parsed.Message<RendezvousAnswer> message) {
                return message.value();
            }
            throw new AssertionError(text());
        }
    }

    void pass(long seconds) {
        now += seconds * SECOND;
    }

    List<Delivery> send(Endpoint from, byte[] datagram) {
        return send(from, LocalPort.FIRST, datagram);
    }

    List<Delivery> send(Endpoint from, LocalPort port, byte[] datagram) {
        directory.onDatagram(now, port, from, datagram);
        return drain();
    }

    List<Delivery> send(Endpoint from, RendezvousRequest request) {
        return send(from, RendezvousCodec.encode(request));
    }

    /** The text of the only answer, which goes back to where the request came from. */
    String say(Endpoint from, String text) {
        List<Delivery> deliveries = send(from, text.getBytes(UTF_8));
        assertThat(deliveries).hasSize(1);
        assertThat(deliveries.get(0).to()).isEqualTo(from);
        return deliveries.get(0).text();
    }

    List<Delivery> drain() {
        List<Delivery> deliveries = new ArrayList<>();
        for (Outbound out = directory.pollTransmit(); out != null; out = directory.pollTransmit()) {
            assertThat(out.datagram()).hasSizeLessThanOrEqualTo(1200);
            deliveries.add(new Delivery(out.to(), out.port(), out.datagram()));
        }
        for (DirectoryEvent event = directory.pollEvent(); event != null; event = directory.pollEvent()) {
            events.add(event);
        }
        return deliveries;
    }

    String ref() {
        return "r" + refs++;
    }

    static Endpoint at(String text) {
        return Endpoint.parse(text);
    }

    Resident resident(String name, String address, boolean listed) {
        return new Resident(name, at(address), listed, newKeys());
    }

    static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** A peer with an identity and an address. */
    final class Resident {
        final String name;
        final KeyPair keys;
        final PublicIdentity key;
        Endpoint address;
        boolean listed;

        @Nullable
        Registered registered;

        Resident(String name, Endpoint address, boolean listed, KeyPair keys) {
            this.name = name;
            this.address = address;
            this.listed = listed;
            this.keys = keys;
            this.key = PublicIdentity.of(keys.getPublic());
        }

        PeerId id() {
            return key.peerId();
        }

        Registration registration() {
            return new Registration(key, name, List.of(at("192.168.1.2:4000")), NatClass.CONSISTENT, listed);
        }

        Challenge challenge() {
            List<Delivery> deliveries = send(address, new Hello(ref()));
            assertThat(deliveries).hasSize(1);
            return (Challenge) deliveries.get(0).answer();
        }

        Register signed(Token cookie) {
            return Register.sign(ref(), cookie, registration(), IdentitySigner.of(keys.getPrivate()));
        }

        /** Registers; gives what was sent to everybody in answer to the signed request. */
        List<Delivery> register() {
            List<Delivery> deliveries = send(address, signed(challenge().cookie()));
            for (Delivery delivery : deliveries) {
                if (delivery.to().equals(address) && delivery.answer() instanceof Registered answer) {
                    registered = answer;
                }
            }
            return deliveries;
        }

        Registered in() {
            if (registered == null) {
                register();
            }
            if (registered == null) {
                throw new AssertionError(name + " could not register");
            }
            return registered;
        }

        AskPeer asking(PeerId other, String attempt, int round, int rttMillis, @Nullable Consent consent) {
            return new AskPeer(
                    ref(),
                    in().token(),
                    other,
                    attempt,
                    round,
                    List.of(at("192.168.1.2:4000"), at("198.51.100.9:4000")),
                    List.of(at("198.51.100.9:4001")),
                    rttMillis,
                    consent);
        }

        List<Delivery> ask(PeerId other) {
            return ask(asking(other, "attempt-" + name, 0, 40, null));
        }

        List<Delivery> ask(AskPeer ask) {
            in();
            return send(address, ask);
        }
    }
}
