package punchline.client.ui.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import punchline.client.ui.Models;
import punchline.client.ui.SampleWorld;
import punchline.client.ui.conversation.MessageItem.Delivery;
import punchline.client.ui.conversation.QuotedMessages.Quote;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.HistoryMessage;
import punchline.engine.Reason;
import punchline.engine.conversation.MessageId;

class HistoryViewModelTest {
    private final Models models = new Models();
    private final ConversationViewModel model = models.shell.conversation();
    private final SampleWorld world = SampleWorld.busy(models.peer);
    private final List<HistoryMessage> history = new ArrayList<>();

    @BeforeEach
    void start() {
        world.start();
        for (int i = 0; i < 2_000; i++) {
            history.add(new HistoryMessage(new MessageId(3, i), false, Integer.toString(i), null, i, ""));
        }
        world.putHistory(SampleWorld.ANN, history);
    }

    @Test
    void aConversationOpensAtAMessageAndGoesOnInBothDirections() {
        model.attentiveProperty().set(true);
        model.openAt(models.person(SampleWorld.ANN), new MessageId(3, 1_000));
        assertThat(model.loadingProperty().get()).isFalse();
        assertThat(texts()).contains("1000").hasSize(2 * MessageWindow.PAGE);
        assertThat(model.revealing().revealedProperty().get()).isNotNull();
        assertThat(models.peer.commands()).as("nobody has seen the end").noneMatch(Command.Read.class::isInstance);
        model.onNearOldest();
        assertThat(texts()).first().isEqualTo("880");
        model.onNearNewest();
        assertThat(texts()).last().isEqualTo("1119");
        for (int i = 0; i < 60; i++) {
            model.onNearOldest();
        }
        assertThat(texts()).first().isEqualTo("0");
        for (int i = 0; i < 60; i++) {
            model.onNearNewest();
        }
        assertThat(texts()).last().isEqualTo("1999");
        assertThat(model.detachedProperty().get()).isFalse();
        for (int i = 0; i < 60; i++) {
            model.onNearOldest();
        }
        assertThat(texts()).as("and back once more").first().isEqualTo("0");
    }

    @Test
    void aMessageThatIsGoneIsSaidToBeAndTheConversationIsOpenAllTheSame() {
        model.openAt(models.person(SampleWorld.ANN), new MessageId(9, 9));
        assertThat(model.problemProperty().get()).isNotEmpty();
        assertThat(texts()).last().isEqualTo("1999");
    }

    @Test
    void whatComesWhileTheEndIsReadIsNotLost() {
        models.peer.onCommand(command -> {});
        models.open(SampleWorld.ANN);
        String ref = models.asked(Command.History.class).ref();
        models.tell(new Event.Message(null, SampleWorld.ANN, new MessageId(4, 1), "meanwhile", 0, 0, "", null));
        models.tell(new Event.History(ref, SampleWorld.ANN, history.subList(1_940, 2_000)));
        assertThat(texts()).last().isEqualTo("meanwhile");
        assertThat(texts()).hasSize(61);
    }

    @Test
    void whatComesWhileTheRestIsReadIsNotLost() {
        model.openAt(models.person(SampleWorld.ANN), new MessageId(3, 1_900));
        models.peer.onCommand(command -> {});
        model.onNearNewest();
        String ref = models.asked(Command.History.class).ref();
        models.tell(new Event.Message(null, SampleWorld.ANN, new MessageId(4, 1), "meanwhile", 0, 0, "", null));
        models.tell(new Event.History(ref, SampleWorld.ANN, history.subList(1_960, 2_000)));
        assertThat(model.detachedProperty().get()).isFalse();
        assertThat(texts().subList(texts().size() - 2, texts().size())).containsExactly("1999", "meanwhile");
    }

    @Test
    void whatCouldNotBeSavedStaysWhereverOneLooksMeanwhile() {
        models.open(SampleWorld.ANN);
        models.shell.composer().textProperty().set("mine");
        models.shell.composer().send();
        models.tell(new Event.Problem(models.asked(Command.Send.class).ref(), Reason.said("The disk is full.")));
        model.revealing().reveal(new MessageId(3, 100));
        assertThat(texts()).doesNotContain("mine");
        model.jumpToLatest();
        assertThat(model.messages().getLast().text()).isEqualTo("mine");
        assertThat(model.messages().getLast().delivery()).isEqualTo(Delivery.FAILED);
        model.sending().discard(model.messages().getLast());
        models.open(SampleWorld.EVE);
        models.open(SampleWorld.ANN);
        assertThat(texts()).doesNotContain("mine");
    }

    @Test
    void anAnswerQuotesWhatIsNotInMemoryAsItReads() {
        models.open(SampleWorld.ANN);
        MessageId far = new MessageId(3, 5);
        assertThat(model.quotes().find(far)).isEqualTo(Quote.of(false, false, "5"));
        int before = model.quotes().changesProperty().get();
        models.tell(new Event.Changed(
                null,
                SampleWorld.ANN,
                new HistoryMessage(far, false, "five", null, 5, "", null, true, false, List.of())));
        assertThat(model.quotes().changesProperty().get()).isNotEqualTo(before);
        assertThat(model.quotes().find(far).text()).isEqualTo("five");
        assertThat(model.quotes().find(new MessageId(9, 9))).isEqualTo(Quote.GONE);
        assertThat(model.problemProperty().get()).isEmpty();
        assertThat(models.peer.commands().stream()
                        .filter(command -> command instanceof Command.History asked && far.equals(asked.around())))
                .as("asked for once")
                .hasSize(1);
    }

    @Test
    void aQuoteThatCouldNotBeReadIsReadAgainAndIsNoProblemOfTheConversation() {
        models.open(SampleWorld.ANN);
        models.peer.onCommand(command -> {});
        MessageId far = new MessageId(3, 5);
        assertThat(model.quotes().find(far)).isEqualTo(Quote.READING);
        models.tell(new Event.Problem(models.asked(Command.History.class).ref(), Reason.said("Busy.")));
        assertThat(model.problemProperty().get()).isEmpty();
        assertThat(models.shell.noticeProperty().get()).isEmpty();
        assertThat(model.quotes().find(far)).isEqualTo(Quote.READING);
        String ref = models.asked(Command.History.class).ref();
        models.tell(new Event.History(ref, SampleWorld.ANN, history.subList(5, 6)));
        assertThat(model.quotes().find(far).text()).isEqualTo("5");
    }

    private List<String> texts() {
        return model.messages().stream().map(MessageItem::text).toList();
    }
}
