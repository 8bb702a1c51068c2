package punchline.client.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import punchline.client.FakePeer;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.HistoryMessage;
import punchline.engine.conversation.MessageId;
import punchline.engine.conversation.TextRange;
import punchline.protocol.PeerId;

/** What a person sees of earlier messages: pages of history and what searches find. */
class HistoryDialogueTest {
    private static final PeerId BOB = Examples.BOB;
    private static final PeerId ALICE = Examples.ALICE;
    private static final PeerId CAROL = Examples.CAROL;

    private final FakePeer peer = new FakePeer();
    private final List<String> shown = new ArrayList<>();
    private final Dialogue dialogue = new Dialogue(ZoneOffset.UTC, false, shown::add);

    @BeforeEach
    void threePeopleAreListed() {
        dialogue.onEvent(new Event.Peers(
                null,
                List.of(
                        new Event.ListedPeer(BOB, "Bob", 40),
                        new Event.ListedPeer(ALICE, "Alice B", 41),
                        new Event.ListedPeer(CAROL, "bob", 42))));
        assertThat(shown).isEmpty();
    }

    @Test
    void historyGoesOnFromAMessage() {
        showHistory();
        type("history 1 before #1");
        type("history 1 after 2");
        type("history 1 around #2");
        type("history 1 around #7");
        type("history 1 yesterday");

        assertThat(peer.commands())
                .containsExactly(
                        new Command.History("page", BOB, 20, Examples.FIRST, null, null),
                        new Command.History("page", BOB, 20, null, Examples.SECOND, null),
                        new Command.History("page", BOB, 20, null, null, Examples.SECOND));
        assertThat(shown).hasSize(2).allSatisfy(line -> assertThat(line).contains("before #n, after #n or around #n"));
    }

    @Test
    void aPageFromWithinIsNotTheEnd() {
        showHistory();
        HistoryMessage old =
                new HistoryMessage(MessageId.create(1, 1, 1), true, "long ago", Event.MessageState.READ, 0, "0");
        dialogue.onEvent(new Event.History("page", BOB, List.of(old)));
        dialogue.onEvent(new Event.History("page", BOB, List.of()));
        type("delete 1");

        assertThat(shown).containsExactly("1970-01-01 00:00 #3 me: long ago [read]", "There is nothing more.");
        assertThat(peer.commands()).containsExactly(new Command.Delete("asked", BOB, Examples.SECOND));
    }

    @Test
    void aSearchIsOfEverybodyOrOfOne() {
        type("search lunch noon");
        type("search @1 lunch");
        type("search @\"alice b\" lunch");
        type("search");
        type("search @1");
        type("search @nobody lunch");

        assertThat(peer.commands())
                .containsExactly(
                        new Command.Search("asked", null, "lunch noon", 20, null),
                        new Command.Search("asked", BOB, "lunch", 20, null),
                        new Command.Search("asked", ALICE, "lunch", 20, null));
        assertThat(shown)
                .containsExactly(
                        "Type: search <text>, or search @<who> <text> for what was said with somebody",
                        "Type: search <text>, or search @<who> <text> for what was said with somebody",
                        "Nobody here is \"nobody\". Type list to see who is.");
    }

    @Test
    void whatWasFoundIsShownTheNewestLastWithNumbersForHistory() {
        HistoryMessage first = new HistoryMessage(
                Examples.FIRST, false, "x ".repeat(50) + "\u001b[31mLunch at noon?", null, 0, Examples.FIRST_PLACE);
        HistoryMessage second = new HistoryMessage(
                Examples.SECOND, true, "no lunch", Event.MessageState.READ, 60_000, Examples.SECOND_PLACE);
        dialogue.onEvent(new Event.Found(
                "asked",
                null,
                "lunch",
                List.of(
                        new Event.Hit(CAROL, second, List.of(new TextRange(3, 8))),
                        new Event.Hit(BOB, first, List.of(new TextRange(105, 110)))),
                7L,
                false));
        dialogue.onEvent(new Event.Found("asked", null, "dinner", List.of(), null, true));
        type("history 1 around #1");

        assertThat(shown)
                .containsExactly(
                        "1970-01-01 00:00 Bob #1 Bob: …  " + "x ".repeat(27) + "\ufffd[31m[Lunch] at noon?",
                        "1970-01-01 00:01 bob #1 me: no [lunch]",
                        "There is more. Add a word to find less, or @<who> in front.",
                        "Older messages are still being prepared for searches. Try again in a minute.",
                        "Nothing was found.");
        assertThat(peer.commands()).containsExactly(new Command.History("page", BOB, 20, null, null, Examples.FIRST));
    }

    private void showHistory() {
        dialogue.onEvent(new Event.History(
                "asked",
                BOB,
                List.of(
                        new HistoryMessage(Examples.FIRST, false, "Lunch?", null, 0, "1"),
                        new HistoryMessage(Examples.SECOND, true, "Yes!", Event.MessageState.DELIVERED, 0, "2"))));
        shown.clear();
    }

    private void type(String line) {
        assertThat(dialogue.onLine(peer, line)).isTrue();
    }
}
