package punchline.benchmark;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import punchline.benchmark.Figure.Better;

/** The inner loops, by JMH: what a frame, a probe, and a message of the rendezvous protocol cost to read and write. */
final class CodecsBenchmark implements Benchmark {
    /** A class of these for each codec, in its own package. */
    private static final String LOOPS = "punchline\\..*Cost\\..*";

    private static final int WARM_UPS = 3;
    private static final int ITERATIONS = 10;
    private static final TimeValue ITERATION = TimeValue.milliseconds(500);

    private static final Map<String, String> NAMES = Map.of(
            "writeFrame", "a message's frame written",
            "readFrame", "a message's frame read",
            "readRefresh", "a refresh read",
            "writeAnswer", "the answer to a refresh written",
            "sealProbe", "a probe written and sealed",
            "openProbe", "a probe verified and read");

    @Override
    public String name() {
        return "codecs";
    }

    @Override
    public String description() {
        return "the inner loops, by JMH: frames, probes, messages of the rendezvous protocol";
    }

    @Override
    public List<Figure> run(Setting setting) throws IOException {
        setting.progress().at("JMH");
        Map<String, Figure> byName = new TreeMap<>();
        try {
            for (RunResult loop : new Runner(new OptionsBuilder()
                            .include(LOOPS)
                            .forks(1)
                            .jvmArgsAppend("--sun-misc-unsafe-memory-access=allow")
                            .warmupIterations(WARM_UPS)
                            .warmupTime(ITERATION)
                            .measurementIterations(ITERATIONS)
                            .measurementTime(ITERATION)
                            .verbosity(VerboseMode.SILENT)
                            .build())
                    .run()) {
                Samples nanos = new Samples();
                loop.getAggregatedResult()
                        .getIterationResults()
                        .forEach(iteration ->
                                nanos.add(iteration.getPrimaryResult().getScore()));
                String label = loop.getPrimaryResult().getLabel();
                byName.put(label, Figure.of(NAMES.getOrDefault(label, label), "ns", Better.LOWER, nanos));
            }
        } catch (RunnerException e) {
            throw new IOException("JMH failed", e);
        }
        return List.copyOf(byName.values());
    }
}
