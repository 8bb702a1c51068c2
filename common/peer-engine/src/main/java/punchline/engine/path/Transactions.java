package punchline.engine.path;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import punchline.engine.path.Probe.Transaction;
import punchline.engine.socket.Path;

/** My requests that await an answer, oldest first. */
final class Transactions {
    private record Sent(Path path, long atNanos) {}

    private final PathConfig.Limits limits;
    private final RandomGenerator random;
    private final Map<Transaction, Sent> outstanding = new LinkedHashMap<>();
    private int counter;

    Transactions(PathConfig.Limits limits, RandomGenerator random) {
        this.limits = limits;
        this.random = random;
    }

    Transaction open(long nowNanos, Path path) {
        expire(nowNanos);
        if (outstanding.size() >= limits.outstanding()) {
            removeOldest();
        }
        Transaction transaction = new Transaction(counter++, random.nextLong());
        outstanding.put(transaction, new Sent(path, nowNanos));
        return transaction;
    }

    /** The round trip in nanoseconds, if this transaction is awaited on the very path on which the answer arrived; it is then done. */
    OptionalLong close(long nowNanos, Transaction transaction, Path arrived) {
        expire(nowNanos);
        @Nullable Sent sent = outstanding.get(transaction);
        if (sent == null || !sent.path.equals(arrived)) {
            return OptionalLong.empty();
        }
        outstanding.remove(transaction);
        return OptionalLong.of(nowNanos - sent.atNanos);
    }

    void clear() {
        outstanding.clear();
    }

    private void expire(long nowNanos) {
        Iterator<Sent> oldest = outstanding.values().iterator();
        while (oldest.hasNext() && nowNanos - oldest.next().atNanos > limits.transactionNanos()) {
            oldest.remove();
        }
    }

    private void removeOldest() {
        Iterator<Transaction> oldest = outstanding.keySet().iterator();
        oldest.next();
        oldest.remove();
    }
}
