package punchline.client.ui.contact;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import punchline.client.ui.bridge.Asker;
import punchline.client.ui.people.Person;
import punchline.client.ui.text.News;
import punchline.client.ui.text.Texts;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.transcript.TranscriptFormat;
import punchline.protocol.PeerId;

/** What can be done to a person, and what comes of it. */
public final class ContactViewModel {
    /** As the engine has it. */
    static final int MAX_DAYS = 36_500;

    /** Longer parts of a file's name are refused by some file systems. */
    private static final int MAX_FILE_NAME_CHARS = 60;

    private final Asker asker;
    private final Texts texts;
    private final ReadOnlyStringWrapper number = new ReadOnlyStringWrapper(this, "number", "");
    private final News news;
    /** Whom those asked for here are about, by ref. One at a time is under way, but many may fail. */
    private final Map<String, Person> exports = new HashMap<>();

    private final Map<String, Person> clears = new HashMap<>();
    private @Nullable PeerId compared;

    public ContactViewModel(Asker asker, Texts texts, News news) {
        this.asker = asker;
        this.texts = texts;
        this.news = news;
    }

    /** The safety number last asked for, in groups of five digits; empty until it is there. */
    ReadOnlyStringProperty numberProperty() {
        return number.getReadOnlyProperty();
    }

    /** Sets my own name for a person; empty takes it away. */
    void rename(Person person, String alias) {
        asker.ask(ref -> new Command.Alias(ref, person.id(), alias.strip()));
    }

    /** Asks for the number that two people compare. */
    void compare(Person person) {
        compared = person.id();
        number.set("");
        asker.ask(ref -> new Command.Verify(ref, person.id(), null));
    }

    /** Notes that I compared it, or takes that back. */
    void mark(Person person, boolean verified) {
        asker.ask(ref -> new Command.Verify(ref, person.id(), verified));
    }

    /** Keeps messages for so many days, 0 for ever. */
    void retain(Person person, int days) {
        asker.ask(ref -> new Command.Retain(ref, person.id(), days));
    }

    void block(Person person) {
        asker.ask(ref -> new Command.Block(ref, person.id()));
    }

    void unblock(Person person) {
        asker.ask(ref -> new Command.Unblock(ref, person.id()));
    }

    /** Deletes the conversation, here. */
    void clear(Person person) {
        asker.ask(ref -> {
            clears.put(ref, person);
            return new Command.Clear(ref, person.id());
        });
    }

    /** Writes the conversation into a file, which may be replaced. */
    void export(Person person, Path file, TranscriptFormat format) {
        news.tell(texts.get("export.begun", person.state().name()));
        asker.ask(ref -> {
            exports.put(ref, person);
            return new Command.Export(ref, person.id(), file.toString(), format, true);
        });
    }

    /** What a file with the conversation is called, unless the person says otherwise. */
    static String fileName(Person person, String extension) {
        String plain = person.state().name().replaceAll("[^\\p{L}\\p{N}._-]+", "-");
        String name = plain.substring(0, Math.min(plain.length(), MAX_FILE_NAME_CHARS));
        return "punchline-" + name.toLowerCase(Locale.ROOT) + "." + extension;
    }

    /** Takes what concerns it. */
    public void onEvent(Event event) {
        if (event instanceof Event.SafetyNumber told) {
            if (compared != null && compared.equals(told.peer())) {
                number.set(told.number());
            }
        } else if (event instanceof Event.Exporting told) {
            Person person = exports.get(ref(told));
            if (person != null) {
                news.tell(texts.count(
                        "export.goes", told.messages(), person.state().name()));
            }
        } else if (event instanceof Event.Exported told) {
            Person person = exports.remove(ref(told));
            if (person != null) {
                news.tell(texts.count(
                        "export.done", told.messages(), person.state().name(), told.file()));
            }
        } else if (event instanceof Event.Cleared told) {
            Person person = clears.remove(ref(told));
            if (person != null) {
                news.tell(texts.get("clear.done", person.state().name()));
            }
        }
    }

    /** Forgets what a problem answers; it is for others to show. */
    public void onProblem(Event.Problem told) {
        if (exports.remove(ref(told)) != null) {
            news.dismiss();
        }
        clears.remove(ref(told));
    }

    private static String ref(Event event) {
        return Objects.requireNonNullElse(event.ref(), "");
    }
}
