package punchline.protocol;

import java.util.List;
import java.util.stream.Collectors;
import punchline.protocol.RendezvousAnswer.Asked;
import punchline.protocol.RendezvousAnswer.Challenge;
import punchline.protocol.RendezvousAnswer.Counterpart;
import punchline.protocol.RendezvousAnswer.Failure;
import punchline.protocol.RendezvousAnswer.Go;
import punchline.protocol.RendezvousAnswer.KnownPeer;
import punchline.protocol.RendezvousAnswer.Looked;
import punchline.protocol.RendezvousAnswer.Peers;
import punchline.protocol.RendezvousAnswer.PlainError;
import punchline.protocol.RendezvousAnswer.PlainPeer;
import punchline.protocol.RendezvousAnswer.PlainPeers;
import punchline.protocol.RendezvousAnswer.PlainPunched;
import punchline.protocol.RendezvousAnswer.Registered;
import punchline.protocol.RendezvousAnswer.Replaced;
import punchline.protocol.RendezvousAnswer.Reply;
import punchline.protocol.RendezvousAnswer.UnknownPeer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The text of answers, both ways; of the plain ones only {@code punched} and {@code error} are read. */
final class AnswerText {
    private static final String REPLACED = "replaced";

    private AnswerText() {}

    static byte[] write(RendezvousAnswer answer) {
        if (answer instanceof RendezvousAnswer.Plain plain) {
            return Framing.plain(text(plain));
        } else if (answer instanceof Reply reply) {
            return write(reply, Framing.object().put("ref", reply.ref()));
        } else if (answer instanceof RendezvousAnswer.Notice notice) {
            return write(notice, Framing.object().put("notice", notice.notice().text()));
        }
        throw new IllegalStateException("every answer is plain, a reply or a notice");
    }

    private static String text(RendezvousAnswer.Plain answer) {
        if (answer instanceof PlainPunched) {
            return "punched";
        } else if (answer instanceof PlainPeers peers) {
            return peers.peers().stream()
                    .map(entry -> entry.number() + ": ('" + entry.address().host() + "', "
                            + entry.address().port() + ")")
                    .collect(Collectors.joining("\n"));
        } else if (answer instanceof PlainPeer peer) {
            return "[\"" + peer.address().host() + "\", " + peer.address().port() + "]";
        } else if (answer instanceof PlainError error) {
            return "error " + error.message();
        }
        throw new IllegalStateException("every plain answer has a text");
    }

    private static byte[] write(Reply reply, ObjectNode node) {
        if (reply instanceof Challenge challenge) {
            node.put("cookie", challenge.cookie().text());
            return Framing.json(
                    "punched", node.put("observed", challenge.observed().toString()));
        } else if (reply instanceof Registered registered) {
            node.put("observed", registered.observed().toString());
            Integer number = registered.number();
            if (number != null) {
                node.put("number", number.intValue());
            }
            node.put("ttl", registered.ttlSeconds())
                    .put("token", registered.token().text())
                    .put("notice", registered.notice().text());
            return Framing.json("punched", clock(node, registered.clockMillis()));
        } else if (reply instanceof RendezvousAnswer.Looked looked) {
            node.put("observed", looked.observed().toString());
            return Framing.json("punched", clock(node, looked.clockMillis()));
        } else if (reply instanceof Peers peers) {
            ArrayNode array = node.putArray("peers");
            for (Peers.Listed entry : peers.peers()) {
                array.addObject()
                        .put("number", entry.number())
                        .put("id", entry.id().toString())
                        .put("name", entry.name());
            }
            Integer next = peers.next();
            if (next != null) {
                node.put("next", next.intValue());
            }
            return Framing.json("peers", node);
        } else if (reply instanceof KnownPeer peer) {
            node.put("id", peer.id().toString())
                    .put("known", true)
                    .put("key", Fields.base64(peer.key()))
                    .put("name", peer.name())
                    .put("observed", peer.observed().toString())
                    .put("nat", peer.nat().text());
            Fields.array(node, "hosts", peer.hosts());
            return Framing.json("peer", node);
        } else if (reply instanceof UnknownPeer peer) {
            return Framing.json("peer", node.put("id", peer.id().toString()).put("known", false));
        } else if (reply instanceof Failure failure) {
            node.put("code", failure.code().text());
            return Framing.json("error", node.put("message", failure.message()));
        }
        throw new IllegalStateException("every reply has a text");
    }

    private static byte[] write(RendezvousAnswer.Notice notice, ObjectNode node) {
        if (notice instanceof Asked asked) {
            node.put("attempt", asked.attempt()).put("round", asked.round());
            return Framing.json("peer", counterpart(node, asked.peer()));
        } else if (notice instanceof Go go) {
            node.put("attempt", go.attempt()).put("round", go.round()).put("wait", go.waitMillis());
            clock(node, go.clockMillis());
            return Framing.json("go", counterpart(node, go.peer()));
        } else if (notice instanceof Replaced) {
            node.put("code", REPLACED).put("message", "this identity has registered from elsewhere");
            return Framing.json("error", node);
        }
        throw new IllegalStateException("every notice has a text");
    }

    private static ObjectNode clock(ObjectNode node, long clockMillis) {
        return clockMillis == RendezvousAnswer.NO_CLOCK ? node : node.put("clock", clockMillis);
    }

    private static long clock(Fields fields) {
        return fields.has("clock") ? Math.max(0, fields.longNumber("clock")) : RendezvousAnswer.NO_CLOCK;
    }

    private static ObjectNode counterpart(ObjectNode node, Counterpart peer) {
        node.put("id", peer.id().toString())
                .put("key", Fields.base64(peer.key()))
                .put("name", peer.name())
                .put("observed", peer.observed().toString())
                .put("nat", peer.nat().text());
        RequestText.putConsent(node, peer.consent());
        Fields.array(node, "candidates", peer.candidates());
        Fields.array(node, "samples", peer.samples());
        return node;
    }

    static RendezvousAnswer read(Framing.Text text) {
        String json = text.json();
        if (json != null) {
            return Framing.readLabelled(
                    json, fields -> fields.has("ref") ? reply(text.verb(), fields) : notice(text.verb(), fields));
        }
        return switch (text.verb()) {
            case "punched" -> new PlainPunched();
            case "error" -> new PlainError(text.argument());
            default -> throw new MalformedException(null, "expected punched, peers, peer, go or error");
        };
    }

    private static RendezvousAnswer reply(String verb, Fields fields) {
        String ref = fields.text("ref");
        return switch (verb) {
            case "punched" -> punched(ref, fields);
            case "peers" -> peers(ref, fields);
            case "peer" -> peer(ref, fields);
            case "error" -> new Failure(ref, FailureCode.ofText(fields.text("code")), fields.text("message"));
            default -> throw new IllegalArgumentException("expected punched, peers, peer or error");
        };
    }

    private static Peers peers(String ref, Fields fields) {
        List<Peers.Listed> entries = fields.objects("peers").stream()
                .map(entry ->
                        new Peers.Listed(entry.number("number"), entry.parsed("id", PeerId::parse), entry.text("name")))
                .toList();
        return new Peers(ref, entries, fields.has("next") ? (Integer) fields.number("next") : null);
    }

    private static Reply peer(String ref, Fields fields) {
        if (!fields.flag("known")) {
            return new UnknownPeer(ref, fields.parsed("id", PeerId::parse));
        }
        return new KnownPeer(
                ref,
                fields.ownedKey(),
                fields.text("name"),
                fields.parsed("observed", Endpoint::parse),
                fields.endpoints("hosts"),
                NatClass.ofText(fields.text("nat")));
    }

    private static Reply punched(String ref, Fields fields) {
        Endpoint observed = fields.parsed("observed", Endpoint::parse);
        if (fields.has("cookie")) {
            return new Challenge(ref, fields.parsed("cookie", Token::parse), observed);
        }
        if (!fields.has("token")) {
            return new Looked(ref, observed, clock(fields));
        }
        return new Registered(
                ref,
                observed,
                fields.has("number") ? (Integer) WireChecks.number(fields.number("number")) : null,
                fields.number("ttl"),
                fields.parsed("token", Token::parse),
                fields.parsed("notice", Token::parse),
                clock(fields));
    }

    private static RendezvousAnswer.Notice notice(String verb, Fields fields) {
        Token notice = fields.parsed("notice", Token::parse);
        return switch (verb) {
            case "peer" -> new Asked(notice, fields.text("attempt"), fields.number("round"), counterpart(fields));
            case "go" ->
                new Go(
                        notice,
                        fields.text("attempt"),
                        fields.number("round"),
                        counterpart(fields),
                        fields.number("wait"),
                        clock(fields));
            case "error" -> {
                if (!fields.text("code").equals(REPLACED)) {
                    throw new IllegalArgumentException("unknown notice");
                }
                yield new Replaced(notice);
            }
            default -> throw new IllegalArgumentException("expected peer, go or error");
        };
    }

    private static Counterpart counterpart(Fields fields) {
        return new Counterpart(
                fields.ownedKey(),
                fields.text("name"),
                fields.parsed("observed", Endpoint::parse),
                NatClass.ofText(fields.text("nat")),
                fields.endpoints("candidates"),
                fields.endpoints("samples"),
                RequestText.consent(fields));
    }
}
