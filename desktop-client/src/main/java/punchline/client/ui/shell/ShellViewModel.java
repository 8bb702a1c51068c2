package punchline.client.ui.shell;

import java.util.concurrent.Executor;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import punchline.client.settings.Settings;
import punchline.client.ui.bridge.Asker;
import punchline.client.ui.bridge.EventSink;
import punchline.client.ui.connection.ConnectionViewModel;
import punchline.client.ui.contact.ContactViewModel;
import punchline.client.ui.conversation.ComposerViewModel;
import punchline.client.ui.conversation.ConversationViewModel;
import punchline.client.ui.invite.InviteViewModel;
import punchline.client.ui.notify.NotificationSettings;
import punchline.client.ui.notify.Notifier;
import punchline.client.ui.people.PeopleViewModel;
import punchline.client.ui.people.Person;
import punchline.client.ui.people.QuickSwitch;
import punchline.client.ui.settings.SettingsViewModel;
import punchline.client.ui.status.FirstStartViewModel;
import punchline.client.ui.status.StatusViewModel;
import punchline.client.ui.status.StatusViewModel.Connection;
import punchline.client.ui.text.News;
import punchline.client.ui.text.Texts;
import punchline.client.ui.text.Times;
import punchline.engine.Event;
import punchline.protocol.PeerId;

/** All view models of a window, and what concerns no single screen. */
public final class ShellViewModel implements EventSink {
    private final Texts texts;
    private final PeopleViewModel people;
    private final ConversationViewModel conversation;
    private final ComposerViewModel composer;
    private final StatusViewModel status;
    private final ContactViewModel contact;
    private final InviteViewModel invites;
    private final SettingsViewModel settings;
    private final ConnectionViewModel connection;
    private final NotificationSettings notifications;
    private final Notifier notifier;
    private final QuickSwitch switcher;
    private final FirstStartViewModel firstStart;
    private final News news = new News();
    private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper(this, "notice", "");
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper(this, "failure", "");
    private final BooleanProperty youShown = new SimpleBooleanProperty(this, "youShown");
    private final BooleanBinding welcome;

    /**
     * Makes the models.
     *
     * @param background runs what takes long
     * @param fx         runs what follows, on the JavaFX thread
     */
    public ShellViewModel(Asker asker, Texts texts, Times times, Settings settings, Executor background, Executor fx) {
        this.texts = texts;
        people = new PeopleViewModel(asker);
        conversation = new ConversationViewModel(asker, people, texts, times);
        composer = new ComposerViewModel(conversation, people, asker);
        status = new StatusViewModel(asker, texts);
        connection = new ConnectionViewModel(asker, times);
        notifications = new NotificationSettings(settings, times);
        notifier = new Notifier(notifications, people, this::isLookedAt, texts, times);
        contact = new ContactViewModel(asker, texts, news);
        firstStart = new FirstStartViewModel(settings, asker, texts);
        switcher = new QuickSwitch(people);
        this.settings = new SettingsViewModel(settings, asker, texts, news, background, fx);
        invites = new InviteViewModel(asker, people, status.idProperty(), texts, times, news);
        welcome = status.knownProperty()
                .and(people.loadedProperty())
                .and(people.anyoneProperty().not())
                .and(status.connectionProperty().isEqualTo(Connection.NO_SERVER));
        people.selectedProperty().addListener((property, old, now) -> {
            if (now != null) {
                youShown.set(false);
            }
        });
    }

    public PeopleViewModel people() {
        return people;
    }

    public ConversationViewModel conversation() {
        return conversation;
    }

    public ComposerViewModel composer() {
        return composer;
    }

    public StatusViewModel status() {
        return status;
    }

    /** What can be done to a person. */
    public ContactViewModel contact() {
        return contact;
    }

    /** What can be set. */
    public SettingsViewModel settings() {
        return settings;
    }

    /** What is asked at the first start. */
    public FirstStartViewModel firstStart() {
        return firstStart;
    }

    /** Goes to a person by a few letters. */
    public QuickSwitch switcher() {
        return switcher;
    }

    /** Invites given and taken. */
    public InviteViewModel invites() {
        return invites;
    }

    /** How I am connected, and by which way to whom. */
    public ConnectionViewModel connection() {
        return connection;
    }

    /** What the person wants to be told of. */
    public NotificationSettings notifications() {
        return notifications;
    }

    /** Decides what is told of what has come. */
    public Notifier notifier() {
        return notifier;
    }

    private boolean isLookedAt(PeerId peer) {
        Person open = conversation.personProperty().get();
        return open != null
                && open.id().equals(peer)
                && conversation.attentiveProperty().get();
    }

    /** Opens somebody's conversation. */
    public void open(Person person) {
        youShown.set(false);
        people.select(person);
    }

    /** What has been done. */
    public News news() {
        return news;
    }

    /** A problem that belongs to no single screen; empty if none. */
    public ReadOnlyStringProperty noticeProperty() {
        return notice.getReadOnlyProperty();
    }

    /** Why the engine could not be started; empty if it runs or is about to. */
    public ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /** Whether the page about myself is open. */
    public BooleanProperty youShownProperty() {
        return youShown;
    }

    /** Whether there is neither a server nor anyone known, so that a server must be asked for. */
    public BooleanBinding welcomeBinding() {
        return welcome;
    }

    public void dismissNotice() {
        notice.set("");
    }

    /** The engine could not be started. */
    public void onStartFailed(String words) {
        failure.set(words);
    }

    /** It is tried once more. */
    public void onStartAgain() {
        failure.set("");
    }

    /** Leaves what is on top: the page about myself, then the conversation. */
    public void leave() {
        if (youShown.get()) {
            youShown.set(false);
        } else {
            people.select(null);
        }
    }

    @Override
    public void onEvent(Event event) {
        contact.onEvent(event);
        invites.onEvent(event);
        settings.onEvent(event);
        firstStart.onEvent(event);
        if (event instanceof Event.Problem problem) {
            contact.onProblem(problem);
            if (!invites.onProblem(problem)
                    && !conversation.onProblem(problem)
                    && !status.onProblem(problem)
                    && !connection.onProblem(problem)
                    && !people.onProblem(problem)) {
                notice.set(texts.reason(problem.message()));
            }
            return;
        }
        if (event instanceof Event.Draft draft) {
            composer.onDraft(draft);
        } else if (event instanceof Event.Cleared cleared) {
            composer.onCleared(cleared.peer());
        }
        people.onEvent(event);
        conversation.onEvent(event);
        status.onEvent(event);
        connection.onEvent(event);
        notifier.onEvent(event);
    }

    @Override
    public void onSettled() {
        people.onSettled();
        conversation.onSettled();
        status.onSettled();
        notifier.onSettled();
        invites.onSettled();
    }

    @Override
    public void onEventsLost() {
        people.onEventsLost();
        conversation.onEventsLost();
        status.onEventsLost();
    }
}
