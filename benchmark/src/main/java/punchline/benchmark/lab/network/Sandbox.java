package punchline.benchmark.lab.network;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A way into network, mount and process namespaces of one's own, and with that to the power over them. */
public sealed interface Sandbox {
    /** Put before a command, it runs there; when its first process ends, so do all. */
    record Way(List<String> prefix) implements Sandbox {}

    /** There is none; the reason is for people. */
    record Closed(String reason) implements Sandbox {}

    /** Looks for a way. */
    static Sandbox find() {
        List<String> missing = new ArrayList<>();
        for (String tool : List.of("unshare", "ip", "nft", "conntrack", "sysctl", "mount")) {
            if (!has(tool)) {
                missing.add(tool);
            }
        }
        if (!missing.isEmpty()) {
            return new Closed("these tools are not here: " + String.join(", ", missing)
                    + " (Debian packages util-linux, iproute2, nftables, conntrack, procps)");
        }
        String refusal = "";
        for (List<String> privileges : List.of(List.<String>of(), List.of("--user", "--map-root-user"))) {
            List<String> prefix = new ArrayList<>(List.of("unshare"));
            prefix.addAll(privileges);
            prefix.addAll(List.of("--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"));
            List<String> trial = new ArrayList<>(prefix);
            trial.addAll(List.of(
                    "sh",
                    "-c",
                    "mount -t tmpfs tmpfs /run && ip netns add trial && ip netns exec trial nft list ruleset"));
            try {
                Processes.run(trial);
                // Java asks once, at its start, whether there is IPv6.
                prefix.addAll(List.of("sh", "-c", "ip link set lo up && exec \"$@\"", "sh"));
                return new Way(prefix);
            } catch (LabException e) {
                refusal = String.valueOf(e.getMessage());
            }
        }
        return new Closed("neither root nor an unprivileged user may make network namespaces here: " + refusal);
    }

    /** Whether there is such a program. */
    static boolean has(String tool) {
        for (String directory : (System.getenv("PATH") + ":/usr/sbin:/sbin").split(":", -1)) {
            if (Files.isExecutable(Path.of(directory, tool))) {
                return true;
            }
        }
        return false;
    }
}
