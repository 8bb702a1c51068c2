package punchline.engine;

/**
 * What a {@link Peer} may do to be reached behind its router.
 *
 * @param portMapping asks the router to pass datagrams in from the outside
 * @param randomPorts searches random ports where one router gives each connection a random one, at most 1,800 probes in 15 seconds, and
 *     lets others do so here. Some routers take it for an attack
 */
public record TraversalOptions(boolean portMapping, boolean randomPorts) {
    /** Everything that helps. */
    public static final TraversalOptions ALL = new TraversalOptions(true, true);
}
