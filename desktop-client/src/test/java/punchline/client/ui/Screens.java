package punchline.client.ui;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Window;
import punchline.client.FakePeer;
import punchline.client.ui.notify.Notice;
import punchline.client.ui.people.PeopleItem;
import punchline.client.ui.settings.SettingsView;
import punchline.client.ui.shell.ShellView;
import punchline.client.ui.shell.ShellViewModel;
import punchline.engine.Event;
import punchline.engine.Mishap;
import punchline.engine.Reason;
import punchline.engine.invite.InviteLink;
import punchline.protocol.PeerId;
import punchline.protocol.ServerAddress;
import punchline.protocol.Token;
import punchline.store.StoreTrouble;

/** Everything that the window shows. A new screen belongs here: it is then photographed, and held to what all are held to. */
final class Screens {
    private static final String INVITE = new InviteLink(
                    SampleWorld.id("Heidi"),
                    List.of(ServerAddress.parse("203.0.113.9:6327")),
                    "Heidi 🏔",
                    SampleWorld.minutesAgo(-3000) / 1000 * 1000,
                    Token.ofBytes(new byte[Token.BYTES]))
            .text();

    static final List<Screen> ALL = List.of(
            screen("chat", SampleWorld::busy, model -> choose(model, SampleWorld.ANN)),
            screen("lively", SampleWorld::lively, model -> choose(model, SampleWorld.ROSA)),
            screen("look-alike", Screens::lookAlike, model -> choose(model, SampleWorld.ANN)),
            screen("nobody-chosen", SampleWorld::busy, model -> {}),
            screen("request", SampleWorld::busy, model -> choose(model, SampleWorld.EVE)),
            screen("stranger", SampleWorld::busy, model -> choose(model, SampleWorld.FRANK)),
            screen("requested", SampleWorld::busy, model -> choose(model, SampleWorld.id("Chloé"))),
            screen("welcome", SampleWorld::empty, model -> {}),
            screen("first", SampleWorld::nameless, model -> {}),
            screen("failure", SampleWorld::busy, Screens::fail),
            new Screen("unlock", SampleWorld::busy, List.of(Screens::unlock)),
            screen("lonely", SampleWorld::lonely, model -> {}),
            settings(SettingsView.Section.PROFILE),
            settings(SettingsView.Section.APPEARANCE),
            settings(SettingsView.Section.NOTIFICATIONS),
            settings(SettingsView.Section.NETWORK),
            settings(SettingsView.Section.PRIVACY),
            settings(SettingsView.Section.STORAGE),
            screen("problem", SampleWorld::busy, Screens::problem),
            card("picker", (model, scene) -> button(scene, "#emoji").fire()),
            card("timeline", (model, scene) -> clickLast(scene, ".message-cell:mine .message-meta")),
            card("shortcuts", (model, scene) -> press(scene, KeyCode.SLASH)),
            card("switcher", (model, scene) -> press(scene, KeyCode.K)),
            card("completion", Screens::complete),
            card("alias", (model, scene) -> menu(scene, "contact-rename")),
            card("safety", (model, scene) -> menu(scene, "contact-verify")),
            card("retention", (model, scene) -> menu(scene, "contact-retain")),
            card("block", (model, scene) -> menu(scene, "contact-block")),
            card("clear", (model, scene) -> menu(scene, "contact-clear")),
            card("hover", (model, scene) -> hover(scene)),
            new Screen(
                    "invite",
                    SampleWorld::lonely,
                    List.of(
                            (model, scene) -> item(scene, "#add", "invite-menu-give"),
                            (model, scene) -> button(scene, "#invite-make").fire())),
            new Screen(
                    "redeem",
                    SampleWorld::busy,
                    List.of(
                            (model, scene) -> item(scene, "#add", "invite-menu-take"),
                            (model, scene) -> ((TextArea) scene.lookup("#invite-text")).setText(INVITE))),
            card("find", Screens::find),
            card("toast", Screens::toast),
            card("connection", (model, scene) -> button(scene, "#connection").fire()),
            card("way", (model, scene) -> button(scene, "#presence").fire()),
            screen("large-text", SampleWorld::lively, Screens::enlarge),
            new Screen(
                    "passphrase",
                    SampleWorld::busy,
                    List.of(
                            (model, scene) -> model.youShownProperty().set(true),
                            (model, scene) -> button(scene, "#passphrase-set").fire())),
            screen("search", SampleWorld::lively, Screens::search),
            card("editing", (model, scene) -> press(scene, KeyCode.UP)));

    private Screens() {}

    private static Screen screen(String name, Function<FakePeer, SampleWorld> sample, Consumer<ShellViewModel> step) {
        return new Screen(name, sample, List.of((model, scene) -> step.accept(model)));
    }

    private static Screen settings(SettingsView.Section section) {
        String name = section.name().toLowerCase(Locale.ROOT);
        return new Screen(
                "settings-" + name,
                SampleWorld::busy,
                List.of(
                        (model, scene) -> model.youShownProperty().set(true),
                        (model, scene) -> ((ToggleButton) scene.lookup("#settings-" + name)).fire()));
    }

    private static void fail(ShellViewModel model) {
        model.onStartFailed("The profile \"maria\" in /home/maria/.local/share/punchline is open in another Punchline."
                + " Close that one or choose another profile with --profile.");
    }

    private static void unlock(ShellViewModel model, Scene scene) {
        ((ShellView) scene.getRoot()).askPassphrase("maria", true, new CompletableFuture<>());
    }

    private static void enlarge(ShellViewModel model) {
        model.settings().textSizeProperty().set(150);
        choose(model, SampleWorld.ROSA);
    }

    /** What opens above a conversation, or within it. */
    private static Screen card(String name, BiConsumer<ShellViewModel, Scene> step) {
        return new Screen(name, SampleWorld::lively, List.of((model, scene) -> choose(model, SampleWorld.ROSA), step));
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

    private static void problem(ShellViewModel model) {
        choose(model, SampleWorld.ANN);
        model.composer().textProperty().set("One line\nand another\nand " + "much more ".repeat(7_000));
        Reason full = Reason.of(StoreTrouble.FULL, "file", "/home/maria/.local/share/punchline/maria/messages.db");
        model.onEvent(new Event.Problem(null, Reason.because(full, Mishap.NOT_KEPT, "name", "Ann")));
    }

    private static void toast(ShellViewModel model, Scene scene) {
        ((ShellView) scene.getRoot()).tell(new Notice(SampleWorld.ANN, "Ann", "Did you see what they wrote? 😮"));
    }

    private static void find(ShellViewModel model, Scene scene) {
        model.conversation().search().open();
        model.conversation().search().queryProperty().set("to the");
    }

    private static void search(ShellViewModel model) {
        model.onEvent(new Event.Draft(null, SampleWorld.ANN, "I think that we should"));
        model.people().searchProperty().set("an");
        model.people().searchMessages();
    }

    private static void complete(ShellViewModel model, Scene scene) {
        TextArea area = (TextArea) scene.lookup("#composer");
        area.requestFocus();
        area.setText("I am :smi");
        area.end();
    }

    static void choose(ShellViewModel model, PeerId peer) {
        model.people().items().stream()
                .filter(PeopleItem.Row.class::isInstance)
                .map(item -> ((PeopleItem.Row) item).person())
                .filter(person -> person.id().equals(peer))
                .findFirst()
                .ifPresent(model.people()::select);
    }

    private static Button button(Scene scene, String query) {
        return (Button) scene.lookup(query);
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

    private static void press(Scene scene, KeyCode key) {
        boolean control = key == KeyCode.SLASH || key == KeyCode.K;
        scene.lookup("#composer")
                .fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, control, false, false));
    }

    private static void hover(Scene scene) {
        scene.getRoot().lookupAll(".bubble").stream()
                .filter(node -> node.localToScene(0, 0).getY() > 300)
                .min(Comparator.comparingDouble(node -> node.localToScene(0, 0).getY()))
                .orElseThrow()
                .getParent()
                .fireEvent(mouse(MouseEvent.MOUSE_ENTERED));
    }

    private static void clickLast(Scene scene, String query) {
        scene.getRoot().lookupAll(query).stream()
                .filter(node -> isSeen(node) && node.localToScene(0, 0).getY() < 640)
                .max(Comparator.comparingDouble(node -> node.localToScene(0, 0).getY()))
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
}
