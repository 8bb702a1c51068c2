package punchline.client.ui;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javafx.util.Duration;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import punchline.client.ui.style.Theme;
import punchline.client.ui.text.Language;

/**
 * Draws every screen of the window to a PNG file, in both themes, at three widths, in English and from right to left: {@code
 * ScreenshotMain DIRECTORY [--only REGEX]}, which is looked for in names such as {@code chat-900-dark-ar}. Runs without a display
 * with {@code -Dglass.platform=Headless -Dprism.order=sw}.
 */
public final class ScreenshotMain {
    private static final List<Integer> WIDTHS = List.of(900, 1600, 360);
    private static final List<Theme.Choice> THEMES = List.of(Theme.Choice.LIGHT, Theme.Choice.DARK);
    private static final List<Language> LANGUAGES = List.of(Language.ENGLISH, Language.ARABIC);
    private static final double HEIGHT = 720;

    /** For the layout to come to rest, and pictures to be there. */
    private static final int REST_MILLIS = 350;

    private final Path directory;
    private final String wanted;
    private int drawn;

    private ScreenshotMain(Path directory, String wanted) {
        this.directory = directory;
        this.wanted = wanted;
    }

    public static void main(String[] arguments) throws Exception {
        boolean filtered = arguments.length == 3 && arguments[1].equals("--only");
        if (arguments.length != 1 && !filtered) {
            System.err.println("usage: ScreenshotMain DIRECTORY [--only REGEX]");
            System.exit(2);
        }
        ScreenshotMain main =
                new ScreenshotMain(Files.createDirectories(Path.of(arguments[0])), filtered ? arguments[2] : "");
        Platform.setImplicitExit(false);
        Platform.startup(() -> {});
        for (Language language : LANGUAGES) {
            for (Screen screen : Screens.ALL) {
                main.shoot(screen, language);
            }
        }
        System.out.println(main.drawn + " pictures in " + arguments[0]);
        Platform.exit();
    }

    private String name(Screen screen, int width, Theme.Choice theme, Language language) {
        return screen.name() + "-" + width + "-" + theme.text() + "-" + language.code();
    }

    private boolean isWanted(String name) {
        return java.util.regex.Pattern.compile(wanted).matcher(name).find();
    }

    private void shoot(Screen screen, Language language) throws Exception {
        for (int width : WIDTHS) {
            if (THEMES.stream().anyMatch(theme -> isWanted(name(screen, width, theme, language)))) {
                shoot(screen, language, width);
            }
        }
    }

    private void shoot(Screen screen, Language language, int width) throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        Path settings = directory.resolve("window.properties");
        Files.deleteIfExists(settings);
        Platform.runLater(() -> {
            Stage stage = new Stage();
            DesktopWindow window = screen.window(stage, language, settings, done::countDown);
            stage.setWidth(width);
            stage.setHeight(HEIGHT);
            window.theme().set(THEMES.getFirst());
            window.show();
            Deque<Runnable> steps = new ArrayDeque<>();
            screen.steps().forEach(step -> steps.add(() -> step.accept(window.model(), stage.getScene())));
            for (Theme.Choice theme : THEMES) {
                steps.add(() -> window.theme().set(theme));
                String name = name(screen, width, theme, language);
                if (isWanted(name)) {
                    steps.add(() -> write(stage.getScene().snapshot(null), directory.resolve(name + ".png")));
                }
            }
            steps.add(window::close);
            go(steps);
        });
        if (!done.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException(screen + " was not drawn");
        }
        Files.deleteIfExists(settings);
    }

    /** One after another, with a rest before each. */
    private static void go(Deque<Runnable> steps) {
        Runnable step = steps.poll();
        if (step != null) {
            PauseTransition rest = new PauseTransition(Duration.millis(REST_MILLIS));
            rest.setOnFinished(event -> {
                step.run();
                go(steps);
            });
            rest.play();
        }
    }

    private void write(@Nullable WritableImage image, Path file) {
        if (image == null) {
            throw new IllegalStateException("nothing drawn");
        }
        BufferedImage copy =
                new BufferedImage((int) image.getWidth(), (int) image.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < copy.getHeight(); y++) {
            for (int x = 0; x < copy.getWidth(); x++) {
                copy.setRGB(x, y, image.getPixelReader().getArgb(x, y));
            }
        }
        try {
            ImageIO.write(copy, "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        drawn++;
    }
}
