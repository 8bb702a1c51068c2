package punchline.simulation;

import java.util.Random;
import java.util.function.IntPredicate;
import punchline.simulation.NatBehaviour.PortAllocation;

/** Which outside ports a NAT proposes for a new mapping, one after the other, until one is free. */
final class PortChoice {
    private static final int FIRST_PORT = 1024;
    private static final int PORTS = 65_536;

    private final Random random;
    private int counted;

    PortChoice(Random random) {
        this.random = random;
    }

    /** The port; 0 if none is free. */
    int choose(PortAllocation ports, int insidePort, IntPredicate isFree) {
        return switch (ports) {
            case PortAllocation.Preserving() -> ascending(insidePort, FIRST_PORT, PORTS, isFree);
            case PortAllocation.PreservingElseRandom(), PortAllocation.PreservingForFirst() ->
                isFree.test(insidePort) ? insidePort : ascending(any(FIRST_PORT, PORTS), FIRST_PORT, PORTS, isFree);
            case PortAllocation.Sequential(int first, int step) -> counted(first, step, isFree);
            case PortAllocation.RandomPort() -> ascending(any(FIRST_PORT, PORTS), FIRST_PORT, PORTS, isFree);
            case PortAllocation.Block(int first, int size) ->
                ascending(any(first, first + size), first, first + size, isFree);
        };
    }

    private int any(int from, int to) {
        return random.nextInt(from, to);
    }

    /** The first free one from a port upwards, going round at the end of the range. */
    private static int ascending(int start, int from, int to, IntPredicate isFree) {
        int port = start;
        for (int tries = 0; tries < to - from; tries++) {
            if (isFree.test(port)) {
                return port;
            }
            port = port + 1 < to ? port + 1 : from;
        }
        return 0;
    }

    private int counted(int first, int step, IntPredicate isFree) {
        for (int tries = 0; tries < PORTS; tries++) {
            int port = FIRST_PORT + Math.floorMod(first - FIRST_PORT + step * counted++, PORTS - FIRST_PORT);
            if (isFree.test(port)) {
                return port;
            }
        }
        return 0;
    }
}
