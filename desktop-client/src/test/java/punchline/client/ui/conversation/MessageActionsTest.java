package punchline.client.ui.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import punchline.client.ui.Models;
import punchline.client.ui.SampleWorld;
import punchline.client.ui.conversation.ComposerViewModel.Purpose;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.Event.LinkState;
import punchline.engine.Event.MessageState;
import punchline.engine.HistoryMessage;
import punchline.engine.HistoryMessage.Reaction;
import punchline.engine.Reason;
import punchline.engine.conversation.MessageId;

class MessageActionsTest {
    private final Models models = new Models();
    private final ConversationViewModel model = models.shell.conversation();
    private final ComposerViewModel composer = models.shell.composer();
    private final SampleWorld world = SampleWorld.busy(models.peer);
    private final MessageId theirs = world.nextId();
    private final MessageId mine = world.nextId();

    @BeforeEach
    void start() {
        world.putHistory(
                SampleWorld.ANN,
                List.of(
                        new HistoryMessage(theirs, false, "shall we?", null, 0, "1"),
                        new HistoryMessage(mine, true, "yes", MessageState.QUEUED, 0, "2")));
        world.start();
        model.attentiveProperty().set(true);
        models.open(SampleWorld.ANN);
    }

    @Test
    void anAnswerNamesTheMessageItAnswers() {
        composer.reply(item(theirs));
        composer.textProperty().set("gladly");
        assertThat(composer.send()).isTrue();
        assertThat(models.asked(Command.Send.class).replyTo()).isEqualTo(theirs);
        assertThat(model.messages().getLast().body().replyTo()).isEqualTo(theirs);
        assertThat(composer.purposeProperty().get()).isInstanceOf(Purpose.Fresh.class);
    }

    @Test
    void aFailedAnswerStillNamesItWhenTriedAgain() {
        composer.reply(item(theirs));
        composer.textProperty().set("gladly");
        composer.send();
        models.tell(new Event.Problem(models.asked(Command.Send.class).ref(), Reason.said("The disk is full.")));
        model.sending().retry(model.messages().getLast());
        assertThat(models.asked(Command.Send.class).replyTo()).isEqualTo(theirs);
    }

    @Test
    void theLastOfMineIsTakenUpAndWhatWasWrittenComesBack() {
        assertThat(composer.editLast()).isTrue();
        assertThat(composer.textProperty().get()).isEqualTo("yes");
        composer.textProperty().set("yes, at four");
        composer.send();
        Command.Edit edit = models.asked(Command.Edit.class);
        assertThat(edit.id()).isEqualTo(mine);
        assertThat(edit.text()).isEqualTo("yes, at four");
        composer.textProperty().set("a draft");
        assertThat(composer.editLast()).as("while something is written").isFalse();
        composer.edit(item(mine));
        assertThat(composer.leave()).isTrue();
        assertThat(composer.textProperty().get()).isEqualTo("a draft");
        assertThat(composer.leave()).isFalse();
    }

    @Test
    void anEditThatChangesNothingIsNotSent() {
        composer.editLast();
        composer.send();
        assertThat(models.peer.commands()).noneMatch(Command.Edit.class::isInstance);
    }

    @Test
    void aRefusedEditIsSaidBesideItsMessageAndItsTextIsNotLost() {
        composer.editLast();
        composer.textProperty().set("no");
        composer.send();
        models.tell(
                new Event.Problem(models.asked(Command.Edit.class).ref(), Reason.said("It was deleted meanwhile.")));
        assertThat(Objects.requireNonNull(item(mine).note()).problem()).isEqualTo("It was deleted meanwhile.");
        assertThat(model.problemProperty().get()).isEmpty();
        assertThat(models.shell.noticeProperty().get()).isEmpty();
        assertThat(composer.textProperty().get()).isEqualTo("no");
        assertThat(composer.purposeProperty().get()).isInstanceOf(Purpose.Edit.class);
        model.actions().dismissNote(item(mine));
        assertThat(item(mine).note()).isNull();
    }

    @Test
    void deletingIsAskedFirst() {
        model.actions().askToDelete(item(mine));
        assertThat(Objects.requireNonNull(item(mine).note()).asksToDelete()).isTrue();
        assertThat(models.peer.commands()).noneMatch(Command.Delete.class::isInstance);
        model.actions().delete(item(mine));
        assertThat(models.asked(Command.Delete.class).id()).isEqualTo(mine);
        assertThat(item(mine).note()).isNull();
    }

    @Test
    void theSameSignTwiceTakesItAway() {
        model.actions().react(item(theirs), "👍");
        assertThat(models.asked(Command.React.class).emoji()).isEqualTo("👍");
        List<Reaction> there = List.of(new Reaction(true, "👍"), new Reaction(false, "🎉"));
        models.tell(new Event.Changed(
                models.asked(Command.React.class).ref(),
                SampleWorld.ANN,
                new HistoryMessage(theirs, false, "shall we?", null, 0, "1", null, false, false, there)));
        model.actions().react(item(theirs), "🎉");
        assertThat(models.asked(Command.React.class).emoji()).isEqualTo("🎉");
        model.actions().react(item(theirs), "👍");
        assertThat(models.asked(Command.React.class).emoji()).isEmpty();
    }

    @Test
    void whatWaitsCanBeCancelledOrTriedNow() {
        assertThat(MessageActions.isWaiting(item(mine))).isTrue();
        model.actions().sendNow(item(mine));
        assertThat(models.asked(Command.Retry.class).id()).isEqualTo(mine);
        model.actions().cancel(item(mine));
        Command.Cancel cancel = models.asked(Command.Cancel.class);
        models.tell(new Event.State(cancel.ref(), SampleWorld.ANN, mine, MessageState.CANCELLED));
        assertThat(model.messages()).extracting(MessageItem::text).containsExactly("shall we?");
    }

    @Test
    void aTimelineIsAskedForAndStaysFreshWhileItIsOpen() {
        model.timeline().open(item(mine));
        assertThat(model.timeline().happenings()).isNotEmpty();
        long before = asked(Command.Timeline.class);
        models.tell(new Event.State(null, SampleWorld.ANN, mine, MessageState.SENT));
        models.tell(new Event.Link(null, SampleWorld.ANN, LinkState.OFFLINE, null, null, 0, Reason.said("gone")));
        models.tell(new Event.Link(null, SampleWorld.EVE, LinkState.OFFLINE, null, null, 0, Reason.said("gone")));
        assertThat(asked(Command.Timeline.class)).isEqualTo(before + 2);
        model.timeline().close();
        models.tell(new Event.State(null, SampleWorld.ANN, mine, MessageState.DELIVERED));
        assertThat(asked(Command.Timeline.class)).isEqualTo(before + 2);
    }

    @Test
    void typingIsToldSeldomAndToWhoIsOnlineOnly() {
        composer.textProperty().set("h");
        composer.textProperty().set("he");
        assertThat(asked(Command.Typing.class)).isEqualTo(1);
        composer.send();
        composer.textProperty().set("again");
        assertThat(asked(Command.Typing.class)).as("after what was sent").isEqualTo(2);
        models.open(SampleWorld.id("Björn Håkansson"));
        composer.textProperty().set("hello");
        assertThat(asked(Command.Typing.class)).as("somebody offline").isEqualTo(2);
        models.open(SampleWorld.ANN);
        assertThat(asked(Command.Typing.class)).as("a draft comes back").isEqualTo(2);
    }

    @Test
    void theOtherIsSeenWritingUntilTheMessageComes() {
        models.tell(new Event.Typing(null, SampleWorld.EVE, 5_000));
        assertThat(model.typing().untilProperty().get()).isZero();
        models.tell(new Event.Typing(null, SampleWorld.ANN, 5_000));
        assertThat(model.typing().remainingMillis()).isEqualTo(5_000);
        models.tell(new Event.Message(null, SampleWorld.ANN, world.nextId(), "there", 0, 0, "3", null));
        assertThat(model.typing().untilProperty().get()).isZero();
    }

    @Test
    void aQuotedMessageFarBackIsReadIntoMemory() {
        List<HistoryMessage> all = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            all.add(new HistoryMessage(new MessageId(3, i), false, "number " + i, null, i, ""));
        }
        world.putHistory(SampleWorld.ANN, all);
        models.open(SampleWorld.EVE);
        models.open(SampleWorld.ANN);
        model.revealing().reveal(new MessageId(3, 1_999));
        assertThat(revealed()).isEqualTo("number 1999");
        model.revealing().reveal(new MessageId(3, 100));
        assertThat(revealed()).isEqualTo("number 100");
        assertThat(model.messages()).hasSizeLessThanOrEqualTo(MessageWindow.MAX_MESSAGES);
        assertThat(model.detachedProperty().get()).isTrue();
        assertThat(model.problemProperty().get()).isEmpty();
        model.revealing().reveal(new MessageId(9, 9));
        assertThat(model.problemProperty().get()).isNotEmpty();
    }

    private String revealed() {
        return Objects.requireNonNull(model.revealing().revealedProperty().get())
                .text();
    }

    private long asked(Class<? extends Command> kind) {
        return models.peer.commands().stream().filter(kind::isInstance).count();
    }

    private MessageItem item(MessageId id) {
        return Objects.requireNonNull(model.find(id));
    }
}
