package punchline.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.Event.MessageState;

/** What others learn of me beside what I write, changed while both run. */
class DiscloseTest {
    private final TwoHomes homes = TwoHomes.usual(47);

    @Test
    void whoeverTellsNothingOfReadingAndWritingAnyMoreTellsNothing() {
        homes.online();
        homes.ann.submit(new Command.Typing(null, homes.bob.id()));
        homes.time.runMillis(4_000);
        assertThat(homes.bob.last(Event.Typing.class, any -> true)).isNotNull();

        homes.ann.submit(new Command.Disclose("quiet", false, false));
        homes.time.runMillis(100);
        Event.Status status = homes.ann.last(Event.Status.class, answer -> "quiet".equals(answer.ref()));
        assertThat(status).isNotNull();
        assertThat(status.chat().typing()).isFalse();
        assertThat(status.chat().readReceipts()).isFalse();

        homes.bob.events().clear();
        homes.ann.submit(new Command.Typing(null, homes.bob.id()));
        homes.bob.submit(new Command.Send(null, homes.ann.id(), "are you there?"));
        homes.time.runMillis(2_000);
        homes.ann.submit(new Command.Read(null, homes.bob.id(), null));
        homes.time.runMillis(4_000);
        assertThat(homes.bob.last(Event.Typing.class, any -> true)).isNull();
        assertThat(homes.bob.last(Event.State.class, told -> told.state() == MessageState.READ))
                .isNull();

        homes.ann.submit(new Command.Disclose(null, null, true));
        homes.bob.submit(new Command.Send(null, homes.ann.id(), "hello?"));
        homes.time.runMillis(2_000);
        homes.ann.submit(new Command.Read(null, homes.bob.id(), null));
        homes.ann.submit(new Command.Typing(null, homes.bob.id()));
        homes.time.runMillis(4_000);
        assertThat(homes.bob.last(Event.State.class, told -> told.state() == MessageState.READ))
                .as("%s", homes.network.trace())
                .isNotNull();
        assertThat(homes.bob.last(Event.Typing.class, any -> true))
                .as("still off")
                .isNull();
    }
}
