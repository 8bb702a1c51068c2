package punchline.simulation.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import punchline.engine.Event;
import punchline.engine.Event.MessageState;
import punchline.engine.HistoryMessage;
import punchline.engine.conversation.MessageId;
import punchline.protocol.PeerId;
import punchline.simulation.delivery.Asked.Kind;

/** Random talks against the model; and that the model sees what is wrong. */
class RandomDeliveryTest {
    private static final PeerId ANN = PeerId.ofKey(new byte[] {1});
    private static final PeerId BOB = PeerId.ofKey(new byte[] {2});
    private static final MessageId ID = new MessageId(1, 2);

    private static final long TALKS = Long.getLong("punchline.seeds", 2_000);

    @Test
    void nothingIsLostDoubledOrDifferentOnTheTwoSides() {
        assertThat(DeliveryMain.wrong(1, TALKS))
                .as("by seed; replay one with ./dev sim delivery --trace SEED")
                .isEmpty();
    }

    @Test
    void theModelIsContentWithWhatWasSaid() {
        assertThat(objections(List.of(message("hello", true)), List.of(message("hello", false))))
                .isEmpty();
    }

    @Test
    void theModelMissesWhatIsNotThere() {
        assertThat(objections(List.of(), List.of())).hasSize(2).allMatch(wrong -> wrong.startsWith("missing at"));
    }

    @Test
    void theModelSeesAnotherText() {
        assertThat(objections(List.of(message("bye", true)), List.of(message("bye", false))))
                .hasSize(2)
                .allMatch(wrong -> wrong.startsWith("another text"));
    }

    @Test
    void theModelSeesThatTheTwoDiffer() {
        assertThat(objections(List.of(message("hello", true)), List.of(message("bye", false))))
                .anyMatch(wrong -> wrong.startsWith("the two see different"));
    }

    @Test
    void theModelSeesWhatIsThereTwice() {
        List<HistoryMessage> twice = List.of(message("hello", true), message("hello", true));
        List<HistoryMessage> theirs = List.of(message("hello", false), message("hello", false));
        assertThat(objections(twice, theirs)).anyMatch(wrong -> wrong.contains("is there twice"));
    }

    @Test
    void theModelSeesWhatWasDeletedByNobody() {
        HistoryMessage mine =
                new HistoryMessage(ID, true, "", MessageState.DELIVERED, 0, "1", null, false, true, List.of());
        HistoryMessage theirs = new HistoryMessage(ID, false, "", null, 0, "1", null, false, true, List.of());
        assertThat(objections(List.of(mine), List.of(theirs)))
                .hasSize(2)
                .allMatch(wrong -> wrong.startsWith("deleted by nobody"));
    }

    private static HistoryMessage message(String text, boolean mine) {
        return new HistoryMessage(ID, mine, text, mine ? MessageState.DELIVERED : null, 0, "1");
    }

    @Test
    void theModelSeesWhatIsStillThereAfterItsConversationWasDeleted() {
        Asked hello = hello();
        Asked clear = clear(Set.of(ID));
        clear.onEvent(new Event.Cleared(clear.ref(), ANN), 2);
        TalkModel model = new TalkModel(List.of(hello, clear));
        assertThat(model.objections(ANN, List.of(message("hello", true)), BOB, List.of()))
                .isEmpty();
        assertThat(model.objections(ANN, List.of(message("hello", true)), BOB, List.of(message("hello", false))))
                .singleElement()
                .asString()
                .startsWith("deleted with its conversation and there");
    }

    @Test
    void theModelSeesWhatNoDeletedConversationExcuses() {
        Asked clear = clear(Set.of());
        clear.onEvent(new Event.Cleared(clear.ref(), ANN), 1);
        Asked hello = new Asked(2, Kind.SEND, ANN, BOB, null, "hello", Set.of());
        hello.onEvent(new Event.State(null, BOB, ID, MessageState.QUEUED, "1"), 3);
        assertThat(new TalkModel(List.of(clear, hello))
                        .objections(ANN, List.of(message("hello", true)), BOB, List.of()))
                .anyMatch(wrong -> wrong.startsWith("missing at"));
    }

    private static Asked clear(Set<MessageId> known) {
        return new Asked(1, Kind.CLEAR, BOB, ANN, null, "", known);
    }

    private static Asked hello() {
        Asked hello = new Asked(0, Kind.SEND, ANN, BOB, null, "hello", Set.of());
        hello.onEvent(new Event.State(null, BOB, ID, MessageState.QUEUED, "1"), 1);
        return hello;
    }

    /** Of a talk in which Ann said hello. */
    private static List<String> objections(List<HistoryMessage> seenByAnn, List<HistoryMessage> seenByBob) {
        return new TalkModel(List.of(hello())).objections(ANN, seenByAnn, BOB, seenByBob);
    }
}
