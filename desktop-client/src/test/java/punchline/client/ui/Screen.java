package punchline.client.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.scene.Scene;
import javafx.stage.Stage;
import punchline.client.FakePeer;
import punchline.client.profile.FakeProfile;
import punchline.client.settings.Settings;
import punchline.client.ui.shell.ShellViewModel;
import punchline.client.ui.text.Language;
import punchline.client.ui.text.Texts;

/**
 * One of the things that the window shows: for photographs, and for tests that look at everything.
 *
 * @param sample the people and messages in it
 * @param steps  what leads there from the first view of the window, one after another, on the JavaFX thread
 */
record Screen(String name, Function<FakePeer, SampleWorld> sample, List<BiConsumer<ShellViewModel, Scene>> steps) {
    /**
     * A window in which nothing has happened yet.
     *
     * @param settings the file of its settings, which need not exist
     * @param onClosed called when the window has been closed
     */
    DesktopWindow window(Stage stage, Language language, Path settings, Runnable onClosed) {
        FakePeer engine = new FakePeer();
        SampleWorld world = sample.apply(engine);
        DesktopSetup setup = new DesktopSetup(
                "maria",
                listener -> {
                    engine.subscribe(listener);
                    world.start();
                    return new FakeProfile(engine, Path.of("/home/maria/.local/share/punchline/maria"));
                },
                Settings.load(settings));
        return new DesktopWindow(stage, setup, new Texts(language, Locale.UK), SampleWorld.CLOCK, Locale.UK, onClosed);
    }

    @Override
    public String toString() {
        return name;
    }
}
