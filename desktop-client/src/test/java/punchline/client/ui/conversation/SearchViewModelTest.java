package punchline.client.ui.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import punchline.client.ui.Models;
import punchline.client.ui.SampleWorld;
import punchline.client.ui.conversation.SearchViewModel.Standing;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.HistoryMessage;
import punchline.engine.Reason;
import punchline.engine.conversation.MessageId;

class SearchViewModelTest {
    private final Models models = new Models();
    private final ConversationViewModel model = models.shell.conversation();
    private final SearchViewModel search = model.search();
    private final SampleWorld world = SampleWorld.busy(models.peer);

    @BeforeEach
    void start() {
        world.start();
    }

    @Test
    void theLatestHitIsGoneToFirstHoweverFarBackItIs() {
        history(5_000, 700);
        find("needle");
        assertThat(search.standingProperty().get()).isEqualTo(new Standing(1, 8, false, true, false));
        assertThat(search.currentProperty().get()).isEqualTo(new MessageId(3, 4_900));
        assertThat(inMemory(4_900)).isTrue();
        search.older();
        assertThat(search.currentProperty().get()).isEqualTo(new MessageId(3, 4_200));
        assertThat(inMemory(4_200)).isTrue();
        assertThat(model.messages()).hasSizeLessThanOrEqualTo(MessageWindow.MAX_MESSAGES);
        assertThat(model.detachedProperty().get()).isTrue();
        search.newer();
        search.newer();
        assertThat(search.standingProperty().get().at())
                .as("around the end of all that is known")
                .isEqualTo(8);
        assertThat(inMemory(0)).isTrue();
        search.older();
        assertThat(search.standingProperty().get().at()).isEqualTo(1);
    }

    @Test
    void aWayBackToTheLatestIsLeftOpen() {
        history(5_000, 4_000);
        find("needle");
        search.older();
        assertThat(inMemory(0)).isTrue();
        assertThat(model.detachedProperty().get()).isTrue();
        model.jumpToLatest();
        assertThat(inMemory(4_999)).isTrue();
        assertThat(model.detachedProperty().get()).isFalse();
    }

    @Test
    void moreHitsAreReadAsOneGoesOnAndTheirNumberIsNotClaimedBefore() {
        history(1_000, 2);
        find("needle");
        assertThat(search.standingProperty().get()).isEqualTo(new Standing(1, 200, true, true, false));
        for (int i = 0; i < 499; i++) {
            search.older();
        }
        assertThat(search.standingProperty().get()).isEqualTo(new Standing(500, 500, false, true, false));
        search.older();
        assertThat(search.standingProperty().get().at())
                .as("and from the first to the last")
                .isEqualTo(1);
    }

    @Test
    void aSearchThatFindsNothingInOnePartGoesOnInTheNext() {
        models.open(SampleWorld.ANN);
        models.peer.onCommand(command -> {});
        find("needle");
        Command.Search first = models.asked(Command.Search.class);
        models.tell(new Event.Found(first.ref(), SampleWorld.ANN, "needle", List.of(), 77L, false));
        Command.Search second = models.asked(Command.Search.class);
        assertThat(second.before()).isEqualTo(77L);
        assertThat(search.standingProperty().get().running()).isTrue();
        models.tell(new Event.Found(second.ref(), SampleWorld.ANN, "needle", List.of(), null, false));
        assertThat(search.standingProperty().get()).isEqualTo(new Standing(0, 0, false, false, false));
    }

    @Test
    void anAnswerToWhatWasTypedBeforeCountsForNothing() {
        models.open(SampleWorld.ANN);
        models.peer.onCommand(command -> {});
        find("needl");
        Command.Search old = models.asked(Command.Search.class);
        find("needle");
        HistoryMessage message = new HistoryMessage(world.nextId(), false, "needl", null, 0, "");
        models.tell(new Event.Found(
                old.ref(),
                SampleWorld.ANN,
                "needl",
                List.of(new Event.Hit(SampleWorld.ANN, message, List.of())),
                null,
                true));
        assertThat(search.standingProperty().get().known()).isZero();
    }

    @Test
    void whatCannotBeLookedForIsSaidAndNothingElseHappens() {
        models.open(SampleWorld.ANN);
        find("!?");
        assertThat(search.problemProperty().get()).isNotEmpty();
        assertThat(models.peer.commands()).noneMatch(Command.Search.class::isInstance);
        find("x".repeat(300));
        assertThat(search.problemProperty().get()).isNotEmpty();
        find("");
        assertThat(search.problemProperty().get()).isEmpty();
    }

    @Test
    void anEngineThatRefusesIsHeardHere() {
        models.open(SampleWorld.ANN);
        models.peer.onCommand(command -> {});
        find("needle");
        models.tell(new Event.Problem(models.asked(Command.Search.class).ref(), Reason.said("The disk is gone.")));
        assertThat(search.problemProperty().get()).isEqualTo("The disk is gone.");
        assertThat(models.shell.noticeProperty().get()).isEmpty();
    }

    @Test
    void aMessageThatComesMeanwhileIsCountedAndDoesNotMoveTheReader() {
        history(100, 10);
        find("needle");
        search.older();
        MessageId current = search.currentProperty().get();
        models.tell(new Event.Message(null, SampleWorld.ANN, world.nextId(), "a needle again", 0, 0, "", null));
        models.tell(new Event.Message(null, SampleWorld.ANN, world.nextId(), "hay", 0, 0, "", null));
        assertThat(search.standingProperty().get()).isEqualTo(new Standing(3, 11, false, true, false));
        assertThat(search.currentProperty().get()).isEqualTo(current);
    }

    @Test
    void anotherConversationBeginsWithoutASearch() {
        history(100, 10);
        search.open();
        find("needle");
        models.open(SampleWorld.EVE);
        assertThat(search.openProperty().get()).isFalse();
        assertThat(search.soughtProperty().get()).isNull();
        assertThat(search.currentProperty().get()).isNull();
    }

    private void find(String words) {
        search.queryProperty().set(words);
        search.search();
    }

    private boolean inMemory(int number) {
        return model.messages().stream().anyMatch(item -> new MessageId(3, number).equals(item.id()));
    }

    /** Every so many messages has the needle. */
    private void history(int length, int every) {
        List<HistoryMessage> history = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            String text = i % every == 0 ? "needle " + i : "hay " + i;
            history.add(new HistoryMessage(new MessageId(3, i), false, text, null, i, ""));
        }
        world.putHistory(SampleWorld.ANN, history);
        models.open(SampleWorld.ANN);
    }
}
