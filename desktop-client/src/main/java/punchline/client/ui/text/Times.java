package punchline.client.ui.text;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** Points in time as people write them, short, in the clock's zone and the locale's format. */
public final class Times {
    private final Clock clock;
    private final Texts texts;
    private final DateTimeFormatter hourMinute;
    private final DateTimeFormatter exact;
    private final DateTimeFormatter shortDate;
    private final DateTimeFormatter longDate;
    private final DateTimeFormatter weekday;

    /** Times in the language of the texts, as the system's locale writes them if it speaks the same. */
    public Times(Clock clock, Texts texts, Locale system) {
        Locale locale = texts.language().formats(system);
        this.clock = clock;
        this.texts = texts;
        hourMinute = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(locale);
        exact = DateTimeFormatter.ofLocalizedTime(FormatStyle.MEDIUM).withLocale(locale);
        shortDate = DateTimeFormatter.ofLocalizedDate(FormatStyle.SHORT).withLocale(locale);
        longDate = DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(locale);
        weekday = DateTimeFormatter.ofPattern("EEE", locale);
    }

    /** Where days begin and end. */
    public ZoneId zone() {
        return clock.getZone();
    }

    public long nowMillis() {
        return clock.millis();
    }

    /** The day a moment falls on. */
    public LocalDate dayOf(long millis) {
        return at(millis).toLocalDate();
    }

    /** The time of day, such as 14:02. */
    public String hourMinute(long millis) {
        return Direction.drawable(hourMinute.format(at(millis)));
    }

    /** The time of day with seconds, and the day unless it is today. */
    public String exact(long millis) {
        String time = Direction.drawable(exact.format(at(millis)));
        return dayOf(millis).equals(today()) ? time : brief(millis) + " " + time;
    }

    /** The shortest that says when: the time today, the weekday within a week, else the date. */
    public String brief(long millis) {
        LocalDate day = dayOf(millis);
        LocalDate today = today();
        if (day.equals(today)) {
            return hourMinute(millis);
        }
        return day.isBefore(today) && day.isAfter(today.minusDays(7))
                ? Direction.drawable(weekday.format(at(millis)))
                : Direction.drawable(shortDate.format(day));
    }

    /** {@link #brief}, with the time of day added unless it is all there is. */
    public String full(long millis) {
        return dayOf(millis).equals(today()) ? hourMinute(millis) : brief(millis) + " " + hourMinute(millis);
    }

    /** A day as a heading: today, yesterday, or the date in full. */
    public String heading(LocalDate day) {
        LocalDate today = today();
        if (day.equals(today)) {
            return texts.get("day.today");
        }
        return day.equals(today.minusDays(1))
                ? texts.get("day.yesterday")
                : texts.own(Direction.drawable(longDate.format(day)));
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private ZonedDateTime at(long millis) {
        return Instant.ofEpochMilli(millis).atZone(clock.getZone());
    }
}
