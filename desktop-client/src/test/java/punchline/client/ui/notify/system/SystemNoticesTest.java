package punchline.client.ui.notify.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import punchline.client.ui.notify.Notice;
import punchline.protocol.PeerId;

/** With scripts in the place of the system's program. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class SystemNoticesTest {
    private static final PeerId ANN = PeerId.ofKey(new byte[] {1});

    @TempDir
    Path directory;

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final BlockingQueue<List<String>> asked = new LinkedBlockingQueue<>();

    @Test
    void aClickIsTold() throws Exception {
        SystemNotices notices = SystemNotices.with(script("echo default"), asked::add);
        show(notices, "Ann", "hello");
        assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo("clicked");
        assertThat(asked.remove()).contains("--wait", "--action=default=Open").endsWith("--", "Ann", "hello");
    }

    @Test
    void aProgramThatKnowsNoActionsShowsWithoutThem() throws Exception {
        SystemNotices notices = SystemNotices.with(
                script("for a in \"$@\"; do [ \"$a\" = --wait ] && exit 1; done; touch " + directory.resolve("shown")),
                asked::add);
        show(notices, "Ann", "hello");
        assertThat(asked.poll(30, TimeUnit.SECONDS)).contains("--wait");
        assertThat(asked.poll(30, TimeUnit.SECONDS)).doesNotContain("--wait").endsWith("--", "Ann", "hello");
        awaitFile("shown");
        show(notices, "Ann", "again");
        assertThat(asked.poll(30, TimeUnit.SECONDS)).as("not tried twice").doesNotContain("--wait");
        assertThat(told).isEmpty();
    }

    @Test
    void aDesktopWithoutNoticesSaysSo() throws Exception {
        show(SystemNotices.with(directory.resolve("nothing").toString(), asked::add), "Ann", "hello");
        assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo("refused hello");
    }

    @Test
    void nobodyWritesMarkupOrOptionsIntoANotice() throws Exception {
        SystemNotices notices = SystemNotices.with(script("echo default"), asked::add);
        show(notices, "--icon=/etc/passwd", "<b>x</b> & <a href=\"y\">z</a>");
        assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo("clicked");
        List<String> command = asked.remove();
        assertThat(command.indexOf("--")).isLessThan(command.indexOf("--icon=/etc/passwd"));
        assertThat(command).last().asString().doesNotContain("<").contains("&lt;b&gt;x", "&amp;");
    }

    @Test
    void whatIsWithdrawnIsNeitherClickedNorRefused() throws Exception {
        SystemNotices notices =
                SystemNotices.with(script("touch " + directory.resolve("up") + "; exec sleep 1000"), asked::add);
        show(notices, "Ann", "hello");
        awaitFile("up");
        notices.withdraw();
        show(notices, "Ann", "hello again");
        notices.withdraw();
        assertThat(told).isEmpty();
    }

    private void awaitFile(String name) {
        while (!Files.exists(directory.resolve(name))) {
            Thread.onSpinWait();
        }
    }

    private void show(SystemNotices notices, String title, String body) {
        notices.show(
                new Notice(ANN, title, body),
                () -> told.add("clicked"),
                refused -> told.add("refused " + refused.body()));
    }

    private String script(String body) throws IOException {
        Path script = directory.resolve("notify-send");
        Files.writeString(script, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script.toString();
    }
}
