package punchline.engine.invite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import punchline.protocol.PeerId;
import punchline.protocol.Token;

class AskNameTest {
    private static final PeerId INVITER = PeerId.ofKey(new byte[] {1});
    private static final PeerId ASKER = PeerId.ofKey(new byte[] {2});
    private static final PeerId OTHER = PeerId.ofKey(new byte[] {3});
    private static final TokenHash TOKEN = TokenHash.of(Token.ofBytes(new byte[Token.BYTES]));
    private static final TokenHash ANOTHER =
            TokenHash.of(Token.ofBytes("another token!!!".getBytes(StandardCharsets.US_ASCII)));

    @Test
    void aNameShowsTheTokenOfTheInviteToItsInviterForItsAskerOnly() {
        String name = AskName.of(TOKEN, ASKER, INVITER, 5L << 40);
        assertThat(name).hasSize(22).matches("[A-Za-z0-9_-]*");
        assertThat(AskName.shows(name, TOKEN, ASKER, INVITER)).isTrue();
        assertThat(AskName.shows(name, ANOTHER, ASKER, INVITER)).isFalse();
        assertThat(AskName.shows(name, TOKEN, OTHER, INVITER)).isFalse();
        assertThat(AskName.shows(name, TOKEN, ASKER, OTHER)).isFalse();
    }

    @Test
    void eachAttemptHasANameOfItsOwn() {
        assertThat(AskName.of(TOKEN, ASKER, INVITER, 1L << 32))
                .isNotEqualTo(AskName.of(TOKEN, ASKER, INVITER, 2L << 32));
    }

    @Test
    void anyOtherNameShowsNothing() {
        Random random = new Random(3);
        String name = AskName.of(TOKEN, ASKER, INVITER, 7L << 50);
        for (String wrong : new String[] {"", "a", "zzzzzzzzzzzzz", "!".repeat(22), "=".repeat(22), name + "a"}) {
            assertThat(AskName.shows(wrong, TOKEN, ASKER, INVITER)).isFalse();
        }
        for (int i = 0; i < 1000; i++) {
            StringBuilder wrong = new StringBuilder(name);
            // The last character has two bits that no byte takes.
            int at = random.nextInt(name.length() - 1);
            wrong.setCharAt(at, wrong.charAt(at) == 'A' ? 'B' : 'A');
            assertThat(AskName.shows(wrong.toString(), TOKEN, ASKER, INVITER)).isFalse();
        }
    }
}
