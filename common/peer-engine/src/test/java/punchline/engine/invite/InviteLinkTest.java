package punchline.engine.invite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import punchline.protocol.PeerId;
import punchline.protocol.ServerAddress;
import punchline.protocol.Token;

class InviteLinkTest {
    private static final PeerId BOB = PeerId.ofKey(new byte[] {1});
    private static final Token TOKEN =
            Token.ofBytes(new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, (byte) 0xff});
    private static final String TEXT = "punchline:" + BOB
            + "?s=203.0.113.1:6327&s=rendezvous.example:6327&n=Bob&e=1767225600&t=aaaqeayeaudaocajbifqydio74";
    private static final InviteLink LINK = new InviteLink(
            BOB,
            List.of(new ServerAddress("203.0.113.1", 6327), new ServerAddress("rendezvous.example", 6327)),
            "Bob",
            1767225600000L,
            TOKEN);

    @Test
    void aLinkIsShortAndReadsBack() {
        assertThat(LINK.text()).isEqualTo(TEXT);
        assertThat(InviteLink.parse(TEXT)).isEqualTo(LINK);
    }

    @Test
    void everyNameAndAddressSurvivesTheLinkWhichIsAnUri() {
        for (String name :
                List.of("", "Žofie & Čeněk", "a=b&t=c#?/%41+ \"<>", "👩‍👩‍👧", "x".repeat(64), "好".repeat(64))) {
            InviteLink link = new InviteLink(
                    BOB,
                    List.of(new ServerAddress("2001:db8::7", 1), new ServerAddress("my_host-1.example.", 65535)),
                    name,
                    0,
                    TOKEN);
            assertThat(link.text().length()).isLessThanOrEqualTo(InviteLink.MAX_CHARS);
            assertThat(URI.create(link.text()).getScheme()).isEqualTo("punchline");
            assertThat(InviteLink.parse(link.text())).isEqualTo(link);
            assertThat(InviteLink.parse(link.capitals())).isEqualTo(link);
        }
    }

    @Test
    void theLinkInCapitalsLeavesOnlyTheNameAsItIs() {
        assertThat(LINK.capitals()).isEqualTo(TEXT.toUpperCase(Locale.ROOT).replace("&N=BOB", "&N=Bob"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  %s\n",
                "<%s>",
                " \"%s\" ",
                "'%s'",
                "\ufeff%s\u200b",
                "\u00a0<\t%s>\r\n",
            })
    void whatPeoplePasteAroundItDoesNotCount(String frame) {
        assertThat(InviteLink.parse(frame.formatted(TEXT))).isEqualTo(LINK);
        assertThat(InviteLink.isMeantBy(frame.formatted(TEXT))).isTrue();
    }

    @Test
    void aLinkBrokenIntoLinesIsOne() {
        assertThat(InviteLink.parse(TEXT.replaceAll("(.{40})", "$1\r\n> ").replace("> ", "  ")))
                .isEqualTo(LINK);
    }

    @Test
    void aLinkMadeIntoOneWithAnAuthorityIsRead() {
        assertThat(InviteLink.parse(TEXT.replace("punchline:", "punchline://").replace("?", "/?")))
                .isEqualTo(LINK);
    }

    @Test
    void parametersOfNewerVersionsArePassedOver() {
        assertThat(InviteLink.parse(TEXT.replace("?", "?v=1&z=9&flag&=&") + "&later=%f0%9f%90%8e"))
                .isEqualTo(LINK);
    }

    @Test
    void everyLinkThatWasCutOffIsTold() {
        for (int length = InviteLink.SCHEME.length(); length < TEXT.length(); length++) {
            String cut = TEXT.substring(0, length);
            assertThatThrownBy(() -> InviteLink.parse(cut))
                    .as(cut)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("This invite is broken or incomplete (")
                    .hasMessageEndingWith("). Copy all of it once more, or ask for a new one.");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?s= | ?s=nowhere&s= | expected IPADDRESS:PORT",
                "?s= | ?s=203.0.113.1:0&s= | expected IPADDRESS:PORT",
                "?s= | ?s=a:1&s=b:1&s=c:1&s= | 1 to 4 servers",
                "&t= | &t=aaaqeayeaudaocajbifqydio74&t= | says t twice",
                "&n=Bob | &n=%ff | not UTF-8",
                "&n=Bob | &n=%4 | a % without",
                "&n=Bob | &n=% | a % without",
                "&n=Bob | &n=%4g | a % without",
                "&n=Bob | &n=Bób | a character that no link has",
                "&n=Bob | &n=B<b | a character that no link has",
                "&n=Bob | &n=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx | at most 64",
                "&e=1 | &e=-1 | when it ends",
                "&e=1 | &e=x1 | when it ends",
                "&e=1767225600 | &e=999999999999 | when it ends",
                "io74 | io75 | zero bits",
                "io74 | io744 | 26 characters",
                "io74 | io!4 | letters and the digits",
                "? | a? | a peer id has 52 characters",
            })
    void aBrokenLinkIsExplained(String part, String broken, String explanation) {
        assertThatThrownBy(() -> InviteLink.parse(TEXT.replace(part, broken)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(explanation)
                .hasMessageStartingWith("This invite is broken or incomplete (");
    }

    @Test
    void aLinkOfANewerVersionSaysSo() {
        assertThatThrownBy(() -> InviteLink.parse(TEXT.replace("?", "?v=2&")))
                .hasMessageStartingWith("This invite was made by a newer version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "<>", "hello", "https://example.org/?t=x", "punchlin"})
    void anythingElseIsNoInvite(String text) {
        assertThat(InviteLink.isMeantBy(text)).isFalse();
        assertThatThrownBy(() -> InviteLink.parse(text)).hasMessageStartingWith("That is no invite: an invite begins");
    }

    @Test
    void aTextWithoutEndIsRefusedBeforeItIsLookedAt() {
        assertThatThrownBy(() -> InviteLink.parse(TEXT + "&x=" + "y".repeat(InviteLink.MAX_CHARS)))
                .hasMessageContaining("longer than 2048 characters");
        assertThatThrownBy(() -> InviteLink.parse(" ".repeat(1 << 24) + TEXT))
                .hasMessageContaining("longer than 2048 characters");
    }

    @Test
    void anyChangeOfALinkIsReadOrExplained() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int run = 0; run < 20_000; run++) {
            StringBuilder text = new StringBuilder(TEXT);
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, (char) random.nextInt(0x250));
                    case 1 -> text.deleteCharAt(at);
                    default -> text.insert(at, "%&=?:\ud800".charAt(random.nextInt(6)));
                }
            }
            try {
                assertThat(InviteLink.parse(InviteLink.parse(text.toString()).text()))
                        .as("seed %d: %s", seed, text)
                        .isEqualTo(InviteLink.parse(text.toString()));
            } catch (IllegalArgumentException e) {
                assertThat(e).as("seed %d: %s", seed, text).hasMessageContaining("invite");
            }
        }
    }

    @Test
    void whatALogWouldShowHasNoToken() {
        assertThat(LINK.toString()).doesNotContain(TOKEN.text()).doesNotContain("aaaqeayeaudaocajbifqydio74");
    }
}
