package punchline.client.ui.settings;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Executor;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.client.profile.OwnProfile;
import punchline.client.profile.Passphrase;
import punchline.client.profile.ProfileException;
import punchline.client.profile.WrongPassphraseException;
import punchline.client.settings.Settings;
import punchline.client.ui.bridge.Asker;
import punchline.client.ui.text.Languages;
import punchline.client.ui.text.News;
import punchline.client.ui.text.Texts;
import punchline.engine.Command;
import punchline.engine.Event;

/** What can be set. What the engine does at once is asked of it; the rest is kept for the next start. */
public final class SettingsViewModel {
    /** The sizes of letters, in per cent of the usual one. */
    static final int[] TEXT_SIZES = {80, 90, 100, 115, 130, 150, 175, 200};

    static final int USUAL_TEXT_SIZE = 100;

    private static final int MAX_PORT = 65_535;

    private static final Logger LOG = LoggerFactory.getLogger(SettingsViewModel.class);

    /** Something that takes long, away from the JavaFX thread. */
    private interface Work {
        void run(OwnProfile profile) throws ProfileException;
    }

    private final Settings settings;
    private final Asker asker;
    private final Texts texts;
    private final News news;
    private final Executor background;
    private final Executor fx;
    private final IntegerProperty textSize = new SimpleIntegerProperty(this, "textSize", USUAL_TEXT_SIZE);
    private final ReadOnlyObjectWrapper<@Nullable OwnProfile> profile = new ReadOnlyObjectWrapper<>(this, "profile");
    private final ReadOnlyBooleanWrapper listed = new ReadOnlyBooleanWrapper(this, "listed", true);
    private final ReadOnlyBooleanWrapper typing = new ReadOnlyBooleanWrapper(this, "typing", true);
    private final ReadOnlyBooleanWrapper readReceipts = new ReadOnlyBooleanWrapper(this, "readReceipts", true);
    private final ReadOnlyBooleanWrapper locked = new ReadOnlyBooleanWrapper(this, "locked");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");

    /**
     * Makes the model.
     *
     * @param background runs what takes long
     * @param fx         runs what follows, on the JavaFX thread
     */
    public SettingsViewModel(Settings settings, Asker asker, Texts texts, News news, Executor background, Executor fx) {
        this.settings = settings;
        this.asker = asker;
        this.texts = texts;
        this.news = news;
        this.background = background;
        this.fx = fx;
        textSize.set(nearest(settings.number(Settings.TEXT_SIZE, USUAL_TEXT_SIZE)));
        textSize.addListener((property, old, now) -> keep(Settings.TEXT_SIZE, Integer.toString(now.intValue())));
    }

    /** Which language the window speaks. */
    Languages languages() {
        return new Languages(settings, Locale.getDefault());
    }

    /** There is a profile behind the peer. */
    public void attach(OwnProfile own) {
        profile.set(own);
        try {
            locked.set(own.hasPassphrase());
        } catch (ProfileException e) {
            LOG.warn("whether there is a passphrase is not known", e);
        }
    }

    /** The profile, null while there is none, and where a peer has none. */
    ReadOnlyObjectProperty<@Nullable OwnProfile> profileProperty() {
        return profile.getReadOnlyProperty();
    }

    /** The letters' size in per cent, one of {@link #TEXT_SIZES}. */
    public IntegerProperty textSizeProperty() {
        return textSize;
    }

    /** Larger letters, or smaller ones; 0 for the usual ones. */
    public void zoom(int steps) {
        if (steps == 0) {
            textSize.set(USUAL_TEXT_SIZE);
            return;
        }
        for (int i = 0; i < TEXT_SIZES.length; i++) {
            if (TEXT_SIZES[i] == textSize.get()) {
                textSize.set(TEXT_SIZES[Math.clamp((long) i + steps, 0, TEXT_SIZES.length - 1)]);
                return;
            }
        }
    }

    private static int nearest(int wanted) {
        int nearest = USUAL_TEXT_SIZE;
        for (int size : TEXT_SIZES) {
            if (Math.abs(size - wanted) < Math.abs(nearest - wanted)) {
                nearest = size;
            }
        }
        return nearest;
    }

    /** Whether servers show me to everyone. */
    ReadOnlyBooleanProperty listedProperty() {
        return listed.getReadOnlyProperty();
    }

    void setListed(boolean now) {
        asker.ask(ref -> new Command.Visibility(ref, now));
    }

    /** Whether others see that I am writing. */
    ReadOnlyBooleanProperty typingProperty() {
        return typing.getReadOnlyProperty();
    }

    void setTyping(boolean now) {
        asker.ask(ref -> new Command.Disclose(ref, now, null));
    }

    /** Whether others see how far I have read. */
    ReadOnlyBooleanProperty readReceiptsProperty() {
        return readReceipts.getReadOnlyProperty();
    }

    void setReadReceipts(boolean now) {
        asker.ask(ref -> new Command.Disclose(ref, null, now));
    }

    boolean portMapping() {
        return settings.isOn(Settings.PORT_MAPPING, true);
    }

    /** From the next start on. */
    void setPortMapping(boolean now) {
        keep(Settings.PORT_MAPPING, Boolean.toString(now));
    }

    boolean randomPorts() {
        return settings.isOn(Settings.RANDOM_PORTS, true);
    }

    /** From the next start on. */
    void setRandomPorts(boolean now) {
        keep(Settings.RANDOM_PORTS, Boolean.toString(now));
    }

    /** The UDP port for the next start, 0 for any. */
    int port() {
        return settings.number(Settings.PORT, 0);
    }

    /**
     * Sets the port for the next start; empty or 0 for any.
     *
     * @return false if that is no port
     */
    boolean setPort(String typed) {
        String port = typed.isBlank() ? "0" : typed.strip();
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > MAX_PORT) {
            return false;
        }
        keep(Settings.PORT, port);
        return true;
    }

    private void keep(String key, String value) {
        if (!settings.put(key, value)) {
            news.tell(texts.get("settings.notKept", settings.file()));
        }
    }

    /** Whether the profile opens with a passphrase. */
    ReadOnlyBooleanProperty lockedProperty() {
        return locked.getReadOnlyProperty();
    }

    /** Whether something that takes long is being done. */
    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** Why it was not done; empty if nothing is wrong. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    void forgetProblem() {
        problem.set("");
    }

    /**
     * Puts the profile under another passphrase.
     *
     * @param current empty if there is none
     * @param next    empty for none
     * @param done    called if it is so
     */
    void changePassphrase(Passphrase current, Passphrase next, Runnable done) {
        boolean had = locked.get();
        boolean has = !next.isEmpty();
        run(
                own -> {
                    try (current;
                            next) {
                        own.changePassphrase(had ? current : null, has ? next : null);
                    }
                },
                () -> {
                    locked.set(has);
                    news.tell(texts.get(
                            had && has ? "passphrase.changed" : has ? "passphrase.set" : "passphrase.removed"));
                    done.run();
                });
    }

    /** Copies the profile into a new encrypted file. */
    void backUp(Path file, Passphrase passphrase, Runnable done) {
        run(
                own -> {
                    try (passphrase) {
                        own.backUp(file, passphrase);
                    }
                },
                () -> {
                    news.tell(texts.get("backup.done", file));
                    done.run();
                });
    }

    /** Makes another profile of such a file. */
    void makeProfile(String name, Path file, Passphrase passphrase, Runnable done) {
        run(
                own -> {
                    try (passphrase) {
                        own.makeProfile(name, file, passphrase);
                    }
                },
                () -> {
                    news.tell(texts.get("import.done", name));
                    done.run();
                });
    }

    private void run(Work work, Runnable done) {
        OwnProfile own = profile.get();
        if (own == null || busy.get()) {
            return;
        }
        busy.set(true);
        problem.set("");
        background.execute(() -> {
            String words = words(work, own);
            fx.execute(() -> {
                busy.set(false);
                problem.set(words);
                if (words.isEmpty()) {
                    done.run();
                }
            });
        });
    }

    private String words(Work work, OwnProfile own) {
        try {
            work.run(own);
            return "";
        } catch (WrongPassphraseException e) {
            LOG.debug("a wrong passphrase", e);
            return texts.get("passphrase.wrong");
        } catch (ProfileException e) {
            LOG.info("not done with the profile", e);
            return texts.reason(e.why());
        } catch (RuntimeException e) {
            LOG.error("a bug", e);
            return texts.get("failure.unknown");
        }
    }

    /** The system did not open the profile's folder. */
    void onFolderNotOpened() {
        fx.execute(() -> news.tell(texts.get("storage.notOpened")));
    }

    /** Takes what concerns it. */
    public void onEvent(Event event) {
        if (event instanceof Event.Status status) {
            listed.set(status.listed());
            typing.set(status.chat().typing());
            readReceipts.set(status.chat().readReceipts());
        }
    }
}
