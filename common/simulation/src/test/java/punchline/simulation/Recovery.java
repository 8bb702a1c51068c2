package punchline.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import punchline.engine.Event;

/**
 * Ann and Bob talk, something happens to their network, and they talk on: how long that takes, and that nothing is lost or
 * doubled.
 */
final class Recovery {
    /** Longer than the latest keepalive. */
    static final long QUIET_MILLIS = 20_000;

    private static final int SPOKEN_BEFORE = 3;

    private final TwoHomes homes;
    private final List<String> byAnn = new ArrayList<>();
    private final List<String> byBob = new ArrayList<>();

    Recovery(TwoHomes homes) {
        this.homes = homes.online();
        for (int i = 0; i < SPOKEN_BEFORE; i++) {
            annSays();
            bobSays();
            homes.time.runMillis(300);
        }
        settle();
    }

    private void annSays() {
        byAnn.add("a" + byAnn.size());
        homes.say(homes.ann, homes.bob, byAnn.getLast());
    }

    private void bobSays() {
        byBob.add("b" + byBob.size());
        homes.say(homes.bob, homes.ann, byBob.getLast());
    }

    /** Lets what is under way arrive. */
    private void settle() {
        assertThat(homes.time.runUntil(this::allDelivered, 30_000))
                .as("all delivered; %s", homes.network.trace())
                .isTrue();
    }

    private boolean allDelivered() {
        return delivered(homes.ann) == byAnn.size() && delivered(homes.bob) == byBob.size();
    }

    private static long delivered(VirtualPeer peer) {
        return peer.events().stream()
                .filter(event -> event instanceof Event.State state && state.state() == Event.MessageState.DELIVERED)
                .count();
    }

    /** Lets the conversation rest for a while. */
    Recovery quietMillis(long millis) {
        homes.time.runMillis(millis);
        return this;
    }

    /** Makes something happen. */
    Recovery when(Consumer<TwoHomes> happening) {
        happening.accept(homes);
        return this;
    }

    /** Milliseconds from a message of Ann's until Bob has it. */
    long annIsHeardAfter() {
        annSays();
        return until(this::bobHasAll);
    }

    /** Milliseconds from a message of Bob's until Ann has it. */
    long bobIsHeardAfter() {
        bobSays();
        return until(this::annHasAll);
    }

    /** Milliseconds from messages of both until both have them. */
    long bothAreHeardAfter() {
        annSays();
        bobSays();
        return until(() -> bobHasAll() && annHasAll());
    }

    /** Bob writes to Ann, who is silent until her next keepalive: milliseconds from that until she has it. */
    long annIsToldAfterHerNextKeepalive() {
        AtomicBoolean asks = new AtomicBoolean();
        homes.annHost.observe(datagram -> asks.compareAndSet(
                false, !datagram.destination().address().equals(VirtualNetwork.address(TwoHomes.SERVER_ADDRESS))));
        bobSays();
        long waited = until(() -> asks.get() || annHasAll());
        assertThat(waited).isLessThan(QUIET_MILLIS);
        return until(this::annHasAll);
    }

    private boolean annHasAll() {
        return homes.ann.textsFrom(homes.bob.id()).size() >= byBob.size();
    }

    private boolean bobHasAll() {
        return homes.bob.textsFrom(homes.ann.id()).size() >= byAnn.size();
    }

    private long until(BooleanSupplier condition) {
        long startNanos = homes.time.nowNanos();
        assertThat(homes.time.runUntil(condition, TimeUnit.MINUTES.toMillis(2)))
                .as("%s", homes.network.trace())
                .isTrue();
        return TimeUnit.NANOSECONDS.toMillis(homes.time.nowNanos() - startNanos);
    }

    /** Both talk on; in the end each has heard everything, in order, once. */
    void nothingIsLostOrDoubled() {
        for (int i = 0; i < SPOKEN_BEFORE; i++) {
            annSays();
            bobSays();
            homes.time.runMillis(300);
        }
        settle();
        homes.time.runMillis(5_000);
        assertThat(homes.bob.textsFrom(homes.ann.id())).isEqualTo(byAnn);
        assertThat(homes.ann.textsFrom(homes.bob.id())).isEqualTo(byBob);
        assertThat(homes.ann.isOnline(homes.bob.id())).isTrue();
        assertThat(homes.bob.isOnline(homes.ann.id())).isTrue();
    }

    /** The figures of many runs. */
    record Figures(List<Long> millis) {
        Figures {
            millis = millis.stream().sorted().toList();
        }

        long median() {
            return millis.get(millis.size() / 2);
        }

        long at(int percent) {
            return millis.get(Math.min(millis.size() - 1, millis.size() * percent / 100));
        }

        /** As a row of a table: what, median, 95th percentile and worst in milliseconds. */
        void print(String what) {
            System.out.printf("| %s | %d | %d | %d |%n", what, median(), at(95), worst());
        }

        long worst() {
            return millis.getLast();
        }
    }
}
