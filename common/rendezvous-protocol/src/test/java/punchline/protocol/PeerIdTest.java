package punchline.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PeerIdTest {
    @Test
    void theTextLeadsBackToTheIdAndTheBriefOneIsItsBeginning() {
        Random random = new Random(7);
        for (int i = 0; i < 100; i++) {
            byte[] bytes = new byte[PeerId.BYTES];
            random.nextBytes(bytes);
            PeerId id = PeerId.ofBytes(bytes);
            assertThat(PeerId.parse(id.toString())).isEqualTo(id).hasSameHashCodeAs(id);
            assertThat(id.toString()).hasSize(52).startsWith(id.brief());
            assertThat(id.brief()).hasSize(8);
        }
    }
}
