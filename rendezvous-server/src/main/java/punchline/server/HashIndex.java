package punchline.server;

import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A hash table of entries that know their own keys: it takes twelve to twenty-four bytes an entry, where a {@link java.util.HashMap} takes some forty. Open
 * addressing with linear probing (Knuth, The Art of Computer Programming, volume 3, section 6.4, algorithms L and R). Grows with its
 * entries and never shrinks.
 */
final class HashIndex<K, E> {
    private static final int FIRST_SLOTS = 64;

    /** Of the golden ratio, to spread what hash codes leave in their upper bits. */
    private static final int SPREAD = 0x9e37_79b9;

    private final Function<E, K> keyOf;
    private final ToIntFunction<K> hash;
    private @Nullable Object[] slots = new Object[FIRST_SLOTS];
    /** Of what is in each slot: entries lie all over the memory, and only the one that is meant should be looked at. */
    private int[] hashes = new int[FIRST_SLOTS];

    private int size;

    /** Makes an empty one. {@code hash} is such that nobody outside can have many keys collide. */
    HashIndex(Function<E, K> keyOf, ToIntFunction<K> hash) {
        this.keyOf = keyOf;
        this.hash = hash;
    }

    int size() {
        return size;
    }

    @Nullable
    E get(K key) {
        return at(slotOf(key));
    }

    /** Adds an entry whose key is not there. */
    void add(E entry) {
        if (3 * (size + 1) > 2 * slots.length) {
            grow();
        }
        put(entry, hash.applyAsInt(keyOf.apply(entry)));
        size++;
    }

    /** Removes the entry of that key, if there is one. */
    void remove(K key) {
        int slot = slotOf(key);
        if (at(slot) != null) {
            size--;
            closeGap(slot);
        }
    }

    /** Where the entry of that key is, or else an empty slot. */
    private int slotOf(K key) {
        int hashCode = hash.applyAsInt(key);
        int slot = home(hashCode);
        for (E entry = at(slot); entry != null; entry = at(slot)) {
            if (hashes[slot] == hashCode && keyOf.apply(entry).equals(key)) {
                return slot;
            }
            slot = after(slot);
        }
        return slot;
    }

    /** Moves up what an empty slot would cut off from its home. */
    private void closeGap(int emptied) {
        int gap = emptied;
        slots[gap] = null;
        int slot = after(gap);
        for (E entry = at(slot); entry != null; entry = at(slot)) {
            int home = home(hashes[slot]);
            boolean reachable = gap <= slot ? gap < home && home <= slot : gap < home || home <= slot;
            if (!reachable) {
                slots[gap] = entry;
                hashes[gap] = hashes[slot];
                slots[slot] = null;
                gap = slot;
            }
            slot = after(slot);
        }
    }

    private void put(Object entry, int hashCode) {
        int slot = home(hashCode);
        while (slots[slot] != null) {
            slot = after(slot);
        }
        slots[slot] = entry;
        hashes[slot] = hashCode;
    }

    private void grow() {
        @Nullable Object[] former = slots;
        int[] formerHashes = hashes;
        slots = new Object[2 * former.length];
        hashes = new int[slots.length];
        for (int i = 0; i < former.length; i++) {
            Object entry = former[i];
            if (entry != null) {
                put(entry, formerHashes[i]);
            }
        }
    }

    private int home(int hashCode) {
        int spread = hashCode * SPREAD;
        return (spread ^ spread >>> 16) & (slots.length - 1);
    }

    private int after(int slot) {
        return (slot + 1) & (slots.length - 1);
    }

    @SuppressWarnings("unchecked")
    private @Nullable E at(int slot) {
        return (@Nullable E) slots[slot];
    }
}
