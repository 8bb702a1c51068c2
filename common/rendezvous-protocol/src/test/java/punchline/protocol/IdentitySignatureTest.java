package punchline.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import punchline.protocol.RendezvousRequest.Register;

class IdentitySignatureTest {
    private static final IdentitySigner ALICE = IdentitySigner.of(Messages.ALICE.getPrivate());

    private final Messages messages = new Messages(new Random(3));

    @Test
    void onlyTheSignersKeyAndTheExactBytesVerify() {
        byte[] message = "hello".getBytes(StandardCharsets.UTF_8);
        IdentitySignature signature = ALICE.sign(message);
        assertThat(signature.verifies(message, Messages.ALICE_KEY)).isTrue();
        assertThat(signature.verifies(message, Messages.BOB_KEY)).isFalse();
        message[0] ^= 1;
        assertThat(signature.verifies(message, Messages.ALICE_KEY)).isFalse();
        assertThat(IdentitySignature.parse(signature.text())).isEqualTo(signature);
    }

    @Test
    void signaturesOutOfRangeAreWrongAndNoError() {
        byte[] all = new byte[IdentitySignature.BYTES];
        assertThat(IdentitySignature.ofBytes(all).verifies(new byte[1], Messages.ALICE_KEY))
                .isFalse();
        Arrays.fill(all, (byte) 0xff);
        assertThat(IdentitySignature.ofBytes(all).verifies(new byte[1], Messages.ALICE_KEY))
                .isFalse();
        assertThatThrownBy(() -> IdentitySignature.parse("short")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRegistrationIsSignedForOneCookieAndOneBody() {
        Registration registration = messages.registration();
        Token cookie = messages.token();
        Register register = Register.sign("r", cookie, registration, ALICE);
        assertThat(register.verifies()).isTrue();
        assertThat(new Register("r", messages.token(), register.body(), register.signature(), registration).verifies())
                .isFalse();
        assertThat(new Register("r", cookie, register.body() + " ", register.signature(), registration).verifies())
                .isFalse();
    }

    @Test
    void aSignatureForOnePurposeIsWorthlessForTheOther() {
        Token cookie = messages.token();
        Register register = Register.sign("r", cookie, messages.registration(), ALICE);
        Consent consent = new Consent(Endpoint.parse("203.0.113.7:1").address(), 9, register.signature());
        assertThat(consent.permits(Messages.ALICE_KEY, Messages.BOB_KEY.peerId(), "a", 0))
                .isFalse();
    }

    @Test
    void consentHoldsForOneProberOneAttemptOneAddressUntilItExpires() {
        PeerId alice = Messages.ALICE_KEY.peerId();
        PeerId bob = Messages.BOB_KEY.peerId();
        InetAddress address = Endpoint.parse("203.0.113.7:1").address();
        Consent consent = Consent.sign(ALICE, alice, bob, "try", address, 1000);
        assertThat(consent.permits(Messages.ALICE_KEY, bob, "try", 999)).isTrue();
        assertThat(consent.permits(Messages.ALICE_KEY, bob, "try", 1000)).isFalse();
        assertThat(consent.permits(Messages.ALICE_KEY, bob, "other", 999)).isFalse();
        assertThat(consent.permits(Messages.ALICE_KEY, alice, "try", 999)).isFalse();
        assertThat(consent.permits(Messages.BOB_KEY, bob, "try", 999)).isFalse();
        Consent moved = new Consent(Endpoint.parse("203.0.113.8:1").address(), 1000, consent.signature());
        Consent extended = new Consent(address, 2000, consent.signature());
        for (Consent changed : List.of(moved, extended)) {
            assertThat(changed.permits(Messages.ALICE_KEY, bob, "try", 999)).isFalse();
        }
    }
}
