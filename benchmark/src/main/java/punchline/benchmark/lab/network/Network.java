package punchline.benchmark.lab.network;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import punchline.benchmark.lab.network.Topology.Carrier;
import punchline.benchmark.lab.network.Topology.Gateway;
import punchline.benchmark.lab.network.Topology.Home;
import punchline.benchmark.lab.network.Topology.Host;

/**
 * A topology built out of namespaces, virtual cables, bridges and nftables, and the ways to disturb it. One at a time, inside a
 * {@link Sandbox}, with which it vanishes at the latest.
 */
public final class Network implements AutoCloseable {
    /** The rendezvous server's host. */
    public static final Namespace SERVER = new Namespace("server");

    private static final String BRIDGE = "bridge";
    private static final String OUTSIDE = "wan";
    private static final String INSIDE = "lan";

    private final Topology topology;
    private final Namespace internet;
    private final List<Namespace> namespaces = new ArrayList<>();
    private final List<OtherFlows> otherFlows = new ArrayList<>();
    private final List<GatewayService> gateways = new ArrayList<>();
    private final Processes processes;

    private Network(Topology topology, Processes processes) {
        this.topology = topology;
        this.processes = processes;
        this.internet = make("internet");
    }

    /** To be called once, first: names of namespaces from here on are nobody else's. */
    public static void useOwnNames() {
        Processes.run(List.of("mount", "-t", "tmpfs", "tmpfs", "/run"));
    }

    /** What hinders this topology here, for people: some need more than a sandbox. Empty if it can be built. */
    public static Optional<String> obstacle(Topology topology) {
        boolean hasGateway = topology.homes().stream().anyMatch(home -> home.gateway() != Gateway.NONE);
        if (hasGateway && !Sandbox.has(GatewayService.PROGRAM)) {
            return Optional.of("miniupnpd is not here (Debian package miniupnpd)");
        }
        boolean hasDelay = !topology.weather().homeDelay().isZero();
        if (hasDelay && !Files.isWritable(DelayedCable.DEVICE)) {
            return Optional.of(DelayedCable.DEVICE + " cannot be opened here");
        }
        return Optional.empty();
    }

    /**
     * Builds it.
     *
     * @param processes owns the gateways
     * @throws LabException if the kernel refuses a part of it
     */
    public static Network build(Topology topology, Processes processes) {
        Network network = new Network(topology, processes);
        try {
            network.build();
        } catch (LabException e) {
            network.close();
            throw e;
        }
        return network;
    }

    public Topology topology() {
        return topology;
    }

    private void build() {
        makeBridge(internet, BRIDGE);
        if (topology.weather().lossPercent() > 0) {
            internet.rules("""
                    table bridge weather {
                      chain forward { type filter hook forward priority 0;
                        meta protocol { ip, ip6 } meta l4proto udp numgen random mod 100 < %d drop
                      }
                    }
                    """.formatted(topology.weather().lossPercent()));
        }
        make(SERVER.name());
        plugIntoInternet(SERVER, OUTSIDE);
        SERVER.run("ip address add " + Topology.SERVER_ADDRESS + "/24 dev " + OUTSIDE);
        SERVER.run("ip address add " + Topology.STRANGER_ADDRESS + "/24 dev " + OUTSIDE);
        routeToAllOutside(SERVER, OUTSIDE);
        if (topology.families().hasIpv6()) {
            addIpv6(SERVER, OUTSIDE, Topology.SERVER_ADDRESS_6);
            for (Home home : topology.homes()) {
                routeToHome6(SERVER, home);
            }
        }
        topology.carriers().forEach(this::build);
        topology.homes().forEach(this::build);
        restart();
    }

    /** Lets the hosts that open other flows begin. */
    public void startOtherFlows() {
        for (Home home : topology.homes()) {
            home.busyHost().ifPresent(busy -> otherFlows.add(OtherFlows.start(busy)));
        }
    }

    private void build(Carrier carrier) {
        Namespace router = makeRouter(carrier.router(), carrier.innerAddress());
        plugIntoInternet(router, OUTSIDE);
        router.run("ip address add " + carrier.publicAddress() + "/24 dev " + OUTSIDE);
        routeToAllOutside(router, OUTSIDE);
    }

    private void build(Home home) {
        if (home.nat() == NatKind.OPEN) {
            Namespace host = make(home.hosts().getFirst().namespace().name());
            plugIntoInternet(host, "eth0");
            host.run("ip address add " + home.outerAddress() + "/24 dev eth0");
            routeToAllOutside(host, "eth0");
            return;
        }
        Namespace router = makeRouter(home.router(), home.routerAddress());
        Optional<Carrier> carrier = Optional.ofNullable(home.carrier());
        if (carrier.isPresent()) {
            plug(carrier.get().router(), INSIDE, router, OUTSIDE);
        } else {
            plugHomeIntoInternet(router);
        }
        if (topology.families().hasIpv4()) {
            router.run("ip address add " + home.outerAddress() + "/24 dev " + OUTSIDE);
            carrier.ifPresent(above -> router.run("ip route add default via " + above.innerAddress()));
            routeToAllOutside(router, OUTSIDE);
        }
        if (topology.families().hasIpv6()) {
            addIpv6(router, OUTSIDE, home.outerAddress6());
            addIpv6(router, INSIDE, home.routerAddress6());
            router.setting("net/ipv6/conf/all/forwarding", "1");
            topology.homes().stream()
                    .filter(other -> !other.equals(home))
                    .forEach(other -> routeToHome6(router, other));
        }
        for (Host host : home.hosts()) {
            make(host.namespace().name());
            attach(host.namespace(), home, host);
        }
        home.busyHost().ifPresent(busy -> {
            make(busy.namespace().name());
            attach(busy.namespace(), home, busy);
        });
    }

    /** Gives a host a cable into a home and the addresses of {@code place} there. */
    private void attach(Namespace host, Home home, Host place) {
        plug(home.router(), INSIDE, host, "eth0");
        if (topology.families().hasIpv4()) {
            host.run("ip address add " + place.address() + "/24 dev eth0");
            host.run("ip route add default via " + home.routerAddress());
        }
        if (topology.families().hasIpv6()) {
            addIpv6(host, "eth0", place.address6());
            host.run("ip -6 route add default via " + home.routerAddress6());
        }
    }

    /** Homes with a gateway have public addresses in a range of their own. */
    private void routeToAllOutside(Namespace namespace, String device) {
        if (topology.homes().stream().anyMatch(home -> home.gateway() != Gateway.NONE)) {
            namespace.run("ip route replace 203.0.113.0/24 dev " + device);
            namespace.run("ip route replace 9.113.0.0/24 dev " + device);
        }
    }

    private static void routeToHome6(Namespace from, Home home) {
        from.run("ip -6 route add 2001:db8:" + home.number() + "::/64 via " + home.outerAddress6());
    }

    private static void addIpv6(Namespace namespace, String device, String address) {
        namespace.run("ip -6 address add " + address + "/64 dev " + device + " nodad");
    }

    /** Makes every router forget its flows, mappings and open ports, and start as if new: what comes after depends on nothing before. */
    public void restart() {
        gateways.forEach(GatewayService::close);
        gateways.clear();
        for (Carrier carrier : topology.carriers()) {
            carrier.router().replaceRules(carrier.nat().ruleset(carrier.publicAddress()));
            carrier.router().forgetFlows();
        }
        for (Home home : topology.homes()) {
            if (home.nat() != NatKind.OPEN) {
                restart(home, home.nat().ruleset(home.outerAddress()));
            }
            if (home.gateway() != Gateway.NONE) {
                gateways.add(GatewayService.start(processes, home));
            }
        }
    }

    /** The same for one router, which gives other ports from then on than it did before; each {@code generation} its own. */
    public void restartWithOtherPorts(Home home, int generation) {
        restart(home, NatKind.portRestrictedAgain(generation));
    }

    private void restart(Home home, String ruleset) {
        String firewall = topology.families().hasIpv6() ? """
                table ip6 filter {
                  chain forward { type filter hook forward priority filter; iifname "wan" ct state new drop; }
                }
                """ : "";
        home.router().replaceRules(ruleset + firewall);
        home.router().forgetFlows();
    }

    /** Gives a home's router another public address, as a provider does at night. */
    public void changePublicAddress(Home home, String address) {
        home.router().run("ip address flush dev " + OUTSIDE);
        home.router().run("ip address add " + address + "/24 dev " + OUTSIDE);
        home.router().forgetFlows();
    }

    /** Takes a host's cable out of its home and puts it into another, where it gets another address. */
    public void move(Host host, Home to) {
        host.namespace().run("ip link delete eth0");
        attach(host.namespace(), to, new Host(to, to.people()));
    }

    private Namespace make(String name) {
        Namespace made = Namespace.make(name, topology.families().hasIpv6());
        namespaces.add(made);
        return made;
    }

    private Namespace makeRouter(Namespace router, String innerAddress) {
        make(router.name());
        makeBridge(router, INSIDE);
        if (topology.families().hasIpv4()) {
            router.run("ip address add " + innerAddress + "/24 dev " + INSIDE);
            router.setting("net/ipv4/ip_forward", "1");
        }
        return router;
    }

    private static void makeBridge(Namespace namespace, String name) {
        namespace.run("ip link add " + name + " type bridge");
        namespace.run("ip link set " + name + " up");
        // A bridge is a switch here: where the kernel has its bridges ask the NAT, hairpinned datagrams go astray.
        namespace.run("sysctl -q -e -w net.bridge.bridge-nf-call-iptables=0 net.bridge.bridge-nf-call-ip6tables=0");
    }

    private void plugIntoInternet(Namespace namespace, String device) {
        plug(internet, BRIDGE, namespace, device);
    }

    private void plugHomeIntoInternet(Namespace router) {
        if (topology.weather().homeDelay().isZero()) {
            plugIntoInternet(router, OUTSIDE);
            return;
        }
        DelayedCable.lay(
                internet, router.name(), router, OUTSIDE, topology.weather().homeDelay());
        internet.run("ip link set " + router.name() + " master " + BRIDGE + " up");
        router.run("ip link set " + OUTSIDE + " up");
    }

    /** A cable from a bridge of one box to a new device of another. The bridge's end has the other box's name. */
    private static void plug(Namespace hub, String bridge, Namespace namespace, String device) {
        hub.run("ip link add " + namespace.name() + " type veth peer name " + device + " netns " + namespace.name());
        hub.run("ip link set " + namespace.name() + " master " + bridge + " up");
        namespace.run("ip link set " + device + " up");
    }

    @Override
    public void close() {
        otherFlows.forEach(OtherFlows::close);
        gateways.forEach(GatewayService::close);
        namespaces.reversed().forEach(Namespace::remove);
    }
}
