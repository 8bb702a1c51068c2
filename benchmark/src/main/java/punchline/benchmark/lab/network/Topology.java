package punchline.benchmark.lab.network;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to build: homes and carriers around one internet with one server host. The addresses are those of the picture in the
 * description of {@code punchline.benchmark.lab}.
 *
 * @param carriers which homes may be behind
 */
public record Topology(List<Home> homes, List<Carrier> carriers, Families families, Weather weather) {
    /** Where the rendezvous server listens. */
    public static final String SERVER_ADDRESS = "203.0.113.1";

    public static final String SERVER_ADDRESS_6 = "2001:db8::1";

    /** The server host's second address: to a NAT another, unknown, host. */
    public static final String STRANGER_ADDRESS = "203.0.113.2";

    /** More have no address in the picture's ranges. */
    private static final int MAX_HOMES = 80;

    public Topology {
        homes = List.copyOf(homes);
        carriers = List.copyOf(carriers);
        if (homes.size() > MAX_HOMES || carriers.size() > MAX_HOMES) {
            throw new IllegalArgumentException("at most " + MAX_HOMES + " homes, and carriers");
        }
    }

    /** Homes with one person each, side by side. */
    public static Topology homes(NatKind... nats) {
        List<Home> homes = new ArrayList<>();
        for (NatKind nat : nats) {
            homes.add(new Home(homes.size() + 1, nat));
        }
        return new Topology(homes, List.of(), Families.IPV4, Weather.FAIR);
    }

    /** Two homes of one kind behind one carrier. */
    public static Topology behindCarrier(NatKind home, NatKind carrier) {
        Carrier shared = new Carrier(1, carrier);
        return new Topology(
                List.of(new Home(1, home).behind(shared), new Home(2, home).behind(shared)),
                List.of(shared),
                Families.IPV4,
                Weather.FAIR);
    }

    /** Two homes, of which the first one is behind a carrier. */
    public static Topology doubleNat(NatKind home, NatKind carrier, NatKind other) {
        Carrier first = new Carrier(1, carrier);
        return new Topology(
                List.of(new Home(1, home).behind(first), new Home(2, other)),
                List.of(first),
                Families.IPV4,
                Weather.FAIR);
    }

    /** Two people in one home. */
    public static Topology sameLan(NatKind nat) {
        return new Topology(List.of(new Home(1, nat).withPeople(2)), List.of(), Families.IPV4, Weather.FAIR);
    }

    public Topology in(Weather otherWeather) {
        return new Topology(homes, carriers, families, otherWeather);
    }

    public Topology with(Families otherFamilies) {
        return new Topology(homes, carriers, otherFamilies, weather);
    }

    /** The same with a gateway, or other flows, in the first home. */
    public Topology withFirst(Home first) {
        List<Home> changed = new ArrayList<>(homes);
        changed.set(0, first);
        return new Topology(changed, carriers, families, weather);
    }

    /** Every place where a person may be, home by home. */
    public List<Host> hosts() {
        return homes.stream().flatMap(home -> home.hosts().stream()).toList();
    }

    /** The server's address as clients in this topology are told it. */
    public String serverAddress() {
        return families == Families.IPV6 ? "[" + SERVER_ADDRESS_6 + "]" : SERVER_ADDRESS;
    }

    /** Which addresses there are. IPv6 is never translated; routers let in only what answers. */
    public enum Families {
        IPV4,
        IPV6,
        BOTH;

        boolean hasIpv4() {
            return this != IPV6;
        }

        boolean hasIpv6() {
            return this != IPV4;
        }
    }

    /**
     * How the internet treats datagrams.
     *
     * @param lossPercent of all UDP between any two who are on it
     * @param homeDelay of each home's line, each way
     */
    public record Weather(int lossPercent, Duration homeDelay) {
        public static final Weather FAIR = new Weather(0, Duration.ZERO);
    }

    /** Who opens ports on request. */
    public enum Gateway {
        NONE,
        /** PCP and NAT-PMP. */
        PCP,
        /** UPnP-IGD. */
        UPNP
    }

    /** A NAT of the provider's, with homes behind it. */
    public record Carrier(int number, NatKind nat) {
        public Namespace router() {
            return new Namespace("carrier" + number);
        }

        String innerAddress() {
            return "100.64." + number + ".1";
        }

        String publicAddress() {
            return "203.0.113." + (100 + number);
        }
    }

    /**
     * Hosts behind one router.
     *
     * @param carrier the one that this home is behind, or null
     * @param people how many hosts there are for people
     * @param otherFlowsPerSecond what one more host opens, to other destinations each time
     */
    public record Home(
            int number, NatKind nat, @Nullable Carrier carrier, int people, int otherFlowsPerSecond, Gateway gateway) {
        Home(int number, NatKind nat) {
            this(number, nat, null, 1, 0, Gateway.NONE);
        }

        Home behind(Carrier newCarrier) {
            return new Home(number, nat, newCarrier, people, otherFlowsPerSecond, gateway);
        }

        Home withPeople(int count) {
            return new Home(number, nat, carrier, count, otherFlowsPerSecond, gateway);
        }

        public Home busy(int flowsPerSecond) {
            return new Home(number, nat, carrier, people, flowsPerSecond, gateway);
        }

        public Home with(Gateway newGateway) {
            return new Home(number, nat, carrier, people, otherFlowsPerSecond, newGateway);
        }

        /** The hosts of people. */
        public List<Host> hosts() {
            List<Host> hosts = new ArrayList<>();
            for (int i = 0; i < people; i++) {
                hosts.add(new Host(this, i));
            }
            return hosts;
        }

        /** The host that opens other flows, if there is one. */
        Optional<Host> busyHost() {
            return otherFlowsPerSecond == 0 ? Optional.empty() : Optional.of(new Host(this, people));
        }

        public Namespace router() {
            return new Namespace("router" + number);
        }

        /** What the world meets: the stricter one of the NATs in a row. */
        public NatKind behaviour() {
            return carrier == null || nat.compareTo(carrier.nat()) > 0 ? nat : carrier.nat();
        }

        String routerAddress() {
            return "192.168." + number + ".1";
        }

        String routerAddress6() {
            return "2001:db8:" + number + "::1";
        }

        /**
         * Of the router, or of the host where there is none. miniupnpd refuses addresses meant for documentation, so a home with
         * a gateway has another.
         */
        public String outerAddress() {
            if (gateway != Gateway.NONE) {
                return "9.113.0." + (10 + number);
            }
            return carrier == null ? "203.0.113." + (10 + number) : "100.64." + carrier.number() + "." + (10 + number);
        }

        String outerAddress6() {
            return "2001:db8::" + (10 + number);
        }
    }

    /** One machine in a home. */
    public record Host(Home home, int index) {
        public Namespace namespace() {
            return new Namespace("home" + home.number() + (index == 0 ? "" : "-" + (index + 1)));
        }

        /** Its IPv4 address at home. */
        public String address() {
            return home.nat() == NatKind.OPEN ? home.outerAddress() : "192.168." + home.number() + "." + (2 + index);
        }

        String address6() {
            return "2001:db8:" + home.number() + "::" + (2 + index);
        }
    }
}
