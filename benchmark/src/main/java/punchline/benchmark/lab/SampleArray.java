package punchline.benchmark.lab;

import punchline.benchmark.Samples;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Samples as they travel from the sandbox to the benchmark: an array of numbers. */
final class SampleArray {
    private SampleArray() {}

    static void write(Samples samples, ArrayNode into) {
        samples.forEach(into::add);
    }

    static Samples read(JsonNode array) {
        Samples samples = new Samples();
        array.forEach(value -> samples.add(value.asDouble()));
        return samples;
    }
}
