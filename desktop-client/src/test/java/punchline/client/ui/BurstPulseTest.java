package punchline.client.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.control.ListView;
import javafx.scene.input.ScrollEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import punchline.client.FakePeer;
import punchline.client.settings.Settings;
import punchline.client.ui.people.PersonState;
import punchline.engine.Event;
import punchline.engine.HistoryMessage;
import punchline.engine.conversation.MessageId;

/** A burst of messages while somebody scrolls: the window stays usable. */
class BurstPulseTest {
    /** What layout may take of a pulse. In processor time: what others do on the machine is none of the window's. */
    private static final long MAX_PULSE_MILLIS = 100;

    @TempDir
    Path directory;

    private final FakePeer peer = new FakePeer();
    private @Nullable WindowDriver opened;

    @AfterEach
    void close() throws InterruptedException {
        if (opened != null) {
            opened.close();
        }
    }

    @Test
    void tenThousandMessagesWhileScrollingLeaveNoPulseLong() throws InterruptedException {
        WindowDriver window = open();
        assertThat(worst(window, "while scrolling", true)).isLessThan(MAX_PULSE_MILLIS);
        assertThat(window.messages()).hasSizeLessThanOrEqualTo(500);
    }

    @Test
    void tenThousandMessagesAtTheEndLeaveNoPulseLong() throws InterruptedException {
        WindowDriver window = open();
        assertThat(worst(window, "at the end", false)).isLessThan(MAX_PULSE_MILLIS);
        assertThat(window.messages()).last().isEqualTo("burst 10499");
    }

    /** The longest pulse in ms, the first ones aside, in which code is still interpreted. */
    private double worst(WindowDriver window, String where, boolean scrolling) {
        PulseMeter meter = window.onFx(() -> new PulseMeter(window.scene()));
        ListView<?> list = window.onFx(() -> (ListView<?>) window.scene().lookup("#messages"));
        burst(window, list, 0, 500, scrolling);
        window.onFx(() -> {
            meter.forget();
            return meter;
        });
        burst(window, list, 500, 10_500, scrolling);
        window.until(
                "all have come",
                () -> window.onFx(() -> {
                    PersonState.Preview last = window.model()
                            .people()
                            .contacts()
                            .getFirst()
                            .state()
                            .last();
                    return last != null && last.text().equals("burst 10499");
                }));
        window.settle();
        List<Double> millis = window.onFx(meter::millis);
        Collections.sort(millis);
        System.out.printf(
                "a burst of 10,000 %s: %d pulses, processor time of the JavaFX thread for each: median %.1f ms, p99 %.1f ms,"
                        + " worst %.1f ms%n",
                where,
                millis.size(),
                millis.get(millis.size() / 2),
                millis.get(millis.size() * 99 / 100),
                millis.getLast());
        return millis.getLast();
    }

    private void burst(WindowDriver window, ListView<?> list, int from, int to, boolean scrolling) {
        for (int i = from; i < to; i++) {
            peer.emit(new Event.Message(
                    null,
                    SampleWorld.ANN,
                    new MessageId(7, i),
                    "burst " + i,
                    SampleWorld.minutesAgo(0),
                    SampleWorld.minutesAgo(0),
                    "",
                    null));
            if (scrolling && i % 200 == 0) {
                double way = i % 400 == 0 ? 120 : -120;
                window.onFx(() -> {
                    list.fireEvent(scroll(way));
                    return list;
                });
            }
        }
        window.settle();
    }

    private static ScrollEvent scroll(double way) {
        return new ScrollEvent(
                ScrollEvent.SCROLL,
                10,
                10,
                10,
                10,
                false,
                false,
                false,
                false,
                true,
                false,
                0,
                way,
                0,
                way,
                ScrollEvent.HorizontalTextScrollUnits.NONE,
                0,
                ScrollEvent.VerticalTextScrollUnits.NONE,
                0,
                0,
                null);
    }

    private WindowDriver open() throws InterruptedException {
        SampleWorld world = SampleWorld.busy(peer);
        world.putHistory(
                SampleWorld.ANN,
                IntStream.range(0, 500)
                        .mapToObj(i -> new HistoryMessage(
                                new MessageId(4, i),
                                i % 3 == 0,
                                "number " + i + " word".repeat(i % 40),
                                i % 3 == 0 ? Event.MessageState.DELIVERED : null,
                                i,
                                ""))
                        .toList());
        WindowDriver window = WindowDriver.open(new DesktopSetup(
                "maria",
                listener -> {
                    peer.subscribe(listener);
                    world.start();
                    return peer;
                },
                Settings.load(directory.resolve(Settings.FILE_NAME))));
        opened = window;
        window.clickText("Ann");
        window.until("the messages are there", () -> !window.messages().isEmpty());
        return window;
    }
}
