package punchline.simulation;

import java.util.concurrent.TimeUnit;

/**
 * What a node's link to its segment does to datagrams, in each direction. A datagram crosses two links, its sender's and its
 * receiver's.
 *
 * @param latencyNanos the least that it takes
 * @param uplinkNanos  how much longer it takes away from the node than towards it
 * @param jitterNanos  up to so much more, evenly spread; datagrams overtake each other within it
 * @param loss         the part that never arrives, 0 to 1
 * @param duplication  the part that arrives twice, 0 to 1
 */
public record LinkQuality(long latencyNanos, long uplinkNanos, long jitterNanos, double loss, double duplication) {
    public LinkQuality {
        if (latencyNanos < 0 || uplinkNanos < 0 || jitterNanos < 0 || !isPart(loss) || !isPart(duplication)) {
            throw new IllegalArgumentException("times are not negative, parts are 0 to 1");
        }
    }

    private static boolean isPart(double value) {
        return value >= 0 && value <= 1;
    }

    /** Takes so long and does nothing else. */
    public static LinkQuality ofMillis(long latencyMillis) {
        return new LinkQuality(TimeUnit.MILLISECONDS.toNanos(latencyMillis), 0, 0, 0, 0);
    }

    /** As a line that is slower upwards, or with a full queue there. */
    public LinkQuality withUplinkMillis(long millis) {
        return new LinkQuality(latencyNanos, TimeUnit.MILLISECONDS.toNanos(millis), jitterNanos, loss, duplication);
    }

    public LinkQuality withJitterMillis(long millis) {
        return new LinkQuality(latencyNanos, uplinkNanos, TimeUnit.MILLISECONDS.toNanos(millis), loss, duplication);
    }

    public LinkQuality withLoss(double part) {
        return new LinkQuality(latencyNanos, uplinkNanos, jitterNanos, part, duplication);
    }

    public LinkQuality withDuplication(double part) {
        return new LinkQuality(latencyNanos, uplinkNanos, jitterNanos, loss, part);
    }
}
