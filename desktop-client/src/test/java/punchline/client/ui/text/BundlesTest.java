package punchline.client.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import punchline.client.StartTrouble;
import punchline.client.profile.ProfileTrouble;
import punchline.engine.Mishap;
import punchline.engine.Misuse;
import punchline.engine.Objection;
import punchline.engine.Reason;
import punchline.engine.diagnosis.Finding;
import punchline.engine.mapping.MappingTrouble;
import punchline.engine.path.PathFailure;
import punchline.engine.transcript.TranscriptTrouble;
import punchline.store.StoreTrouble;

/** Every bundle says what the English one says, to whom it says it, in full. */
class BundlesTest {
    private static final Pattern PLACE = Pattern.compile("\\{\\d}");
    private static final Pattern FORM = Pattern.compile("(.*)\\[(\\w+)]");

    /** Names, keys and units, which are the same everywhere. */
    private static final Pattern SAME_EVERYWHERE = Pattern.compile(
            "window\\.title.*|shortcuts\\..*\\.key|export\\.kind\\.json|notice\\.title|reason\\.said|step\\.detail"
                    + "|way\\.(ms|seconds)|message\\.accessible\\.(mine|theirs)|person\\.accessible");

    /** Words that the language shares with English. */
    private static final Map<Language, Set<String>> LOAN_WORDS = Map.of(
            Language.CZECH,
                    Set.of(
                            "export.kind.txt",
                            "appearance.percent",
                            "network.port",
                            "presence.offline",
                            "presence.online"),
            Language.POLISH, Set.of("presence.offline", "presence.online"),
            Language.HUNGARIAN, Set.of(),
            Language.PORTUGUESE, Set.of("presence.offline", "presence.online"),
            Language.FINNISH, Set.of("appearance.percent"),
            Language.ARABIC, Set.of());

    private static final Map<String, String> ENGLISH = Texts.read("/punchline/client/ui/messages.properties");

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ENGLISH")
    void aLanguageHasEachKeyInTheFormsThatItNeeds(Language language) {
        Set<String> wanted = new TreeSet<>();
        for (String key : ENGLISH.keySet()) {
            String base = baseOf(key);
            if (base.equals(key)) {
                wanted.add(key);
            } else {
                language.forms().forEach(form -> wanted.add(base + form.suffix()));
            }
        }
        assertThat(new TreeSet<>(bundle(language).keySet())).isEqualTo(wanted);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsFilledInIsTheSameEverywhere(Language language) {
        List<String> wrong = new ArrayList<>();
        bundle(language).forEach((key, text) -> {
            Set<String> wanted = places(english(key));
            Set<String> found = places(text);
            // “One message” and “two messages” may say the number in words.
            boolean mayDropNumber = key.matches(".*\\[(zero|one|two)]");
            if (mayDropNumber) {
                wanted.remove("{0}");
                found.remove("{0}");
            }
            if (!found.equals(wanted)) {
                wrong.add(key + " = " + text);
            }
        });
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ENGLISH")
    void nothingIsLeftInEnglish(Language language) {
        List<String> left = new ArrayList<>();
        bundle(language).forEach((key, text) -> {
            boolean mayBeSame = SAME_EVERYWHERE.matcher(key).matches()
                    || LOAN_WORDS.getOrDefault(language, Set.of()).contains(key);
            if (!mayBeSame && text.equals(english(key))) {
                left.add(key + " = " + text);
            }
        });
        assertThat(left).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void apostrophesAndQuotesAreThoseOfPrintedText(Language language) {
        String wrong = switch (language) {
            case ENGLISH -> "'\"„«»";
            case CZECH -> "'\"”«»";
            case POLISH, HUNGARIAN -> "'\"“«»";
            case PORTUGUESE -> "'\"„«»";
            case FINNISH -> "'\"„“«»";
            case ARABIC -> "'\"„“”’";
        };
        assertThat(bundle(language).entrySet())
                .allSatisfy(text -> assertThat(text.getValue())
                        .as(text.getKey())
                        .isEqualTo(text.getValue().strip())
                        .isNotEmpty()
                        .matches(words -> words.chars().noneMatch(sign -> wrong.indexOf(sign) >= 0)));
    }

    /** What the engine has to say of causes, the window can say in its own words, with all that it speaks of in reach. */
    @Test
    void everyReasonHasItsWords() {
        Texts texts = new Texts(Locale.UK);
        Stream.<Reason.Wording[]>of(
                        Reason.Code.values(),
                        PathFailure.values(),
                        Finding.Code.values(),
                        MappingTrouble.values(),
                        Objection.values(),
                        Mishap.values(),
                        TranscriptTrouble.values(),
                        StoreTrouble.values(),
                        ProfileTrouble.values(),
                        StartTrouble.values())
                .flatMap(Stream::of)
                .forEach(wording -> {
                    assertThat(texts.has(wording.key())).as(wording.key()).isTrue();
                    int parameters = (int) Pattern.compile("\\{(\\w+)}")
                            .matcher(wording.template())
                            .results()
                            .map(MatchResult::group)
                            .distinct()
                            .count();
                    assertThat(places(english(wording.key())))
                            .as(wording.key())
                            .allMatch(place -> place.charAt(1) - '0' < parameters);
                });
    }

    @Test
    void aReasonThatAnotherOneLedToIsSaidInOneLanguage() {
        Reason full = Reason.of(StoreTrouble.FULL, "file", "messages.db");
        Reason told = Reason.because(full, Mishap.NOT_KEPT, "name", "Bob");
        assertThat(told.text())
                .isEqualTo("A message of Bob could not be kept, and will come again: The disk is full: nothing more"
                        + " can be kept in messages.db. Make room and try again.");
        assertThat(new Texts(Locale.of("fi")).reason(told))
                .isEqualTo("Viestiä lähettäjältä Bob ei voitu säilyttää, ja se tulee uudelleen: Levy on täynnä:"
                        + " tiedostoon messages.db ei mahdu enempää. Vapauta tilaa ja yritä uudelleen.");
    }

    /** What only programs can get wrong has no words of its own in the bundles. */
    @Test
    void aReasonWithoutWordsIsSaidInEnglish() {
        Reason told = Reason.of(Misuse.HISTORY_LIMIT, "count", 1000);
        assertThat(new Texts(Locale.of("cs")).reason(told)).isEqualTo("History gives 1 to 1000 messages at a time.");
    }

    @Test
    void aReasonIsSaidInTheWindowsLanguage() {
        Reason reason = Reason.of(Reason.Code.SERVER_SILENT, "server", "203.0.113.7:6327");
        assertThat(new Texts(Locale.of("cs")).reason(reason)).isEqualTo("203.0.113.7:6327 neodpovídá");
        assertThat(new Texts(Locale.UK).reason(Reason.said("Anything."))).isEqualTo("Anything.");
        assertThat(new Texts(Locale.UK).clause(Reason.said("Anything."))).isEqualTo("Anything");
    }

    private static Map<String, String> bundle(Language language) {
        return language == Language.ENGLISH
                ? ENGLISH
                : Texts.read("/punchline/client/ui/messages_" + language.code() + ".properties");
    }

    private static String english(String key) {
        String base = baseOf(key);
        String text = ENGLISH.get(base.equals(key) ? key : base + Plural.OTHER.suffix());
        return text == null ? "" : text;
    }

    private static String baseOf(String key) {
        java.util.regex.Matcher form = FORM.matcher(key);
        return form.matches() ? form.group(1) : key;
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }
}
