package punchline.client;

import java.io.InputStream;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import punchline.client.profile.AppDirectories;
import punchline.client.settings.Settings;
import punchline.client.ui.DesktopSetup;
import punchline.client.ui.FilePicker;
import punchline.client.ui.PeerFactory;
import punchline.client.ui.WindowDriver;
import punchline.client.ui.notify.NoticePort;
import punchline.engine.Event;
import punchline.engine.Peer;

/** Windows with real engines and databases behind them, side by side. */
final class RealWindows {
    /** Each is wide enough for both of its panes. */
    static final double WIDTH = 640;

    private final Path data;
    private final List<WindowDriver> open = new ArrayList<>();
    private @Nullable Path chosen;
    private NoticePort notices = NoticePort.NONE;

    RealWindows(Path data) {
        this.data = data;
    }

    /** The file that is chosen from here on, whoever asks. */
    void choose(Path file) {
        chosen = file;
    }

    /** Takes what windows that are opened from here on tell the desktop. */
    void tell(NoticePort port) {
        notices = port;
    }

    /** Opens the window of a profile, at a place from the left. */
    WindowDriver open(String profile, double x, String... more) throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("--profile", profile, "--data", data.toString()));
        arguments.add("--no-port-mapping");
        arguments.addAll(List.of(more));
        ClientOptions options = switch (ClientOptions.parse("test", arguments.toArray(String[]::new))) {
            case ClientOptions.Parsed.Run(ClientOptions parsed) -> parsed;
            case ClientOptions.Parsed.Stop stop -> throw new AssertionError(stop.text());
        };
        Wiring wiring = new Wiring(
                new LivePeers(),
                address -> {
                    throw new BindException("the test serves");
                },
                AppDirectories.within(data),
                List.of());
        Settings settings = wiring.settings(options);
        PeerFactory peers = new PeerFactory() {
            @Override
            public Peer start(Consumer<Event> listener) throws StartException {
                return start(listener, PassphrasePrompt.NOBODY);
            }

            @Override
            public Peer start(Consumer<Event> listener, PassphrasePrompt prompt) throws StartException {
                return wiring.open(options, new Unlocking(InputStream.nullInputStream(), prompt), settings, listener);
            }
        };
        FilePicker files = new FilePicker() {
            @Override
            public @Nullable Path save(String title, String name, String kind, String extension) {
                return chosen;
            }

            @Override
            public @Nullable Path open(String title, String kind, List<String> extensions) {
                return chosen;
            }
        };
        WindowDriver window = WindowDriver.open(
                new DesktopSetup(profile, peers, settings, (link, failed) -> failed.run(), files, notices),
                Clock.systemUTC(),
                x);
        window.resize(WIDTH, 700);
        open.add(window);
        return window;
    }

    static void enterServer(WindowDriver window, int port) {
        window.awaitText("Welcome to Punchline");
        window.click(".server-address");
        window.type("127.0.0.1:" + port);
        window.press(KeyCode.ENTER);
        window.awaitText("Connected to server");
    }

    static void say(WindowDriver window, String text) {
        window.click("#composer");
        window.type(text);
        window.press(KeyCode.ENTER);
        window.awaitText(text);
    }

    static void awaitPresence(WindowDriver window, String start) {
        window.until(start, () -> window.words("#presence").startsWith(start));
    }

    void close(WindowDriver window) throws InterruptedException {
        open.remove(window);
        window.close();
    }

    void closeAll() throws InterruptedException {
        for (WindowDriver window : List.copyOf(open)) {
            close(window);
        }
    }
}
