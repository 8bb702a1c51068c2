package punchline.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import punchline.protocol.Endpoint;

class PlainFormTest {
    private static final Endpoint ALICE = Town.at("203.0.113.7:50001");
    private static final Endpoint BOB = Town.at("198.51.100.20:6000");

    private final Town town = new Town(1000);

    @Test
    void punchListAndPeerAnswerAsPeopleReadThem() {
        assertThat(town.say(ALICE, "punch\n")).isEqualTo("punched");
        assertThat(town.say(ALICE, "list")).isEmpty();
        assertThat(town.say(BOB, "punch\r\n")).isEqualTo("punched");
        assertThat(town.say(BOB, "punch")).isEqualTo("punched");
        assertThat(town.say(BOB, "list\n")).isEqualTo("0: ('203.0.113.7', 50001)");
        assertThat(town.say(ALICE, "list\n")).isEqualTo("1: ('198.51.100.20', 6000)");
        assertThat(town.say(BOB, "peer 0\n")).isEqualTo("[\"203.0.113.7\", 50001]");
        assertThat(town.say(Town.at("192.0.2.1:9"), "list"))
                .isEqualTo("0: ('203.0.113.7', 50001)\n1: ('198.51.100.20', 6000)");
    }

    @Test
    void answersLeaveByTheSocketThatWasAsked() {
        assertThat(town.send(ALICE, LocalPort.SECOND, "punch".getBytes(UTF_8)))
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.by()).isEqualTo(LocalPort.SECOND));
    }

    @ParameterizedTest
    @CsvSource({
        "peer 999999, error no peer 999999",
        "peer -1, 'error expected a number, such as peer 0'",
        "peer x, 'error expected a number, such as peer 0'",
        "peer, 'error expected a number, such as peer 0'",
        "list x, 'error expected a number, such as list 0'",
        "hello, 'error expected punch, list or peer 0'",
        "'', 'error expected punch, list or peer 0'",
        "punch {, error broken JSON",
        "punch [], 'error punch takes nothing, or a JSON object'",
    })
    void whatIsWrongIsSaidInShort(String request, String answer) {
        assertThat(town.say(BOB, request)).isEqualTo(answer);
    }

    @Test
    void undecodableAndOversizedDatagramsAreRefusedInShort() {
        assertThat(town.send(BOB, new byte[] {(byte) 0xff, (byte) 0xfe}).get(0).text())
                .isEqualTo("error not UTF-8");
        assertThat(town.send(BOB, new byte[65_507]).get(0).text()).isEqualTo("error longer than 1200 bytes");
        assertThat(town.say(BOB, "punch {\"ref\":\"a\",\"x\":" + "[".repeat(1000)))
                .isEqualTo("error broken JSON");
        assertThat(town.say(BOB, "punch {\"ref\":\"a\",\"token\":[]}"))
                .isEqualTo(
                        "error {\"v\":1,\"ref\":\"a\",\"code\":\"malformed\",\"message\":\"expected a text: token\"}");
    }

    @Test
    void numbersOnlyGrowAndStayWithARegistrationWhileItLives() {
        town.say(ALICE, "punch");
        town.say(BOB, "punch");
        town.pass(DirectoryLimits.TTL_SECONDS - 1);
        town.say(BOB, "punch");
        town.pass(1);
        assertThat(town.say(BOB, "peer 0")).isEqualTo("error no peer 0");
        assertThat(town.say(ALICE, "punch")).isEqualTo("punched");
        assertThat(town.say(Town.at("192.0.2.1:9"), "list"))
                .isEqualTo("1: ('198.51.100.20', 6000)\n2: ('203.0.113.7', 50001)");
    }

    @Test
    void aLongListContinuesWhereItEnded() {
        for (int i = 0; i < 100; i++) {
            assertThat(town.say(Town.at("192.0.2." + (i + 1) + ":5000"), "punch"))
                    .isEqualTo("punched");
        }
        List<String> lines = new ArrayList<>();
        int from = 0;
        while (true) {
            town.pass(1);
            String page = town.say(BOB, from == 0 ? "list" : "list " + from);
            if (page.isEmpty()) {
                break;
            }
            List<String> pageLines = page.lines().toList();
            lines.addAll(pageLines);
            String last = pageLines.get(pageLines.size() - 1);
            from = Integer.parseInt(last.substring(0, last.indexOf(':'))) + 1;
        }
        assertThat(lines).hasSize(100).doesNotHaveDuplicates().first().isEqualTo("0: ('192.0.2.1', 5000)");
    }
}
