package punchline.client.report;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import punchline.engine.Event;
import punchline.engine.diagnosis.AttemptReport;
import punchline.engine.path.AttemptRecord.Cause;

/** Reports of attempts as a page of text. Holds no state but the time zone. */
public final class AttemptPhrases {
    private final DateTimeFormatter clock;

    public AttemptPhrases(ZoneId zone) {
        clock = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
    }

    /** All of them, one line for each thing that happened. */
    public String of(Event.Attempts attempts) {
        List<String> lines = new ArrayList<>();
        lines.add(
                attempts.attempts().isEmpty()
                        ? "No attempt to reach " + attempts.peer() + " was made since the start."
                        : "Attempts to reach " + attempts.peer() + ":");
        attempts.attempts().forEach(attempt -> add(lines, attempt));
        return String.join(System.lineSeparator(), lines);
    }

    private void add(List<String> lines, AttemptReport attempt) {
        lines.add(clock.format(Instant.ofEpochMilli(attempt.began())) + " by "
                + attempt.causes().stream().map(AttemptPhrases::cause).collect(Collectors.joining(" and "))
                + nats(attempt));
        attempt.candidates()
                .forEach(tried -> lines.add("  " + tried.address() + " (" + words(tried.kind()) + "): " + fate(tried)));
        addIfAny(lines, attempt.candidatesLeftOut(), "more addresses");
        attempt.rounds().forEach(round -> lines.add("  " + round(round)));
        addIfAny(lines, attempt.roundsLeftOut(), "more rounds");
        attempt.requests()
                .forEach(source -> lines.add("  heard " + count(source.requests(), "probe") + " from "
                        + source.address() + ", the first after " + source.first() + " ms"));
        addIfAny(lines, attempt.requestsLeftOut(), "more probes heard from elsewhere");
        attempt.paths().forEach(taken -> lines.add("  " + taken(taken)));
        lines.add("  " + end(attempt));
    }

    private static void addIfAny(List<String> lines, int count, String what) {
        if (count > 0) {
            lines.add("  " + count + " " + what);
        }
    }

    private static String cause(Cause cause) {
        return switch (cause) {
            case SERVER -> "a server's word";
            case REMEMBERED -> "remembered addresses";
            case SELF -> "what was known";
            case PEER -> "the other side's probes";
            case LATER_ROUND -> "the other side's wish for another round";
        };
    }

    private static String nats(AttemptReport attempt) {
        return attempt.myNat() == null || attempt.theirNat() == null
                ? ""
                : ", NAT here " + words(attempt.myNat()) + ", there " + words(attempt.theirNat());
    }

    private static String fate(AttemptReport.Tried tried) {
        if (tried.refused() != null) {
            return "not tried, " + words(tried.refused());
        }
        return count(tried.probes(), "probe") + ", " + answer(null, tried.answered());
    }

    private static String answer(@Nullable String by, @Nullable Long after) {
        return after == null
                ? "no answer"
                : "answered " + (by == null ? "" : "by " + by + " ") + "after " + after + " ms";
    }

    private static String round(AttemptReport.Round round) {
        return "round " + words(round.tactic()) + " after " + round.start() + " ms: from "
                + count(round.sockets(), "socket") + " to " + count(round.ports(), "port") + " of " + round.target()
                + ", " + count(round.probes(), "probe") + ", "
                + answer(round.answeredBy(), round.answered());
    }

    private static String taken(AttemptReport.Taken taken) {
        return "took " + taken.address() + " after " + taken.at() + " ms (" + words(taken.kind()) + ", round trip "
                + taken.rtt() + " ms" + (taken.freshSocket() ? ", a fresh socket" : "") + "): " + why(taken);
    }

    private static String why(AttemptReport.Taken taken) {
        return switch (taken.why()) {
            case FIRST -> "the first";
            case OTHER_SILENT -> "the one before was silent";
            case BETTER_KIND -> "a better kind of way";
            case FASTER -> "faster than the one before";
        };
    }

    private static String end(AttemptReport attempt) {
        if (attempt.failure() != null) {
            return "failed after " + attempt.lasted() + " ms: " + attempt.reason();
        }
        return attempt.lasted() == null ? "still under way" : "met after " + attempt.lasted() + " ms";
    }

    private static String count(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
