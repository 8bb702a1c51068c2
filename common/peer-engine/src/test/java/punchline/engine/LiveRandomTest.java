package punchline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LiveRandomTest {
    @Test
    void nothingIsDrawnTwiceNorLeftOutOfABlock() {
        LiveRandom random = new LiveRandom();
        Set<Long> drawn = new HashSet<>();
        long ones = 0;
        long zeroes = 0;
        for (int i = 0; i < 1000; i++) {
            long next = random.nextLong();
            drawn.add(next);
            ones |= next;
            zeroes |= ~next;
        }
        assertThat(drawn).hasSize(1000);
        assertThat(ones).isEqualTo(-1);
        assertThat(zeroes).isEqualTo(-1);
    }
}
