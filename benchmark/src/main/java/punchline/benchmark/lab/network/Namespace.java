package punchline.benchmark.lab.network;

import java.util.List;

/** A network namespace by its name: one box of the picture. */
public record Namespace(String name) {
    /** Makes it. Without IPv6 where there shall be none, for neighbour discovery would blur the server's counters. */
    static Namespace make(String name, boolean hasIpv6) {
        Processes.run(List.of("ip", "netns", "add", name));
        Namespace made = new Namespace(name);
        if (hasIpv6) {
            // Nobody else is here who could have the same address.
            made.setting("net/ipv6/conf/default/accept_dad", "0");
            made.setting("net/ipv6/conf/all/accept_dad", "0");
        } else {
            made.setting("net/ipv6/conf/all/disable_ipv6", "1");
            made.setting("net/ipv6/conf/default/disable_ipv6", "1");
        }
        made.run("ip link set lo up");
        return made;
    }

    /** Takes it away, with all that is in it. */
    void remove() {
        Processes.run(List.of("ip", "netns", "delete", name));
    }

    /** The command that runs another one in here. */
    public List<String> command(List<String> command) {
        return Processes.in(name, command);
    }

    /**
     * Runs a tool in here, words parted by single spaces, and gives what it printed.
     *
     * @throws LabException if it fails
     */
    public String run(String command) {
        return Processes.run(command(List.of(command.split(" "))));
    }

    /** Loads nftables rules beside those that are there. */
    public void rules(String ruleset) {
        Processes.run(command(List.of("nft", "-f", "-")), ruleset);
    }

    /** Loads nftables rules in place of those that are there, in one step. */
    void replaceRules(String ruleset) {
        rules("flush ruleset\n" + ruleset);
    }

    /** Makes the kernel forget every flow and mapping. */
    void forgetFlows() {
        run("conntrack -F");
    }

    void setting(String setting, String value) {
        run("sysctl -q -w " + setting.replace('/', '.') + "=" + value);
    }
}
