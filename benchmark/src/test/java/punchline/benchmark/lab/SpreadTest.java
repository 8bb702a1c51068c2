package punchline.benchmark.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void ofAnOddCountTheMedianIsTheMiddleOne() {
        assertThat(Spread.of(List.of(30.0, 10.0, 20.0))).contains(new Spread(20, 30));
    }

    @Test
    void ofAnEvenCountTheMedianIsTheMeanOfTheTwoInTheMiddle() {
        assertThat(Spread.of(List.of(40.0, 10.0, 20.0, 30.0))).contains(new Spread(25, 40));
    }

    @Test
    void ofNoValuesThereIsNone() {
        assertThat(Spread.of(List.of())).isEmpty();
    }

    @Test
    void whatNeverCameAboutIsTheWorst() {
        assertThat(Spread.of(List.of(1.0, 2.0, Double.POSITIVE_INFINITY)))
                .contains(new Spread(2, Double.POSITIVE_INFINITY));
    }
}
