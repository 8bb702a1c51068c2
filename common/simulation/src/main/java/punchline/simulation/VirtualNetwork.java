package punchline.simulation;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import punchline.protocol.Endpoint;

/** A simulated internet and what is attached to it. One thread; the same seed and the same calls make the same run. */
public final class VirtualNetwork {
    private final VirtualTime time = new VirtualTime();
    private final Trace trace = new Trace(time);
    private final Random random;
    private final Segment internet;
    private final Map<String, InetAddress> names = new HashMap<>();
    private long lookupMillis;

    public VirtualNetwork(long seed) {
        this.random = new Random(seed);
        this.internet = segment("internet");
        trace.note("world", "seed " + seed);
    }

    /** From here on, name servers know that name. */
    public void name(String name, String address) {
        names.put(name, address(address));
    }

    /** How long name servers take from here on. */
    public void setLookupMillis(long millis) {
        lookupMillis = millis;
    }

    public long lookupMillis() {
        return lookupMillis;
    }

    /** What name servers say of a name or literal address; null if they do not know it. */
    public @Nullable InetAddress lookUp(String host) {
        boolean isLiteral = host.indexOf(':') >= 0 || host.matches("[0-9.]+");
        return isLiteral ? address(host) : names.get(host);
    }

    public VirtualTime time() {
        return time;
    }

    /** What happened; print it when a test fails. */
    public Trace trace() {
        return trace;
    }

    public Segment internet() {
        return internet;
    }

    /** A source of randomness of its own for a part of the world, so that parts do not disturb each other. */
    public Random newRandom() {
        return new Random(random.nextLong());
    }

    /** A new network without anybody in it. */
    public Segment segment(String name) {
        return new Segment(name, time, newRandom(), trace);
    }

    /** A computer without interfaces; see {@link VirtualHost#attach}. */
    public VirtualHost host(String name, LinkQuality link) {
        return new VirtualHost(name, newRandom(), trace, link);
    }

    /** A computer on the internet itself. */
    public VirtualHost openHost(String name, String address, LinkQuality link) {
        return host(name, link).attach(internet, address);
    }

    /** A NAT or firewall with its outside on one segment, as the gateway of another. */
    public VirtualNat nat(
            String name, Segment outside, String address, Segment inside, NatBehaviour behaviour, LinkQuality link) {
        return new VirtualNat(name, time, newRandom(), trace, outside, address(address), inside, behaviour, link);
    }

    /** Reads an IPv4 or IPv6 address; asks no name server. */
    public static InetAddress address(String text) {
        return Endpoint.parse((text.indexOf(':') < 0 ? text : "[" + text + "]") + ":1")
                .address();
    }
}
