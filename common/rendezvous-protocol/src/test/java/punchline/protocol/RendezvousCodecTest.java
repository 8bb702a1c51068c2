package punchline.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import punchline.protocol.Parsed.Malformed;
import punchline.protocol.Parsed.Message;

class RendezvousCodecTest {
    private static final int ROUNDS = 400;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyRequestComesBackAsItWasSent(long seed) {
        Messages messages = new Messages(new Random(seed));
        for (int i = 0; i < ROUNDS; i++) {
            RendezvousRequest request = messages.request();
            byte[] datagram = RendezvousCodec.encode(request);
            assertThat(datagram).hasSizeLessThanOrEqualTo(ProtocolLimits.MAX_DATAGRAM_BYTES);
            assertThat(RendezvousCodec.parseRequest(datagram))
                    .as("seed %d", seed)
                    .isEqualTo(new Message<>(request));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyAnswerComesBackAsItWasSent(long seed) {
        Messages messages = new Messages(new Random(seed));
        for (int i = 0; i < ROUNDS; i++) {
            RendezvousAnswer answer = messages.answer();
            byte[] datagram = RendezvousCodec.encode(answer);
            assertThat(datagram).hasSizeLessThanOrEqualTo(ProtocolLimits.MAX_DATAGRAM_BYTES);
            assertThat(RendezvousCodec.parseAnswer(datagram))
                    .as("seed %d", seed)
                    .isEqualTo(new Message<>(answer));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void damagedAndRandomDatagramsNeverThrow(long seed) {
        Random random = new Random(seed);
        Messages messages = new Messages(random);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] datagram = RendezvousCodec.encode(messages.request());
            for (int damage = random.nextInt(4); damage >= 0; damage--) {
                datagram[random.nextInt(datagram.length)] = (byte) random.nextInt(256);
            }
            assertThat(RendezvousCodec.parseRequest(datagram))
                    .as("seed %d", seed)
                    .isNotNull();
            assertThat(RendezvousCodec.parseAnswer(datagram))
                    .as("seed %d", seed)
                    .isNotNull();
            byte[] noise = new byte[random.nextInt(1300)];
            random.nextBytes(noise);
            assertThat(RendezvousCodec.parseRequest(noise)).as("seed %d", seed).isInstanceOf(Malformed.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\r\n",
                "PUNCH",
                "hello",
                "punch me",
                "punch {",
                "punch {}",
                "punch {} {}",
                "punch {\"ref\":\"a\"} x",
                "punch {\"ref\":7}",
                "punch {\"ref\":\"\"}",
                "punch {\"ref\":\"a b\"}",
                "punch {\"ref\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}",
                "punch {\"ref\":\"a\",\"ref\":\"b\"}",
                "punch {\"v\":0,\"ref\":\"a\"}",
                "punch {\"v\":\"1\",\"ref\":\"a\"}",
                "punch {\"ref\":\"a\",\"look\":1}",
                "punch {\"ref\":\"a\",\"token\":\"short\"}",
                "punch {\"ref\":\"a\",\"token\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"rtt\":-1}",
                "punch {\"ref\":\"a\",\"token\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"rtt\":1.5}",
                "punch {\"ref\":\"a\",\"token\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"rtt\":99999999999}",
                "punch {\"ref\":\"a\",\"token\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"rtt\":1e999999999}",
                "punch {\"ref\":\"a\",\"cookie\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"body\":\"{}\",\"sig\":\"\"}",
                "punch {\"ref\":\"a\",\"cookie\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"body\":\"\\ud800\",\"sig\":\"\"}",
                "punch {\"ref\":\"a\",\"cookie\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"body\":{},\"sig\":\"\"}",
                "list {\"ref\":\"a\",\"from\":-1}",
                "list {\"ref\":\"a\",\"from\":[]}",
                "list x",
                "list -1",
                "list 9999999999999999999999",
                "peer",
                "peer x",
                "peer -1",
                "peer 1 2",
                "peer {\"ref\":\"a\"}",
                "peer {\"ref\":\"a\",\"token\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"id\":\"x\"}",
                "bye",
                "bye {\"ref\":\"a\"}",
                "bye {\"ref\":\"a\",\"token\":\"!!!!!!!!!!!!!!!!!!!!!!\"}",
                "shout {\"ref\":\"a\"}",
                "punch []",
                "punch null",
            })
    void whatIsNoRequestIsRefusedInWords(String text) {
        assertThat(RendezvousCodec.parseRequest(text.getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        Malformed.class,
                        malformed -> assertThat(malformed.reason()).isNotBlank().hasSizeLessThan(80));
    }

    @Test
    void longDeepAndUndecodableDatagramsAreRefused() {
        assertMalformed(new byte[64 * 1024], "longer than 1200 bytes");
        assertMalformed(new byte[] {'p', (byte) 0xff, 'x'}, "not UTF-8");
        assertMalformed(new byte[] {(byte) 0xc0, (byte) 0x80}, "not UTF-8");
        assertMalformed(("punch {\"ref\":\"a\",\"x\":" + "[".repeat(900)).getBytes(UTF_8), "broken JSON");
        assertMalformed(("punch {\"ref\":\"a\",\"x\":" + "9".repeat(900) + "}").getBytes(UTF_8), "broken JSON");
    }

    private static void assertMalformed(byte[] datagram, String reason) {
        assertThat(RendezvousCodec.parseRequest(datagram)).isEqualTo(new Malformed<RendezvousRequest>(null, reason));
    }

    @Test
    void theRefOfAWrongRequestIsToldSoThatTheAnswerCanEchoIt() {
        byte[] datagram = "list {\"ref\":\"r7\",\"from\":-1}".getBytes(UTF_8);
        assertThat(RendezvousCodec.parseRequest(datagram))
                .isEqualTo(new Malformed<RendezvousRequest>("r7", "numbers start at 0"));
    }

    @Test
    void unknownFieldsAndNewerVersionsAreRead() {
        byte[] datagram = "punch {\"v\":7,\"ref\":\"a\",\"new\":[{\"x\":null}],\"look\":true}\r\n".getBytes(UTF_8);
        assertThat(RendezvousCodec.parseRequest(datagram)).isEqualTo(new Message<>(new RendezvousRequest.Look("a")));
    }

    @Test
    void plainFormsReadAsPeopleTypeThem() {
        assertThat(RendezvousCodec.parseRequest("punch\r\n".getBytes(UTF_8)))
                .isEqualTo(new Message<>(new RendezvousRequest.PlainPunch()));
        assertThat(RendezvousCodec.parseRequest("list\n".getBytes(UTF_8)))
                .isEqualTo(new Message<>(new RendezvousRequest.PlainList(0)));
        assertThat(RendezvousCodec.parseRequest("list 40".getBytes(UTF_8)))
                .isEqualTo(new Message<>(new RendezvousRequest.PlainList(40)));
        assertThat(RendezvousCodec.parseRequest("peer 0\n".getBytes(UTF_8)))
                .isEqualTo(new Message<>(new RendezvousRequest.PlainPeer(0)));
    }

    @Test
    void plainAnswersAreTheDocumentedText() {
        RendezvousAnswer.PlainPeers peers = new RendezvousAnswer.PlainPeers(List.of(
                new RendezvousAnswer.PlainPeers.Line(0, Endpoint.parse("203.0.113.7:50001")),
                new RendezvousAnswer.PlainPeers.Line(3, Endpoint.parse("[2001:db8::7]:50001"))));
        assertThat(RendezvousCodec.encode(peers))
                .asString(UTF_8)
                .isEqualTo("0: ('203.0.113.7', 50001)\n3: ('2001:db8::7', 50001)");
        assertThat(RendezvousCodec.encode(new RendezvousAnswer.PlainPeer(Endpoint.parse("203.0.113.7:50001"))))
                .asString(UTF_8)
                .isEqualTo("[\"203.0.113.7\", 50001]");
        assertThat(RendezvousCodec.encode(new RendezvousAnswer.PlainPunched()))
                .asString(UTF_8)
                .isEqualTo("punched");
    }

    @Test
    void answersToPaddedRequestsAreNoLongerThanThose() {
        Endpoint longest = Endpoint.parse("[2001:db8:1111:2222:3333:4444:5555:6666]:65535");
        String ref = "r".repeat(ProtocolLimits.MAX_LABEL_CHARS);
        Token token = new Messages(new Random(1)).token();
        for (RendezvousRequest request : List.of(new RendezvousRequest.Hello(ref), new RendezvousRequest.Look(ref))) {
            byte[] datagram = RendezvousCodec.encode(request);
            assertThat(datagram).hasSize(ProtocolLimits.PADDED_REQUEST_BYTES);
            assertThat(RendezvousCodec.encode(new RendezvousAnswer.Challenge(ref, token, longest)))
                    .hasSizeLessThanOrEqualTo(datagram.length);
            assertThat(RendezvousCodec.encode(new RendezvousAnswer.Looked(ref, longest, Long.MAX_VALUE)))
                    .hasSizeLessThanOrEqualTo(datagram.length);
        }
    }

    @Test
    void theLongestRegistrationFitsAndTheLongestIntroductionIsShortened() {
        Messages messages = new Messages(new Random(5));
        Endpoint longest = Endpoint.parse("[2001:db8:1111:2222:3333:4444:5555:6666]:65535");
        List<Endpoint> eight = List.of(longest, longest, longest, longest, longest, longest, longest, longest);
        String worstName = "\"".repeat(ProtocolLimits.MAX_NAME_CHARS);
        String ref = "r".repeat(ProtocolLimits.MAX_LABEL_CHARS);
        Registration registration = new Registration(Messages.ALICE_KEY, worstName, eight, NatClass.CONSISTENT, false);
        assertThat(RendezvousCodec.encode(RendezvousRequest.Register.sign(
                        ref, messages.token(), registration, message -> messages.signature())))
                .hasSizeLessThanOrEqualTo(ProtocolLimits.MAX_DATAGRAM_BYTES);

        RendezvousAnswer.Counterpart peer = new RendezvousAnswer.Counterpart(
                Messages.BOB_KEY,
                "漢".repeat(ProtocolLimits.MAX_NAME_CHARS),
                longest,
                NatClass.CONSISTENT,
                eight,
                eight,
                new Consent(longest.address(), Long.MAX_VALUE, messages.signature()));
        byte[] datagram = RendezvousCodec.encode(
                new RendezvousAnswer.Go(messages.token(), ref, 1000, peer, 1000, Long.MAX_VALUE));
        assertThat(datagram).hasSizeLessThanOrEqualTo(ProtocolLimits.MAX_DATAGRAM_BYTES);
        assertThat(RendezvousCodec.parseAnswer(datagram)).isInstanceOfSatisfying(Message.class, message -> {
            RendezvousAnswer.Go go = (RendezvousAnswer.Go) message.value();
            assertThat(go.peer().candidates()).isNotEmpty().hasSizeLessThan(8);
            assertThat(go.peer().consent()).isEqualTo(peer.consent());
        });
    }

    @Test
    void aSelfReportedRoundTripIsCappedAtASecond() {
        Token token = new Messages(new Random(1)).token();
        assertThat(new RendezvousRequest.Refresh("a", token, 5000).rttMillis()).isEqualTo(1000);
    }
}
