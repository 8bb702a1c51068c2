package punchline.client.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.collections.ListChangeListener;
import javafx.scene.image.Image;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

class UnreadBadgeTest {
    private static final Color RED = Color.web("#cf222e");
    private static final int SIZE = 64;

    private final Image large = filled(SIZE);
    private final Image small = filled(16);

    @BeforeAll
    static void start() throws InterruptedException {
        Toolkit.start();
    }

    @Test
    void aNumberIsDrawnOnTheIconsThatHaveRoomAndTakenOffAgain() {
        onFx(() -> {
            Stage stage = new Stage();
            UnreadBadge badge = new UnreadBadge(stage, List.of(small, large));
            assertThat(stage.getIcons()).containsExactly(small, large);

            badge.show(3);
            assertThat(stage.getIcons().getFirst()).as("too small for a number").isSameAs(small);
            Image three = stage.getIcons().getLast();
            assertThat(count(three, RED)).isBetween(SIZE * SIZE / 8, SIZE * SIZE / 2);
            assertThat(count(three, Color.WHITE)).isPositive();
            assertThat(three.getPixelReader().getColor(0, 0))
                    .as("the rest of the icon")
                    .isEqualTo(Color.BLUE);

            badge.show(4);
            assertThat(stage.getIcons().getLast()).as("another number").isNotSameAs(three);

            badge.show(0);
            assertThat(stage.getIcons()).containsExactly(small, large);
            return stage;
        });
    }

    @Test
    void moreThanNinetyNineLookAlike() {
        onFx(() -> {
            Stage stage = new Stage();
            UnreadBadge badge = new UnreadBadge(stage, List.of(large));
            badge.show(100);
            Image many = stage.getIcons().getLast();
            badge.show(100_000);
            assertThat(stage.getIcons()).containsExactly(many);
            return stage;
        });
    }

    @Test
    void anIconThatIsStillLoadingGetsItsNumberOnceItIsThere() throws Exception {
        String file = Objects.requireNonNull(UnreadBadge.class.getResource("icon-64.png"))
                .toString();
        CompletableFuture<Image> drawn = new CompletableFuture<>();
        onFx(() -> {
            Stage stage = new Stage();
            Image icon = new Image(file, true);
            new UnreadBadge(stage, List.of(icon)).show(3);
            assertThat(icon.getProgress())
                    .as("not yet, for nothing else can run here")
                    .isLessThan(1);
            stage.getIcons().addListener((ListChangeListener<Image>) change -> {
                if (!stage.getIcons().contains(icon)) {
                    drawn.complete(stage.getIcons().getLast());
                }
            });
            return stage;
        });
        assertThat(count(drawn.get(20, TimeUnit.SECONDS), RED)).isPositive();
    }

    private static int count(Image image, Color colour) {
        int found = 0;
        for (int i = 0; i < SIZE * SIZE; i++) {
            if (image.getPixelReader().getColor(i % SIZE, i / SIZE).equals(colour)) {
                found++;
            }
        }
        return found;
    }

    private static Image filled(int size) {
        WritableImage image = new WritableImage(size, size);
        for (int i = 0; i < size * size; i++) {
            image.getPixelWriter().setColor(i % size, i / size, Color.BLUE);
        }
        return image;
    }

    private static <T> T onFx(Callable<T> action) {
        return WaitForAsyncUtils.waitForAsyncFx(TimeUnit.SECONDS.toMillis(20), action);
    }
}
