package punchline.simulation;

import java.net.InetAddress;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import punchline.protocol.Endpoint;

/** A NAT, or a firewall if it maps nothing, between two segments. Its inside is the gateway of one. */
public final class VirtualNat {
    private final String name;
    private final VirtualTime time;
    private final Random random;
    private final Trace trace;
    private final Segment outsideSegment;
    private final Segment insideSegment;
    private InetAddress outsideAddress;
    private final Side outside = new Side(this::fromOutside);
    private final Side inside = new Side(this::fromInside);
    private final NatTable table;
    private NatBehaviour behaviour;

    private interface Way {
        void pass(Datagram datagram);
    }

    /** One of the two interfaces. */
    private static final class Side implements Segment.Node {
        private final Way way;
        private LinkQuality link = LinkQuality.ofMillis(0);

        Side(Way way) {
            this.way = way;
        }

        @Override
        public void receive(Datagram datagram) {
            way.pass(datagram);
        }

        @Override
        public LinkQuality link() {
            return link;
        }
    }

    VirtualNat(
            String name,
            VirtualTime time,
            Random random,
            Trace trace,
            Segment outsideSegment,
            InetAddress outsideAddress,
            Segment insideSegment,
            NatBehaviour behaviour,
            LinkQuality link) {
        this.name = name;
        this.time = time;
        this.random = random;
        this.trace = trace;
        this.outsideSegment = outsideSegment;
        this.outsideAddress = outsideAddress;
        this.insideSegment = insideSegment;
        this.behaviour = behaviour;
        this.table = new NatTable(outsideAddress, random);
        outside.link = link;
        outsideSegment.attach(outsideAddress, outside);
        if (behaviour.mapping() == NatBehaviour.Mapping.NONE) {
            outsideSegment.addRoute(insideSegment, outside);
        }
        insideSegment.setGateway(inside);
    }

    /** From here on it behaves so; mappings stay. */
    public void setBehaviour(NatBehaviour next) {
        behaviour = next;
    }

    /** The quality of the link to the outside from here on. */
    public void setLink(LinkQuality quality) {
        outside.link = quality;
    }

    /** From here on, others behind it open so many flows a second; once. */
    public void makeBusy(double flowsPerSecond) {
        new Neighbours(
                        time,
                        new Random(random.nextLong()),
                        flowsPerSecond,
                        (theirs, remote) -> table.outbound(time.nowNanos(), behaviour, theirs, remote))
                .start();
    }

    /** Forgets every mapping, as a router does that restarts. */
    public void forgetMappings() {
        table.clear();
    }

    /** Passes what comes to one of its own ports on to an inside endpoint, or to none if null; returns where that is outside. */
    Endpoint forward(int port, @Nullable Endpoint insideEndpoint) {
        table.forward(port, insideEndpoint);
        return new Endpoint(outsideAddress, port);
    }

    /** Its provider gives it another address; all mappings are gone with the old one. */
    public void renumber(String address) {
        outsideSegment.detach(outsideAddress);
        outsideAddress = VirtualNetwork.address(address);
        outsideSegment.attach(outsideAddress, outside);
        table.renumber(outsideAddress);
    }

    private void fromInside(Datagram datagram) {
        if (!behaviour.passesUdp()) {
            trace.datagram(name, "blocks", datagram);
            return;
        }
        Endpoint mapped = table.outbound(time.nowNanos(), behaviour, datagram.source(), datagram.destination());
        if (mapped == null) {
            trace.datagram(name, "has no port for", datagram);
            return;
        }
        Datagram translated = datagram.withSource(mapped);
        boolean turnsBack = datagram.destination().address().equals(outsideAddress);
        if (!turnsBack) {
            outsideSegment.send(outside, translated);
        } else if (behaviour.hairpin()) {
            fromOutside(translated);
        } else {
            trace.datagram(name, "does not turn back", datagram);
        }
    }

    private void fromOutside(Datagram datagram) {
        if (!behaviour.passesUdp()) {
            trace.datagram(name, "blocks", datagram);
            return;
        }
        Endpoint target = table.inbound(time.nowNanos(), behaviour, datagram.source(), datagram.destination());
        if (target == null) {
            trace.datagram(name, "filters", datagram);
            return;
        }
        insideSegment.send(inside, datagram.withDestination(target));
    }

    /** The outside endpoint that an inside one has towards a remote one, if it has any. */
    public @Nullable Endpoint mappingOf(Endpoint insideEndpoint, Endpoint remote) {
        return table.find(time.nowNanos(), behaviour, insideEndpoint, remote);
    }

    @Override
    public String toString() {
        return name;
    }
}
