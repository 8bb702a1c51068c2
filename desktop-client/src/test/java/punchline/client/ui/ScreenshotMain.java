package punchline.client.ui;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.util.Duration;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import punchline.client.FakePeer;
import punchline.client.profile.FakeProfile;
import punchline.client.settings.Settings;
import punchline.client.ui.settings.SettingsView;
import punchline.client.ui.shell.ShellViewModel;
import punchline.client.ui.style.Theme;
import punchline.client.ui.text.Texts;
import punchline.engine.Event;
import punchline.engine.invite.InviteLink;
import punchline.protocol.PeerId;
import punchline.protocol.ServerAddress;
import punchline.protocol.Token;

/**
 * Draws the window's screens to PNG files, for people to look at: {@code ScreenshotMain DIRECTORY [NAMES]}, the names a
 * regular expression. Runs without a
 * display with {@code -Dglass.platform=Headless -Dprism.order=sw}.
 */
public final class ScreenshotMain {
    private static final String INVITE = new InviteLink(
                    SampleWorld.id("Heidi"),
                    List.of(ServerAddress.parse("203.0.113.9:6327")),
                    "Heidi 🏔",
                    SampleWorld.minutesAgo(-3000) / 1000 * 1000,
                    Token.ofBytes(new byte[Token.BYTES]))
            .text();

    private final Path directory;

    private final String wanted;

    private ScreenshotMain(Path directory, String wanted) {
        this.directory = directory;
        this.wanted = wanted;
    }

    public static void main(String[] arguments) throws Exception {
        ScreenshotMain main = new ScreenshotMain(
                Files.createDirectories(Path.of(arguments[0])), arguments.length > 1 ? arguments[1] : ".*");
        Platform.setImplicitExit(false);
        Platform.startup(() -> {});
        for (Theme.Choice theme : new Theme.Choice[] {Theme.Choice.LIGHT, Theme.Choice.DARK}) {
            for (int width : new int[] {360, 900, 1600}) {
                main.shoot("chat", theme, width, SampleWorld::busy, model -> choose(model, SampleWorld.ANN));
            }
            for (int width : new int[] {360, 900, 1600}) {
                main.shoot("lively", theme, width, SampleWorld::lively, model -> choose(model, SampleWorld.ROSA));
            }
            main.shootCards(theme);
            for (int width : new int[] {360, 900}) {
                main.shoot(
                        "look-alike", theme, width, ScreenshotMain::lookAlike, model -> choose(model, SampleWorld.ANN));
            }
            main.shoot("people", theme, 360, SampleWorld::busy, model -> {});
            main.shoot("nobody-chosen", theme, 900, SampleWorld::busy, model -> {});
            main.shoot("request", theme, 900, SampleWorld::busy, model -> choose(model, SampleWorld.EVE));
            main.shoot("stranger", theme, 900, SampleWorld::busy, model -> choose(model, SampleWorld.FRANK));
            main.shoot("requested", theme, 900, SampleWorld::busy, model -> choose(model, SampleWorld.id("Chloé")));
            main.shoot("welcome", theme, 900, SampleWorld::empty, model -> {});
            main.shoot("welcome", theme, 360, SampleWorld::empty, model -> {});
            main.shoot("lonely", theme, 900, SampleWorld::lonely, model -> {});
            for (SettingsView.Section section : SettingsView.Section.values()) {
                for (int width : new int[] {360, 900, 1600}) {
                    main.shoot(
                            "settings-" + section.name().toLowerCase(Locale.ROOT),
                            theme,
                            width,
                            SampleWorld::busy,
                            model -> model.youShownProperty().set(true),
                            (model, scene) -> tab(scene, section));
                }
            }
            for (int width : new int[] {360, 900}) {
                main.shoot("large-text", theme, width, SampleWorld::lively, model -> {
                    model.settings().textSizeProperty().set(150);
                    choose(model, SampleWorld.ROSA);
                });
                main.shoot(
                        "passphrase",
                        theme,
                        width,
                        SampleWorld::busy,
                        model -> model.youShownProperty().set(true),
                        (model, scene) -> button(scene, "#passphrase-set").fire());
            }
            main.shoot("problem", theme, 900, SampleWorld::busy, model -> {
                choose(model, SampleWorld.ANN);
                model.composer().textProperty().set("One line\nand another\nand " + "much more ".repeat(7_000));
                model.onEvent(new Event.Problem(
                        null, "The disk is almost full. Free some space, or new messages cannot be stored."));
            });
        }
        Platform.exit();
    }

    /** What opens above the conversation. */
    private void shootCards(Theme.Choice theme) throws Exception {
        card("picker", theme, 900, (model, scene) -> button(scene, "#emoji").fire());
        card("picker", theme, 360, (model, scene) -> button(scene, "#emoji").fire());
        card("timeline", theme, 900, (model, scene) -> clickLast(scene, ".message-cell:mine .message-meta"));
        card("timeline", theme, 360, (model, scene) -> clickLast(scene, ".message-cell:mine .message-meta"));
        card("shortcuts", theme, 900, (model, scene) -> press(scene, KeyCode.SLASH));
        card("completion", theme, 900, (model, scene) -> {
            TextArea area = (TextArea) scene.lookup("#composer");
            area.requestFocus();
            area.setText("I am :smi");
            area.end();
        });
        for (int width : new int[] {360, 900}) {
            card("alias", theme, width, (model, scene) -> menu(scene, "contact-rename"));
            card("safety", theme, width, (model, scene) -> menu(scene, "contact-verify"));
            card("retention", theme, width, (model, scene) -> menu(scene, "contact-retain"));
            card("block", theme, width, (model, scene) -> menu(scene, "contact-block"));
            card("clear", theme, width, (model, scene) -> menu(scene, "contact-clear"));
        }
        for (int width : new int[] {360, 900}) {
            shoot("invite", theme, width, SampleWorld::lonely, model -> {}, (model, scene) -> {
                item(scene, "#add", "invite-menu-give");
                Platform.runLater(() -> button(scene, "#invite-make").fire());
            });
            shoot("redeem", theme, width, SampleWorld::busy, model -> {}, (model, scene) -> {
                item(scene, "#add", "invite-menu-take");
                Platform.runLater(() -> ((TextArea) scene.lookup("#invite-text")).setText(INVITE));
            });
        }
        card("hover", theme, 900, (model, scene) -> hover(scene));
        for (int width : new int[] {360, 900, 1600}) {
            card("find", theme, width, (model, scene) -> {
                model.conversation().search().open();
                model.conversation().search().queryProperty().set("to the");
            });
        }
        for (int width : new int[] {360, 900}) {
            shoot("search", theme, width, SampleWorld::lively, model -> {
                model.onEvent(new Event.Draft(null, SampleWorld.ANN, "I think that we should"));
                model.people().searchProperty().set("an");
                model.people().searchMessages();
            });
        }
        card("editing", theme, 900, (model, scene) -> press(scene, KeyCode.UP));
    }

    private void card(String name, Theme.Choice theme, int width, BiConsumer<ShellViewModel, Scene> step)
            throws Exception {
        shoot(name, theme, width, SampleWorld::lively, model -> choose(model, SampleWorld.ROSA), step);
    }

    private static Button button(Scene scene, String query) {
        return (Button) scene.lookup(query);
    }

    /** One who is verified, and one who bears her name. */
    private static SampleWorld lookAlike(FakePeer engine) {
        SampleWorld world = SampleWorld.busy(engine);
        world.note(SampleWorld.id("Farid"), new Event.Notes(null, true, null), null);
        world.note(
                SampleWorld.ANN,
                new Event.Notes("Anna from work", false, new Event.LooksLike(SampleWorld.id("Farid"), "Ann", true)),
                null);
        return world;
    }

    /** Does what an entry of the person's menu does. */
    private static void menu(Scene scene, String id) {
        item(scene, "#person-menu", id);
    }

    private static void item(Scene scene, String opener, String id) {
        button(scene, opener).fire();
        List<ContextMenu> menus = Window.getWindows().stream()
                .filter(ContextMenu.class::isInstance)
                .map(ContextMenu.class::cast)
                .toList();
        menus.stream()
                .flatMap(menu -> menu.getItems().stream())
                .filter(item -> id.equals(item.getId()))
                .findFirst()
                .orElseThrow()
                .fire();
        menus.forEach(Window::hide);
    }

    private static void tab(Scene scene, SettingsView.Section section) {
        ((ToggleButton) scene.lookup("#settings-" + section.name().toLowerCase(Locale.ROOT))).fire();
    }

    private static void press(Scene scene, KeyCode key) {
        boolean control = key == KeyCode.SLASH;
        scene.lookup("#composer")
                .fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, control, false, false));
    }

    private static void hover(Scene scene) {
        scene.getRoot().lookupAll(".bubble").stream()
                .filter(node -> node.localToScene(0, 0).getY() > 300)
                .min(java.util.Comparator.comparingDouble(
                        node -> node.localToScene(0, 0).getY()))
                .orElseThrow()
                .getParent()
                .fireEvent(mouse(MouseEvent.MOUSE_ENTERED));
    }

    private static void clickLast(Scene scene, String query) {
        scene.getRoot().lookupAll(query).stream()
                .filter(node -> isSeen(node) && node.localToScene(0, 0).getY() < 640)
                .max(java.util.Comparator.comparingDouble(
                        node -> node.localToScene(0, 0).getY()))
                .orElseThrow()
                .fireEvent(mouse(MouseEvent.MOUSE_CLICKED));
    }

    private static boolean isSeen(Node node) {
        return node.isVisible() && (node.getParent() == null || isSeen(node.getParent()));
    }

    private static MouseEvent mouse(EventType<MouseEvent> type) {
        return new MouseEvent(
                type,
                0,
                0,
                0,
                0,
                MouseButton.PRIMARY,
                1,
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                true,
                false,
                true,
                null);
    }

    private static void choose(ShellViewModel model, PeerId peer) {
        model.people().items().stream()
                .filter(item -> item instanceof punchline.client.ui.people.PeopleItem.Row row
                        && row.person().id().equals(peer))
                .map(item -> ((punchline.client.ui.people.PeopleItem.Row) item).person())
                .findFirst()
                .ifPresent(model.people()::select);
    }

    private void shoot(
            String name,
            Theme.Choice theme,
            int width,
            java.util.function.Function<FakePeer, SampleWorld> sample,
            Consumer<ShellViewModel> step)
            throws Exception {
        shoot(name, theme, width, sample, step, (model, scene) -> {});
    }

    private void shoot(
            String name,
            Theme.Choice theme,
            int width,
            java.util.function.Function<FakePeer, SampleWorld> sample,
            Consumer<ShellViewModel> step,
            BiConsumer<ShellViewModel, Scene> then)
            throws Exception {
        if (!name.matches(wanted)) {
            return;
        }
        CountDownLatch done = new CountDownLatch(1);
        Settings settings = Settings.load(directory.resolve(Settings.FILE_NAME));
        settings.put(Settings.TEXT_SIZE, "100");
        new WindowSettings(width, 720, false, theme).keep(settings);
        Platform.runLater(() -> {
            FakePeer engine = new FakePeer();
            SampleWorld world = sample.apply(engine);
            DesktopSetup setup = new DesktopSetup(
                    "maria",
                    listener -> {
                        engine.subscribe(listener);
                        world.start();
                        return new FakeProfile(engine, Path.of("/home/maria/.local/share/punchline/maria"));
                    },
                    settings);
            Stage stage = new Stage();
            DesktopWindow window = new DesktopWindow(
                    stage, setup, new Texts(Locale.UK), SampleWorld.CLOCK, Locale.UK, done::countDown);
            window.show();
            after(600, () -> step.accept(window.model()));
            after(1_400, () -> then.accept(window.model(), stage.getScene()));
            after(2_600, () -> {
                String file = name + "-" + width + "-" + theme.text() + ".png";
                write(stage.getScene().snapshot(null), directory.resolve(file));
                window.close();
            });
        });
        if (!done.await(120, TimeUnit.SECONDS)) {
            throw new IllegalStateException(name + " was not drawn");
        }
    }

    private static void after(int millis, Runnable action) {
        PauseTransition pause = new PauseTransition(Duration.millis(millis));
        pause.setOnFinished(event -> action.run());
        pause.play();
    }

    private static void write(@Nullable WritableImage image, Path file) {
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
    }
}
