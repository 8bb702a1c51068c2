package punchline.client.ui.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import punchline.client.settings.Settings;
import punchline.client.ui.Models;
import punchline.client.ui.SampleWorld;
import punchline.client.ui.notify.NotificationSettings.Content;
import punchline.client.ui.notify.NotificationSettings.Quiet;
import punchline.client.ui.text.Texts;
import punchline.client.ui.text.Times;
import punchline.engine.Event;
import punchline.engine.conversation.MessageId;
import punchline.protocol.PeerId;

class NotifierTest {
    @TempDir
    Path directory;

    private final Models models = new Models();
    private final NotificationSettings settings = models.shell.notifications();
    private final Notifier notifier = models.shell.notifier();
    private final List<String> inWindow = new ArrayList<>();
    private final List<String> onDesktop = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();
    private int number;

    @BeforeEach
    void start() {
        SampleWorld.busy(models.peer).start();
        notifier.attach(
                (millis, task) -> later.add(task),
                notice -> inWindow.add(notice.title() + ": " + notice.body()),
                notice -> onDesktop.add(notice.title() + ": " + notice.body()));
    }

    @Test
    void whatComesWhileOneIsElsewhereIsToldOnTheDesktop() {
        say(SampleWorld.ANN, "Are you **there**?");
        assertThat(onDesktop).containsExactly("Ann: Are you there?");
        assertThat(inWindow).isEmpty();
    }

    @Test
    void whatComesInAnotherConversationIsToldInTheWindow() {
        models.open(SampleWorld.id("Farid"));
        models.shell.conversation().attentiveProperty().set(true);
        notifier.focusedProperty().set(true);
        say(SampleWorld.ANN, "hello");
        assertThat(inWindow).containsExactly("Ann: hello");
        assertThat(onDesktop).isEmpty();
    }

    @Test
    void nothingIsToldOfTheConversationInView() {
        models.open(SampleWorld.ANN);
        notifier.focusedProperty().set(true);
        models.shell.conversation().attentiveProperty().set(true);
        say(SampleWorld.ANN, "hello");
        assertThat(inWindow).isEmpty();
        models.shell.conversation().attentiveProperty().set(false);
        notifier.focusedProperty().set(false);
        say(SampleWorld.ANN, "are you gone?");
        assertThat(onDesktop).containsExactly("Ann: are you gone?");
    }

    @Test
    void aBurstIsToldOnce() {
        for (int i = 0; i < 5; i++) {
            models.shell.onEvent(message(SampleWorld.ANN, "burst " + i));
        }
        models.shell.onSettled();
        assertThat(onDesktop).containsExactly("Ann: 5 new messages from Ann");
        for (int i = 0; i < 1_000; i++) {
            say(SampleWorld.ANN, "more " + i);
        }
        assertThat(onDesktop).as("what follows waits").hasSize(1);
        assertThat(later).hasSize(1);
    }

    @Test
    void whatWaitedIsToldTogetherInThePlaceOfTheFirst() {
        Moving clock = new Moving();
        Times times = new Times(clock, models.texts, Locale.UK);
        Notifier eager = new Notifier(settings, models.shell.people(), peer -> false, models.texts, times);
        eager.attach((millis, task) -> later.add(task), notice -> {}, notice -> onDesktop.add(notice.body()));
        eager.onEvent(message(SampleWorld.ANN, "one"));
        eager.onSettled();
        eager.onEvent(message(SampleWorld.ANN, "two"));
        eager.onEvent(message(SampleWorld.ANN, "three"));
        eager.onSettled();
        assertThat(onDesktop).containsExactly("one");
        clock.at = Clock.offset(SampleWorld.CLOCK, Duration.ofMillis(Notifier.INTERVAL_MILLIS));
        later.getFirst().run();
        assertThat(onDesktop).containsExactly("one", "3 new messages from Ann");
    }

    /** Stands where a test sets it. */
    private static final class Moving extends Clock {
        private Clock at = SampleWorld.CLOCK;

        @Override
        public ZoneId getZone() {
            return at.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return at.withZone(zone);
        }

        @Override
        public Instant instant() {
            return at.instant();
        }
    }

    @Test
    void manyPeopleAtOnceAreOneNotice() {
        for (String name : List.of("Ann", "Farid", "Chloé", "Björn Håkansson")) {
            models.shell.onEvent(message(SampleWorld.id(name), "hello"));
        }
        models.shell.onSettled();
        assertThat(onDesktop).containsExactly("Punchline: 4 new messages from 4 people");
    }

    @Test
    void aRequestIsToldAsOne() {
        PeerId heidi = SampleWorld.id("Heidi");
        models.tell(new Event.Request(null, heidi, "Heidi", "Hi!"));
        assertThat(onDesktop).containsExactly("Heidi: Heidi wants to talk to you");
    }

    @Test
    void nothingIsToldThatThePersonDoesNotWant() {
        settings.setMuted(SampleWorld.ANN, true);
        say(SampleWorld.ANN, "hello");
        settings.setMuted(SampleWorld.ANN, false);
        settings.quiet(Quiet.HOUR);
        say(SampleWorld.ANN, "hello");
        settings.endQuiet();
        settings.setEnabled(false);
        say(SampleWorld.ANN, "hello");
        assertThat(onDesktop).isEmpty();
        assertThat(models.person(SampleWorld.ANN).state().unread())
                .as("counted all the same")
                .isEqualTo(3);
        settings.setEnabled(true);
        say(SampleWorld.ANN, "hello");
        assertThat(onDesktop).as("and nothing of before").containsExactly("Ann: hello");
    }

    @Test
    void theTextIsHiddenIfThePersonWantsThat() {
        settings.setContent(Content.NAME);
        say(SampleWorld.ANN, "secret");
        assertThat(onDesktop).containsExactly("Ann: 1 new message");
    }

    @Test
    void theNameIsHiddenIfThePersonWantsThat() {
        settings.setContent(Content.NOTHING);
        models.shell.onEvent(message(SampleWorld.ANN, "secret"));
        models.tell(new Event.Request(null, SampleWorld.id("Heidi"), "Heidi", "secret"));
        assertThat(onDesktop).containsExactly("Punchline: 1 new message", "Punchline: Somebody wants to talk to you");
    }

    @Test
    void whatIsSetIsThereAfterARestart() {
        Settings file = Settings.load(directory.resolve(Settings.FILE_NAME));
        NotificationSettings before = new NotificationSettings(file, models.times);
        before.setContent(Content.NAME);
        before.setMuted(SampleWorld.ANN, true);
        before.setMuted(SampleWorld.EVE, true);
        before.setMuted(SampleWorld.EVE, false);
        before.setTray(true);
        before.quiet(Quiet.TOMORROW);
        NotificationSettings after = new NotificationSettings(Settings.load(file.file()), models.times);
        assertThat(after.contentProperty().get()).isEqualTo(Content.NAME);
        assertThat(after.isMuted(SampleWorld.ANN)).isTrue();
        assertThat(after.isMuted(SampleWorld.EVE)).isFalse();
        assertThat(after.trayProperty().get()).isTrue();
        assertThat(after.isQuiet()).isTrue();
        assertThat(models.times.full(after.quietUntilProperty().get())).contains("08:00");
    }

    @Test
    void quietEndsByItself() {
        settings.quiet(Quiet.HOUR);
        assertThat(settings.isQuiet()).isTrue();
        Clock laterOn = Clock.offset(SampleWorld.CLOCK, Duration.ofMinutes(61));
        Times times = new Times(laterOn, new Texts(Locale.UK), Locale.UK);
        assertThat(settings.quietUntilProperty().get()).isLessThan(times.nowMillis());
    }

    @Test
    void aSettingsFileCanHoldAnything() {
        Settings file = Settings.load(directory.resolve(Settings.FILE_NAME));
        file.put("notifications.content", "everything");
        file.put("notifications.quietUntil", "soon");
        file.put("notifications.muted", "  x y " + "z ".repeat(10_000));
        NotificationSettings read = new NotificationSettings(file, models.times);
        assertThat(read.contentProperty().get()).isEqualTo(Content.NAME_AND_TEXT);
        assertThat(read.isQuiet()).isFalse();
    }

    private void say(PeerId peer, String text) {
        models.tell(message(peer, text));
    }

    private Event.Message message(PeerId peer, String text) {
        number++;
        return new Event.Message(null, peer, new MessageId(8, number), text, 0, 0, "", null);
    }
}
