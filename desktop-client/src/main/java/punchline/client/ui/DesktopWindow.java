package punchline.client.ui;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.client.StartException;
import punchline.client.profile.OwnProfile;
import punchline.client.profile.Passphrase;
import punchline.client.ui.bridge.Asker;
import punchline.client.ui.bridge.EventPump;
import punchline.client.ui.bridge.Repeating;
import punchline.client.ui.emoji.EmojiRecents;
import punchline.client.ui.shell.ShellView;
import punchline.client.ui.shell.ShellViewModel;
import punchline.client.ui.style.Orientation;
import punchline.client.ui.style.RunShaping;
import punchline.client.ui.style.Theme;
import punchline.client.ui.text.Texts;
import punchline.client.ui.text.Times;
import punchline.engine.Peer;

/** One window and the peer behind it: wires them, and ends both. JavaFX thread. */
final class DesktopWindow {
    private static final Logger LOG = LoggerFactory.getLogger(DesktopWindow.class);

    /** Servers do not tell who comes and goes. Often enough to meet someone while one looks on. */
    private static final Duration LIST_INTERVAL = Duration.ofSeconds(10);

    /** How many times slower it goes while the window has not the keyboard, and may be out of sight. */
    private static final Duration UNFOCUSED_LIST_INTERVAL = Duration.ofSeconds(40);

    /** All other sizes of letters are parts of it. In pixels. */
    private static final double USUAL_FONT_SIZE = 14;

    private final Stage stage;
    private final DesktopSetup setup;
    private final Texts texts;
    private final Runnable onClosed;
    private final Asker asker = new Asker();
    private final ShellViewModel model;
    private final ShellView view;
    private final ObjectProperty<Theme.Choice> theme;
    private final EmojiRecents recents;
    private final UnreadBadge badge;
    private final WindowNotices notices;
    private final Repeating listing;
    private @Nullable Peer peer;
    private boolean closing;
    private long shownMillis;

    /**
     * Builds the window, without showing it.
     *
     * @param onClosed called when the window is closed and the peer has ended
     */
    DesktopWindow(Stage stage, DesktopSetup setup, Texts texts, Clock clock, Locale locale, Runnable onClosed) {
        RunShaping.mend();
        this.stage = stage;
        this.setup = setup;
        this.texts = texts;
        this.onClosed = onClosed;
        WindowSettings settings = WindowSettings.of(setup.settings());
        Times times = new Times(clock, texts, locale);
        model = new ShellViewModel(
                asker,
                texts,
                times,
                setup.settings(),
                work -> Thread.ofVirtual().name("profile-work").start(work),
                Platform::runLater);
        theme = new SimpleObjectProperty<>(settings.theme());
        recents = new EmojiRecents(setup.settings().file().resolveSibling("emoji.txt"));
        view = new ShellView(
                model, texts, times, theme, recents, setup.linkOpener(), setup.files(), this::startAgain, this::close);
        view.setNodeOrientation(Orientation.of(texts.language().direction()));
        view.styleProperty()
                .bind(Bindings.createStringBinding(
                        () -> "-fx-font-size: "
                                + USUAL_FONT_SIZE
                                        * model.settings().textSizeProperty().get()
                                        / 100
                                + "px;",
                        model.settings().textSizeProperty()));
        Scene scene = new Scene(view, settings.width(), settings.height());
        scene.getStylesheets()
                .addAll(
                        resource("punchline.css"),
                        resource("conversation.css"),
                        resource("contact.css"),
                        resource("settings.css"));
        new Theme(scene, theme);
        stage.setScene(scene);
        stage.setMinWidth(WindowSettings.MIN_WIDTH);
        stage.setMinHeight(WindowSettings.MIN_HEIGHT);
        stage.setMaximized(settings.maximized());
        badge = new UnreadBadge(
                stage,
                Stream.of(16, 32, 64, 128, 256)
                        .map(size -> new Image(resource("icon-" + size + ".png"), true))
                        .toList());
        notices = new WindowNotices(stage, model, view, texts, setup.notices(), this::close);
        showTitle();
        model.people().unreadProperty().addListener(property -> showTitle());
        stage.setOnCloseRequest(event -> {
            event.consume();
            if (notices.isInTray()) {
                stage.hide();
            } else {
                close();
            }
        });
        listing = new Repeating(() -> model.people().refresh());
        stage.focusedProperty().addListener((property, old, now) -> attend());
        stage.iconifiedProperty().addListener(property -> attend());
        view.conversationShownProperty().addListener(property -> attend());
    }

    ShellViewModel model() {
        return model;
    }

    ObjectProperty<Theme.Choice> theme() {
        return theme;
    }

    void show() {
        stage.show();
        shownMillis = sinceStartMillis();
        attend();
        Thread.ofPlatform().name("start-peer").daemon().start(this::startPeer);
    }

    private void startPeer() {
        EventPump pump = new EventPump(Platform::runLater, model);
        try {
            Peer started = setup.peers().start(pump, this::askPassphrase);
            Platform.runLater(() -> attach(started));
        } catch (Exception e) {
            LOG.error("the peer did not start", e);
            // What a bug says helps nobody at the window.
            String words = e instanceof StartException told ? texts.reason(told.why()) : texts.get("failure.unknown");
            Platform.runLater(() -> onStartFailed(words));
        }
    }

    /** On the thread that starts the peer. */
    private @Nullable Passphrase askPassphrase(String profile, boolean wrong) {
        CompletableFuture<@Nullable Passphrase> answer = new CompletableFuture<>();
        Platform.runLater(() -> {
            if (closing) {
                answer.complete(null);
            } else {
                view.askPassphrase(profile, wrong, answer);
            }
        });
        return answer.join();
    }

    private void startAgain() {
        model.onStartAgain();
        Thread.ofPlatform().name("start-peer").daemon().start(this::startPeer);
    }

    private void onStartFailed(String words) {
        view.onUnlocked();
        model.onStartFailed(words);
        if (closing) {
            onClosed.run();
        }
    }

    private void attach(Peer started) {
        peer = started;
        if (closing) {
            endPeer(started);
        } else {
            view.onUnlocked();
            asker.attach(started::submit);
            if (started instanceof OwnProfile own) {
                model.settings().attach(own);
            }
            LOG.info("usable {} ms after the program began, shown after {}", sinceStartMillis(), shownMillis);
        }
    }

    /** As far as the system tells when that was; else -1. */
    private static long sinceStartMillis() {
        return ProcessHandle.current()
                .info()
                .startInstant()
                .map(began -> Duration.between(began, Instant.now()).toMillis())
                .orElse(-1L);
    }

    private void attend() {
        boolean focused = stage.isFocused();
        notices.onFocus(focused);
        model.conversation()
                .attentiveProperty()
                .set(focused && view.conversationShownProperty().get());
        if (stage.isShowing() && !stage.isIconified()) {
            listing.every(focused ? LIST_INTERVAL : UNFOCUSED_LIST_INTERVAL);
            if (focused && peer != null) {
                model.people().refresh();
            }
        } else {
            listing.stop();
        }
    }

    private void showTitle() {
        int unread = model.people().unreadProperty().get();
        badge.show(unread);
        stage.setTitle(
                unread == 0
                        ? texts.get("window.title", setup.profile())
                        : texts.get("window.title.unread", setup.profile(), unread));
    }

    /** Hides the window at once; what has been accepted is made durable before {@code onClosed}. */
    void close() {
        if (closing) {
            return;
        }
        closing = true;
        listing.stop();
        notices.close();
        model.composer().keepDraft();
        keepSettings();
        recents.save();
        stage.hide();
        view.giveUpUnlocking();
        if (peer != null) {
            endPeer(peer);
        } else if (!model.failureProperty().get().isEmpty()) {
            onClosed.run();
        }
    }

    private void keepSettings() {
        boolean maximized = stage.isMaximized();
        // The size to return to from the maximized one is the one kept before.
        WindowSettings before = WindowSettings.of(setup.settings());
        new WindowSettings(
                        maximized ? before.width() : stage.getScene().getWidth(),
                        maximized ? before.height() : stage.getScene().getHeight(),
                        maximized,
                        theme.get())
                .keep(setup.settings());
    }

    private void endPeer(Peer ending) {
        Thread.ofPlatform().name("end-peer").start(() -> {
            try {
                ending.close();
            } finally {
                onClosed.run();
            }
        });
    }

    private static String resource(String name) {
        return Objects.requireNonNull(DesktopWindow.class.getResource(name), name)
                .toExternalForm();
    }
}
