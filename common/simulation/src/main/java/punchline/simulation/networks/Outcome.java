package punchline.simulation.networks;

import org.jspecify.annotations.Nullable;
import punchline.engine.Event.LinkState;

/**
 * What came of a network.
 *
 * @param onlineMillis from {@code connect} until both were online; -1 if they never were
 * @param answerMillis from {@code connect} until the caller was first told why there is no link; -1 if it was not
 * @param answerState  what the caller was told then
 * @param reason       the words of it
 * @param isKept       whether the link stayed through an idle minute and a message came through after it; null if never online
 * @param probes       that both sent until they were online, or the trial ended
 * @param peakProbesPerSecond of the side that sent more
 * @param failure      the engine threw; null as a rule
 */
public record Outcome(
        Network network,
        long onlineMillis,
        long answerMillis,
        @Nullable LinkState answerState,
        @Nullable String reason,
        @Nullable Boolean isKept,
        long probes,
        int peakProbesPerSecond,
        @Nullable String failure) {
    boolean isOnline() {
        return onlineMillis >= 0;
    }

    /** How much longer it took than the ways themselves ask for: the server once, three times between the two, a late word to start. */
    double excessMillis() {
        Conditions conditions = network.conditions();
        return onlineMillis
                - conditions.serverRoundTripMillis()
                - 3 * conditions.peerRoundTripMillis()
                - conditions.skewMillis();
    }
}
