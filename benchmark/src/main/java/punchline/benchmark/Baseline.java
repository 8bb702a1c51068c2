package punchline.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import punchline.benchmark.Figure.Ratio;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The ratios of an earlier run, committed as {@code benchmark/baseline.json}. Ratios alone: they carry over from machine to machine, where
 * times do not.
 */
final class Baseline {
    /** Runs on a machine that does other things as well differ by this much without a reason. */
    private static final double NOISE = 0.25;

    private final Map<String, Double> ratios;

    private Baseline(Map<String, Double> ratios) {
        this.ratios = ratios;
    }

    /** Empty if there is no such file. */
    static Baseline read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new Baseline(Map.of());
        }
        try {
            return new Baseline(
                    JsonMapper.shared().readValue(Files.readString(file), new TypeReference<Map<String, Double>>() {}));
        } catch (JacksonException e) {
            throw new IOException(file + " is no baseline: " + e.getMessage(), e);
        }
    }

    /** Takes the ratios of these results, and keeps those that other benchmarks left. */
    void write(Path file, Collection<Result> results) throws IOException {
        Map<String, Double> all = new TreeMap<>(ratios);
        for (Result result : results) {
            all.keySet().removeIf(key -> key.startsWith(result.benchmark() + ": "));
            for (Figure figure : result.figures()) {
                for (Ratio ratio : figure.ratios()) {
                    all.put(key(result.benchmark(), figure, ratio), Math.round(ratio.value() * 1000) / 1000.0);
                }
            }
        }
        Files.writeString(
                file, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n");
    }

    static String key(String benchmark, Figure figure, Ratio ratio) {
        return benchmark + ": " + figure.name() + " × " + ratio.to();
    }

    /** How the ratio has changed, for a table; empty if it is not known from before. */
    String comparison(String key, double is) {
        Double was = ratios.get(key);
        if (was == null) {
            return "";
        }
        double change = is / was - 1;
        return String.format(
                Locale.ROOT,
                "  was %s%s",
                Figure.number(was),
                Math.abs(change) <= NOISE ? "" : String.format(Locale.ROOT, ", %+.0f %%", 100 * change));
    }
}
