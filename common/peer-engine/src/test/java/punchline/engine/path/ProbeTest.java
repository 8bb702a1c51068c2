package punchline.engine.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import punchline.engine.identity.Identity;
import punchline.engine.path.Probe.Transaction;
import punchline.protocol.Endpoint;

class ProbeTest {
    private static final Identity ALICE = TestIdentities.seeded(1);
    private static final Identity BOB = TestIdentities.seeded(2);
    private static final ProbeKeys FROM_ALICE = ProbeKeys.derive(ALICE, BOB.publicIdentity());
    private static final ProbeKeys AT_BOB = ProbeKeys.derive(BOB, ALICE.publicIdentity());
    private static final Transaction TRANSACTION = new Transaction(0x01020304, 0x1112131415161718L);

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.7:50001", "[2001:db8::7]:65535", "127.0.0.1:1"})
    void anAnswerArrivesAsItWasSent(String observed) {
        Probe answer = new Probe(Probe.Type.ANSWER, -42, TRANSACTION, Endpoint.parse(observed));

        assertThat(Probe.decode(answer.encode(FROM_ALICE), AT_BOB)).isEqualTo(answer);
    }

    @Test
    void aRequestArrivesAsItWasSent() {
        Probe request = new Probe(Probe.Type.REQUEST, Long.MIN_VALUE, TRANSACTION, null);

        assertThat(Probe.decode(request.encode(FROM_ALICE), AT_BOB)).isEqualTo(request);
    }

    @Test
    void theLayoutIsAsDrawn() {
        Probe answer =
                new Probe(Probe.Type.ANSWER, 0x2122232425262728L, TRANSACTION, Endpoint.parse("203.0.113.7:50001"));

        byte[] bytes = answer.encode(FROM_ALICE);

        assertThat(bytes).hasSize(63);
        String hint = HexFormat.of().formatHex(ALICE.peerId().bytes(), 0, 8);
        assertThat(HexFormat.of().formatHex(bytes, 0, 47))
                .isEqualTo("02" + hint + "2122232425262728" + "010203041112131415161718"
                        + "00000000000000000000ffffcb007107" + "c351");
    }

    @Test
    void theFirstByteIsNeverThatOfQuic() {
        for (Probe.Type type : Probe.Type.values()) {
            assertThat(new Probe(type, 1, TRANSACTION, null).encode(FROM_ALICE)[0])
                    .isBetween((byte) 0, (byte) 0x3f);
        }
    }

    @Test
    void theHintTellsWhoseProbeItIs() {
        byte[] bytes = new Probe(Probe.Type.REQUEST, 1, TRANSACTION, null).encode(FROM_ALICE);

        assertThat(Probe.hintOf(bytes)).hasValue(Probe.hintOf(ALICE.peerId()));
        assertThat(Probe.hintOf(new byte[Probe.BYTES])).isEmpty();
        assertThat(Probe.hintOf(new byte[0])).isEmpty();
    }

    @Test
    void theKeysOfTheTwoDirectionsDiffer() {
        byte[] fromAlice = new Probe(Probe.Type.REQUEST, 1, TRANSACTION, null).encode(FROM_ALICE);

        assertThat(AT_BOB.verify(fromAlice)).isTrue();
        assertThat(FROM_ALICE.verify(fromAlice)).isFalse();
    }
}
