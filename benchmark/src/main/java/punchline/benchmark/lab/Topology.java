package punchline.benchmark.lab;

import java.util.ArrayList;
import java.util.List;

/** Homes around one internet with one server host; the addresses are those of the picture in the package's description. */
record Topology(List<NatKind> nats) {
    /** Where the rendezvous server listens. */
    static final String SERVER_ADDRESS = "203.0.113.1";

    /** The server host's second address: to a NAT another, unknown, host. */
    static final String STRANGER_ADDRESS = "203.0.113.2";

    static final String SERVER = "server";
    static final String INTERNET = "internet";

    /** More homes than this have no address in the picture's ranges. */
    private static final int MAX_HOMES = 100;

    Topology {
        nats = List.copyOf(nats);
        if (nats.size() > MAX_HOMES) {
            throw new IllegalArgumentException("at most " + MAX_HOMES + " homes");
        }
    }

    List<Home> homes() {
        List<Home> homes = new ArrayList<>();
        for (NatKind nat : nats) {
            homes.add(new Home(homes.size() + 1, nat));
        }
        return homes;
    }

    /** One host behind one router. */
    record Home(int number, NatKind nat) {
        /** The host's namespace. */
        String host() {
            return "home" + number;
        }

        /** The router's namespace. */
        String router() {
            return "router" + number;
        }

        String hostAddress() {
            return "192.168." + number + ".2";
        }

        String routerAddress() {
            return "192.168." + number + ".1";
        }

        /** How the world sees this home. */
        String publicAddress() {
            return "203.0.113." + (10 + number);
        }
    }
}
