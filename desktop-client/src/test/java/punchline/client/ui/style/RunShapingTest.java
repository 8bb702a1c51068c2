package punchline.client.ui.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;
import punchline.client.ui.Toolkit;

/** Without {@link RunShaping#mend} half of these texts throw out of layout on Linux. */
class RunShapingTest {
    private static final int TEXTS = 200;
    private static final long LIMIT_MILLIS = TimeUnit.SECONDS.toMillis(30);

    /** Letters of both directions, joining and not, and what changes runs: marks, digits, signs, emoji, the end of a line. */
    private static final List<String> SIGNS = List.of(
            "ש", "ל", "ו", "ם", "ا", "ل", "م", "ر", "ح", "لا", " ", " ", "a", "W", "7", ".", "(", "\u200e", "😀", "\n");

    @BeforeAll
    static void mend() throws InterruptedException {
        Toolkit.start();
        WaitForAsyncUtils.waitForAsyncFx(LIMIT_MILLIS, RunShaping::mend);
    }

    @Test
    void labelsWrapAnyText() {
        everyTextIsLaidOut(words -> {
            Label label = new Label(words);
            label.setWrapText(true);
            return label;
        });
    }

    @Test
    void fieldsWrapAnyText() {
        everyTextIsLaidOut(words -> {
            TextArea area = new TextArea(words);
            area.setWrapText(true);
            return area;
        });
    }

    @Test
    void messagesWrapAnyText() {
        everyTextIsLaidOut(words -> {
            WrappedText text = new WrappedText();
            text.setText(words);
            return text;
        });
    }

    /** The second line says only what the first has not said: a run that was split was shaped whole. */
    @Test
    void aLineIsAsWideAsItsOwnWords() {
        WaitForAsyncUtils.waitForAsyncFx(LIMIT_MILLIS, () -> {
            WrappedText text = new WrappedText();
            text.setText("שלום ".repeat(20).strip());
            laidOut(text, 200);
            assertThat(text.prefHeight(200))
                    .isGreaterThan(3 * new Label("ש").getFont().getSize());
            assertThat(text.getChildren().getFirst().getLayoutBounds().getWidth())
                    .isLessThanOrEqualTo(210);
        });
    }

    private static void everyTextIsLaidOut(Function<String, Region> made) {
        long seed = 40_001;
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        WaitForAsyncUtils.waitForAsyncFx(LIMIT_MILLIS, () -> {
            for (int i = 0; i < TEXTS; i++) {
                laidOut(made.apply(words(random)), 60 + random.nextInt(500));
            }
        });
    }

    private static String words(Random random) {
        StringBuilder words = new StringBuilder();
        int length = 1 + random.nextInt(80);
        while (words.length() < length) {
            int times = random.nextInt(6) == 0 ? 1 + random.nextInt(20) : 1;
            words.append(SIGNS.get(random.nextInt(SIGNS.size())).repeat(times));
        }
        return words.toString();
    }

    private static void laidOut(Region region, double width) {
        StackPane root = new StackPane(region);
        new Scene(root, width, 400);
        root.applyCss();
        region.resize(width, region.prefHeight(width));
        root.layout();
    }
}
