package punchline.server;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The listed entries in order of their numbers. New numbers are higher than all before, so that two arrays with gaps are all it takes. */
final class Numbered {
    private static final int FIRST_CAPACITY = 64;

    private int[] numbers = new int[FIRST_CAPACITY];
    /** Null where an entry has left. */
    private @Nullable Entry[] entries = new Entry[FIRST_CAPACITY];

    private int end;
    private int gaps;

    /** Adds an entry under a number that is higher than all before. */
    void add(int number, Entry entry) {
        if (end == entries.length) {
            makeRoom();
        }
        numbers[end] = number;
        entries[end++] = entry;
    }

    void remove(int number) {
        int index = indexOf(number);
        if (index >= 0 && entries[index] != null) {
            entries[index] = null;
            gaps++;
        }
    }

    @Nullable
    Entry get(int number) {
        int index = indexOf(number);
        return index < 0 ? null : entries[index];
    }

    /** All from that number on, in order. Valid until the next change. */
    Iterable<Entry> from(int number) {
        int index = indexOf(number);
        int first = index < 0 ? -(index + 1) : index;
        return () -> new Rest(first);
    }

    private int indexOf(int number) {
        return Arrays.binarySearch(numbers, 0, end, number);
    }

    /** Closes the gaps, or grows if there are few: each entry is moved twice at most for one that came or left. */
    private void makeRoom() {
        if (gaps < end / 2) {
            numbers = Arrays.copyOf(numbers, 2 * end);
            entries = Arrays.copyOf(entries, 2 * end);
            return;
        }
        int kept = 0;
        for (int i = 0; i < end; i++) {
            Entry entry = entries[i];
            if (entry != null) {
                numbers[kept] = numbers[i];
                entries[kept++] = entry;
            }
        }
        Arrays.fill(entries, kept, end, null);
        end = kept;
        gaps = 0;
    }

    private final class Rest implements Iterator<Entry> {
        private int index;

        Rest(int first) {
            index = first;
        }

        @Override
        public boolean hasNext() {
            while (index < end && entries[index] == null) {
                index++;
            }
            return index < end;
        }

        @Override
        public Entry next() {
            Entry entry = hasNext() ? entries[index++] : null;
            if (entry == null) {
                throw new NoSuchElementException();
            }
            return entry;
        }
    }
}
