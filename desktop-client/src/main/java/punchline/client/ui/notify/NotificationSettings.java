package punchline.client.ui.notify;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import punchline.client.settings.Settings;
import punchline.client.ui.text.Times;
import punchline.protocol.PeerId;

/** What the person wants to be told of, and how much of it is shown. Durable. */
public final class NotificationSettings {
    private static final String ENABLED = "notifications.enabled";
    private static final String CONTENT = "notifications.content";
    private static final String QUIET_UNTIL = "notifications.quietUntil";
    private static final String MUTED = "notifications.muted";
    private static final String TRAY = "notifications.tray";

    /** Ids of 52 letters: as many as leave room in the file for everything else. */
    static final int MAX_MUTED = 500;

    /** Quiet until the person turns that off. */
    public static final long FOR_GOOD = Long.MAX_VALUE;

    /** How much a notice says. */
    public enum Content {
        NAME_AND_TEXT,
        NAME,
        NOTHING
    }

    /** For how long it is quiet. */
    public enum Quiet {
        HOUR,
        TOMORROW,
        FOR_GOOD
    }

    private final Settings settings;
    private final Times times;
    private final ReadOnlyBooleanWrapper enabled = new ReadOnlyBooleanWrapper(this, "enabled");
    private final ReadOnlyBooleanWrapper trayRefused = new ReadOnlyBooleanWrapper(this, "trayRefused");
    private final ReadOnlyBooleanWrapper tray = new ReadOnlyBooleanWrapper(this, "tray");
    private final ReadOnlyObjectWrapper<Content> content = new ReadOnlyObjectWrapper<>(this, "content");
    private final ReadOnlyLongWrapper quietUntil = new ReadOnlyLongWrapper(this, "quietUntil");
    private final Set<String> muted = new LinkedHashSet<>();

    public NotificationSettings(Settings settings, Times times) {
        this.settings = settings;
        this.times = times;
        enabled.set(settings.isOn(ENABLED, true));
        tray.set(settings.isOn(TRAY, false));
        content.set(contentOf(settings.get(CONTENT)));
        quietUntil.set(millisOf(settings.get(QUIET_UNTIL)));
        String ids = settings.get(MUTED);
        if (ids != null) {
            for (String id : ids.split(" ", MAX_MUTED + 1)) {
                if (!id.isBlank() && muted.size() < MAX_MUTED) {
                    muted.add(id);
                }
            }
        }
    }

    private static Content contentOf(@org.jspecify.annotations.Nullable String text) {
        for (Content each : Content.values()) {
            if (textOf(each).equals(text)) {
                return each;
            }
        }
        return Content.NAME_AND_TEXT;
    }

    private static String textOf(Content content) {
        return content.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static long millisOf(@org.jspecify.annotations.Nullable String text) {
        try {
            return text == null ? 0 : Math.max(0, Long.parseLong(text));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Whether there are notices at all. */
    public ReadOnlyBooleanProperty enabledProperty() {
        return enabled.getReadOnlyProperty();
    }

    public void setEnabled(boolean now) {
        enabled.set(now);
        settings.put(ENABLED, Boolean.toString(now));
    }

    /** Whether closing the window leaves Punchline in the tray. */
    public ReadOnlyBooleanProperty trayProperty() {
        return tray.getReadOnlyProperty();
    }

    /** Whether the desktop has no tray, as it told when it was asked for one. */
    public ReadOnlyBooleanProperty trayRefusedProperty() {
        return trayRefused.getReadOnlyProperty();
    }

    /** The desktop has no tray. */
    public void refuseTray() {
        setTray(false);
        trayRefused.set(true);
    }

    public void setTray(boolean now) {
        trayRefused.set(false);
        tray.set(now);
        settings.put(TRAY, Boolean.toString(now));
    }

    public ReadOnlyObjectProperty<Content> contentProperty() {
        return content.getReadOnlyProperty();
    }

    public void setContent(Content now) {
        content.set(now);
        settings.put(CONTENT, textOf(now));
    }

    /** Until when nothing is told, by my wall clock in ms; 0 if something is. */
    public ReadOnlyLongProperty quietUntilProperty() {
        return quietUntil.getReadOnlyProperty();
    }

    /** Has nothing told for some time. */
    public void quiet(Quiet howLong) {
        long now = times.nowMillis();
        setQuietUntil(
                switch (howLong) {
                    case HOUR -> now + Duration.ofHours(1).toMillis();
                    case TOMORROW -> morningAfter(now);
                    case FOR_GOOD -> FOR_GOOD;
                });
    }

    /** At eight, when most people do not mind. */
    private long morningAfter(long now) {
        ZoneId zone = times.zone();
        return Instant.ofEpochMilli(now)
                .atZone(zone)
                .toLocalDate()
                .plusDays(1)
                .atTime(8, 0)
                .atZone(zone)
                .toInstant()
                .toEpochMilli();
    }

    /** Has things told again. */
    public void endQuiet() {
        setQuietUntil(0);
    }

    private void setQuietUntil(long millis) {
        quietUntil.set(millis);
        settings.put(QUIET_UNTIL, Long.toString(millis));
    }

    /** Whether nothing is told at the moment. */
    public boolean isQuiet() {
        return quietUntil.get() > times.nowMillis();
    }

    public boolean isMuted(PeerId peer) {
        return muted.contains(peer.toString());
    }

    /**
     * Has nothing told of somebody, or something again.
     *
     * @return false if there are {@value #MAX_MUTED} already
     */
    public boolean setMuted(PeerId peer, boolean now) {
        if (now && muted.size() >= MAX_MUTED && !isMuted(peer)) {
            return false;
        }
        if (now ? muted.add(peer.toString()) : muted.remove(peer.toString())) {
            settings.put(MUTED, String.join(" ", muted));
        }
        return true;
    }
}
