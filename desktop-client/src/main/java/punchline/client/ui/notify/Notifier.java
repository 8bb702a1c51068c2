package punchline.client.ui.notify;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;
import punchline.client.ui.markup.Markup;
import punchline.client.ui.notify.NotificationSettings.Content;
import punchline.client.ui.people.PeopleViewModel;
import punchline.client.ui.people.Person;
import punchline.client.ui.text.Texts;
import punchline.client.ui.text.Times;
import punchline.engine.Event;
import punchline.protocol.PeerId;

/** Decides what is told of what has come: nothing that is in view, nothing that the person does not want, and a burst once. */
public final class Notifier {
    /** Between two notices about the same person; what comes between is told at its end, together. */
    static final long INTERVAL_MILLIS = 4_000;

    /** About more people at once, one notice tells how many. */
    static final int MAX_AT_ONCE = 3;

    /** What a notice of a desktop shows. */
    private static final int MAX_CHARS = 180;

    /** Runs something later on the JavaFX thread. */
    @FunctionalInterface
    public interface Later {
        void in(long millis, Runnable task);
    }

    /** What has come from somebody and has not been told. */
    private record Untold(int messages, String last, boolean asks) {}

    private final NotificationSettings settings;
    private final PeopleViewModel people;
    private final Predicate<PeerId> inView;
    private final Texts texts;
    private final Times times;
    private final Map<PeerId, Untold> untold = new LinkedHashMap<>();
    private final Map<PeerId, Integer> shown = new LinkedHashMap<>();
    private final BooleanProperty focused = new SimpleBooleanProperty(this, "focused");
    private Later later = (millis, task) -> {};
    private Consumer<Notice> inWindow = notice -> {};
    private Consumer<Notice> onDesktop = notice -> {};
    private long toldAtMillis;
    private boolean waiting;

    /**
     * Makes one that tells nobody yet.
     *
     * @param inView whether somebody's conversation is being looked at
     */
    public Notifier(
            NotificationSettings settings, PeopleViewModel people, Predicate<PeerId> inView, Texts texts, Times times) {
        this.settings = settings;
        this.people = people;
        this.inView = inView;
        this.texts = texts;
        this.times = times;
        focused.addListener((property, old, now) -> shown.clear());
    }

    /** Set by the window: it has the keyboard. */
    public BooleanProperty focusedProperty() {
        return focused;
    }

    /**
     * Tells from here on.
     *
     * @param window  what is told while the window has the keyboard
     * @param desktop what is told otherwise
     */
    public void attach(Later timer, Consumer<Notice> window, Consumer<Notice> desktop) {
        later = timer;
        inWindow = window;
        onDesktop = desktop;
    }

    public void onEvent(Event event) {
        if (event instanceof Event.Message message) {
            add(message.peer(), message.text(), false);
        } else if (event instanceof Event.Request request) {
            add(request.peer(), request.greeting(), true);
        }
    }

    private void add(PeerId peer, String text, boolean asks) {
        untold.merge(
                peer,
                new Untold(1, text, asks),
                (before, now) -> new Untold(before.messages() + 1, now.last(), now.asks() || before.asks()));
    }

    /** Tells what has come, or waits if it has just told something. To be called once all view models know it. */
    public void onSettled() {
        untold.keySet().removeIf(peer -> inView.test(peer) || settings.isMuted(peer));
        if (!settings.enabledProperty().get() || settings.isQuiet()) {
            untold.clear();
        }
        if (untold.isEmpty() || waiting) {
            return;
        }
        long rest = toldAtMillis + INTERVAL_MILLIS - times.nowMillis();
        if (rest > 0 && rest <= INTERVAL_MILLIS) {
            waiting = true;
            later.in(rest, () -> {
                waiting = false;
                onSettled();
            });
        } else {
            tell();
        }
    }

    private void tell() {
        toldAtMillis = times.nowMillis();
        Consumer<Notice> to = focused.get() ? inWindow : onDesktop;
        if (untold.size() > MAX_AT_ONCE) {
            PeerId last = untold.keySet().stream().reduce((one, other) -> other).orElseThrow();
            int messages = untold.values().stream().mapToInt(Untold::messages).sum();
            to.accept(new Notice(last, texts.get("notice.title"), texts.count("notice.many", messages, untold.size())));
        } else {
            untold.forEach((peer, what) -> to.accept(notice(peer, what)));
        }
        untold.clear();
    }

    private Notice notice(PeerId peer, Untold what) {
        Person person = people.find(peer);
        String name = person == null ? peer.brief() : person.state().name();
        // What a notice says that is still there is part of the next one, which takes its place.
        int messages = shown.merge(peer, what.messages(), Integer::sum);
        boolean hidden = settings.contentProperty().get() == Content.NOTHING;
        String title = hidden ? texts.get("notice.title") : texts.own(name);
        if (what.asks()) {
            return new Notice(
                    peer, title, hidden ? texts.get("notice.request") : texts.get("notice.request.from", name));
        }
        if (messages > 1) {
            return new Notice(
                    peer,
                    title,
                    hidden ? texts.count("notice.new", messages) : texts.count("notice.new.from", messages, name));
        }
        boolean told = settings.contentProperty().get() == Content.NAME_AND_TEXT;
        return new Notice(peer, title, told ? oneLine(what.last()) : texts.count("notice.new", 1));
    }

    private static String oneLine(String text) {
        String line = Markup.plain(text.substring(0, Math.min(text.length(), MAX_CHARS)))
                .strip();
        return line.replaceAll("\\s+", " ") + (text.length() > MAX_CHARS ? "…" : "");
    }

    /** Whom a notice leads to; null if it is not among the people any more. */
    public @Nullable Person personOf(Notice notice) {
        return people.find(notice.peer());
    }
}
