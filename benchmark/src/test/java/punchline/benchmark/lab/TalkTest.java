package punchline.benchmark.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TalkTest {
    @Test
    void allThatWasSaidAndHeardInOrderIsNeitherLostNorDoubled() {
        assertThat(Talk.count(List.of("a", "b", "c"), List.of("a", "b", "c"))).isEqualTo(new Talk.Count(3, 0, 0, true));
    }

    @Test
    void whatWasNotHeardIsLost() {
        assertThat(Talk.count(List.of("a", "b", "c"), List.of("a", "c"))).isEqualTo(new Talk.Count(3, 1, 0, true));
    }

    @Test
    void whatWasHeardTwiceIsDoubled() {
        assertThat(Talk.count(List.of("a", "b"), List.of("a", "b", "a"))).isEqualTo(new Talk.Count(2, 0, 1, true));
    }

    @Test
    void anotherOrderIsSeen() {
        assertThat(Talk.count(List.of("a", "b"), List.of("b", "a"))).isEqualTo(new Talk.Count(2, 0, 0, false));
    }
}
