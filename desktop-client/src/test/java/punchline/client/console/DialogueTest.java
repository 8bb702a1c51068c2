package punchline.client.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import punchline.client.FakePeer;
import punchline.client.qr.QrCode;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.HistoryMessage;
import punchline.engine.invite.InviteLink;
import punchline.protocol.PeerId;

class DialogueTest {
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
    void aNumberOfTheListMeansThatPerson() {
        type("send 3 Lunch?");

        assertThat(peer.commands()).containsExactly(new Command.Send("asked", CAROL, "Lunch?"));
    }

    @Test
    void aNameInAnyCaseMeansThatPersonAndMayBeQuoted() {
        type("connect \"alice b\" Hi there");

        assertThat(peer.commands()).containsExactly(new Command.Connect("asked", ALICE, "Hi there"));
    }

    @Test
    void theBeginningOfAnIdMeansThatPerson() {
        type("accept " + BOB.brief());

        assertThat(peer.commands()).containsExactly(new Command.Accept("asked", BOB));
    }

    @Test
    void invitesAreMadeListedRevokedAndRedeemed() {
        type("invite");
        type("invite 24");
        type("invites");
        type("revoke k3vq7abc");
        type("connect <PUNCHLINE:ABC> Hi there");
        type("connect punchline:abc");

        assertThat(peer.commands())
                .containsExactly(
                        new Command.Invite("asked", 168),
                        new Command.Invite("asked", 24),
                        new Command.ListInvites("asked"),
                        new Command.Revoke("asked", "k3vq7abc"),
                        new Command.Redeem("asked", "<PUNCHLINE:ABC>", "Hi there"),
                        new Command.Redeem("asked", "punchline:abc", null));
        assertThat(shown).isEmpty();
        type("invite for ever");
        type("revoke");
        assertThat(shown).containsExactly("Type: invite [<hours>]", "Type: revoke <invite>");
    }

    @Test
    void anInviteIsShownWithItsLinkAndItsCode() {
        String link = Examples.INVITE_OF_BOB;
        dialogue.onEvent(new Event.Invited("asked", "k3vq7abc", link, 1767830400000L));

        assertThat(shown).singleElement().satisfies(text -> {
            List<String> lines = text.lines().toList();
            assertThat(lines.get(0))
                    .isEqualTo(
                            "Invite k3vq7abc, for one person, until 2026-01-08 00:00. Whoever has it first is let in:");
            assertThat(lines.get(1)).isEqualTo(link);
            assertThat(lines.subList(2, lines.size()))
                    .isEqualTo(QrLines.of(QrCode.of(InviteLink.parse(link).capitals()), false));
        });
    }

    @Test
    void anInviteToThisComputerAloneSaysSo() {
        dialogue.onEvent(new Event.Invited(
                "asked", "k3vq7abc", Examples.INVITE_OF_BOB.replace("203.0.113.1", "127.0.0.1"), 1767830400000L));

        assertThat(shown.getFirst().lines().toList().get(2))
                .isEqualTo("It names no server but this computer's own, which others cannot reach.");
    }

    @Test
    void openInvitesAndUsedOnesAreShown() {
        dialogue.onEvent(new Event.Invites("asked", List.of()));
        dialogue.onEvent(
                new Event.Invites("asked", List.of(new Event.OpenInvite("k3vq7abc", 1767225600000L, 1767830400000L))));
        dialogue.onEvent(new Event.InviteUsed(null, "k3vq7abc", BOB, "Bo\u001bb"));

        assertThat(shown)
                .containsExactly(
                        "No invite is open.",
                        "Open invites:" + System.lineSeparator()
                                + "  k3vq7abc  made 2026-01-01 00:00, until 2026-01-08 00:00",
                        "\"Bo\ufffdb\" (" + BOB.brief()
                                + ") has redeemed your invite k3vq7abc and is a contact of yours.");
    }

    @Test
    void attemptsAreAskedForWithAddressesOrWithout() {
        type("attempts 1");
        type("attempts 1 --redacted");

        assertThat(peer.commands())
                .containsExactly(new Command.Attempts("asked", BOB, false), new Command.Attempts("asked", BOB, true));
    }

    @Test
    void aDiagnosisIsReadAsAList() {
        type("diagnose");
        dialogue.onEvent(Examples.events()
                .filter(Event.Diagnosis.class::isInstance)
                .findFirst()
                .orElseThrow());

        assertThat(peer.commands()).containsExactly(new Command.Diagnose("asked"));
        assertThat(shown).contains("- Your router keeps ports: most people can reach you.");
    }

    @Test
    void aWholeIdNeedNotBeKnown() {
        PeerId stranger = PeerId.ofKey(new byte[] {9});
        type("connect " + stranger);

        assertThat(peer.commands()).containsExactly(new Command.Connect("asked", stranger, null));
    }

    @Test
    void anAmbiguousNameAsksForTheNumber() {
        type("send bob Lunch?");

        assertThat(peer.commands()).isEmpty();
        assertThat(shown.getFirst()).contains("may be any of these");
        assertThat(shown).hasSize(3);
        assertThat(shown.get(1)).contains("1").contains(BOB.toString());
        assertThat(shown.get(2)).contains("3").contains(CAROL.toString());
    }

    @Test
    void somebodyUnknownIsSaidToBe() {
        type("history dave");

        assertThat(peer.commands()).isEmpty();
        assertThat(shown).containsExactly("Nobody here is \"dave\". Type list to see who is.");
    }

    @Test
    void aTextKeepsItsSpacesAndQuotes() {
        type("send 1 it's  \"fine\"");

        assertThat(peer.commands()).containsExactly(new Command.Send("asked", BOB, "it's  \"fine\""));
    }

    @Test
    void numbersStayWhenPeopleComeAndGo() {
        dialogue.onEvent(new Event.Peers(null, List.of(new Event.ListedPeer(CAROL, "bob", 42))));
        type("reject 3");

        assertThat(peer.commands()).containsExactly(new Command.Reject("asked", CAROL));
    }

    @Test
    void whatIsIncompleteIsAnsweredWithHowToTypeIt() {
        type("send");
        type("send 1");
        type("accept");
        type("name");
        type("dance");
        type("");

        assertThat(peer.commands()).isEmpty();
        assertThat(shown).hasSize(5).allSatisfy(line -> assertThat(line).contains("Type"));
    }

    @Test
    void theMenuNamesEveryVerb() {
        type("menu");

        assertThat(shown.getFirst()).contains(Dialogue.VERBS);
    }

    @Test
    void theOtherCommandsReachThePeer() {
        type("list");
        type("status");
        type("history 1");
        type("name Alice the Great");
        type("server 203.0.113.1:6327");

        assertThat(peer.commands())
                .containsExactly(
                        new Command.ListContacts("asked"),
                        new Command.ListPeers("asked"),
                        new Command.Status("asked"),
                        new Command.History("asked", BOB, 20, null),
                        new Command.Rename("asked", "Alice the Great"),
                        new Command.AddServer("asked", "203.0.113.1:6327"));
    }

    @Test
    void aMessageIsNamedByItsNumberInTheHistory() {
        showHistory();
        type("reply 1 #1 Yes!");
        type("edit 1 #2 No!");
        type("delete 1 #2");
        type("react 1 #1 👍");
        type("react 1 #1");

        assertThat(peer.commands())
                .containsExactly(
                        new Command.Send("asked", BOB, "Yes!", Examples.FIRST),
                        new Command.Edit("asked", BOB, Examples.SECOND, "No!"),
                        new Command.Delete("asked", BOB, Examples.SECOND),
                        new Command.React("asked", BOB, Examples.FIRST, "👍"),
                        new Command.React("asked", BOB, Examples.FIRST, ""));
    }

    @Test
    void withoutANumberTheLastMessageIsMeant() {
        showHistory();
        type("reply 1 Yes!");
        type("edit 1 No!");
        type("delete 1");
        type("react 1 👍");
        type("cancel 1");
        type("retry 1");
        type("timeline 1");
        type("read 1");

        assertThat(peer.commands())
                .containsExactly(
                        new Command.Send("asked", BOB, "Yes!", Examples.FIRST),
                        new Command.Edit("asked", BOB, Examples.SECOND, "No!"),
                        new Command.Delete("asked", BOB, Examples.SECOND),
                        new Command.React("asked", BOB, Examples.FIRST, "👍"),
                        new Command.Cancel("asked", BOB, Examples.SECOND),
                        new Command.Retry("asked", BOB, Examples.SECOND),
                        new Command.Timeline("asked", BOB, Examples.SECOND),
                        new Command.Read("asked", BOB, Examples.FIRST));
    }

    @Test
    void whereNoMessageIsKnownItSaysHowToFindOne() {
        type("delete 1");
        type("react 1 #7 👍");
        type("edit 1 #1");

        assertThat(peer.commands()).isEmpty();
        assertThat(shown)
                .containsExactly(
                        "Which message? Type: history 1, then use its number, such as #1",
                        "Which message? Type: history 1, then use its number, such as #1",
                        "Type: edit <who> [#n] <text>");
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

    @Test
    void quitEndsAndNothingElseDoes() {
        assertThat(dialogue.onLine(peer, "quit")).isFalse();
        assertThat(dialogue.onLine(peer, " exit ")).isFalse();
        assertThat(dialogue.onLine(peer, "quite")).isTrue();
    }

    @Test
    void aListIsShownToWhoAskedOnly() {
        Event.Peers asked = new Event.Peers("asked", List.of(new Event.ListedPeer(BOB, "Bob", 40)));
        dialogue.onEvent(asked);

        assertThat(shown).hasSize(2);
        assertThat(shown.get(1)).contains("Bob", "listed", BOB.toString());
    }

    @Test
    void aMessageIsShownWithTimeAndNameAndItsLinesIndented() {
        dialogue.onEvent(new Event.Message(null, ALICE, Examples.FIRST, "one\ntwo", 0, 1767225600000L, "", null));

        assertThat(shown).containsExactly("00:00 \"Alice B\": one" + System.lineSeparator() + "    two");
    }

    @Test
    void aMessageCannotCommandTheTerminal() {
        dialogue.onEvent(
                new Event.Message(null, BOB, Examples.FIRST, "\u001b[2Jgone\r\u202eevil\u0007", 0, 0, "", null));
        dialogue.onEvent(new Event.Request(null, PeerId.ofKey(new byte[] {7}), "\u001b]0;x\u0007", "\u009b2J"));

        assertThat(String.join("", shown)).doesNotContain("\u001b", "\r", "\u202e", "\u0007", "\u009b");
    }

    @Test
    void aMessageToSomebodyAwayIsSaidToBeQueued() {
        dialogue.onEvent(new Event.State("asked", BOB, Examples.FIRST, Event.MessageState.QUEUED));

        assertThat(shown).containsExactly("Bob is away: queued, and sent when both are there.");
    }

    @Test
    void aMessageToSomebodyOnlineIsSaidToBeDeliveredOnly() {
        dialogue.onEvent(
                new Event.Link(null, BOB, Event.LinkState.ONLINE, Event.PathKind.LAN, Examples.AT_HOME, 12, null));
        shown.clear();
        for (Event.MessageState state : Event.MessageState.values()) {
            dialogue.onEvent(new Event.State("asked", BOB, Examples.FIRST, state));
        }

        assertThat(shown).containsExactly("Delivered to Bob.", "Bob has read it.", "Cancelled: Bob will not see it.");
    }

    @Test
    void everyEventCanBeShown() {
        Examples.events().forEach(dialogue::onEvent);

        assertThat(String.join("\n", shown))
                .contains(
                        "You are Alice",
                        "\"Bob from the station\" is online (direct, 203.0.113.7:50001, after 412 ms).")
                .contains("Carol (bbh62cfz) asks to talk: We met at the station.")
                .contains("2026-01-01 00:01 #2 me: Yes!")
                .contains("2026-01-01 00:01 unreachable (no path was found)", "earlier read")
                .contains(
                        "Changed: #2 me: Yes, at the usual place! (edited) [👍]",
                        "Changed: #1 \"Bob from the station\": (deleted)")
                .contains("Server 203.0.113.2:6327: does not answer");
    }

    @Test
    void withoutAServerItSaysHowToNameOne() {
        dialogue.onEvent(new Event.Ready(null, ALICE, "Alice", 50001, null));

        assertThat(shown.getFirst()).contains("server HOST:PORT");
    }

    @Test
    void completionOffersTheNamesSeen() {
        assertThat(dialogue.names()).containsExactly("Bob", "Alice B", "bob");
    }

    private void type(String line) {
        assertThat(dialogue.onLine(peer, line)).isTrue();
    }
}
