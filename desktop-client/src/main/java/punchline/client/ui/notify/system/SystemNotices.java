package punchline.client.ui.notify.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.client.ui.notify.Notice;
import punchline.client.ui.notify.NoticePort;
import punchline.protocol.PeerId;

/**
 * Asks the desktop by a program of the system: {@code notify-send} of libnotify, which tells of a click from version 0.8 on, or
 * {@code osascript}. Each notice has a process of its own for as long as it is shown; texts are arguments, with no shell in between.
 */
public final class SystemNotices implements NoticePort {
    private static final Logger LOG = LoggerFactory.getLogger(SystemNotices.class);

    /** Processes at a time; the oldest gives way. */
    private static final int MAX_SHOWN = 8;

    /** Notices that nobody looked at for so long are of no interest, nor are processes of theirs. */
    private static final long MAX_MINUTES = 30;

    /** What cannot show notices ends at once; what has shown one may end with any result. */
    private static final long MAX_FAILING_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final String CLICKED = "default";

    private final Consumer<List<String>> asked;
    private final boolean mac;
    private final String program;
    private final Map<PeerId, Process> shown = new LinkedHashMap<>();

    /** Whether {@code notify-send} has told that it knows no actions: an older one shows notices that cannot be clicked on. */
    private volatile boolean plain;

    private SystemNotices(boolean mac, String program, Consumer<List<String>> asked) {
        this.mac = mac;
        this.program = program;
        this.asked = asked;
    }

    /** For the system of that name, as Java calls it; none for Windows, where it takes the tray. */
    public static NoticePort of(String system) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return NoticePort.NONE;
        }
        boolean mac = name.startsWith("mac");
        return new SystemNotices(mac, mac ? "osascript" : "notify-send", command -> {});
    }

    /** With another program in the place of {@code notify-send}; {@code asked} is told its arguments. */
    static SystemNotices with(String program, Consumer<List<String>> asked) {
        return new SystemNotices(false, program, asked);
    }

    @Override
    public void show(Notice notice, Runnable onClick, Consumer<Notice> onRefused) {
        Thread.ofVirtual().name("notice").start(() -> {
            boolean clickable = !mac && !plain;
            if (!run(notice, clickable, onClick) && !(clickable && run(notice, false, onClick))) {
                onRefused.accept(notice);
            }
        });
    }

    /** Returns whether it was shown. */
    private boolean run(Notice notice, boolean clickable, Runnable onClick) {
        List<String> command = command(notice, clickable);
        asked.accept(command);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            long began = System.nanoTime();
            keep(notice.peer(), process);
            process.onExit().orTimeout(MAX_MINUTES, TimeUnit.MINUTES).exceptionally(late -> {
                process.destroy();
                return process;
            });
            boolean clicked = false;
            try (BufferedReader output =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    clicked |= line.strip().equals(CLICKED);
                }
            }
            int result = process.waitFor();
            boolean replaced = !forget(notice.peer(), process);
            if (clicked) {
                onClick.run();
            }
            boolean well = replaced || clicked || result == 0 || System.nanoTime() - began > MAX_FAILING_NANOS;
            plain |= !well && clickable;
            return well;
        } catch (IOException e) {
            LOG.debug("no notice by {}", program, e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private List<String> command(Notice notice, boolean clickable) {
        List<String> command = new ArrayList<>(List.of(program));
        if (mac) {
            command.addAll(List.of(
                    "-e",
                    "on run argv",
                    "-e",
                    "display notification (item 2 of argv) with title (item 1 of argv)",
                    "-e",
                    "end run",
                    notice.title(),
                    notice.body()));
            return command;
        }
        command.addAll(List.of("--app-name=Punchline", "--category=im.received"));
        if (clickable) {
            command.addAll(List.of("--wait", "--action=" + CLICKED + "=Open"));
        }
        command.addAll(List.of("--", notice.title(), escaped(notice.body())));
        return command;
    }

    /** Desktops read the body as markup (Desktop Notifications Specification 1.2, "Markup"), and nobody may write any into it. */
    private static String escaped(String body) {
        return body.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private synchronized void keep(PeerId peer, Process process) {
        Process before = shown.remove(peer);
        if (before != null) {
            before.destroy();
        }
        shown.put(peer, process);
        if (shown.size() > MAX_SHOWN) {
            PeerId eldest = shown.keySet().iterator().next();
            Process oldest = shown.remove(eldest);
            if (oldest != null) {
                oldest.destroy();
            }
        }
    }

    private synchronized boolean forget(PeerId peer, Process process) {
        return shown.remove(peer, process);
    }

    @Override
    public synchronized void withdraw() {
        shown.values().forEach(Process::destroy);
        shown.clear();
    }
}
