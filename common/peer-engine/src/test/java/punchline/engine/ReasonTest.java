package punchline.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import punchline.engine.path.PathFailure;

class ReasonTest {
    @Test
    void aSentenceIsFilledInAsItIs() {
        Reason reason = Reason.of(Reason.Code.SERVER_REFUSED, "server", "203.0.113.7:6327", "words", "{server} $1");
        assertThat(reason.text()).isEqualTo("203.0.113.7:6327 refused: {server} $1");
        assertThat(reason.wording().key()).isEqualTo("reason.server-refused");
    }

    @Test
    void everySentenceHasItsKey() {
        Reason reason = Reason.of(PathFailure.NO_USABLE_ADDRESS);
        assertThat(reason).hasToString(PathFailure.NO_USABLE_ADDRESS.words());
        assertThat(reason.wording().key()).isEqualTo("no-path.no-usable-address");
    }

    @Test
    void whatASentenceSpeaksOfMustBeThere() {
        assertThatThrownBy(() -> Reason.of(Reason.Code.SERVER_BUSY).text()).hasMessageContaining("server");
    }
}
