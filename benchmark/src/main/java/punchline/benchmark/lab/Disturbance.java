package punchline.benchmark.lab;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import punchline.benchmark.lab.network.Network;
import punchline.benchmark.lab.network.Topology.Home;

/** What may happen to two people while they talk. The first one's home is number 1, the other's number 2, the rest are empty. */
enum Disturbance {
    /** The first router forgets its mappings and gives other ports from then on, as after a restart. */
    MAPPING_LOST("one router loses its mappings"),

    /** The same on both routers. */
    BOTH_MAPPINGS_LOST("both routers lose their mappings"),

    /** The first router gets another public address. */
    ADDRESS_CHANGED("a router's public address changes"),

    /** The first person's machine moves to another network. */
    MOVED("a client moves to another network"),

    /** The rendezvous server is killed, and started again a while later. */
    SERVER_RESTARTED("the server is killed, and started again");

    /** How often one disturbance may be brought about on one network; there are as many empty homes. */
    static final int MOST = 3;

    private static final int FIRST_OTHER_ADDRESS = 200;
    private static final Duration SERVER_AWAY = Duration.ofSeconds(2);

    private final String words;

    Disturbance(String words) {
        this.words = words;
    }

    /** Brings it about. {@code count} is 1 for the first time on a network, and so on, at most {@link #MOST}. */
    void happen(Network network, RecoveryTrial.Server server, int count) {
        List<Home> homes = network.topology().homes();
        switch (this) {
            case MAPPING_LOST -> network.restartWithOtherPorts(homes.get(0), count);
            case BOTH_MAPPINGS_LOST -> {
                network.restartWithOtherPorts(homes.get(0), count);
                network.restartWithOtherPorts(homes.get(1), MOST + count);
            }
            case ADDRESS_CHANGED ->
                network.changePublicAddress(homes.get(0), "203.0.113." + (FIRST_OTHER_ADDRESS + count));
            case MOVED -> network.move(homes.get(0).hosts().getFirst(), homes.get(1 + count));
            case SERVER_RESTARTED -> server.restartAfter(SERVER_AWAY);
        }
    }

    /** Whether the other's address for the first one is another one afterwards. */
    boolean changesAddress() {
        return this != SERVER_RESTARTED;
    }

    String words() {
        return words;
    }

    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
