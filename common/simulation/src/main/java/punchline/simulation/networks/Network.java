package punchline.simulation.networks;

import java.util.Locale;

/** One network, whose every run is the same. */
public record Network(long seed, Setting setting, Conditions conditions) {
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "seed %d, %s, %s calls, loss %.1f %%, %d server(s)%s, left %s, right %s",
                seed,
                setting,
                conditions.isLeftCalling() ? "left" : "right",
                100 * conditions.loss(),
                conditions.servers(),
                conditions.isSubnetShared() ? ", same private addresses" : "",
                conditions.left(),
                conditions.right());
    }
}
