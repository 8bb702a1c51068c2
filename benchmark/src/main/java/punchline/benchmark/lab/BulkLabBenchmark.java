package punchline.benchmark.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import punchline.benchmark.Benchmark;
import punchline.benchmark.Figure;
import punchline.benchmark.Samples;
import punchline.benchmark.Setting;
import punchline.benchmark.bulk.StreamTrial;
import tools.jackson.databind.json.JsonMapper;

/** The streams of {@code bulk} once more, from one home of the lab to another. */
public final class BulkLabBenchmark implements Benchmark {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @Override
    public String name() {
        return "bulk-lab";
    }

    @Override
    public String description() {
        return "the same between two homes in the lab, through both their routers; needs what ./dev lab needs";
    }

    @Override
    public List<Figure> run(Setting setting) throws IOException {
        Files.deleteIfExists(BulkCommand.file());
        setting.progress().at(StreamTrial.ALL_SLICES + " slices");
        int exit = Reentry.run("bulk", List.of("bulk", "--inside"), LIMIT);
        if (exit != 0) {
            throw new IOException("the lab ended with " + exit);
        }
        if (!Files.exists(BulkCommand.file())) {
            // The lab has said why it cannot be here.
            return List.of();
        }
        Map<String, Samples> found = new LinkedHashMap<>();
        JsonMapper.shared()
                .readTree(BulkCommand.file().toFile())
                .forEachEntry((name, values) -> found.put(name, SampleArray.read(values)));
        return StreamTrial.figures(found);
    }
}
