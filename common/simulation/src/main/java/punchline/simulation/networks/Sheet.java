package punchline.simulation.networks;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import punchline.simulation.networks.Conditions.Side;

/** All outcomes as comma-separated values, one network a line, for questions that the report does not answer. */
final class Sheet {
    private static final String HEAD = "seed,setting,row,caller,servers,loss,skew_ms,server_rtt_ms,peer_rtt_ms,"
            + "left_flows,right_flows,online_ms,answer_ms,kept,probes,peak,failure";

    private Sheet() {}

    static String of(List<Outcome> outcomes) {
        return Stream.concat(Stream.of(HEAD), outcomes.stream().map(Sheet::line))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(Outcome outcome) {
        Network network = outcome.network();
        Conditions conditions = network.conditions();
        return Stream.of(
                        network.seed(),
                        network.setting(),
                        Expectation.of(network.setting()).row(),
                        conditions.isLeftCalling() ? "left" : "right",
                        conditions.servers(),
                        decimal(conditions.loss()),
                        signedSkew(conditions.left(), conditions.right()),
                        decimal(conditions.serverRoundTripMillis()),
                        decimal(conditions.peerRoundTripMillis()),
                        decimal(conditions.left().flowsPerSecond()),
                        decimal(conditions.right().flowsPerSecond()),
                        outcome.onlineMillis(),
                        outcome.answerMillis(),
                        outcome.isKept() == null ? "" : outcome.isKept(),
                        outcome.probes(),
                        outcome.peakProbesPerSecond(),
                        outcome.failure() == null ? "" : "thrown")
                .map(Object::toString)
                .collect(Collectors.joining(","));
    }

    /** How much later the left side hears the word to start. */
    private static long signedSkew(Side left, Side right) {
        return left.goLateMillis() - right.goLateMillis();
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
