package punchline.client.ui.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.Test;
import punchline.client.ui.Models;
import punchline.client.ui.SampleWorld;
import punchline.engine.Event;
import punchline.engine.Event.ContactView;
import punchline.engine.Event.LinkState;
import punchline.engine.Event.Relation;
import punchline.engine.conversation.MessageId;

class QuickSwitchTest {
    private static final int MANY = 2_000;

    private final Models models = new Models();
    private final QuickSwitch switcher = models.shell.switcher();

    @Test
    void whoWasOpenedLastComesFirstThenWhoWroteLast() {
        SampleWorld.busy(models.peer).start();
        switcher.begin();
        assertThat(names()).startsWith("Ann", "Björn Håkansson", "Farid");
        models.open(SampleWorld.EVE);
        models.open(SampleWorld.id("Farid"));
        switcher.begin();
        assertThat(names()).startsWith("Farid", "Eve", "Ann");
    }

    @Test
    void aFewLettersOfANameFindItWithoutCaseAndAccents() {
        SampleWorld.busy(models.peer).start();
        assertThat(found("bjorn")).first().isEqualTo("Björn Håkansson");
        assertThat(found("HAKA")).first().isEqualTo("Björn Håkansson");
        assertThat(found("grhop")).containsExactly("Grace Hopper");
        assertThat(found("zzz")).isEmpty();
        assertThat(found(SampleWorld.FRANK.toString().substring(0, 10))).containsExactly("Frank");
    }

    @Test
    void aBeginningFitsBetterThanAPartAndAPartBetterThanLettersInBetween() {
        tell("Ned Arden", "Ana Nde", "Denise", "Aden", "Dora Enders");
        assertThat(found("den")).containsExactly("Denise", "Aden", "Ned Arden", "Dora Enders");
    }

    @Test
    void bothMyNameForSomebodyAndTheOwnOneFind() {
        SampleWorld world = SampleWorld.busy(models.peer);
        world.start();
        world.note(SampleWorld.ANN, new Event.Notes("Chef", false, null), null);
        assertThat(found("chef")).containsExactly("Chef");
        assertThat(found("ann")).first().isEqualTo("Chef");
    }

    @Test
    void noMoreAreFoundThanAnybodyReads() {
        tellMany();
        switcher.begin();
        assertThat(switcher.found()).hasSize(QuickSwitch.MAX_FOUND);
        assertThat(found("person 1999")).containsExactly("Person 1999");
    }

    @Test
    void oneMessageAmongThousandsOfPeopleTouchesOnlyTheRowsBetween() {
        tellMany();
        List<Integer> touched = new ArrayList<>();
        models.shell.people().items().addListener((ListChangeListener<PeopleItem>) change -> {
            while (change.next()) {
                touched.add(change.getRemovedSize() + change.getAddedSize());
            }
        });
        PeopleItem third = models.shell.people().items().get(2);
        models.tell(new Event.Message(
                null,
                ((PeopleItem.Row) third).person().id(),
                new MessageId(3, 1),
                "hello",
                SampleWorld.CLOCK.millis(),
                SampleWorld.CLOCK.millis(),
                "",
                null));
        assertThat(models.shell.people().items().getFirst()).isEqualTo(third);
        assertThat(touched.stream().mapToInt(Integer::intValue).sum()).isBetween(1, 6);
        touched.clear();
        models.tell(new Event.Link(
                null, ((PeopleItem.Row) third).person().id(), LinkState.ONLINE, Event.PathKind.LAN, null, 0, null));
        assertThat(touched).as("who comes online stays in place").isEmpty();
    }

    private void tellMany() {
        String[] names = new String[MANY];
        for (int i = 0; i < MANY; i++) {
            names[i] = "Person " + i;
        }
        tell(names);
    }

    private void tell(String... names) {
        List<ContactView> contacts = new ArrayList<>();
        for (String name : names) {
            contacts.add(new ContactView(
                    SampleWorld.id(name), name, Relation.ACCEPTED, LinkState.OFFLINE, null, null, null, 0, null));
        }
        models.tell(new Event.Contacts(null, contacts));
    }

    private List<String> found(String query) {
        switcher.begin();
        switcher.queryProperty().set(query);
        return names();
    }

    private List<String> names() {
        return switcher.found().stream().map(person -> person.state().name()).toList();
    }
}
