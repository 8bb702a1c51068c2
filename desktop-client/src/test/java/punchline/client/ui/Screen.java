package punchline.client.ui;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.scene.Scene;
import punchline.client.FakePeer;
import punchline.client.ui.shell.ShellViewModel;

/**
 * One of the things that the window shows: for photographs, and for tests that look at everything.
 *
 * @param sample the people and messages in it
 * @param steps  what leads there from the first view of the window, one after another, on the JavaFX thread
 */
record Screen(String name, Function<FakePeer, SampleWorld> sample, List<BiConsumer<ShellViewModel, Scene>> steps) {
    @Override
    public String toString() {
        return name;
    }
}
