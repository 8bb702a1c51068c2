package punchline.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import punchline.benchmark.Figure.Better;
import tools.jackson.databind.json.JsonMapper;

class BaselineTest {
    private static final Figure FLOOR = Figure.once("the floor", "ms", Better.LOWER, 2);

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("baseline.json");
    }

    @Test
    void withoutAFileNothingIsComparedWithAnything() throws IOException {
        assertThat(Baseline.read(file).comparison("messages: one × the floor", 2))
                .isEmpty();
    }

    @Test
    void aRatioIsComparedWithThatOfTheEarlierRun() throws IOException {
        Baseline.read(file).write(file, List.of(result("messages", 4)));
        Baseline earlier = Baseline.read(file);
        assertThat(earlier.comparison("messages: one × the floor", 2.2)).isEqualTo("  was 2.00");
        assertThat(earlier.comparison("messages: one × the floor", 3)).isEqualTo("  was 2.00, +50 %");
        assertThat(earlier.comparison("messages: one × the floor", 1)).isEqualTo("  was 2.00, -50 %");
    }

    @Test
    void oneBenchmarkLeavesTheRatiosOfOthersInTheFile() throws IOException {
        Baseline.read(file).write(file, List.of(result("messages", 4), result("latency", 8)));
        Baseline.read(file).write(file, List.of(result("messages", 6)));
        assertThat(Baseline.read(file).comparison("messages: one × the floor", 3))
                .isEqualTo("  was 3.00");
        assertThat(Baseline.read(file).comparison("latency: one × the floor", 4))
                .isEqualTo("  was 4.00");
    }

    @Test
    void aFileThatIsNoBaselineIsNamed() throws IOException {
        Files.writeString(file, "{\"messages\": \"fast\"}");
        assertThatThrownBy(() -> Baseline.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("baseline.json is no baseline");
    }

    @Test
    void theTableSaysWhatIsReachedAndWhatFallsShort() throws IOException {
        Figure one =
                Figure.once("one", "ms", Better.LOWER, 4).aims(Goal.atMost(5)).beside(FLOOR, Goal.atMost(1.5));
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        new FigureTable(new PrintStream(printed, true, StandardCharsets.UTF_8), Baseline.read(file))
                .print(result("messages", List.of(one)));
        List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1)).contains("one", "4.00", "≤ 5.00", "reached");
        assertThat(lines.get(2)).contains("× the floor", "2.00", "≤ 1.50", "SHORT");
    }

    @Test
    void aResultComesBackFromItsFileAsItWas() throws IOException {
        Result result = result("messages", 4);
        JsonMapper mapper = JsonMapper.shared();
        assertThat(mapper.readValue(mapper.writeValueAsString(result), Result.class))
                .isEqualTo(result);
    }

    private Result result(String benchmark, double millis) throws IOException {
        return result(
                benchmark,
                List.of(Figure.once("one", "ms", Better.LOWER, millis).beside(FLOOR, null)));
    }

    private Result result(String benchmark, List<Figure> figures) throws IOException {
        return new Result(benchmark, Machine.describe(directory), 0.5, 1.5, 1, 400, 100, figures);
    }
}
