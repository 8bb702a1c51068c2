package punchline.client.ui.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import punchline.client.ui.Models;
import punchline.client.ui.SampleWorld;
import punchline.client.ui.people.Person;
import punchline.client.ui.people.PersonName;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.Reason;
import punchline.engine.transcript.TranscriptFormat;

class ContactViewModelTest {
    private final Models models = new Models();
    private final ContactViewModel contact = models.shell.contact();
    private Person ann = start();

    private Person start() {
        SampleWorld.busy(models.peer).start();
        return models.person(SampleWorld.ANN);
    }

    @BeforeEach
    void forgetWhatTheStartAsked() {
        ann = models.person(SampleWorld.ANN);
    }

    @Test
    void anAliasTakesThePlaceOfTheNameAndTheOwnNameIsStillKnown() {
        contact.rename(ann, "  Anna from work ");
        assertThat(models.asked(Command.Alias.class).alias()).isEqualTo("Anna from work");
        assertThat(ann.state().name()).isEqualTo("Anna from work");
        assertThat(ann.state().own().name()).isEqualTo("Ann");
        contact.rename(ann, "");
        assertThat(ann.state().name()).isEqualTo("Ann");
    }

    @Test
    void anAliasIsNeitherBlankNorLongerThanAName() {
        assertThat(PersonName.isPossible(" \t ")).isFalse();
        assertThat(PersonName.isPossible("a".repeat(64))).isTrue();
        assertThat(PersonName.isPossible("a".repeat(65))).isFalse();
        assertThat(PersonName.isPossible("🌷".repeat(500))).isFalse();
    }

    @Test
    void theNumberIsThatOfWhoWasAskedFor() {
        contact.compare(ann);
        assertThat(contact.numberProperty().get()).isEqualTo(SampleWorld.SAFETY_NUMBER);
        models.tell(new Event.SafetyNumber(null, SampleWorld.EVE, "11111 22222", false));
        assertThat(contact.numberProperty().get()).isEqualTo(SampleWorld.SAFETY_NUMBER);
        contact.mark(ann, true);
        assertThat(ann.state().notes().verified()).isTrue();
        contact.mark(ann, false);
        assertThat(ann.state().notes().verified()).isFalse();
    }

    @Test
    void howLongMessagesAreKeptIsKnownOfThePerson() {
        contact.retain(ann, 30);
        assertThat(ann.state().own().retainDays()).isEqualTo(30);
    }

    @Test
    void anExportTellsHowFarItIsAndWhereTheFileLies() {
        models.peer.onCommand(command -> {});
        contact.export(ann, Path.of("/tmp/ann.txt"), TranscriptFormat.TEXT);
        Command.Export asked = models.asked(Command.Export.class);
        assertThat(asked.overwrite()).as("the person was asked").isTrue();
        models.tell(new Event.Exporting("somebody else's", "/tmp/x", 7));
        assertThat(models.shell.news().wordsProperty().get()).doesNotContain("7");
        models.tell(new Event.Exporting(asked.ref(), asked.file(), 10_000));
        assertThat(models.shell.news().wordsProperty().get()).contains("10,000 messages so far");
        models.tell(new Event.Exported(asked.ref(), asked.file(), 12_345));
        assertThat(models.shell.news().wordsProperty().get()).contains("12,345 messages", "/tmp/ann.txt");
        models.shell.news().dismiss();
        models.tell(new Event.Exported(asked.ref(), asked.file(), 12_345));
        assertThat(models.shell.news().wordsProperty().get()).as("told once").isEmpty();
    }

    @Test
    void anExportThatFailsIsAProblemAndNoNews() {
        models.peer.onCommand(command -> {});
        contact.export(ann, Path.of("/nowhere/ann.txt"), TranscriptFormat.JSON);
        models.tell(new Event.Problem(
                models.asked(Command.Export.class).ref(), Reason.said("There is no such directory.")));
        assertThat(models.shell.news().wordsProperty().get()).isEmpty();
        assertThat(models.shell.noticeProperty().get()).isEqualTo("There is no such directory.");
    }

    @Test
    void aFileIsNamedAfterThePersonByWhatFileSystemsTake() {
        contact.rename(ann, "A/n:n \u202e\\ 🌷 Müller " + "x".repeat(30));
        String name = ContactViewModel.fileName(ann, "txt");
        assertThat(name)
                .startsWith("punchline-a-n-n-müller-xxx")
                .endsWith(".txt")
                .doesNotContain("/", ":", "\\");
        assertThat(name.length()).isLessThan(80);
    }

    @Test
    void aDeletedConversationIsToldOnlyToWhoDeletedIt() {
        models.tell(new Event.Cleared(null, SampleWorld.ANN));
        assertThat(models.shell.news().wordsProperty().get()).isEmpty();
        contact.clear(ann);
        assertThat(models.shell.news().wordsProperty().get()).contains("Ann").contains("on this computer");
    }
}
