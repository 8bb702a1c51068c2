package punchline.benchmark.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import punchline.benchmark.lab.network.LabException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a cell showed: checks that passed or failed, and figures. Prints each as it comes, for people, and keeps all for JSON. */
final class Report {
    private record Check(String what, boolean passed, String measured) {}

    private final String cell;
    private final boolean prints;
    private final List<Check> checks = new ArrayList<>();
    private final Map<String, Double> figures = new LinkedHashMap<>();

    Report(String cell) {
        this(cell, true);
    }

    private Report(String cell, boolean prints) {
        this.cell = cell;
        this.prints = prints;
    }

    /** One that prints nothing: of a part whose own figures are not the point. */
    static Report quiet(String cell) {
        return new Report(cell, false);
    }

    /** A sentence that must hold, and what was seen. */
    void check(String what, boolean passed, String measured) {
        checks.add(new Check(what, passed, measured));
        print(String.format(Locale.ROOT, "  %s  %s: %s", passed ? "ok  " : "FAIL", what, measured));
    }

    /** A number with its unit in its name. */
    void figure(String name, double value) {
        figures.put(name, value);
        print(String.format(Locale.ROOT, "        %s = %.1f", name, value));
    }

    /** The same for a count. */
    void figure(String name, long count) {
        figure(name, (double) count);
    }

    void note(String text) {
        print("  -- " + text);
    }

    private void print(String line) {
        if (prints) {
            System.out.println(line);
        }
    }

    /** Whether no check has failed. */
    boolean passedSoFar() {
        return checks.stream().allMatch(Check::passed);
    }

    boolean passed() {
        return !checks.isEmpty() && passedSoFar();
    }

    String summary() {
        long failed = checks.stream().filter(check -> !check.passed()).count();
        return "lab " + cell + ": " + (passed() ? "passed" : "FAILED") + ", " + checks.size() + " checks, " + failed
                + " failed";
    }

    void writeJson(Path file) {
        JsonMapper mapper = JsonMapper.shared();
        ObjectNode root = mapper.createObjectNode();
        root.put("cell", cell);
        root.put("passed", passed());
        ObjectNode figureNode = root.putObject("figures");
        figures.forEach(figureNode::put);
        ArrayNode checkNodes = root.putArray("checks");
        for (Check check : checks) {
            checkNodes
                    .addObject()
                    .put("what", check.what())
                    .put("passed", check.passed())
                    .put("measured", check.measured());
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(
                    file, mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + System.lineSeparator());
        } catch (IOException e) {
            throw new LabException("the report cannot be written to " + file, e);
        }
    }
}
