package punchline.client.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import punchline.client.profile.FakeProfile;
import punchline.client.profile.Passphrase;
import punchline.client.settings.Settings;
import punchline.client.ui.Models;
import punchline.client.ui.SampleWorld;
import punchline.engine.Command;

class SettingsViewModelTest {
    @TempDir
    Path directory;

    private Models models = new Models();
    private boolean done;

    @BeforeEach
    void start() {
        models = new Models(Settings.load(directory.resolve(Settings.FILE_NAME)));
        SampleWorld.busy(models.peer).start();
    }

    private SettingsViewModel settings() {
        return models.shell.settings();
    }

    private Settings kept() {
        return Settings.load(directory.resolve(Settings.FILE_NAME));
    }

    @Test
    void whatOthersLearnIsChangedAtOnceAndShownAsTheEngineHasIt() {
        settings().setTyping(false);
        assertThat(models.asked(Command.Disclose.class))
                .extracting(Command.Disclose::readReceipts)
                .isNull();
        assertThat(settings().typingProperty().get()).isFalse();
        assertThat(settings().readReceiptsProperty().get()).isTrue();
        settings().setReadReceipts(false);
        assertThat(settings().readReceiptsProperty().get()).isFalse();
        settings().setListed(false);
        assertThat(settings().listedProperty().get()).isFalse();
        assertThat(models.asked(Command.Visibility.class).listed()).isFalse();
    }

    @Test
    void thePortIsAWholeNumberOrAnyAndKeptForTheNextStart() {
        assertThat(settings().setPort("50001")).isTrue();
        assertThat(kept().number(Settings.PORT, 0)).isEqualTo(50001);
        for (String bad : new String[] {"65536", "-1", "a port", "1.5", "999999999999"}) {
            assertThat(settings().setPort(bad)).as(bad).isFalse();
        }
        assertThat(settings().port()).isEqualTo(50001);
        assertThat(settings().setPort(" ")).isTrue();
        assertThat(settings().port()).isZero();
    }

    @Test
    void lettersGrowAndShrinkInStepsWithinBoundsAndStaySoAfterARestart() {
        settings().zoom(1);
        assertThat(settings().textSizeProperty().get()).isEqualTo(115);
        assertThat(new Models(kept()).shell.settings().textSizeProperty().get()).isEqualTo(115);
        for (int i = 0; i < 20; i++) {
            settings().zoom(1);
        }
        assertThat(settings().textSizeProperty().get()).isEqualTo(200);
        for (int i = 0; i < 20; i++) {
            settings().zoom(-1);
        }
        assertThat(settings().textSizeProperty().get()).isEqualTo(80);
        settings().zoom(0);
        assertThat(settings().textSizeProperty().get()).isEqualTo(100);
    }

    @Test
    void aSizeThatNobodyOffersIsTakenAsTheNearestOne() {
        models.settings.put(Settings.TEXT_SIZE, "128");
        Settings odd = Settings.load(directory.resolve("odd.conf"));
        odd.put(Settings.TEXT_SIZE, "128");
        assertThat(new Models(odd).shell.settings().textSizeProperty().get()).isEqualTo(130);
    }

    @Test
    void whatCannotBeKeptIsToldAsSuch() {
        Models nowhere = new Models();
        nowhere.shell.settings().setPortMapping(false);
        assertThat(nowhere.shell.news().wordsProperty().get()).contains("could not be written");
        assertThat(nowhere.shell.settings().portMapping()).isFalse();
    }

    @Test
    void thePassphraseIsSetChangedAndRemovedAndAWrongOneIsSaidToBeWrong() {
        FakeProfile profile = new FakeProfile(models.peer, directory);
        settings().attach(profile);
        assertThat(settings().lockedProperty().get()).isFalse();
        settings().changePassphrase(secret(""), secret("one"), () -> done = true);
        assertThat(done).isTrue();
        assertThat(profile.passphrase()).isEqualTo("one");
        assertThat(settings().lockedProperty().get()).isTrue();
        assertThat(models.shell.news().wordsProperty().get()).contains("next start");

        done = false;
        settings().changePassphrase(secret("two"), secret("three"), () -> done = true);
        assertThat(done).isFalse();
        assertThat(settings().problemProperty().get()).isEqualTo("That is not its passphrase.");
        assertThat(profile.passphrase()).isEqualTo("one");

        settings().changePassphrase(secret("one"), secret(""), () -> done = true);
        assertThat(done).isTrue();
        assertThat(profile.passphrase()).isNull();
        assertThat(settings().problemProperty().get()).isEmpty();
    }

    @Test
    void aCopyIsMadeOrItIsSaidWhyNot() {
        FakeProfile profile = new FakeProfile(models.peer, directory);
        settings().attach(profile);
        settings().backUp(Path.of("/nowhere/x"), secret("s"), () -> done = true);
        assertThat(done).isFalse();
        assertThat(settings().problemProperty().get()).isEqualTo("There is no such directory.");
        settings().backUp(Path.of("/there/x"), secret("s"), () -> done = true);
        assertThat(done).isTrue();
        assertThat(profile.copied()).isEqualTo("/there/x under s");
        settings().makeProfile("other", Path.of("/there/x"), secret("s"), () -> done = true);
        assertThat(profile.copied()).isEqualTo("other of /there/x under s");
    }

    @Test
    void aServerIsLeft() {
        String server = models.shell.status().servers().getFirst().server();
        models.shell.status().removeServer(server);
        assertThat(models.asked(Command.RemoveServer.class).server()).isEqualTo(server);
        assertThat(models.shell.status().servers()).isEmpty();
    }

    private static Passphrase secret(String text) {
        return Passphrase.of(text.toCharArray());
    }
}
