package punchline.simulation.networks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import punchline.engine.PeerConfig;
import punchline.protocol.ServerAddress;
import punchline.simulation.LinkQuality;
import punchline.simulation.NatBehaviour;
import punchline.simulation.NatBehaviour.PortAllocation.RandomPort;
import punchline.simulation.Segment;
import punchline.simulation.VirtualHost;
import punchline.simulation.VirtualNat;
import punchline.simulation.VirtualNetwork;
import punchline.simulation.VirtualPeer;
import punchline.simulation.VirtualServer;
import punchline.simulation.VirtualTime;
import punchline.simulation.networks.Conditions.Side;
import punchline.simulation.networks.Setting.Apart;
import punchline.simulation.networks.Setting.Place;

/** A {@link Network} set up in a virtual world, with two people in it who have not started their programs yet. */
final class Stage {
    private static final int SERVER_PORT = 6327;
    private static final LinkQuality AT_HOME = LinkQuality.ofMillis(Conditions.HOME_MILLIS);
    private static final LinkQuality IMMEDIATE = LinkQuality.ofMillis(0);

    /** One side's addresses. */
    private record Plan(
            String name, String outside, String carrier, String home, String outside6, String site6, Side side) {}

    final VirtualNetwork world;
    final VirtualTime time;
    final VirtualPeer left;
    final VirtualPeer right;
    final ProbeMeter leftMeter;
    final ProbeMeter rightMeter;
    private final Conditions conditions;
    private final Random random;
    private final List<ServerAddress> servers = new ArrayList<>();

    Stage(Network network) {
        conditions = network.conditions();
        world = new VirtualNetwork(network.seed());
        time = world.time();
        random = world.newRandom();
        boolean isIpv6 = network.setting() == Place.IPV6_FIREWALLS || network.setting() == Place.IPV6_LAN;
        List<VirtualServer> running = startServers(isIpv6);
        Plan leftPlan = new Plan(
                "Left",
                "203.0.113.10",
                "100.64.0.2",
                "192.168.1.5",
                "2001:db8::10",
                "2001:db8:1::5",
                conditions.left());
        Plan rightPlan = new Plan(
                "Right",
                "203.0.113.20",
                "100.64.0.3",
                conditions.isSubnetShared() ? "192.168.1.6" : "192.168.2.5",
                "2001:db8::20",
                "2001:db8:2::5",
                conditions.right());
        List<VirtualHost> hosts = switch (network.setting()) {
            case Apart(NatKind one, NatKind other) -> List.of(behind(one, leftPlan), behind(other, rightPlan));
            case Place place -> at(place, leftPlan, rightPlan);
        };
        left = new VirtualPeer(world, hosts.getFirst(), 2 * network.seed(), config("Left"));
        right = new VirtualPeer(world, hosts.getLast(), 2 * network.seed() + 1, config("Right"));
        leftMeter = ProbeMeter.on(hosts.getFirst(), time);
        rightMeter = ProbeMeter.on(hosts.getLast(), time);
        if (network.setting() instanceof Apart) {
            for (VirtualServer server : running) {
                Stream.of(leftPlan, rightPlan)
                        .filter(plan -> plan.side().goLateMillis() > 0)
                        .forEach(plan -> server.delayGo(
                                VirtualNetwork.address(plan.outside()),
                                plan.side().goLateMillis()));
            }
        }
    }

    VirtualPeer caller() {
        return conditions.isLeftCalling() ? left : right;
    }

    VirtualPeer called() {
        return conditions.isLeftCalling() ? right : left;
    }

    private List<VirtualServer> startServers(boolean isIpv6) {
        List<VirtualServer> running = new ArrayList<>();
        for (int i = 1; i <= conditions.servers(); i++) {
            String address = (isIpv6 ? "2001:db8:ffff::" : "198.51.100.") + i;
            VirtualHost host = world.openHost("server " + i, address, LinkQuality.ofMillis(Conditions.SERVER_MILLIS));
            running.add(VirtualServer.start(world, host, SERVER_PORT));
            servers.add(new ServerAddress(host.addresses().getFirst().getHostAddress(), SERVER_PORT));
        }
        return running;
    }

    private PeerConfig config(String name) {
        return new PeerConfig(name, 0, servers, true, true, false);
    }

    private VirtualHost behind(NatKind kind, Plan plan) {
        List<NatBehaviour> outermostFirst = kind.layers(random).reversed();
        if (outermostFirst.isEmpty()) {
            return world.openHost(plan.name(), plan.outside(), conditions.link(plan.side()));
        }
        Segment outside = world.internet();
        String address = plan.outside();
        LinkQuality link = conditions.link(plan.side());
        for (NatBehaviour layer : outermostFirst) {
            Segment inside = world.segment("inside " + address);
            nat(plan, outside, address, inside, layer, link);
            outside = inside;
            address = plan.carrier();
            link = IMMEDIATE;
        }
        return world.host(plan.name(), AT_HOME).attach(outside, plan.home());
    }

    private void nat(
            Plan plan, Segment outside, String address, Segment inside, NatBehaviour behaviour, LinkQuality link) {
        VirtualNat nat = world.nat(
                plan.name() + " router " + address,
                outside,
                address,
                inside,
                behaviour.withLifetimeMillis(plan.side().lifetimeMillis()),
                link);
        if (plan.side().flowsPerSecond() > 0) {
            nat.makeBusy(plan.side().flowsPerSecond());
        }
    }

    private List<VirtualHost> at(Place place, Plan left, Plan right) {
        return switch (place) {
            case SAME_LAN -> {
                Segment home = world.segment("home");
                nat(left, world.internet(), left.outside(), home, NatBehaviour.portRestricted(), link(left));
                yield List.of(
                        world.host(left.name(), AT_HOME).attach(home, left.home()),
                        world.host(right.name(), AT_HOME).attach(home, "192.168.1.7"));
            }
            case CARRIER_WITH_HAIRPIN -> sharing(NatBehaviour.portRestricted().withHairpin(), left, right);
            case CARRIER_WITHOUT_HAIRPIN -> sharing(NatBehaviour.portRestricted(), left, right);
            case IPV6_FIREWALLS -> List.of(guarded(left), guarded(right));
            case IPV6_LAN -> {
                Segment site = world.segment("site");
                nat(left, world.internet(), left.outside6(), site, NatBehaviour.firewall(), link(left));
                yield List.of(
                        world.host(left.name(), AT_HOME).attach(site, left.site6()),
                        world.host(right.name(), AT_HOME).attach(site, "2001:db8:1::7"));
            }
            case DUAL_STACK ->
                Stream.of(left, right)
                        .map(plan -> {
                            Segment home = world.segment("home " + plan.name());
                            NatBehaviour random4 = NatBehaviour.symmetric(new RandomPort());
                            nat(plan, world.internet(), plan.outside(), home, random4, link(plan));
                            return guarded(plan).attach(home, plan.home());
                        })
                        .toList();
        };
    }

    private LinkQuality link(Plan plan) {
        return conditions.link(plan.side());
    }

    /** Two homes behind one carrier's NAT, whose line is the left one's. */
    private List<VirtualHost> sharing(NatBehaviour carrier, Plan left, Plan right) {
        Segment inside = world.segment("carrier");
        nat(left, world.internet(), left.outside(), inside, carrier, link(left));
        return Stream.of(left, right)
                .map(plan -> {
                    Segment home = world.segment("home " + plan.name());
                    nat(plan, inside, plan.carrier(), home, NatBehaviour.portRestricted(), IMMEDIATE);
                    return world.host(plan.name(), AT_HOME).attach(home, plan.home());
                })
                .toList();
    }

    private VirtualHost guarded(Plan plan) {
        Segment site = world.segment("site " + plan.name());
        nat(plan, world.internet(), plan.outside6(), site, NatBehaviour.firewall(), link(plan));
        return world.host(plan.name(), AT_HOME).attach(site, plan.site6());
    }

    /** The most probes that either side sent within any second. */
    int peakProbesPerSecond() {
        return Stream.of(leftMeter, rightMeter)
                .map(ProbeMeter::peakPerSecond)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
