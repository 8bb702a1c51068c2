package punchline.client.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import punchline.client.FakePeer;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.Reason;
import punchline.protocol.PeerId;

/** What the prompt does and says about who people are. */
class DialogueContactsTest {
    private static final PeerId BOB = Examples.BOB;
    private static final PeerId CAROL = Examples.CAROL;

    private final FakePeer peer = new FakePeer();
    private final List<String> shown = new ArrayList<>();
    private final Dialogue dialogue = new Dialogue(ZoneOffset.UTC, false, shown::add);

    private static Event.ContactView contact(PeerId id, String name, Event.Relation relation, Event.Notes notes) {
        return new Event.ContactView(id, name, relation, Event.LinkState.OFFLINE, null, null, null, 0, null, notes, 0);
    }

    private void changed(PeerId id, String name, Event.Relation relation, Event.Notes notes) {
        dialogue.onEvent(new Event.ContactChanged(null, contact(id, name, relation, notes)));
    }

    private void type(String line) {
        assertThat(dialogue.onLine(peer, line)).isTrue();
    }

    @Test
    void whatIsDecidedAboutSomeoneIsTyped() {
        changed(BOB, "Bob", Event.Relation.ACCEPTED, Event.Notes.NONE);
        type("alias bob Bob of the station");
        type("alias bob");
        type("verify bob");
        type("verify bob yes");
        type("verify bob no");
        type("block bob");
        type("unblock bob");
        type("visibility unlisted");
        type("visibility listed");
        type("leave 203.0.113.1:6327");
        type("disclose typing off");
        type("disclose reading on");
        type("reconnect");
        assertThat(peer.commands())
                .containsExactly(
                        new Command.Alias("asked", BOB, "Bob of the station"),
                        new Command.Alias("asked", BOB, ""),
                        new Command.Verify("asked", BOB, null),
                        new Command.Verify("asked", BOB, true),
                        new Command.Verify("asked", BOB, false),
                        new Command.Block("asked", BOB),
                        new Command.Unblock("asked", BOB),
                        new Command.Visibility("asked", false),
                        new Command.Visibility("asked", true),
                        new Command.RemoveServer("asked", "203.0.113.1:6327"),
                        new Command.Disclose("asked", false, null),
                        new Command.Disclose("asked", null, true),
                        new Command.Reconnect("asked"));
        type("verify bob perhaps");
        type("visibility");
        type("disclose all");
        assertThat(shown)
                .containsExactly(
                        "Type: verify <who> [yes|no]",
                        "Type: visibility listed, or: visibility unlisted",
                        "Type: disclose typing on|off, or: disclose reading on|off");
    }

    @Test
    void myOwnNameForSomeoneIsShownAndFound() {
        changed(BOB, "Bob", Event.Relation.ACCEPTED, new Event.Notes("Robert\u202e", true, null));
        dialogue.onEvent(new Event.Contacts(
                "asked", List.of(contact(BOB, "Bob", Event.Relation.ACCEPTED, new Event.Notes("Robert", true, null)))));
        assertThat(shown.getLast()).contains("Robert", "offline, verified", "calls itself Bob");
        assertThat(dialogue.names()).containsExactly("Robert");

        type("send robert Hi");
        type("send bob Hi");
        assertThat(peer.commands()).hasSize(2).allMatch(new Command.Send("asked", BOB, "Hi")::equals);
        dialogue.onEvent(new Event.State(null, BOB, Examples.FIRST, Event.MessageState.DELIVERED));
        assertThat(shown.getLast()).isEqualTo("Delivered to Robert.");
    }

    @Test
    void aNameCannotBeReadAsALineAboutSomebodyElse() {
        List<String> names =
                List.of("Bob is offline. Carol", "Bob\" is offline. \"Carol", "Bob\u201d is offline. \u201cCarol");
        for (String name : names) {
            changed(CAROL, name, Event.Relation.ACCEPTED, Event.Notes.NONE);
            dialogue.onEvent(new Event.Link(null, CAROL, Event.LinkState.OFFLINE, null, null, 0, null));
            dialogue.onEvent(new Event.State(null, CAROL, Examples.FIRST, Event.MessageState.DELIVERED));
        }
        assertThat(shown)
                .containsExactly(
                        "\"Bob is offline. Carol\" is offline.",
                        "Delivered to \"Bob is offline. Carol\".",
                        "\"Bob' is offline. 'Carol\" is offline.",
                        "Delivered to \"Bob' is offline. 'Carol\".",
                        "\"Bob' is offline. 'Carol\" is offline.",
                        "Delivered to \"Bob' is offline. 'Carol\".");
    }

    @Test
    void aRequestUnderAKnownNameIsSaidAloudOnce() {
        Event.LooksLike bob = new Event.LooksLike(BOB, "Bob", true);
        changed(CAROL, "B0b", Event.Relation.PENDING, new Event.Notes(null, false, bob));
        assertThat(shown).as("the request comes with the words").isEmpty();
        dialogue.onEvent(new Event.Request(null, CAROL, "B0b", "New phone!", bob));
        changed(CAROL, "B0b", Event.Relation.PENDING, new Event.Notes(null, false, bob));
        assertThat(shown).hasSize(2);
        assertThat(shown.getLast())
                .startsWith("! Careful: this B0b is not the Bob whom you verified")
                .contains(BOB.brief());
    }

    @Test
    void aContactThatTakesTheNameOfAnotherIsSaidAloudOnce() {
        Event.LooksLike bob = new Event.LooksLike(BOB, "Bob", false);
        changed(CAROL, "Carol", Event.Relation.ACCEPTED, Event.Notes.NONE);
        changed(CAROL, "Воb", Event.Relation.ACCEPTED, new Event.Notes(null, false, bob));
        changed(CAROL, "Воb", Event.Relation.ACCEPTED, new Event.Notes(null, false, bob));
        assertThat(shown).singleElement().asString().contains("is not the Bob you know");
    }

    @Test
    void aSafetyNumberIsShownInTwoLines() {
        dialogue.onEvent(new Event.SafetyNumber(
                null, BOB, "23725 51152 70949 26263 90400 76259 42379 78491 98039 76580 08953 02251", false));
        assertThat(shown.getFirst())
                .containsIgnoringNewLines("    23725 51152 70949 26263 90400 76259", "    42379 78491")
                .contains("verify <who> yes");
    }

    @Test
    void theSameIdentityOnAnotherMachineIsSaidAloud() {
        dialogue.onEvent(
                new Event.IdentityElsewhere(null, true, Reason.said("Your identity runs on another machine too.")));
        assertThat(shown).containsExactly("! Your identity runs on another machine too.");
    }
}
