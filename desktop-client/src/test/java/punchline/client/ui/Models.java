package punchline.client.ui;

import java.nio.file.Path;
import java.util.Locale;
import java.util.NoSuchElementException;
import punchline.client.FakePeer;
import punchline.client.settings.Settings;
import punchline.client.ui.bridge.Asker;
import punchline.client.ui.people.PeopleItem;
import punchline.client.ui.people.Person;
import punchline.client.ui.shell.ShellViewModel;
import punchline.client.ui.text.Texts;
import punchline.client.ui.text.Times;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.protocol.PeerId;

/** The view models of a window without the window: each event is a batch of its own. */
public final class Models {
    public final FakePeer peer = new FakePeer();
    public final Texts texts = new Texts(Locale.UK);
    public final Times times = new Times(SampleWorld.CLOCK, texts, Locale.UK);
    public final Settings settings;
    public final ShellViewModel shell;

    /** Of a profile whose settings cannot be written. */
    public Models() {
        this(Settings.load(Path.of("there is no such directory", Settings.FILE_NAME)));
    }

    public Models(Settings settings) {
        this.settings = settings;
        Asker asker = new Asker();
        shell = new ShellViewModel(asker, texts, times, settings, Runnable::run, Runnable::run);
        asker.attach(peer::submit);
        peer.subscribe(this::tell);
    }

    public void tell(Event event) {
        shell.onEvent(event);
        shell.onSettled();
    }

    /** The last command of one kind. */
    public <C extends Command> C asked(Class<C> kind) {
        return asked(peer, kind);
    }

    /** The last command of one kind that a peer was asked. */
    public static <C extends Command> C asked(FakePeer peer, Class<C> kind) {
        return peer.commands().reversed().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no " + kind.getSimpleName() + " was asked for"));
    }

    public Person person(PeerId id) {
        return shell.people().items().stream()
                .filter(PeopleItem.Row.class::isInstance)
                .map(item -> ((PeopleItem.Row) item).person())
                .filter(person -> person.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(id.brief() + " is not shown"));
    }

    public void open(PeerId id) {
        shell.people().select(person(id));
    }
}
