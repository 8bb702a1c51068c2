package punchline.client.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.Reason;

class JsonLinesTest {
    /** Tests run in their module's directory. */
    private static final Path DOCUMENT = Path.of("..", "docs", "console-json.md");

    @Test
    void theDocumentShowsEachCommandAsItIsRead() throws Exception {
        List<Command> read = lines("{\"do\":")
                .filter(line -> !line.equals("{\"do\":\"quit\"}"))
                .map(JsonLinesTest::command)
                .toList();

        assertThat(read).isEqualTo(Examples.COMMANDS);
    }

    @Test
    void theDocumentShowsHowToQuit() throws Exception {
        String quit = lines("{\"do\":\"quit\"").findFirst().orElseThrow();

        assertThat(JsonLines.parse(bytes(quit))).isEqualTo(new JsonLines.Input.Quit());
    }

    @Test
    void theDocumentShowsEachEventAsItIsPrinted() throws Exception {
        assertThat(Examples.EVENTS.stream().map(JsonLines::print))
                .isEqualTo(lines("{\"event\":").toList());
    }

    @Test
    void thereIsAnExampleOfEachCommand() {
        assertThat(kinds(Examples.commands())).isEqualTo(permitted(Command.class));
    }

    @Test
    void thereIsAnExampleOfEachEvent() {
        assertThat(kinds(Examples.events())).isEqualTo(permitted(Event.class));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | expected one JSON object",
                "[] | expected one JSON object",
                "null | expected one JSON object",
                "{ | expected one JSON object",
                "{\"do\":\"peers\"} {} | expected one JSON object",
                "{\"a\":[[[[[[[[[[[[]]]]]]]]]]]]} | expected one JSON object",
                "{} | expected \"do\"",
                "{\"do\":7} | expected \"do\"",
                "{\"do\":\"dance\"} | \"do\" is one of peers,",
                "{\"do\":\"send\"} | expected \"peer\": a string",
                "{\"do\":\"send\",\"peer\":7,\"text\":\"x\"} | \"peer\" is a string",
                "{\"do\":\"send\",\"peer\":\"bob\",\"text\":\"x\"} | \"peer\" is an id of 52",
                "{\"do\":\"delete\",\"peer\":\"jp2relzuivkmko66f25yzuvx4piwacwwghbyljoxztrdy54fiwna\"} | expected \"id\": the id of a message",
                "{\"do\":\"delete\",\"peer\":\"jp2relzuivkmko66f25yzuvx4piwacwwghbyljoxztrdy54fiwna\",\"id\":\"x\"} | \"id\" is the id of a message",
                "{\"do\":\"rename\"} | expected \"name\": a string",
                "{\"do\":\"server\",\"server\":{}} | \"server\" is a string",
                "{\"do\":\"connect\",\"invite\":7} | \"invite\" is a string",
                "{\"do\":\"invite\",\"hours\":0} | \"hours\" is a whole number from 1 to 720",
                "{\"do\":\"invite\",\"hours\":721} | \"hours\" is a whole number from 1 to 720",
                "{\"do\":\"revoke\"} | expected \"invite\": a string",
                "{\"do\":\"attempts\"} | expected \"peer\": a string",
                "{\"do\":\"attempts\",\"peer\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",\"redacted\":1} | \"redacted\" is true or false",
                "{\"do\":\"status\",\"ref\":{}} | \"ref\" is a string or a whole number",
                "{\"do\":\"status\",\"ref\":1.5} | \"ref\" is a string or a whole number",
            })
    void aBadLineSaysWhatWasExpected(String line, String expected) {
        assertThatThrownBy(() -> JsonLines.parse(bytes(line)))
                .isInstanceOf(JsonLines.BadLineException.class)
                .hasMessageContaining(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "1.5", "\"5\"", "99999999999999999999"})
    void aHistoryHasOneToAThousandMessages(String limit) {
        String line = "{\"do\":\"history\",\"peer\":\"" + Examples.BOB + "\",\"limit\":" + limit + "}";

        assertThatThrownBy(() -> JsonLines.parse(bytes(line))).hasMessageContaining("1 to 1000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "201", "-1", "1.5", "\"5\"", "99999999999999999999"})
    void aSearchFindsOneToTwoHundredMessages(String limit) {
        String line = "{\"do\":\"search\",\"query\":\"lunch\",\"limit\":" + limit + "}";

        assertThatThrownBy(() -> JsonLines.parse(bytes(line))).hasMessageContaining("1 to 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "\"5\"", "99999999999999999999"})
    void aSearchGoesOnAtAWholeNumber(String before) {
        String line = "{\"do\":\"search\",\"query\":\"lunch\",\"before\":" + before + "}";

        assertThatThrownBy(() -> JsonLines.parse(bytes(line))).hasMessage("\"before\" is a whole number above 0");
    }

    @Test
    void aSearchForNothingOrOfNobodyIsRefused() {
        assertThatThrownBy(() -> JsonLines.parse(bytes("{\"do\":\"search\"}"))).hasMessageContaining("\"query\"");
        assertThatThrownBy(() -> JsonLines.parse(bytes("{\"do\":\"search\",\"query\":\"lunch\",\"peer\":\"bob\"}")))
                .hasMessageContaining("\"peer\" is an id");
    }

    @Test
    void aHistoryBeforeNoMessageIsRefused() {
        String line = "{\"do\":\"history\",\"peer\":\"" + Examples.BOB + "\",\"before\":\"yesterday\"}";

        assertThatThrownBy(() -> JsonLines.parse(bytes(line))).hasMessageContaining("id of a message");
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        byte[] line = {'{', '"', (byte) 0xc3, '"', '}'};

        assertThatThrownBy(() -> JsonLines.parse(line)).hasMessage("expected UTF-8");
    }

    @Test
    void randomBytesAreRefusedAndNothingElseIsThrown() {
        long seed = 4_711;
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            byte[] line = new byte[random.nextInt(64)];
            random.nextBytes(line);
            assertThatThrownBy(() -> JsonLines.parse(line)).isInstanceOf(JsonLines.BadLineException.class);
        }
    }

    @Test
    void unknownFieldsAreIgnored() throws Exception {
        assertThat(JsonLines.parse(bytes("{\"do\":\"status\",\"colour\":\"red\"}")))
                .isEqualTo(new JsonLines.Input.Do(new Command.Status(null)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"7\"", "7", "\"a \\\"quoted\\\" ü\"", "-12345678901234567890"})
    void aRefComesBackAsItWasGiven(String ref) {
        Command asked = command("{\"do\":\"status\",\"ref\":" + ref + "}");

        assertThat(JsonLines.print(new Event.Problem(asked.ref(), Reason.said("no"))))
                .contains("\"ref\":" + ref)
                .endsWith("\"message\":\"no\"}");
    }

    @Test
    void theRefOfABadLineComesBackToo() {
        assertThatThrownBy(() -> JsonLines.parse(bytes("{\"do\":\"dance\",\"ref\":\"r\"}")))
                .isInstanceOfSatisfying(
                        JsonLines.BadLineException.class,
                        bad -> assertThat(bad.toEvent().ref()).isEqualTo("\"r\""));
    }

    @Test
    void aTextOfManyLinesIsPrintedOnOne() {
        String text = "one\ntwo\r\nthree\u2028\ud83d\ude00\u0000";

        assertThat(JsonLines.print(new Event.Message(null, Examples.BOB, Examples.FIRST, text, 0, 0, "", null)))
                .doesNotContain("\n", "\r", "\u0000");
    }

    private static Command command(String line) {
        try {
            return ((JsonLines.Input.Do) JsonLines.parse(bytes(line))).command();
        } catch (JsonLines.BadLineException e) {
            throw new AssertionError(line, e);
        }
    }

    private static Stream<String> lines(String prefix) throws IOException {
        return Files.readAllLines(DOCUMENT).stream().filter(line -> line.startsWith(prefix));
    }

    private static Set<Class<?>> kinds(Stream<?> records) {
        return records.map(Object::getClass).collect(Collectors.toSet());
    }

    private static Set<Class<?>> permitted(Class<?> sealed) {
        return Set.of(sealed.getPermittedSubclasses());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
