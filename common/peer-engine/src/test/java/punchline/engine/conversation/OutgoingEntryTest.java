package punchline.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static punchline.engine.Event.MessageState.DELIVERED;
import static punchline.engine.Event.MessageState.QUEUED;
import static punchline.engine.Event.MessageState.SENT;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import punchline.engine.Event.MessageState;
import punchline.protocol.PeerId;

class OutgoingEntryTest {
    @ParameterizedTest(name = "{0} to {1}: {2}")
    @CsvSource({
        "QUEUED,QUEUED,false",
        "QUEUED,SENT,true",
        "QUEUED,DELIVERED,true",
        "SENT,QUEUED,true",
        "SENT,SENT,false",
        "SENT,DELIVERED,true",
        "DELIVERED,QUEUED,false",
        "DELIVERED,SENT,false",
        "DELIVERED,DELIVERED,false"
    })
    void onlyTheStepsOfAMessagesLifeExist(MessageState from, MessageState to, boolean legal) {
        OutgoingEntry entry = inState(from);
        if (legal) {
            entry.moveTo(to, "test");
            assertThat(entry.state()).isEqualTo(to);
        } else {
            assertThatThrownBy(() -> entry.moveTo(to, "test")).isInstanceOf(IllegalStateException.class);
            assertThat(entry.state()).isEqualTo(from);
        }
    }

    private static OutgoingEntry inState(MessageState state) {
        PeerId author = PeerId.ofBytes(new byte[PeerId.BYTES]);
        OutgoingEntry entry =
                new OutgoingEntry(new Entry(MessageId.create(1, 1, 1), author, 1, 1, 1, 0, new Content.Text("hello")));
        assertThat(entry.state()).isEqualTo(QUEUED);
        if (state == SENT || state == DELIVERED) {
            entry.moveTo(state, "test");
        }
        return entry;
    }
}
