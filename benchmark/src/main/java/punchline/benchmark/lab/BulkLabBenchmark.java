package punchline.benchmark.lab;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import punchline.benchmark.Benchmark;
import punchline.benchmark.Figure;
import punchline.benchmark.Samples;
import punchline.benchmark.Setting;
import punchline.benchmark.bulk.StreamTrial;

/** The streams of {@code bulk} once more, from one home of the lab to another. */
public final class BulkLabBenchmark implements Benchmark {
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
        setting.progress().at(StreamTrial.ALL_SLICES + " slices");
        Map<String, Samples> found = new LinkedHashMap<>();
        Reentry.measure("bulk", BulkCommand.INSIDE, BulkCommand.LIMIT, BulkCommand.file())
                .ifPresent(json -> json.forEachEntry((name, values) -> found.put(name, SampleArray.read(values))));
        return found.isEmpty() ? List.of() : StreamTrial.figures(found);
    }
}
