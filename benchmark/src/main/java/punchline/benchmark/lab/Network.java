package punchline.benchmark.lab;

import java.util.List;
import punchline.benchmark.lab.Topology.Home;

/** Builds a topology out of namespaces, virtual cables, a bridge and nftables. It vanishes with the sandbox. */
final class Network {
    private static final String BRIDGE = "bridge";

    private Network() {}

    /**
     * Builds it. To be called once, inside a {@link Sandbox}.
     *
     * @throws LabException if the kernel refuses a part of it
     */
    static void build(Topology topology) {
        // A private /run, so that the names of the namespaces are nobody else's.
        Processes.run(List.of("mount", "-t", "tmpfs", "tmpfs", "/run"));
        namespace(Topology.INTERNET);
        in(Topology.INTERNET, "ip link add " + BRIDGE + " type bridge");
        in(Topology.INTERNET, "ip link set " + BRIDGE + " up");

        namespace(Topology.SERVER);
        plugIntoInternet(Topology.SERVER, "wan", Topology.SERVER_ADDRESS);
        in(Topology.SERVER, "ip address add " + Topology.STRANGER_ADDRESS + "/24 dev wan");

        for (Home home : topology.homes()) {
            build(home);
        }
    }

    private static void build(Home home) {
        namespace(home.router());
        namespace(home.host());
        plugIntoInternet(home.router(), "wan", home.publicAddress());
        in(home.router(), "ip link add lan type veth peer name eth0 netns " + home.host());
        in(home.router(), "ip address add " + home.routerAddress() + "/24 dev lan");
        in(home.router(), "ip link set lan up");
        in(home.host(), "ip address add " + home.hostAddress() + "/24 dev eth0");
        in(home.host(), "ip link set eth0 up");
        in(home.host(), "ip route add default via " + home.routerAddress());
        setting(home.router(), "net/ipv4/ip_forward", "1");
        rules(home.router(), home.nat().ruleset());
    }

    private static void namespace(String name) {
        Processes.run(List.of("ip", "netns", "add", name));
        in(name, "ip link set lo up");
        // The picture has IPv4 addresses only; neighbour discovery would blur the server's counters.
        setting(name, "net/ipv6/conf/all/disable_ipv6", "1");
    }

    private static void plugIntoInternet(String namespace, String device, String address) {
        in(Topology.INTERNET, "ip link add " + namespace + " type veth peer name " + device + " netns " + namespace);
        in(Topology.INTERNET, "ip link set " + namespace + " master " + BRIDGE + " up");
        in(namespace, "ip address add " + address + "/24 dev " + device);
        in(namespace, "ip link set " + device + " up");
    }

    /** Loads nftables rules in a namespace. */
    static void rules(String namespace, String ruleset) {
        Processes.run(Processes.in(namespace, List.of("nft", "-f", "-")), ruleset);
    }

    private static void setting(String namespace, String name, String value) {
        in(namespace, "sysctl -q -w " + name.replace('/', '.') + "=" + value);
    }

    private static void in(String namespace, String command) {
        Processes.run(Processes.in(namespace, List.of(command.split(" "))));
    }
}
