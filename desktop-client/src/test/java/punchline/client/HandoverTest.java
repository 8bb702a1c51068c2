package punchline.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import punchline.engine.Command;
import punchline.local.LocalAnswers;

@Timeout(30)
class HandoverTest {
    private static final String INVITE = "punchline:jp2relzuivkmko66f25yzuvx4piwacwwghbyljoxztrdy54fiwna?n=Bob";

    @TempDir
    Path profile;

    private final FakePeer peer = new FakePeer();
    private final AtomicInteger shown = new AtomicInteger();

    @Test
    void aLinkGoesToTheProgramThatHasTheProfileOpenAndAnIconOnlyShowsIt() throws Exception {
        assertThat(Handover.toRunning(profile, INVITE)).isFalse();
        try (LocalAnswers running = Handover.listen(profile, peer, shown::incrementAndGet)) {
            assertThat(running).isNotNull();
            assertThat(Handover.toRunning(profile, INVITE)).isTrue();
            assertThat(Handover.toRunning(profile, null)).isTrue();
        }
        assertThat(peer.commands()).containsExactly(new Command.Redeem(null, INVITE, null));
        assertThat(shown).hasValue(2);
        assertThat(Handover.toRunning(profile, INVITE)).isFalse();
    }

    @Test
    void whatIsNoInviteIsNotTaken() throws Exception {
        try (LocalAnswers running = Handover.listen(profile, peer, shown::incrementAndGet)) {
            assertThat(running).isNotNull();
            assertThat(Handover.toRunning(profile, "http://example.invalid")).isFalse();
        }
        assertThat(peer.commands()).isEmpty();
        assertThat(shown).hasValue(0);
    }

    @Test
    void whatAKilledProgramLeftHoldsNobodyUp() throws Exception {
        Files.writeString(profile.resolve("open.sock"), "");
        assertThat(Handover.toRunning(profile, INVITE)).isFalse();
    }
}
