package punchline.engine.path;

import java.time.Duration;

/**
 * All numbers of the rounds that follow when plain probes do not meet. They come from measurements in network namespaces and from the
 * birthday arithmetic beside them.
 *
 * @param easyRoundNanos when the first later round is wanted if both NATs keep the port: then plain probes meet unless a router was
 *     misled or datagrams were lost
 * @param hardRoundNanos the same if one does not: plain probes meet within a round trip, if at all
 * @param followerNanos how much later the side that does not lead wants a round by itself
 * @param patienceNanos after which a round that did not come about is wanted again
 * @param calls for a round that may go unanswered before the other side is taken to be away
 * @param hopelessNanos when an attempt between NATs of which neither can be aimed at has failed; a person gets an answer within three seconds
 * @param rounds later rounds in one attempt; of those with random ports only one
 * @param firstTogetherNanos when the first round between hard NATs starts after the server's word was sent: so late may that be to one side
 * @param togetherNanos the same in all others, when something has gone wrong already
 * @param orderNanos how much earlier one side starts where they take turns: above the one-way delays of most ways
 * @param holdNanos how much later than the side that aims the other starts, so that a misled router has seen its own host first
 * @param aimAhead ports of a counting NAT that are aimed at; other hosts behind it take some
 * @param meetSockets sockets of a counting NAT against another
 * @param meetAhead which of the next ports both meet at: well below {@code meetSockets}, for others take ports too
 * @param blockSockets ports of a block to hold
 * @param blockPorts ports of a block to try: that none of 128 is among 64 of 1024 has a chance of 1 in 5000
 * @param randomSockets ports of the whole range to hold
 * @param refillNanos when others are held in their place: the search is through then, so that a router misled by the first ones no longer matters
 * @param randomPorts ports of the whole range to try: that none of 1500 is among 256 of 64,512 has a chance of 1 in 400
 * @param randomGapNanos between the starts of two such rounds, whoever they are with: they are hard on routers
 */
public record LadderConfig(
        long easyRoundNanos,
        long hardRoundNanos,
        long followerNanos,
        long patienceNanos,
        int calls,
        long hopelessNanos,
        int rounds,
        long firstTogetherNanos,
        long togetherNanos,
        long orderNanos,
        long holdNanos,
        int aimAhead,
        int meetSockets,
        int meetAhead,
        int blockSockets,
        int blockPorts,
        int randomSockets,
        long refillNanos,
        int randomPorts,
        long randomGapNanos) {
    public static final LadderConfig DEFAULT = new LadderConfig(
            millis(1500),
            millis(400),
            millis(1000),
            millis(1500),
            2,
            millis(2000),
            4,
            millis(150),
            millis(500),
            millis(300),
            millis(150),
            20,
            25,
            20,
            64,
            128,
            256,
            millis(8300),
            1500,
            millis(20_000));

    private static long millis(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
