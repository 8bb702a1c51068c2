package punchline.engine.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PredictionTest {
    private final Random random = new Random(5);

    @Test
    void aCountingNatGoesOnWhereItStands() {
        assertThat(Prediction.ahead(List.of(30_000, 30_001, 30_002), 4))
                .containsExactly(30_003, 30_004, 30_005, 30_006);
        assertThat(Prediction.ahead(List.of(30_000, 30_002, 30_004), 3)).containsExactly(30_006, 30_008, 30_010);
    }

    @Test
    void oneThatCountsDownGoesOnDownwards() {
        assertThat(Prediction.ahead(List.of(40_000, 39_999, 39_998), 3)).containsExactly(39_997, 39_996, 39_995);
    }

    @Test
    void portsThatOthersTookBetweenTwoSamplesDoNotMakeTheStepLonger() {
        assertThat(Prediction.ahead(List.of(30_000, 30_005, 30_006, 30_019), 2)).containsExactly(30_020, 30_021);
    }

    @Test
    void aSampleSeenTwiceIsNoStep() {
        assertThat(Prediction.ahead(List.of(30_000, 30_000, 30_002, 30_002), 2)).containsExactly(30_004, 30_006);
        assertThat(Prediction.ahead(List.of(30_000, 30_000), 2)).containsExactly(30_001, 30_002);
        assertThat(Prediction.ahead(List.of(30_000), 2)).containsExactly(30_001, 30_002);
    }

    @Test
    void aCountThatHasGoneRoundAtTheEndGoesOnFromThere() {
        assertThat(Prediction.ahead(List.of(65_534, 65_535, 1024), 2)).containsExactly(1025, 1026);
    }

    @Test
    void thereAreFewerPortsAtTheEndsOfTheRange() {
        assertThat(Prediction.ahead(List.of(65_532, 65_533), 20)).containsExactly(65_534, 65_535);
        assertThat(Prediction.ahead(List.of(65_534, 65_535), 20)).isEmpty();
        assertThat(Prediction.ahead(List.of(1026, 1025), 20)).containsExactly(1024);
        assertThat(Prediction.ahead(List.of(1, 65_535), 20)).isEmpty();
    }

    @Test
    void theBlockIsTheSmallestAlignedOneThatHoldsAllSamples() {
        assertThat(Prediction.ofBlock(List.of(20_480, 20_900), 600, random))
                .hasSize(512)
                .allMatch(port -> port >= 20_480 && port < 20_992);
        assertThat(Prediction.ofBlock(List.of(20_490, 21_400), 2000, random))
                .hasSize(1024)
                .allMatch(port -> port >= 20_480 && port < 21_504);
    }

    @Test
    void samplesAcrossEveryAlignmentLieInTheMiddleOfWhatIsTried() {
        List<Integer> tried = Prediction.ofBlock(List.of(32_700, 32_800), 5000, random);
        assertThat(tried).hasSize(4096).contains(32_700, 32_800, 32_750 - 2048, 32_750 + 2047);
    }

    @Test
    void aBlockAtTheTopEndsWithTheLastPort() {
        assertThat(Prediction.ofBlock(List.of(65_530, 65_535), 600, random))
                .hasSize(512)
                .allMatch(port -> port >= 65_024 && port <= 65_535);
    }

    @Test
    void aLiarsSamplesBelowTheSystemsPortsGiveNothingBelow() {
        assertThat(Prediction.ahead(List.of(50, 51, 52), 20)).isEmpty();
        assertThat(Prediction.ofBlock(List.of(1, 53), 128, random)).isEmpty();
        assertThat(Prediction.ofBlock(List.of(900, 1100), 128, random))
                .hasSize(128)
                .allMatch(port -> port >= 1024);
        assertThat(Prediction.ofBlock(List.of(1, 65_535), 128, random))
                .hasSize(128)
                .allMatch(port -> port >= 1024);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whateverTheSamplesPortsAreDifferentAndWithinTheRange(long seed) {
        Random chance = new Random(seed);
        List<Integer> samples = new ArrayList<>();
        int count = 1 + chance.nextInt(8);
        for (int i = 0; i < count; i++) {
            samples.add(chance.nextInt(1, 65_536));
        }
        for (List<Integer> ports : List.of(
                Prediction.ahead(samples, 20),
                Prediction.ofBlock(samples, 128, chance),
                Prediction.ofAll(1500, chance))) {
            assertThat(ports)
                    .as("seed %d, samples %s", seed, samples)
                    .doesNotHaveDuplicates()
                    .allMatch(port -> port >= 1024 && port <= 65_535)
                    .hasSizeLessThanOrEqualTo(1500);
        }
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    @Test
    void randomPortsAreSpreadOverTheWholeRange() {
        List<Integer> ports = Prediction.ofAll(1500, random);
        assertThat(ports).hasSize(1500).anyMatch(port -> port < 3000).anyMatch(port -> port > 63_000);
    }
}
