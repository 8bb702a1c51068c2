package punchline.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import punchline.protocol.Endpoint;

/** The tables that hold many peers in little memory, beside those of the platform. */
class TablesTest {
    private static final int STEPS = 20_000;

    /** Few enough that keys come back, and that many share a slot. */
    private static final int KEYS = 300;

    /** A key whose hash codes collide more often than not. */
    private record Key(int number) {
        @Override
        public int hashCode() {
            return number % 7;
        }
    }

    private record Value(Key key) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anIndexHoldsWhatAMapWouldHold(long seed) {
        Random random = new Random(seed);
        HashIndex<Key, Value> index = new HashIndex<>(Value::key, Key::hashCode);
        Map<Integer, Value> expected = new TreeMap<>();
        for (int i = 0; i < STEPS; i++) {
            int number = random.nextInt(KEYS);
            Value present = expected.get(number);
            if (present == null) {
                Value added = new Value(new Key(number));
                expected.put(number, added);
                index.add(added);
            } else {
                expected.remove(number);
                index.remove(present.key());
            }
            int asked = random.nextInt(KEYS);
            assertThat(index.get(new Key(asked))).isSameAs(expected.get(asked));
            assertThat(index.size()).isEqualTo(expected.size());
        }
        for (int number = 0; number < KEYS; number++) {
            assertThat(index.get(new Key(number))).isSameAs(expected.get(number));
        }
    }

    @Test
    void whatIsNotInAnIndexCannotBeRemovedFromIt() {
        HashIndex<Key, Value> index = new HashIndex<>(Value::key, Key::hashCode);
        Value inside = new Value(new Key(0));
        index.add(inside);
        index.remove(new Key(7));
        assertThat(index.size()).isEqualTo(1);
        assertThat(index.get(new Key(0))).isSameAs(inside);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void numberedEntriesComeInOrderWhicheverHaveLeft(long seed) throws UnknownHostException {
        Random random = new Random(seed);
        Numbered numbered = new Numbered();
        TreeMap<Integer, Entry> expected = new TreeMap<>();
        Endpoint address = new Endpoint(InetAddress.getByName("192.0.2.1"), 1);
        int next = 0;
        for (int i = 0; i < STEPS; i++) {
            // Many come, then many go.
            boolean comes = random.nextInt(10) < (i / 2000 % 2 == 0 ? 7 : 3);
            if (comes) {
                next += 1 + random.nextInt(3);
                Entry entry = new Entry.Plain(address, next);
                numbered.add(next, entry);
                expected.put(next, entry);
            } else {
                Integer number = expected.ceilingKey(random.nextInt(next + 1));
                if (number != null) {
                    numbered.remove(number);
                    numbered.remove(number);
                    expected.remove(number);
                }
            }
            int asked = random.nextInt(next + 2);
            assertThat(numbered.get(asked)).isSameAs(expected.get(asked));
            if (i % 500 == 0) {
                List<Entry> rest = new ArrayList<>();
                numbered.from(asked).forEach(rest::add);
                assertThat(rest)
                        .containsExactlyElementsOf(expected.tailMap(asked, true).values());
            }
        }
    }

    @Test
    void entriesExpireInTheOrderInWhichTheyWereLastRefreshed() throws UnknownHostException {
        Endpoint address = new Endpoint(InetAddress.getByName("192.0.2.1"), 1);
        Entry first = new Entry.Plain(address, 1);
        Entry second = new Entry.Plain(address, 2);
        Entry third = new Entry.Plain(address, 3);
        Expiry expiry = new Expiry();
        List.of(first, second, third).forEach(expiry::makeYoungest);
        expiry.makeYoungest(second);
        expiry.makeYoungest(second);
        expiry.makeYoungest(first);
        List<Entry> order = new ArrayList<>();
        while (expiry.oldest() != null) {
            Entry oldest = Objects.requireNonNull(expiry.oldest());
            order.add(oldest);
            expiry.remove(oldest);
            expiry.remove(oldest);
        }
        assertThat(order).containsExactly(third, second, first);
    }
}
