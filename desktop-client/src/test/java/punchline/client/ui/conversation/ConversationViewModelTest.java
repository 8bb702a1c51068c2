package punchline.client.ui.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import punchline.client.ui.Models;
import punchline.client.ui.SampleWorld;
import punchline.client.ui.conversation.MessageItem.Delivery;
import punchline.client.ui.people.PersonState.Preview;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.Event.MessageState;
import punchline.engine.HistoryMessage;
import punchline.engine.Reason;
import punchline.engine.conversation.ConversationLimits;
import punchline.engine.conversation.MessageId;

class ConversationViewModelTest {
    private final Models models = new Models();
    private final ConversationViewModel model = models.shell.conversation();
    private final ComposerViewModel composer = models.shell.composer();
    private final SampleWorld world = SampleWorld.busy(models.peer);

    @BeforeEach
    void start() {
        world.start();
        model.attentiveProperty().set(true);
    }

    @Test
    void aMessageOfMineGoesFromSavingToDelivered() {
        models.open(SampleWorld.ANN);
        MessageItem item = say("hello");
        assertThat(item.delivery()).isEqualTo(Delivery.SAVING);
        MessageId id = world.nextId();
        String ref = models.asked(Command.Send.class).ref();
        models.tell(new Event.State(ref, SampleWorld.ANN, id, MessageState.QUEUED));
        assertThat(item.delivery()).isEqualTo(Delivery.QUEUED);
        models.tell(new Event.State(null, SampleWorld.ANN, id, MessageState.SENT));
        assertThat(item.delivery()).isEqualTo(Delivery.SENT);
        models.tell(new Event.State(null, SampleWorld.ANN, id, MessageState.DELIVERED));
        models.tell(new Event.State(null, SampleWorld.ANN, id, MessageState.QUEUED));
        assertThat(item.delivery()).as("delivered is final").isEqualTo(Delivery.DELIVERED);
        assertThat(models.person(SampleWorld.ANN).state().last())
                .isEqualTo(new Preview(id, true, "hello", false, item.timeMillis()));
    }

    @Test
    void aLostLinkQueuesWhatWasSent() {
        models.open(SampleWorld.ANN);
        MessageItem item = say("hello");
        MessageId id = world.nextId();
        String ref = models.asked(Command.Send.class).ref();
        models.tell(new Event.State(ref, SampleWorld.ANN, id, MessageState.QUEUED));
        models.tell(new Event.State(null, SampleWorld.ANN, id, MessageState.SENT));
        models.tell(new Event.State(null, SampleWorld.ANN, id, MessageState.QUEUED));
        assertThat(item.delivery()).isEqualTo(Delivery.QUEUED);
    }

    @Test
    void aMessageThatCouldNotBeSavedKeepsItsTextAndCanBeRetried() {
        models.open(SampleWorld.ANN);
        MessageItem item = say("hello");
        models.tell(new Event.Problem(models.asked(Command.Send.class).ref(), Reason.said("The disk is full.")));
        assertThat(item.delivery()).isEqualTo(Delivery.FAILED);
        assertThat(model.problemProperty().get()).isEqualTo("The disk is full.");
        assertThat(models.shell.noticeProperty().get()).isEmpty();
        model.sending().retry(item);
        assertThat(item.delivery()).isEqualTo(Delivery.SAVING);
        assertThat(models.asked(Command.Send.class).text()).isEqualTo("hello");
        models.tell(new Event.State(
                models.asked(Command.Send.class).ref(), SampleWorld.ANN, world.nextId(), MessageState.QUEUED));
        assertThat(item.delivery()).isEqualTo(Delivery.QUEUED);
    }

    @Test
    void aMessageBeingSavedIsNotLostWhenAnotherConversationIsLookedAt() {
        models.open(SampleWorld.ANN);
        MessageItem item = say("hello");
        models.open(SampleWorld.EVE);
        models.open(SampleWorld.ANN);
        assertThat(model.messages()).contains(item);
    }

    @Test
    void nothingIsShownTwice() {
        models.open(SampleWorld.ANN);
        MessageItem item = say("hello");
        MessageId id = world.nextId();
        HistoryMessage stored = new HistoryMessage(id, true, "hello", MessageState.QUEUED, 0, "");
        world.putHistory(SampleWorld.ANN, List.of(stored));
        models.open(SampleWorld.EVE);
        models.open(SampleWorld.ANN);
        models.tell(new Event.State(models.asked(Command.Send.class).ref(), SampleWorld.ANN, id, MessageState.QUEUED));
        assertThat(model.messages()).extracting(MessageItem::text).containsExactly("hello");
        assertThat(item.delivery()).isEqualTo(Delivery.QUEUED);
        models.tell(new Event.Message(null, SampleWorld.ANN, id, "hello", 0, 0, "", null));
        assertThat(model.messages()).hasSize(1);
    }

    @Test
    void aChangedMessageSaysWhatItSaysAtThatMoment() {
        MessageId id = world.nextId();
        world.putHistory(SampleWorld.ANN, List.of(new HistoryMessage(id, false, "hello", null, 0, "5")));
        models.open(SampleWorld.ANN);
        List<HistoryMessage.Reaction> thumb = List.of(new HistoryMessage.Reaction(true, "👍"));
        models.tell(new Event.Changed(
                null,
                SampleWorld.ANN,
                new HistoryMessage(id, false, "hello you", null, 0, "5", null, true, false, thumb)));
        assertThat(model.messages().getFirst().body())
                .isEqualTo(new MessageItem.Body("hello you", true, false, thumb, null));
        models.tell(new Event.Changed(
                null, SampleWorld.ANN, new HistoryMessage(id, false, "", null, 0, "5", null, false, true, List.of())));
        assertThat(model.messages().getFirst().body().deleted()).isTrue();
        models.tell(new Event.Changed(
                null,
                SampleWorld.ANN,
                new HistoryMessage(world.nextId(), false, "elsewhere", null, 0, "1", null, true, false, List.of())));
        assertThat(model.messages()).as("one that is not in memory").hasSize(1);
    }

    @Test
    void aChangeOfTheLastMessageIsSeenAmongPeople() {
        MessageId id = world.nextId();
        models.tell(new Event.Message(null, SampleWorld.ANN, id, "hello", 0, 0, "5", null));
        models.tell(new Event.Changed(
                null, SampleWorld.ANN, new HistoryMessage(id, false, "", null, 0, "5", null, false, true, List.of())));
        assertThat(models.person(SampleWorld.ANN).state().last())
                .extracting(Preview::text, Preview::deleted)
                .containsExactly("", true);
    }

    @Test
    void aMessageThatComesLateStandsAtItsPlace() {
        world.putHistory(
                SampleWorld.ANN,
                List.of(
                        new HistoryMessage(world.nextId(), false, "one", null, 0, "1"),
                        new HistoryMessage(world.nextId(), true, "three", MessageState.DELIVERED, 0, "3")));
        models.open(SampleWorld.ANN);
        models.tell(new Event.Message(null, SampleWorld.ANN, world.nextId(), "two", 0, 0, "2", null));
        models.tell(new Event.Message(null, SampleWorld.ANN, world.nextId(), "four", 0, 0, "4", null));
        assertThat(texts()).containsExactly("one", "two", "three", "four");
    }

    @Test
    void whatWasTypedMovesToItsPlaceOnceThatIsKnown() {
        world.putHistory(SampleWorld.ANN, List.of());
        models.open(SampleWorld.ANN);
        say("mine");
        models.tell(new Event.Message(null, SampleWorld.ANN, world.nextId(), "theirs", 0, 0, "1", null));
        assertThat(texts()).containsExactly("mine", "theirs");
        String ref = models.asked(Command.Send.class).ref();
        models.tell(new Event.State(ref, SampleWorld.ANN, world.nextId(), MessageState.QUEUED, "2"));
        assertThat(texts()).containsExactly("theirs", "mine");
    }

    @Test
    void whatIsReadIsReadWithAllThatWasDeliveredBefore() {
        List<MessageId> ids = List.of(world.nextId(), world.nextId(), world.nextId());
        world.putHistory(
                SampleWorld.ANN,
                List.of(
                        new HistoryMessage(ids.get(0), true, "one", MessageState.DELIVERED, 0, "1"),
                        new HistoryMessage(ids.get(1), true, "two", MessageState.DELIVERED, 0, "2"),
                        new HistoryMessage(ids.get(2), true, "three", MessageState.DELIVERED, 0, "3")));
        models.open(SampleWorld.ANN);
        models.tell(new Event.State(null, SampleWorld.ANN, ids.get(1), MessageState.READ));
        assertThat(model.messages())
                .extracting(MessageItem::delivery)
                .containsExactly(Delivery.READ, Delivery.READ, Delivery.DELIVERED);
    }

    @Test
    void whatWasCancelledIsGone() {
        MessageId id = world.nextId();
        world.putHistory(SampleWorld.ANN, List.of(new HistoryMessage(id, true, "one", MessageState.QUEUED, 0, "1")));
        models.open(SampleWorld.ANN);
        models.tell(new Event.State(null, SampleWorld.ANN, id, MessageState.CANCELLED));
        assertThat(model.messages()).isEmpty();
    }

    @Test
    void theLatestMessageThatWasSeenIsSaidToBeReadOnce() {
        models.open(SampleWorld.ANN);
        model.attentiveProperty().set(true);
        MessageId id = world.nextId();
        models.tell(new Event.Message(null, SampleWorld.ANN, id, "hello", 0, 0, "9", null));
        Command.Read read = models.asked(Command.Read.class);
        assertThat(read).isEqualTo(new Command.Read(read.ref(), SampleWorld.ANN, id));
    }

    @Test
    void messagesAreGroupedBySenderTimeAndDay() {
        List<HistoryMessage> history = new ArrayList<>();
        history.add(message(false, 24 * 60));
        history.add(message(false, 20));
        history.add(message(false, 18));
        history.add(message(false, 2));
        history.add(message(true, 1));
        world.putHistory(SampleWorld.ANN, history);
        models.open(SampleWorld.ANN);
        assertThat(model.messages())
                .extracting(item -> item.placement().day() != null)
                .containsExactly(true, true, false, false, false);
        assertThat(model.messages())
                .extracting(item -> item.placement().first())
                .containsExactly(true, true, false, true, true);
        assertThat(model.messages())
                .extracting(item -> item.placement().last())
                .containsExactly(true, false, true, true, true);
    }

    @Test
    void historyIsPagedBothWaysAndMemoryIsBounded() {
        List<HistoryMessage> history = longHistory(2_000);
        models.open(SampleWorld.ANN);
        assertThat(texts()).last().isEqualTo("1999");
        assertThat(model.messages()).hasSize(MessageWindow.PAGE);
        model.atEndProperty().set(false);
        for (int i = 0; i < 50; i++) {
            model.onNearOldest();
            assertThat(model.messages()).hasSizeLessThanOrEqualTo(MessageWindow.MAX_MESSAGES);
        }
        assertThat(texts()).first().isEqualTo("0");
        assertThat(model.detachedProperty().get()).isTrue();
        models.tell(new Event.Message(null, SampleWorld.ANN, world.nextId(), "meanwhile", 0, 0, "", null));
        assertThat(model.newBelowProperty().get()).isEqualTo(1);
        history.add(new HistoryMessage(world.nextId(), false, "meanwhile", null, 0, ""));
        world.putHistory(SampleWorld.ANN, history);
        for (int i = 0; i < 50; i++) {
            model.onNearNewest();
            assertThat(model.messages()).hasSizeLessThanOrEqualTo(MessageWindow.MAX_MESSAGES);
        }
        assertThat(model.detachedProperty().get()).isFalse();
        List<String> expected = history
                .subList(history.size() - model.messages().size(), history.size())
                .stream()
                .map(HistoryMessage::text)
                .toList();
        assertThat(texts()).as("no gap, nothing twice").isEqualTo(expected);
    }

    @Test
    void jumpingToTheLatestReadsItAnew() {
        longHistory(2_000);
        models.open(SampleWorld.ANN);
        for (int i = 0; i < 20; i++) {
            model.onNearOldest();
        }
        model.jumpToLatest();
        assertThat(texts()).last().isEqualTo("1999");
        assertThat(model.detachedProperty().get()).isFalse();
    }

    @Test
    void aBurstKeepsTheLatestInMemory() {
        models.open(SampleWorld.ANN);
        for (int i = 0; i < 10_000; i++) {
            models.shell.onEvent(
                    new Event.Message(null, SampleWorld.ANN, new MessageId(7, i), "burst " + i, 0, 0, "", null));
        }
        models.shell.onSettled();
        assertThat(model.messages()).hasSize(MessageWindow.MAX_MESSAGES);
        assertThat(texts()).last().isEqualTo("burst 9999");
    }

    @Test
    void aReaderOfOldMessagesIsNotMovedByABurst() {
        longHistory(100);
        models.open(SampleWorld.ANN);
        model.atEndProperty().set(false);
        List<String> before = texts();
        for (int i = 0; i < 10_000; i++) {
            models.shell.onEvent(
                    new Event.Message(null, SampleWorld.ANN, new MessageId(7, i), "burst " + i, 0, 0, "", null));
        }
        models.shell.onSettled();
        assertThat(texts()).isEqualTo(before);
        assertThat(model.newBelowProperty().get()).isEqualTo(10_000);
    }

    @Test
    void theLineAboveNewMessagesStaysWhereReadingStopped() {
        longHistory(10);
        for (int i = 7; i < 10; i++) {
            models.tell(
                    new Event.Message(null, SampleWorld.ANN, new MessageId(3, i), Integer.toString(i), 0, 0, "", null));
        }
        models.open(SampleWorld.ANN);
        assertThat(model.messages())
                .filteredOn(item -> item.placement().unreadLine())
                .extracting(MessageItem::text)
                .containsExactly("7");
        assertThat(models.person(SampleWorld.ANN).state().unread()).isZero();
    }

    @Test
    void whatComesWhileTheWindowIsInTheBackgroundIsUnread() {
        models.open(SampleWorld.ANN);
        model.attentiveProperty().set(false);
        models.tell(new Event.Message(null, SampleWorld.ANN, world.nextId(), "psst", 0, 0, "", null));
        assertThat(models.person(SampleWorld.ANN).state().unread()).isEqualTo(1);
        assertThat(model.messages().getLast().placement().unreadLine()).isTrue();
        model.attentiveProperty().set(true);
        assertThat(models.person(SampleWorld.ANN).state().unread()).isZero();
    }

    @Test
    void blankTextIsNotSentAndTooLongTextIsRefusedInBytes() {
        models.open(SampleWorld.ANN);
        composer.textProperty().set(" \n ");
        assertThat(composer.send()).isFalse();
        composer.textProperty().set("é".repeat(ConversationLimits.MAX_TEXT_BYTES / 2));
        assertThat(composer.excessProperty().get()).isZero();
        composer.textProperty().set("é".repeat(ConversationLimits.MAX_TEXT_BYTES / 2) + "é");
        assertThat(composer.excessProperty().get()).isEqualTo(2);
        assertThat(composer.send()).isFalse();
        assertThat(models.peer.commands()).noneMatch(Command.Send.class::isInstance);
    }

    @Test
    void draftsStayWithTheirPerson() {
        models.open(SampleWorld.ANN);
        composer.textProperty().set("half a thou");
        models.open(SampleWorld.id("Farid"));
        assertThat(composer.textProperty().get()).isEmpty();
        models.open(SampleWorld.ANN);
        assertThat(composer.textProperty().get()).isEqualTo("half a thou");
    }

    @Test
    void requestsAreAnsweredAndStrangersAsked() {
        models.open(SampleWorld.EVE);
        model.asking().accept();
        assertThat(models.asked(Command.Accept.class).peer()).isEqualTo(SampleWorld.EVE);
        model.asking().decline();
        assertThat(models.asked(Command.Reject.class).peer()).isEqualTo(SampleWorld.EVE);
        models.open(SampleWorld.FRANK);
        model.asking().connect();
        assertThat(models.asked(Command.Connect.class).greeting()).isNull();
    }

    @Test
    void theFirstMessageToAStrangerIsPartOfTheConversationAtOnce() {
        models.open(SampleWorld.FRANK);
        MessageItem item = say("Hello Frank");
        Command.Send send = models.asked(Command.Send.class);
        assertThat(send.peer()).isEqualTo(SampleWorld.FRANK);
        assertThat(models.person(SampleWorld.FRANK).state().relation()).isEqualTo(Event.Relation.REQUESTED);
        models.tell(new Event.State(send.ref(), SampleWorld.FRANK, world.nextId(), MessageState.QUEUED));
        assertThat(texts()).containsExactly("Hello Frank");
        assertThat(item.delivery()).isEqualTo(Delivery.QUEUED);
        assertThat(models.peer.commands()).noneMatch(Command.Connect.class::isInstance);
    }

    @Test
    void aProblemOfNobodyGoesToTheWindow() {
        models.tell(new Event.Problem(null, Reason.said("The clock is wrong.")));
        assertThat(models.shell.noticeProperty().get()).isEqualTo("The clock is wrong.");
    }

    private List<HistoryMessage> longHistory(int length) {
        List<HistoryMessage> history = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            history.add(new HistoryMessage(new MessageId(3, i), false, Integer.toString(i), null, i, ""));
        }
        world.putHistory(SampleWorld.ANN, history);
        return history;
    }

    private HistoryMessage message(boolean mine, long minutesAgo) {
        return new HistoryMessage(
                world.nextId(), mine, "text", mine ? MessageState.SENT : null, SampleWorld.minutesAgo(minutesAgo), "");
    }

    private MessageItem say(String text) {
        composer.textProperty().set(text);
        assertThat(composer.send()).isTrue();
        assertThat(composer.textProperty().get()).isEmpty();
        return model.messages().getLast();
    }

    private List<String> texts() {
        return model.messages().stream().map(MessageItem::text).toList();
    }
}
