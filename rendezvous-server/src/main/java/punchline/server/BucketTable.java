package punchline.server;

import java.util.LinkedHashMap;
import java.util.Map;

/** A bucket for each key, for a bounded number of keys; the key used longest ago is forgotten first. */
final class BucketTable<K> {
    private final Rate rate;
    /** In the order of use, the oldest first. */
    private final Map<K, TokenBucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    private int maxKeys;

    BucketTable(Rate rate, int maxKeys) {
        this.rate = rate;
        this.maxKeys = maxKeys;
    }

    void setMaxKeys(int most) {
        maxKeys = most;
        forgetSurplus();
    }

    boolean take(long nowNanos, K key, long units) {
        TokenBucket bucket = buckets.computeIfAbsent(key, absent -> new TokenBucket(rate));
        forgetSurplus();
        return bucket.take(nowNanos, units);
    }

    private void forgetSurplus() {
        while (buckets.size() > maxKeys) {
            buckets.remove(buckets.keySet().iterator().next());
        }
    }

    int size() {
        return buckets.size();
    }
}
