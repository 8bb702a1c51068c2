package punchline.protocol;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import punchline.protocol.RendezvousRequest.AskPeer;
import punchline.protocol.RendezvousRequest.Bye;
import punchline.protocol.RendezvousRequest.Hello;
import punchline.protocol.RendezvousRequest.Labelled;
import punchline.protocol.RendezvousRequest.ListPeers;
import punchline.protocol.RendezvousRequest.Look;
import punchline.protocol.RendezvousRequest.PlainList;
import punchline.protocol.RendezvousRequest.PlainPeer;
import punchline.protocol.RendezvousRequest.PlainPunch;
import punchline.protocol.RendezvousRequest.Refresh;
import punchline.protocol.RendezvousRequest.Register;
import tools.jackson.databind.node.ObjectNode;

/** The text of requests, both ways. */
final class RequestText {
    private RequestText() {}

    static byte[] write(RendezvousRequest request) {
        if (request instanceof PlainPunch) {
            return Framing.plain("punch");
        } else if (request instanceof PlainList list) {
            return Framing.plain(list.from() == 0 ? "list" : "list " + list.from());
        } else if (request instanceof PlainPeer peer) {
            return Framing.plain("peer " + peer.number());
        } else if (request instanceof Labelled labelled) {
            return write(labelled);
        }
        throw new IllegalStateException("every request is plain or labelled");
    }

    private static byte[] write(Labelled request) {
        ObjectNode node = Framing.object().put("ref", request.ref());
        if (request instanceof Hello) {
            return padded(node);
        } else if (request instanceof Look) {
            return padded(node.put("look", true));
        } else if (request instanceof Register register) {
            node.put("cookie", register.cookie().text())
                    .put("body", register.body())
                    .put("sig", register.signature().text());
            return Framing.json("punch", node);
        } else if (request instanceof Refresh refresh) {
            return Framing.json(
                    "punch", node.put("token", refresh.token().text()).put("rtt", refresh.rttMillis()));
        } else if (request instanceof ListPeers list) {
            Token token = list.token();
            if (token != null) {
                node.put("token", token.text());
            }
            return Framing.json("list", node.put("from", list.from()));
        } else if (request instanceof AskPeer ask) {
            node.put("token", ask.token().text())
                    .put("id", ask.id().toString())
                    .put("attempt", ask.attempt())
                    .put("round", ask.round())
                    .put("rtt", ask.rttMillis());
            putConsent(node, ask.consent());
            Fields.array(node, "candidates", ask.candidates());
            Fields.array(node, "samples", ask.samples());
            return Framing.json("peer", node);
        } else if (request instanceof Bye bye) {
            return Framing.json("bye", node.put("token", bye.token().text()));
        }
        throw new IllegalStateException("every labelled request has a text");
    }

    private static byte[] padded(ObjectNode node) {
        node.put("pad", "");
        int missing = ProtocolLimits.PADDED_REQUEST_BYTES - Framing.json("punch", node).length;
        return Framing.json("punch", node.put("pad", ".".repeat(Math.max(0, missing))));
    }

    static String body(Registration registration) {
        ObjectNode node = Framing.bareObject()
                .put("id", registration.id().toString())
                .put("key", Fields.base64(registration.key()))
                .put("name", registration.name());
        Fields.array(node, "hosts", registration.hosts());
        return Fields.write(node.put("nat", registration.nat().text()).put("listed", registration.listed()));
    }

    static void putConsent(ObjectNode node, @Nullable Consent consent) {
        if (consent != null) {
            node.putObject("consent")
                    .put("address", new Endpoint(consent.address(), 1).host())
                    .put("expires", consent.expiresEpochSeconds())
                    .put("sig", consent.signature().text());
        }
    }

    static @Nullable Consent consent(Fields fields) {
        Fields consent = fields.object("consent");
        if (consent == null) {
            return null;
        }
        InetAddress address = consent.parsed(
                        "address", text -> Endpoint.parse((text.indexOf(':') < 0 ? text : "[" + text + "]") + ":1"))
                .address();
        return new Consent(address, consent.longNumber("expires"), consent.parsed("sig", IdentitySignature::parse));
    }

    static RendezvousRequest read(Framing.Text text) {
        String json = text.json();
        if (json != null) {
            return Framing.readLabelled(json, fields -> read(text.verb(), fields));
        }
        String argument = text.argument();
        return switch (text.verb()) {
            case "punch" -> {
                if (!argument.isEmpty()) {
                    throw new MalformedException(null, "punch takes nothing, or a JSON object");
                }
                yield new PlainPunch();
            }
            case "list" -> new PlainList(argument.isEmpty() ? 0 : plainNumber("list", argument));
            case "peer" -> new PlainPeer(plainNumber("peer", argument));
            default -> throw new MalformedException(null, "expected punch, list or peer 0");
        };
    }

    private static int plainNumber(String verb, String argument) {
        // Nine digits always fit an int.
        if (!argument.matches("\\d{1,9}")) {
            throw new MalformedException(null, "expected a number, such as " + verb + " 0");
        }
        return Integer.parseInt(argument);
    }

    private static Labelled read(String verb, Fields fields) {
        String ref = fields.text("ref");
        return switch (verb) {
            case "punch" -> punch(ref, fields);
            case "list" ->
                new ListPeers(
                        ref,
                        fields.has("token") ? fields.parsed("token", Token::parse) : null,
                        fields.number("from", 0));
            case "peer" ->
                new AskPeer(
                        ref,
                        fields.parsed("token", Token::parse),
                        fields.parsed("id", PeerId::parse),
                        fields.text("attempt"),
                        fields.number("round", 0),
                        fields.endpoints("candidates"),
                        fields.endpoints("samples"),
                        fields.number("rtt", 0),
                        consent(fields));
            case "bye" -> new Bye(ref, fields.parsed("token", Token::parse));
            default -> throw new IllegalArgumentException("expected punch, list, peer or bye");
        };
    }

    private static Labelled punch(String ref, Fields fields) {
        if (fields.has("token")) {
            return new Refresh(ref, fields.parsed("token", Token::parse), fields.number("rtt", 0));
        }
        if (fields.flag("look", false)) {
            return new Look(ref);
        }
        return fields.has("cookie") ? register(ref, fields) : new Hello(ref);
    }

    private static Register register(String ref, Fields fields) {
        String body = fields.text("body");
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(body)) {
            // Half a surrogate pair has no bytes, so it cannot have been signed.
            throw new IllegalArgumentException("wrong body");
        }
        Fields inner = Fields.read(body);
        Registration registration = new Registration(
                inner.ownedKey(),
                inner.text("name"),
                inner.endpoints("hosts"),
                inner.has("nat") ? NatClass.ofText(inner.text("nat")) : NatClass.UNKNOWN,
                inner.flag("listed", false));
        return new Register(
                ref,
                fields.parsed("cookie", Token::parse),
                body,
                fields.parsed("sig", IdentitySignature::parse),
                registration);
    }
}
