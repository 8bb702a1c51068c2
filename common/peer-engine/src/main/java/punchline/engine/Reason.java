package punchline.engine;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why something is as it is. For programs and the console it is its English {@link #text}; whoever speaks other languages says the
 * same by {@link Wording#key} and what is filled in.
 *
 * @param wording    what it says
 * @param parameters what the sentence speaks of, in its order
 * @param cause      what led to it, of which the last parameter is the English clause; or null
 */
public record Reason(
        Wording wording,
        Map<String, String> parameters,
        @Nullable Reason cause) {
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    /** One of the sentences that the engine knows. Implemented by enums, each of which has a group of its own. */
    public interface Wording {
        String name();

        /** What the sentence is about: the first part of its key. */
        String group();

        /** In English; {@code {name}} stands for a parameter. */
        String template();

        /** The same for good, such as {@code reason.went-offline}. */
        default String key() {
            return group() + "." + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Why someone is not there, or a server of no use. */
    public enum Code implements Wording {
        /** What another program or the operating system said. */
        SAID("{words}"),

        UNKNOWN("why is not known"),
        WENT_OFFLINE("went offline"),
        CLOSED_HERE("closed here"),
        NOT_WANTED("not wanted"),
        NO_HELLO("no hello in time"),
        WAITS("waits to be accepted"),
        SILENT("does not answer at the moment"),
        SILENT_FOR("Nothing has come from the other side for {seconds} seconds."),
        NOT_WHERE_IT_WAS("no answer where it was last"),
        NOT_TOLD("no server has told of it since the start"),

        /** The secured link came to its end, in the words of those who make it. */
        LINK_ENDED("{words}"),

        /** By which way someone is reached. */
        SAME_NETWORK("same network, {address}"),
        DIRECT("direct, {address}"),

        NOT_THERE("not at {server} at the moment: it is not running, its network lets no UDP out, or it is"
                + " unlisted and has not asked for you"),
        SERVER_SILENT("no answer from {server}"),
        SERVER_NONSENSE("{server} answered something that only another version understands"),
        SERVER_AWAY("not registered at {server}"),
        SERVER_LEFT("it was left"),
        NO_SERVER("no rendezvous server is configured"),
        NAMES_SOUGHT("the servers' addresses are not known yet"),
        SERVER_FULL("{server} has no room for more peers"),
        SERVER_BUSY("{server} is busy"),
        SERVER_FORGOT("{server} no longer knows this peer"),
        SERVER_REFUSED("{server} refused: {words}"),
        IDENTITY_ELSEWHERE("this identity is in use on another device"),
        TOO_MANY_ASKS("too many peers are asked for at once"),
        NAME_UNKNOWN("the address of {server} cannot be found"),
        NAME_SOUGHT("the rendezvous server's address is still being looked up");

        private final String template;

        Code(String template) {
            this.template = template;
        }

        @Override
        public String group() {
            return "reason";
        }

        @Override
        public String template() {
            return template;
        }
    }

    public Reason {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** One that nothing else led to. */
    public Reason(Wording wording, Map<String, String> parameters) {
        this(wording, parameters, null);
    }

    /** Fills a sentence with names and values, by turns. */
    public static Reason of(Wording wording, @Nullable Object... namesAndValues) {
        return new Reason(wording, parameters(namesAndValues));
    }

    /** The same with {@code why}, which the sentence has at its end, as its last parameter. */
    public static Reason because(Reason cause, Wording wording, @Nullable Object... namesAndValues) {
        Map<String, String> parameters = parameters(namesAndValues);
        parameters.put("why", cause.clause());
        return new Reason(wording, parameters, cause);
    }

    private static Map<String, String> parameters(@Nullable Object... namesAndValues) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(String.valueOf(namesAndValues[i]), String.valueOf(namesAndValues[i + 1]));
        }
        return parameters;
    }

    /** Words that nobody here chose. */
    public static Reason said(String words) {
        return of(Code.SAID, "words", words);
    }

    /** In English. */
    @JsonValue
    public String text() {
        return PLACE.matcher(wording.template()).replaceAll(place -> {
            String value = parameters.get(place.group(1));
            if (value == null) {
                throw new IllegalArgumentException(wording + " speaks of " + place.group(1));
            }
            return Matcher.quoteReplacement(value);
        });
    }

    /** In English, to go on behind a colon: without a full stop. */
    public String clause() {
        String text = text();
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    @Override
    public String toString() {
        return text();
    }
}
