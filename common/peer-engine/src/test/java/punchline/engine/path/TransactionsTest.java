package punchline.engine.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import punchline.engine.path.Probe.Transaction;
import punchline.engine.socket.LocalSocket;
import punchline.engine.socket.Path;
import punchline.protocol.Endpoint;

class TransactionsTest {
    private static final long MILLI = 1_000_000;

    private final Transactions transactions = new Transactions(PathConfig.DEFAULT.limits(), new Random(2));

    private static Path path(int number) {
        return new Path(new LocalSocket(1), Endpoint.parse("203.0.113.1:" + (2000 + number)));
    }

    /** A round over random ports: one each 5 ms. */
    private List<Transaction> sendMany(int count) {
        List<Transaction> sent = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sent.add(transactions.open(5 * MILLI * i, path(i)));
        }
        return sent;
    }

    @Test
    void theSlowestAnswerToARoundOverRandomPortsStillCounts() {
        List<Transaction> sent = sendMany(1500);
        long end = 1499 * 5 * MILLI;
        int twoSecondsAgo = 1499 - 400;

        assertThat(transactions.close(end, sent.get(twoSecondsAgo), path(twoSecondsAgo)))
                .hasValue(2000 * MILLI);
        assertThat(transactions.close(end, sent.get(1499), path(1499))).hasValue(0);
    }

    @Test
    void anAnswerAfterFiveSecondsIsTooLate() {
        List<Transaction> sent = sendMany(1500);
        int tooOld = 1499 - 1001;

        assertThat(transactions.close(1499 * 5 * MILLI, sent.get(tooOld), path(tooOld)))
                .isEmpty();
    }

    @Test
    void anAnswerCountsOnceAndOnlyWhereItWasAskedFor() {
        Transaction sent = transactions.open(0, path(1));

        assertThat(transactions.close(MILLI, sent, path(2))).isEmpty();
        assertThat(transactions.close(MILLI, sent, path(1))).hasValue(MILLI);
        assertThat(transactions.close(MILLI, sent, path(1))).isEmpty();
    }

    @Test
    void ofTooManyTheOldestIsGivenUp() {
        int limit = PathConfig.DEFAULT.limits().outstanding();
        List<Transaction> sent = new ArrayList<>();
        for (int i = 0; i <= limit; i++) {
            sent.add(transactions.open(0, path(i)));
        }

        assertThat(transactions.close(0, sent.getFirst(), path(0))).isEmpty();
        assertThat(transactions.close(0, sent.get(1), path(1))).hasValue(0);
        assertThat(transactions.close(0, sent.getLast(), path(limit))).hasValue(0);
    }
}
