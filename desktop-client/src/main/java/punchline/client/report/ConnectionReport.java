package punchline.client.report;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import punchline.engine.Event;
import punchline.engine.Reason;
import punchline.engine.diagnosis.Finding;

/**
 * A text about how a peer stands that can be given to anybody: in English, and without a name, an address, or a word that somebody
 * else chose. What each is called in its place is the same throughout.
 */
public final class ConnectionReport {
    /** What can be told as it is: numbers, durations, protocols and ways. All else is replaced. */
    private static final Set<String> HARMLESS = Set.of("way", "rtt", "since", "protocol", "seconds");

    private static final DateTimeFormatter CALENDAR = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private final ZoneId zone;
    private final Map<String, String> names = new LinkedHashMap<>();

    private ConnectionReport(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * Writes a report.
     *
     * @param attempts redacted ones
     * @throws IllegalArgumentException if attempts are not redacted
     */
    public static String of(Instant now, ZoneId zone, List<Finding> findings, List<Event.Attempts> attempts) {
        if (attempts.stream().anyMatch(one -> !one.redacted())) {
            throw new IllegalArgumentException("a report names no addresses");
        }
        ConnectionReport report = new ConnectionReport(zone);
        List<String> lines = new ArrayList<>();
        lines.add("Punchline, how it is connected, " + CALENDAR.withZone(zone).format(now));
        lines.add("");
        findings.forEach(finding -> lines.add("- " + report.words(finding)));
        AttemptPhrases phrases = new AttemptPhrases(report.zone);
        for (Event.Attempts each : attempts) {
            lines.add("");
            lines.add(phrases.of(each));
        }
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }

    private String words(Finding finding) {
        Map<String, String> parameters = replaced(finding.parameters());
        Reason why = finding.why();
        if (why != null) {
            String last = List.copyOf(finding.parameters().keySet()).getLast();
            String words = new Reason(why.wording(), replaced(why.parameters())).text();
            parameters.put(last, words.endsWith(".") ? words.substring(0, words.length() - 1) : words);
        }
        return new Reason(finding.code(), parameters).text();
    }

    private Map<String, String> replaced(Map<String, String> parameters) {
        Map<String, String> replaced = new LinkedHashMap<>();
        parameters.forEach((name, value) -> replaced.put(name, HARMLESS.contains(name) ? value : nameOf(name, value)));
        return replaced;
    }

    private String nameOf(String parameter, String value) {
        String kind = switch (parameter) {
            case "servers" -> "server";
            case "peer" -> "person";
            case "words" -> "words left out";
            default -> parameter;
        };
        if (parameter.equals("words")) {
            return "(" + kind + ")";
        }
        return names.computeIfAbsent(kind + " " + value, key -> {
            long before = names.keySet().stream()
                    .filter(each -> each.startsWith(kind + " "))
                    .count();
            return kind + "-" + (before + 1);
        });
    }
}
