package punchline.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import punchline.benchmark.Figure.Better;

class FigureTest {
    private static final Figure SLOW = Figure.once("slow", "ms", Better.LOWER, 6);
    private static final Figure QUICK = Figure.once("quick", "ms", Better.LOWER, 2);

    @Test
    void theMedianAndTheHalfAroundItAreValuesThatWereMeasured() {
        Figure figure = Figure.of("a hundred", "ms", Better.LOWER, hundred());
        assertThat(figure.repetitions()).isEqualTo(100);
        assertThat(figure.p25()).isEqualTo(25);
        assertThat(figure.median()).isEqualTo(50);
        assertThat(figure.p75()).isEqualTo(75);
    }

    @Test
    void theWorstHundredthIsTheSlowestOrTheLeast() {
        assertThat(Figure.of("times", "ms", Better.LOWER, hundred()).p99()).isEqualTo(99);
        assertThat(Figure.of("rates", "/s", Better.HIGHER, hundred()).p99()).isEqualTo(1);
    }

    @Test
    void whatIsAddedLaterIsSortedIn() {
        Samples samples = new Samples();
        samples.add(3);
        assertThat(samples.at(50)).isEqualTo(3);
        samples.add(1);
        samples.add(2);
        assertThat(samples.at(50)).isEqualTo(2);
    }

    @Test
    void nothingMeasuredHasNoMedian() {
        assertThatThrownBy(() -> new Samples().at(50)).hasMessage("nothing was measured");
    }

    @Test
    void aHistogramOfNanosecondsIsToldInTheUnitAskedFor() {
        Histogram nanos = new Histogram(TimeUnit.SECONDS.toNanos(1), 3);
        nanos.recordValue(5_000);
        Figure figure = Samples.figure("a wait", "µs", 1_000, nanos);
        assertThat(figure.repetitions()).isEqualTo(1);
        assertThat(figure.median()).isBetween(4.99, 5.01);
    }

    @Test
    void aRatioSaysHowManyTimesTheOtherOne() {
        assertThat(SLOW.beside(QUICK, null).ratios().getFirst().value()).isEqualTo(3);
        assertThat(QUICK.timesBetterThan(SLOW, null).ratios().getFirst().value())
                .isEqualTo(3);
        assertThat(QUICK.timesBetterThan(SLOW, null).ratios().getFirst().to()).isEqualTo("faster than slow");
    }

    @Test
    void goalsAreMetAtTheirBound() {
        assertThat(Goal.atMost(1.5).isMetBy(1.5)).isTrue();
        assertThat(Goal.atMost(1.5).isMetBy(1.51)).isFalse();
        assertThat(Goal.atLeast(3).isMetBy(3)).isTrue();
        assertThat(Goal.atLeast(3).isMetBy(2.99)).isFalse();
    }

    @Test
    void numbersHaveTheDigitsThatMeanSomething() {
        assertThat(Figure.number(0.5249)).isEqualTo("0.52");
        assertThat(Figure.number(17.24)).isEqualTo("17.2");
        assertThat(Figure.number(214.4)).isEqualTo("214");
        assertThat(Figure.number(1_004_171)).isEqualTo("1,004,171");
    }

    private static Samples hundred() {
        Samples samples = new Samples();
        for (int i = 100; i >= 1; i--) {
            samples.add(i);
        }
        return samples;
    }
}
