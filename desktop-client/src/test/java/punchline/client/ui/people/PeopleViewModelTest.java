package punchline.client.ui.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import punchline.client.ui.Models;
import punchline.client.ui.SampleWorld;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.Event.LinkState;
import punchline.engine.Event.PathKind;
import punchline.engine.Event.Relation;
import punchline.engine.HistoryMessage;
import punchline.engine.Reason;
import punchline.engine.conversation.MessageId;
import punchline.engine.path.PathFailure;
import punchline.protocol.PeerId;

class PeopleViewModelTest {
    private final Models models = new Models();
    private final PeopleViewModel people = models.shell.people();
    private final PresenceText presence = new PresenceText(models.texts, models.times);
    private SampleWorld world = SampleWorld.busy(models.peer);

    @BeforeEach
    void start() {
        world.start();
    }

    @Test
    void aListThatCannotBeReadIsTheServersProblemAndNoNotice() {
        models.peer.onCommand(command -> {
            if (command instanceof Command.ListPeers) {
                models.tell(new Event.Problem(command.ref(), Reason.said("The list cannot be read.")));
            }
        });
        people.refresh();
        assertThat(models.shell.noticeProperty().get()).isEmpty();
        models.tell(new Event.Problem("someone else's", Reason.said("Something else.")));
        assertThat(models.shell.noticeProperty().get()).isEqualTo("Something else.");
    }

    @Test
    void requestsComeFirstThenChatsByLastMessageThenStrangersThenDeclined() {
        assertThat(shown())
                .containsExactly(
                        "# REQUESTS",
                        "Eve",
                        "# CHATS",
                        "Ann",
                        "Björn Håkansson",
                        "Farid",
                        "Chloé",
                        "Dmitri Aleksandrovich von Hohenberg-Katzenellenbogen",
                        "# LISTED",
                        "Frank",
                        "Grace Hopper",
                        "# DECLINED",
                        "Mallory");
    }

    @Test
    void presenceSaysWhatTheEngineSays() {
        assertThat(presence.of(state("Ann"))).isEqualTo("online · direct");
        assertThat(presence.of(state("Björn Håkansson"))).isEqualTo("offline · last heard Thu 19:04");
        assertThat(presence.of(state("Farid"))).isEqualTo("connecting…");
        assertThat(presence.of(state("Dmitri Aleksandrovich von Hohenberg-Katzenellenbogen")))
                .isEqualTo("cannot be reached: " + PathFailure.UNPREDICTABLE_PORTS.words());
        assertThat(presence.of(state("Frank"))).isEqualTo("listed at your server");
    }

    @Test
    void beingListedIsNotBeingOnline() {
        PeerId bjorn = SampleWorld.id("Björn Håkansson");
        models.tell(new Event.Peers(null, List.of(new Event.ListedPeer(bjorn, "Björn", 9))));
        assertThat(models.person(bjorn).state().link()).isEqualTo(LinkState.OFFLINE);
    }

    @Test
    void aMessageDoesNotMakeAnyoneOnline() {
        PeerId bjorn = SampleWorld.id("Björn Håkansson");
        models.tell(new Event.Message(null, bjorn, new MessageId(9, 9), "hi", 1, SampleWorld.minutesAgo(1), "", null));
        assertThat(models.person(bjorn).state().link()).isEqualTo(LinkState.OFFLINE);
        assertThat(presence.of(models.person(bjorn).state())).isEqualTo("offline · last heard 15:03");
    }

    @Test
    void aLostLinkAsksTheEngineWhenThePersonWasLastHeard() {
        int before = models.peer.commands().size();
        models.tell(new Event.Link(
                null, SampleWorld.ANN, LinkState.OFFLINE, null, null, 0, Reason.of(Reason.Code.WENT_OFFLINE)));
        assertThat(models.peer.commands().subList(before, models.peer.commands().size()))
                .hasOnlyElementsOfType(Command.ListContacts.class)
                .hasSize(1);
    }

    @Test
    void linksChangePresence() {
        PeerId farid = SampleWorld.id("Farid");
        models.tell(new Event.Link(null, farid, LinkState.ONLINE, PathKind.LAN, null, 120, null));
        assertThat(presence.of(models.person(farid).state())).isEqualTo("online · same network");
    }

    @Test
    void messagesNotLookedAtAreCounted() {
        for (int i = 0; i < 3; i++) {
            models.tell(message(SampleWorld.id("Farid"), i));
        }
        assertThat(state("Farid").unread()).isEqualTo(3);
        assertThat(people.unreadProperty().get()).as("with Eve's request").isEqualTo(4);
        people.setReading(SampleWorld.id("Farid"));
        assertThat(state("Farid").unread()).isZero();
        models.tell(message(SampleWorld.id("Farid"), 7));
        assertThat(state("Farid").unread()).isZero();
    }

    @Test
    void searchLooksInNamesAndIds() {
        people.searchProperty().set("AR");
        assertThat(shown()).containsExactly("Farid");
        people.searchProperty().set(SampleWorld.FRANK.brief());
        assertThat(shown()).containsExactly("# LISTED", "Frank");
        people.searchProperty().set("nobody at all");
        assertThat(shown()).isEmpty();
        people.searchProperty().set("");
        assertThat(shown()).hasSize(13);
    }

    @Test
    void aStrangerNoLongerListedDisappearsUnlessChosen() {
        models.open(SampleWorld.FRANK);
        models.tell(new Event.Peers(null, List.of()));
        assertThat(shown()).contains("Frank").doesNotContain("Grace Hopper");
    }

    @Test
    void aRequestAppearsEvenFromSomeoneWithoutAName() {
        PeerId stranger = SampleWorld.id("no name");
        models.tell(new Event.Request(null, stranger, " ", ""));
        assertThat(models.person(stranger).state().name()).isEqualTo(stranger.brief());
        assertThat(models.person(stranger).state().relation()).isEqualTo(Relation.PENDING);
    }

    @Test
    void lostEventsAreAskedForAgain() {
        int before = models.peer.commands().size();
        models.shell.onEventsLost();
        models.shell.onSettled();
        assertThat(models.peer.commands().subList(before, models.peer.commands().size()))
                .hasAtLeastOneElementOfType(Command.ListContacts.class)
                .hasAtLeastOneElementOfType(Command.ListPeers.class)
                .hasAtLeastOneElementOfType(Command.Status.class);
    }

    @Test
    void messagesOfAllAreFoundUnderThePeople() {
        search("an");
        assertThat(shown())
                .startsWith("# CHATS", "Ann")
                .contains("Frank", "# MESSAGES")
                .last()
                .asString()
                .startsWith("Farid: Did you get the plane tickets?");
        search("plane tickets");
        assertThat(shown())
                .containsExactly(
                        "# MESSAGES",
                        "Farid: Did you get the plane tickets? They wanted an answer by Wednesday at the latest.");
        assertThat(people.first()).isInstanceOf(PeopleItem.Found.class);
        search("");
        assertThat(shown()).noneMatch(row -> row.contains("MESSAGES"));
        search("!!");
        assertThat(shown()).isEmpty();
    }

    @Test
    void moreMessagesAreReadWhenAskedForAndNoMoreThanAnybodyLooksAt() {
        List<HistoryMessage> history = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            history.add(new HistoryMessage(new MessageId(3, i), false, "needle " + i, null, i, ""));
        }
        world.putHistory(SampleWorld.ANN, history);
        search("needle");
        assertThat(shown())
                .startsWith("# MESSAGES", "Ann: needle 999")
                .endsWith("more")
                .hasSize(32);
        for (int i = 0; i < 50; i++) {
            people.messages().readOn();
        }
        assertThat(shown()).hasSize(301).endsWith("Ann: needle 700");
    }

    @Test
    void aSearchOfMessagesThatFailsLeavesTheNames() {
        models.peer.onCommand(command -> {});
        search("ann");
        String ref = models.asked(Command.Search.class).ref();
        models.tell(new Event.Problem(ref, Reason.said("The disk is gone.")));
        assertThat(shown()).containsExactly("Ann");
        assertThat(models.shell.noticeProperty().get()).isEmpty();
    }

    @Test
    void whatIsBeingWrittenIsSeenBesideThePersonOnceItIsLeft() {
        models.open(SampleWorld.ANN);
        models.shell.composer().textProperty().set("half a thou");
        assertThat(draft(SampleWorld.ANN)).as("it stands in the composer").isEmpty();
        models.open(SampleWorld.id("Farid"));
        assertThat(draft(SampleWorld.ANN)).isEqualTo("half a thou");
        models.open(SampleWorld.ANN);
        assertThat(draft(SampleWorld.ANN)).isEmpty();
        models.shell.composer().textProperty().set(" ");
        models.open(SampleWorld.id("Farid"));
        assertThat(draft(SampleWorld.ANN)).isEmpty();
    }

    @Test
    void whatWasBeingWrittenBeforeAStartIsSeenBesideThePersonAndInTheComposer() {
        models.tell(new Event.Draft(null, SampleWorld.ANN, "half a thou"));
        assertThat(draft(SampleWorld.ANN)).isEqualTo("half a thou");
        PeerId later = SampleWorld.id("Later");
        models.tell(new Event.Draft(null, later, "to whom it may concern"));
        world.setRelation(later, "Later", Relation.ACCEPTED, LinkState.OFFLINE);
        assertThat(draft(later)).as("known before its person is").isEqualTo("to whom it may concern");
        models.open(SampleWorld.ANN);
        assertThat(models.shell.composer().textProperty().get()).isEqualTo("half a thou");
        assertThat(draft(SampleWorld.ANN)).isEmpty();
    }

    private String draft(PeerId peer) {
        return models.person(peer).draftProperty().get();
    }

    private void search(String words) {
        people.searchProperty().set(words);
        people.searchMessages();
    }

    private static Event.Message message(PeerId from, int number) {
        return new Event.Message(
                null, from, new MessageId(5, number), "message " + number, 0, SampleWorld.minutesAgo(0), "", null);
    }

    private PersonState state(String name) {
        return models.person(SampleWorld.id(name)).state();
    }

    private List<String> shown() {
        return people.items().stream()
                .map(item -> switch (item) {
                    case PeopleItem.Heading(PeopleItem.Section section) -> "# " + section;
                    case PeopleItem.Row(Person person) -> person.state().name();
                    case PeopleItem.Found(Person person, Event.Hit hit) ->
                        person.state().name() + ": " + hit.message().text();
                    case PeopleItem.More() -> "more";
                })
                .toList();
    }
}
