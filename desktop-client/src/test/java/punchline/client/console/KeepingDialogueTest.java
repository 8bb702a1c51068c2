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
import punchline.engine.transcript.TranscriptFormat;
import punchline.protocol.PeerId;

/** What a person keeps of conversations: for how long, as files, as drafts, or not at all. */
class KeepingDialogueTest {
    private static final PeerId BOB = Examples.BOB;

    private final FakePeer peer = new FakePeer();
    private final List<String> shown = new ArrayList<>();
    private final Dialogue dialogue = new Dialogue(ZoneOffset.UTC, false, shown::add);

    @BeforeEach
    void bobIsListed() {
        dialogue.onEvent(new Event.Peers(null, List.of(new Event.ListedPeer(BOB, "Bob", 40))));
        assertThat(shown).isEmpty();
    }

    @Test
    void aConversationIsDeletedOnlyOnceThatIsConfirmed() {
        type("clear bob");
        assertThat(peer.commands()).isEmpty();
        type("clear bob --yes");
        dialogue.onEvent(new Event.Cleared("asked", BOB));
        type("clear nobody --yes");

        assertThat(peer.commands()).containsExactly(new Command.Clear("asked", BOB));
        assertThat(shown)
                .containsExactly(
                        "All that was said with Bob will be gone here for good. Type: clear bob --yes",
                        "All that was said with Bob is gone here.",
                        "Nobody here is \"nobody\". Type list to see who is.");
    }

    @Test
    void messagesAreKeptForSoManyDays() {
        type("retain bob 30");
        type("retain bob 0");
        type("retain bob");
        type("retain bob -1");
        type("retain bob soon");
        dialogue.onEvent(new Event.Retained("asked", BOB, 30));
        dialogue.onEvent(new Event.Retained("asked", BOB, 0));

        assertThat(peer.commands())
                .containsExactly(new Command.Retain("asked", BOB, 30), new Command.Retain("asked", BOB, 0));
        assertThat(shown).hasSize(5);
        assertThat(shown.subList(0, 3)).containsOnly("Type: retain <who> <days>, 0 for ever");
        assertThat(shown.get(3)).contains("Bob", "30 days");
        assertThat(shown.get(4)).contains("Bob", "for ever");
    }

    @Test
    void aDraftIsKeptAndTakenBack() {
        type("draft bob see you at");
        type("draft bob");
        dialogue.onEvent(new Event.Draft("asked", BOB, "see you at"));
        dialogue.onEvent(new Event.Draft("asked", BOB, ""));

        assertThat(peer.commands())
                .containsExactly(new Command.Draft("asked", BOB, "see you at"), new Command.Draft("asked", BOB, ""));
        assertThat(shown).containsExactly("Draft to Bob: see you at");
    }

    @Test
    void aConversationOrAllOfThemGoIntoAFile() {
        type("export bob talk.txt");
        type("export bob my talk.json");
        type("export all everything.txt --overwrite");
        type("export bob");
        type("export nobody talk.txt");
        dialogue.onEvent(new Event.Exporting("asked", "talk.txt", 5000));
        dialogue.onEvent(new Event.Exported("asked", "talk.txt", 7123));

        assertThat(peer.commands())
                .containsExactly(
                        new Command.Export("asked", BOB, "talk.txt", TranscriptFormat.TEXT, false),
                        new Command.Export("asked", BOB, "my talk.json", TranscriptFormat.JSON, false),
                        new Command.Export("asked", null, "everything.txt", TranscriptFormat.TEXT, true));
        assertThat(shown)
                .containsExactly(
                        "Type: export <who> <file>, or export all <file>; a name that ends in .json is for programs",
                        "Nobody here is \"nobody\". Type list to see who is.",
                        "5000 messages so far.",
                        "7123 messages written to talk.txt.");
    }

    private void type(String line) {
        assertThat(dialogue.onLine(peer, line)).isTrue();
    }
}
