package punchline.simulation.delivery;

import java.net.InetAddress;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import punchline.simulation.LinkQuality;
import punchline.simulation.NatBehaviour;
import punchline.simulation.Segment;
import punchline.simulation.VirtualHost;
import punchline.simulation.VirtualNat;
import punchline.simulation.VirtualNetwork;

/** Where one of them sits: on the internet itself or behind a NAT, and what may happen to that. */
final class Place {
    private static final LinkQuality AT_HOME = LinkQuality.ofMillis(1);

    /** Each of them reaches each other. */
    private static final List<NatBehaviour> NATS =
            List.of(NatBehaviour.fullCone(), NatBehaviour.addressRestricted(), NatBehaviour.portRestricted());

    private final VirtualNetwork network;
    private final VirtualHost host;
    private final @Nullable VirtualNat nat;
    private final int number;
    private String address;
    private int moves;
    private LinkQuality link;
    private boolean cut;

    private Place(VirtualNetwork network, String name, int number, @Nullable NatBehaviour nat, LinkQuality link) {
        this.network = network;
        this.number = number;
        this.link = link;
        this.address = nextAddress();
        if (nat == null) {
            this.nat = null;
            this.host = network.openHost(name, address, link);
        } else {
            Segment home = network.segment(name + "'s home");
            this.nat = network.nat(name + "'s router", network.internet(), address, home, nat, link);
            this.host = network.host(name, AT_HOME).attach(home, "192.168." + number + ".5");
        }
    }

    /** Somewhere. */
    static Place draw(VirtualNetwork network, String name, int number, LinkQuality link, Random random) {
        int nat = random.nextInt(NATS.size() + 1);
        return new Place(network, name, number, nat == NATS.size() ? null : NATS.get(nat), link);
    }

    private String nextAddress() {
        return "203.0.113." + (10 + 80 * number + moves++ % 80);
    }

    VirtualHost host() {
        return host;
    }

    /** As the internet sees it. */
    InetAddress address() {
        return VirtualNetwork.address(address);
    }

    /** The NAT forgets its mappings, if there is one. */
    void flush() {
        if (nat != null) {
            nat.forgetMappings();
        }
    }

    /** Another address towards the internet. Returns whether the computer itself got it. */
    boolean renumber() {
        address = nextAddress();
        if (nat != null) {
            nat.renumber(address);
            return false;
        }
        host.detach();
        host.attach(network.internet(), address);
        return true;
    }

    /** From here on its line is as good as that. */
    void setLink(LinkQuality quality) {
        link = quality;
        apply();
    }

    /** Pulls the cable out, or puts it back. */
    void setCut(boolean isCut) {
        cut = isCut;
        apply();
    }

    private void apply() {
        LinkQuality quality = cut ? link.withLoss(1) : link;
        if (nat == null) {
            host.setLink(quality);
        } else {
            nat.setLink(quality);
        }
    }
}
