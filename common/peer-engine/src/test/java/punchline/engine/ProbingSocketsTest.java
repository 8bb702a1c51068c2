package punchline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import punchline.engine.socket.LocalSocket;

class ProbingSocketsTest {
    private final CountedPort port = new CountedPort();
    private final ProbingSockets sockets = new ProbingSockets(port);

    @Test
    void noMoreThanTheLimitAreOpenHoweverManyAreWanted() {
        assertThat(sockets.open(512)).hasSize(512);
        assertThat(sockets.open(512)).hasSize(ProbingSockets.MAX_OPEN - 512);
        assertThat(sockets.open(512)).isEmpty();
        assertThat(port.open).hasSize(ProbingSockets.MAX_OPEN);
    }

    @Test
    void closedOnesMakeRoomAndTheirNumbersDoNotComeBack() {
        List<LocalSocket> first = sockets.open(ProbingSockets.MAX_OPEN);
        sockets.close(first);
        assertThat(port.open).isEmpty();

        assertThat(sockets.open(3)).hasSize(3).doesNotContainAnyElementsOf(first);
    }

    @Test
    void closingTwiceOrAStrangersSocketChangesNothing() {
        List<LocalSocket> first = sockets.open(2);
        sockets.close(first);
        sockets.close(first);
        sockets.close(List.of(LocalSocket.MAIN, new LocalSocket(99)));

        assertThat(port.closings).isEqualTo(2);
    }

    @Test
    void theSystemMayHaveFewer() {
        port.available = 5;
        assertThat(sockets.open(256)).hasSize(5);
        assertThat(sockets.open(256)).isEmpty();
    }

    @Test
    void aNegativeNumberOpensNone() {
        assertThat(sockets.open(-1)).isEmpty();
    }
}
