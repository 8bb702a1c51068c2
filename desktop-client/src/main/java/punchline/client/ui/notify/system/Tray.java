package punchline.client.ui.notify.system;

import java.awt.AWTException;
import java.awt.EventQueue;
import java.awt.MenuItem;
import java.awt.PopupMenu;
import java.awt.SystemTray;
import java.awt.Toolkit;
import java.awt.TrayIcon;
import java.net.URL;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.client.ui.notify.Notice;
import punchline.client.ui.notify.NoticePort;

/**
 * A place in the tray, from which the window opens, and which shows notices where the system has no better way. AWT is loaded
 * with the first use of an object of this class, on a thread of its own: it takes hundreds of milliseconds.
 */
public final class Tray implements NoticePort {
    private static final Logger LOG = LoggerFactory.getLogger(Tray.class);

    private final URL image;
    private final String open;
    private final String quit;
    private final Runnable onOpen;
    private final Runnable onQuit;

    /** AWT's thread alone. */
    private @Nullable TrayIcon icon;

    /** AWT's thread alone. */
    private Runnable onClick = () -> {};

    /**
     * Notes what there will be.
     *
     * @param image  a picture
     * @param open   the words of the entry that opens the window
     * @param quit   the words of the entry that ends the program
     * @param onOpen runs on AWT's thread, as {@code onQuit}
     */
    public Tray(URL image, String open, String quit, Runnable onOpen, Runnable onQuit) {
        this.image = image;
        this.open = open;
        this.quit = quit;
        this.onOpen = onOpen;
        this.onQuit = onQuit;
    }

    /** Appears in the tray; {@code answer} is told on any thread whether it could. */
    public void appear(Consumer<Boolean> answer) {
        Thread.ofPlatform().daemon().name("tray").start(() -> {
            try {
                if (!SystemTray.isSupported()) {
                    answer.accept(false);
                } else {
                    EventQueue.invokeLater(() -> answer.accept(add()));
                }
            } catch (RuntimeException | LinkageError e) {
                LOG.info("no tray", e);
                answer.accept(false);
            }
        });
    }

    private boolean add() {
        if (icon != null) {
            return true;
        }
        PopupMenu menu = new PopupMenu();
        menu.add(item(open, onOpen));
        menu.add(item(quit, onQuit));
        TrayIcon made = new TrayIcon(Toolkit.getDefaultToolkit().getImage(image), "Punchline", menu);
        made.setImageAutoSize(true);
        made.addActionListener(event -> {
            onClick.run();
            onOpen.run();
        });
        try {
            SystemTray.getSystemTray().add(made);
            icon = made;
            return true;
        } catch (AWTException e) {
            LOG.info("no tray", e);
            return false;
        }
    }

    private static MenuItem item(String words, Runnable action) {
        MenuItem item = new MenuItem(words);
        item.addActionListener(event -> action.run());
        return item;
    }

    /** Leaves the tray. */
    public void leave() {
        EventQueue.invokeLater(() -> {
            if (icon != null) {
                SystemTray.getSystemTray().remove(icon);
                icon = null;
            }
        });
    }

    @Override
    public void show(Notice notice, Runnable clicked, Consumer<Notice> onRefused) {
        appear(there -> {
            if (there) {
                EventQueue.invokeLater(() -> {
                    onClick = clicked;
                    if (icon != null) {
                        icon.displayMessage(notice.title(), notice.body(), TrayIcon.MessageType.NONE);
                    }
                });
            } else {
                onRefused.accept(notice);
            }
        });
    }

    @Override
    public void withdraw() {}
}
