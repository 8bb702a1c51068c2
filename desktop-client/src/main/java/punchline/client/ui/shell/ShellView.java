package punchline.client.ui.shell;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import punchline.client.profile.Passphrase;
import punchline.client.ui.FilePicker;
import punchline.client.ui.connection.ConnectionSheets;
import punchline.client.ui.contact.ContactSheets;
import punchline.client.ui.conversation.ConversationView;
import punchline.client.ui.emoji.EmojiRecents;
import punchline.client.ui.invite.InviteSheets;
import punchline.client.ui.notify.Notice;
import punchline.client.ui.notify.Toasts;
import punchline.client.ui.people.PeopleView;
import punchline.client.ui.people.Person;
import punchline.client.ui.people.PresenceText;
import punchline.client.ui.people.QuickSwitchCard;
import punchline.client.ui.settings.SettingsView;
import punchline.client.ui.status.FirstStartView;
import punchline.client.ui.status.OwnFooter;
import punchline.client.ui.status.StatusViewModel.Connection;
import punchline.client.ui.status.WelcomeView;
import punchline.client.ui.style.Icons;
import punchline.client.ui.style.OverlayLayer;
import punchline.client.ui.style.RetryButton;
import punchline.client.ui.style.Theme;
import punchline.client.ui.text.Texts;
import punchline.client.ui.text.Times;
import punchline.engine.invite.InviteLink;

/** The window's content: two panes side by side, or one at a time where there is no room for two. */
public final class ShellView extends StackPane {
    /** Below this width one pane is shown at a time. */
    static final double NARROW = 620;

    private static final double PEOPLE_WIDTH = 308;

    /** Below the header, so that what is done there can be done. */
    private static final double TOAST_MARGIN = 12;

    private static final KeyCombination FIND = new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination JUMP = new KeyCodeCombination(KeyCode.K, KeyCombination.SHORTCUT_DOWN);

    private static final KeyCombination SHORTCUTS = new KeyCodeCombination(KeyCode.SLASH, KeyCombination.SHORTCUT_DOWN);

    private static final KeyCombination PASTE = new KeyCodeCombination(KeyCode.V, KeyCombination.SHORTCUT_DOWN);

    private final ShellViewModel model;
    private final OverlayLayer overlay = new OverlayLayer();
    private final Texts texts;
    private final PresenceText presence;
    private final InviteSheets invites;
    private final FilePicker files;
    private final Times times;
    private final Toasts toasts;
    private final BiConsumer<String, Runnable> linkOpener;
    private final ConnectionSheets connection;
    private final ObjectProperty<Theme.Choice> theme;
    private final UnlockPane unlock;
    private final PeopleView people;
    private final ConversationView conversation;
    private final StackPane nobody;
    private final StackPane detail = new StackPane();
    private final HBox panes = new HBox();
    private final Button backFromConversation;
    private final ReadOnlyBooleanWrapper conversationShown = new ReadOnlyBooleanWrapper(this, "conversationShown");
    private @Nullable SettingsView settings;
    private @Nullable WelcomeView welcome;
    private @Nullable FirstStartView first;

    /**
     * Builds the content.
     *
     * @param recents    the emoji picked last
     * @param linkOpener opens a link, or runs what it is given beside if it cannot
     * @param files      lets the person choose files
     * @param onRetry    tries once more to start the peer, which failed
     * @param onQuit     closes the window
     */
    public ShellView(
            ShellViewModel model,
            Texts texts,
            Times times,
            ObjectProperty<Theme.Choice> theme,
            EmojiRecents recents,
            BiConsumer<String, Runnable> linkOpener,
            FilePicker files,
            Runnable onRetry,
            Runnable onQuit) {
        this.model = model;
        this.texts = texts;
        this.times = times;
        toasts = new Toasts(texts, this::openNotice);
        setAlignment(toasts, Pos.TOP_RIGHT);
        setMargin(toasts, new Insets(TOAST_MARGIN));
        this.theme = theme;
        this.files = files;
        this.linkOpener = linkOpener;
        getStyleClass().add("shell");
        presence = new PresenceText(texts, times);
        backFromConversation = Icons.button(Feather.ARROW_LEFT, texts.get("back"));
        backFromConversation.setId("back");
        backFromConversation.setOnAction(event -> leave());
        invites = new InviteSheets(model.invites(), texts, times, overlay, files);
        invites.takeDropsOn(this);
        connection =
                new ConnectionSheets(model.connection(), model.people()::contacts, texts, times, presence, overlay);
        ContactSheets contacts = new ContactSheets(model.contact(), model.notifications(), texts, overlay, files);
        conversation = new ConversationView(
                model.conversation(),
                model.composer(),
                texts,
                times,
                presence,
                recents,
                this::openLink,
                contacts,
                connection::open,
                backFromConversation);
        people = new PeopleView(
                model.people(),
                texts,
                times,
                presence,
                addButton(),
                footer(),
                model.welcomeBinding(),
                contacts,
                found -> model.conversation()
                        .openAt(found.person(), found.hit().message().id()),
                this::onPersonOpened);
        nobody = new NobodyPane(model, invites, texts);
        HBox.setHgrow(detail, Priority.ALWAYS);
        detail.setMinWidth(0);
        panes.getChildren().addAll(people, detail);
        VBox.setVgrow(panes, Priority.ALWAYS);
        VBox column = new VBox(new NoticeBars(model, texts), panes);
        unlock = new UnlockPane(texts, onQuit);
        getChildren().addAll(column, unlock, new FailurePane(model, texts, onRetry, onQuit), overlay, toasts);
        widthProperty().addListener(property -> arrange());
        model.youShownProperty().addListener(property -> arrange());
        model.people().selectedProperty().addListener(property -> arrange());
        model.welcomeBinding().addListener(property -> arrange());
        model.firstStart().neededProperty().addListener(property -> arrange());
        addEventFilter(KeyEvent.KEY_PRESSED, this::onShortcut);
        addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
        arrange();
    }

    /** Whether the conversation is on the screen, if the window is. */
    public ReadOnlyBooleanProperty conversationShownProperty() {
        return conversationShown.getReadOnlyProperty();
    }

    /** Tells something in a corner. */
    public void tell(Notice notice) {
        toasts.show(notice);
    }

    /** Opens the conversation that a notice is about. */
    public void openNotice(Notice notice) {
        Person person = model.notifier().personOf(notice);
        if (person != null) {
            model.open(person);
            onPersonOpened();
        }
    }

    private HBox footer() {
        OwnFooter own = new OwnFooter(model.status(), texts);
        own.setOnAction(event -> model.youShownProperty().set(true));
        HBox.setHgrow(own, Priority.ALWAYS);
        RetryButton retry = new RetryButton(
                texts,
                model.status()::reconnect,
                model.status().connectionProperty().isEqualTo(Connection.FAILED));
        retry.setId("server-again");
        // Beside the words that say what failed there is no room for more of them.
        retry.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        HBox footer = new HBox(own, retry, connection.button());
        footer.setAlignment(Pos.CENTER_LEFT);
        footer.getStyleClass().add("footer");
        return footer;
    }

    /** An invite is for this program itself. */
    private void openLink(String link, Runnable onFailed) {
        if (InviteLink.isMeantBy(link)) {
            invites.redeem(link);
        } else {
            linkOpener.accept(link, onFailed);
        }
    }

    private Button addButton() {
        Button button = Icons.button(Feather.PLUS, texts.get("invite.menu"));
        button.setId("add");
        button.setOnAction(event -> invites.openMenu(button));
        return button;
    }

    /** Asks for the passphrase of the profile, in the place of everything else; null comes if the person gives up. */
    public void askPassphrase(String profile, boolean wrong, CompletableFuture<@Nullable Passphrase> answer) {
        unlock.ask(profile, wrong, answer);
    }

    /** The profile is open, or cannot be opened. */
    public void onUnlocked() {
        unlock.leave();
    }

    /** Nobody will give a passphrase. */
    public void giveUpUnlocking() {
        unlock.giveUp();
    }

    private void arrange() {
        boolean narrow = getWidth() > 0 && getWidth() < NARROW;
        boolean asksForServer =
                model.welcomeBinding().get() && !model.youShownProperty().get();
        boolean inDetail = asksForServer
                || model.firstStart().neededProperty().get()
                || model.youShownProperty().get()
                || model.people().selectedProperty().get() != null;
        Region shown = content();
        if (!detail.getChildren().equals(List.of(shown))) {
            detail.getChildren().setAll(shown);
            onShown(shown);
        }
        show(people, !narrow || !inDetail);
        show(detail, !narrow || inDetail);
        people.setMinWidth(narrow ? 0 : PEOPLE_WIDTH);
        people.setPrefWidth(narrow ? Math.max(getWidth(), 0) : PEOPLE_WIDTH);
        people.setMaxWidth(narrow ? Double.MAX_VALUE : PEOPLE_WIDTH);
        HBox.setHgrow(people, narrow ? Priority.ALWAYS : Priority.NEVER);
        show(backFromConversation, narrow);
        conversationShown.set(detail.isVisible() && shown == conversation);
    }

    private Region content() {
        if (model.youShownProperty().get()) {
            return settingsView();
        }
        if (model.firstStart().neededProperty().get()) {
            return firstStartView();
        }
        if (model.people().selectedProperty().get() != null) {
            return conversation;
        }
        return model.welcomeBinding().get() ? welcomeView() : nobody;
    }

    private void onShown(Region shown) {
        if (shown == settings) {
            settingsView().focusFirst();
        } else if (shown == welcome) {
            welcomeView().focusFirst();
        } else if (shown == first) {
            firstStartView().focusFirst();
        }
    }

    /** Made when first needed, as the first view needs neither. */
    private SettingsView settingsView() {
        if (settings == null) {
            Button close = Icons.button(Feather.ARROW_LEFT, texts.get("back"));
            close.setId("close-you");
            close.setOnAction(event -> leave());
            settings = new SettingsView(
                    model.settings(),
                    model.notifications(),
                    model.status(),
                    texts,
                    times,
                    theme,
                    overlay,
                    files,
                    linkOpener,
                    close);
        }
        return settings;
    }

    private WelcomeView welcomeView() {
        if (welcome == null) {
            welcome = new WelcomeView(model.status(), texts, () -> invites.redeem(""));
        }
        return welcome;
    }

    private FirstStartView firstStartView() {
        if (first == null) {
            first = new FirstStartView(model.firstStart(), texts);
        }
        return first;
    }

    private void onPersonOpened() {
        model.youShownProperty().set(false);
        if (model.people().selectedProperty().get() != null) {
            conversation.focusFirst();
        }
    }

    private void leave() {
        model.leave();
        if (model.people().selectedProperty().get() != null) {
            conversation.focusFirst();
        } else {
            people.focusList();
        }
    }

    private void onShortcut(KeyEvent event) {
        Integer steps = TextSizeKeys.steps(event);
        if (steps != null) {
            model.settings().zoom(steps);
            event.consume();
            return;
        }
        if (SHORTCUTS.match(event)) {
            if (!overlay.close()) {
                ShortcutsCard card = new ShortcutsCard(texts, overlay::close);
                overlay.show(card, null, () -> {});
                card.focusFirst();
            }
            event.consume();
            return;
        }
        if (FIND.match(event) && conversationShown.get()) {
            conversation.openSearch();
            event.consume();
            return;
        }
        if (JUMP.match(event)) {
            openSwitcher();
            event.consume();
            return;
        }
        if (FIND.match(event)) {
            if (!people.isVisible()) {
                model.youShownProperty().set(false);
                model.people().select(null);
            }
            people.focusSearch();
            event.consume();
        }
    }

    private void openSwitcher() {
        if (overlay.isOpen()) {
            overlay.close();
        }
        QuickSwitchCard card = new QuickSwitchCard(model.switcher(), texts, presence, () -> {
            overlay.close();
            onPersonOpened();
        });
        overlay.show(card, null, () -> {});
        card.focusFirst();
    }

    private void onKey(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            leave();
            event.consume();
        } else if (PASTE.match(event) && invites.paste()) {
            event.consume();
        }
    }

    private static void show(Region region, boolean shown) {
        region.setVisible(shown);
        region.setManaged(shown);
    }
}
