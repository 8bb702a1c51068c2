package punchline.client.ui;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import punchline.client.FakePeer;
import punchline.client.settings.Settings;
import punchline.engine.Event.MessageState;
import punchline.engine.HistoryMessage;
import punchline.engine.conversation.MessageId;

/**
 * Measures how long it takes from a key in the composer to the end of the layout that shows it, with a conversation of a million
 * messages behind: {@code KeyLatencyMain [MESSAGES]}. Runs without a display with {@code -Dglass.platform=Headless -Dprism.order=sw}.
 */
public final class KeyLatencyMain {
    private static final int WARM_UP = 300;
    private static final int KEYS = 1_000;

    private KeyLatencyMain() {}

    public static void main(String[] arguments) throws Exception {
        int messages = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        FakePeer peer = new FakePeer();
        SampleWorld world = SampleWorld.busy(peer);
        List<HistoryMessage> history = new ArrayList<>(messages);
        for (int i = 0; i < messages; i++) {
            history.add(new HistoryMessage(
                    new MessageId(4, i), i % 3 == 0, "number " + i, i % 3 == 0 ? MessageState.DELIVERED : null, i, ""));
        }
        world.putHistory(SampleWorld.ANN, history);
        Path directory = Files.createTempDirectory("key-latency");
        WindowDriver window = WindowDriver.open(
                new DesktopSetup(
                        "maria",
                        listener -> {
                            peer.subscribe(listener);
                            world.start();
                            return peer;
                        },
                        Settings.load(directory.resolve(Settings.FILE_NAME))),
                Clock.systemUTC(),
                0);
        window.clickText("Ann");
        window.until("the messages are there", () -> !window.messages().isEmpty());
        window.onFx(() -> {
            for (int i = 0; i < 20; i++) {
                window.model().conversation().onNearOldest();
            }
            return window;
        });
        TextArea area = window.onFx(() -> (TextArea) window.scene().lookup("#composer"));
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < WARM_UP + KEYS; i++) {
            double took = press(window, area, i % 60 == 59);
            if (i >= WARM_UP) {
                millis.add(took);
            }
        }
        Collections.sort(millis);
        System.out.printf(
                "%d messages, %d keys, from the key to the end of the layout: median %.1f ms, p99 %.1f ms, worst %.1f ms%n",
                messages, KEYS, millis.get(KEYS / 2), millis.get(KEYS * 99 / 100), millis.getLast());
        window.close();
        System.exit(0);
    }

    private static double press(WindowDriver window, TextArea area, boolean clear) throws InterruptedException {
        CountDownLatch laidOut = new CountDownLatch(1);
        long[] times = new long[2];
        window.onFx(() -> {
            Runnable[] once = new Runnable[1];
            once[0] = () -> {
                times[1] = System.nanoTime();
                window.scene().removePostLayoutPulseListener(once[0]);
                laidOut.countDown();
            };
            window.scene().addPostLayoutPulseListener(once[0]);
            times[0] = System.nanoTime();
            if (clear) {
                area.clear();
            } else {
                area.fireEvent(
                        new KeyEvent(KeyEvent.KEY_TYPED, "k", "", KeyCode.UNDEFINED, false, false, false, false));
            }
            return area;
        });
        if (!laidOut.await(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no pulse");
        }
        return (times[1] - times[0]) / 1e6;
    }
}
