package punchline.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client asks of a rendezvous server. Constructors refuse what the protocol does not allow. */
public sealed interface RendezvousRequest {
    /** {@code punch}: registers the source address under a number. */
    record PlainPunch() implements RendezvousRequest {}

    /** {@code list} or {@code list 12}: the addresses from a number on. */
    record PlainList(int from) implements RendezvousRequest {
        public PlainList {
            WireChecks.number(from);
        }
    }

    /** {@code peer 0}: the address behind a number. */
    record PlainPeer(int number) implements RendezvousRequest {
        public PlainPeer {
            WireChecks.number(number);
        }
    }

    /** A request of the JSON form. */
    sealed interface Labelled extends RendezvousRequest {
        /** Chosen by the client, unpredictable, echoed in every answer: 1 to 22 letters, digits, - and _. */
        String ref();
    }

    /** The first {@code punch {…}}: asks for a cookie, and is padded so that the answer is no longer. */
    record Hello(String ref) implements Labelled {
        public Hello {
            WireChecks.label("ref", ref);
        }
    }

    /** {@code punch {"look":true}}: asks for the observed address of this socket and registers nothing; padded. */
    record Look(String ref) implements Labelled {
        public Look {
            WireChecks.label("ref", ref);
        }
    }

    /**
     * The second {@code punch {…}}: registers.
     *
     * @param cookie what the server gave this source address within the last two minutes
     * @param body the registration exactly as it was signed
     * @param signature over {@link #signedMessage}
     * @param registration what the body says
     */
    record Register(String ref, Token cookie, String body, IdentitySignature signature, Registration registration)
            implements Labelled {
        private static final String CONTEXT = "punchline registration 1\n";

        public Register {
            WireChecks.label("ref", ref);
        }

        /** Writes the body of a registration and signs it for one cookie. */
        public static Register sign(String ref, Token cookie, Registration registration, IdentitySigner signer) {
            String body = RequestText.body(registration);
            return new Register(ref, cookie, body, signer.sign(signedMessage(cookie, body)), registration);
        }

        /** Whether the owner of the registration's key signed it for this cookie. Costs 0.4 to 0.8 ms. */
        public boolean verifies() {
            return signature.verifies(signedMessage(cookie, body), registration.key());
        }

        /** Context line, the 16 bytes of the cookie, the bytes of the body. */
        static byte[] signedMessage(Token cookie, String body) {
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            message.writeBytes(CONTEXT.getBytes(StandardCharsets.UTF_8));
            message.writeBytes(cookie.bytes());
            message.writeBytes(body.getBytes(StandardCharsets.UTF_8));
            return message.toByteArray();
        }
    }

    /**
     * {@code punch {"token":…}}: keeps a registration alive, from the address that it was made from.
     *
     * @param rttMillis the round trip to this server as the client last measured it; counts as at most 1000
     */
    record Refresh(String ref, Token token, int rttMillis) implements Labelled {
        public Refresh {
            WireChecks.label("ref", ref);
            rttMillis = WireChecks.rttMillis(rttMillis);
        }
    }

    /**
     * {@code list {…}}: names, PeerIds and numbers from a number on. Without the token of a registration it is answered
     * within the budget for unproven addresses, if at all.
     */
    record ListPeers(String ref, @Nullable Token token, int from) implements Labelled {
        public ListPeers {
            WireChecks.label("ref", ref);
            WireChecks.number(from);
        }
    }

    /**
     * {@code peer {…}}: asks to be introduced. May be repeated, a round for each step of the traversal ladder.
     *
     * <p>Needs the token: an ask reveals the asker, so that a forged source address must not be enough.
     *
     * @param attempt names one effort to connect, chosen by the client: 1 to 22 letters, digits, - and _
     * @param candidates where the asker may be reached, best first, at most 8; the last are left out if a datagram
     *     does not hold all
     * @param samples what servers and ports saw as the asker's address, oldest first, at most 8
     * @param rttMillis the asker's round trip to this server; counts as at most 1000
     * @param consent lets the asked peer probe random ports of the asker
     */
    record AskPeer(
            String ref,
            Token token,
            PeerId id,
            String attempt,
            int round,
            List<Endpoint> candidates,
            List<Endpoint> samples,
            int rttMillis,
            @Nullable Consent consent)
            implements Labelled {
        public AskPeer {
            WireChecks.label("ref", ref);
            WireChecks.label("attempt", attempt);
            WireChecks.round(round);
            candidates = WireChecks.endpoints(candidates);
            samples = WireChecks.endpoints(samples);
            rttMillis = WireChecks.rttMillis(rttMillis);
        }
    }

    /** {@code bye {…}}: leaves. Nothing answers it. */
    record Bye(String ref, Token token) implements Labelled {
        public Bye {
            WireChecks.label("ref", ref);
        }
    }
}
