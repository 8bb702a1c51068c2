package punchline.simulation.networks;

import java.util.concurrent.TimeUnit;
import punchline.simulation.LinkQuality;

/**
 * What the ways are like.
 *
 * @param loss           the part of datagrams between the two that is lost, 0 to 1; towards a server it is about half of it
 * @param servers        how many rendezvous servers both use, 1 or 2
 * @param isLeftCalling  whether the left one connects, else the right one
 * @param isSubnetShared whether both homes use the same private addresses
 */
public record Conditions(
        Side left, Side right, double loss, int servers, boolean isLeftCalling, boolean isSubnetShared) {
    /** From the server to the middle of the internet. */
    static final long SERVER_MILLIS = 5;

    /** Within a home. */
    static final long HOME_MILLIS = 1;

    /**
     * One side's.
     *
     * @param latencyMillis  from the home to the middle of the internet, and back
     * @param uplinkMillis   so much more on the way out
     * @param jitterMillis   up to so much more each way
     * @param flowsPerSecond that neighbours behind the same NATs open
     * @param lifetimeMillis how long the NATs keep a mapping that nothing is sent through
     * @param goLateMillis   how late the server's word to start comes
     */
    public record Side(
            long latencyMillis,
            long uplinkMillis,
            long jitterMillis,
            double flowsPerSecond,
            long lifetimeMillis,
            long goLateMillis) {
        /** So far away, and nothing else. */
        public static Side ofMillis(long latencyMillis) {
            return new Side(latencyMillis, 0, 0, 0, TimeUnit.SECONDS.toMillis(30), 0);
        }

        /** Both ways through home and line, on average. */
        private double roundTripMillis() {
            return 2.0 * (latencyMillis + HOME_MILLIS) + uplinkMillis + jitterMillis;
        }
    }

    /** The link of a side's outermost router or open host. */
    LinkQuality link(Side side) {
        return LinkQuality.ofMillis(side.latencyMillis())
                .withUplinkMillis(side.uplinkMillis())
                .withJitterMillis(side.jitterMillis())
                // A datagram between the two crosses two of these.
                .withLoss(1 - Math.sqrt(1 - loss));
    }

    /** To a server and back, for the one who is farther from it. */
    double serverRoundTripMillis() {
        return 2 * SERVER_MILLIS + Math.max(left.roundTripMillis(), right.roundTripMillis());
    }

    /** From one to the other and back. */
    double peerRoundTripMillis() {
        return left.roundTripMillis() + right.roundTripMillis();
    }

    /** How late one hears the word to start. */
    long skewMillis() {
        return Math.max(left.goLateMillis(), right.goLateMillis());
    }
}
