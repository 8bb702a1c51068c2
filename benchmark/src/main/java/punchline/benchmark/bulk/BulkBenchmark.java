package punchline.benchmark.bulk;

import java.io.IOException;
import java.util.List;
import punchline.benchmark.Benchmark;
import punchline.benchmark.Figure;
import punchline.benchmark.Setting;

/** One stream of QUIC over loopback, beside plain UDP with datagrams of the same size, and TCP. */
public final class BulkBenchmark implements Benchmark {
    @Override
    public String name() {
        return "bulk";
    }

    @Override
    public String description() {
        return "one stream of a link over loopback, beside plain UDP and TCP";
    }

    @Override
    public List<Figure> run(Setting setting) throws IOException {
        return StreamTrial.figures(StreamTrial.run(
                Site.LOOPBACK, Site.LOOPBACK, slice -> setting.progress().at("slice", slice, StreamTrial.ALL_SLICES)));
    }
}
