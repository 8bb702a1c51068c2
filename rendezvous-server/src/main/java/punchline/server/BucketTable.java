package punchline.server;

import java.util.LinkedHashMap;
import java.util.Map;

/** A bucket for each key, for a bounded number of keys; the key used longest ago is forgotten first. */
final class BucketTable<K> {
    private final Rate rate;
    private final Map<K, TokenBucket> buckets;

    BucketTable(Rate rate, int maxKeys) {
        this.rate = rate;
        this.buckets = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, TokenBucket> eldest) {
                return size() > maxKeys;
            }
        };
    }

    boolean take(long nowNanos, K key, long units) {
        return buckets.computeIfAbsent(key, absent -> new TokenBucket(rate)).take(nowNanos, units);
    }

    int size() {
        return buckets.size();
    }
}
