package punchline.engine.diagnosis;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import punchline.engine.Event.LinkState;
import punchline.engine.Event.PathKind;
import punchline.engine.Reason;
import punchline.engine.mapping.MappingStatus;
import punchline.engine.rendezvous.RendezvousStatus;
import punchline.protocol.Endpoint;
import punchline.protocol.NatClass;

/**
 * How a peer stands, as far as its engine knows.
 *
 * @param addresses   of all its interfaces
 * @param servers     all that are configured
 * @param nat         how its NAT gives out ports
 * @param mapping     whether a gateway passes on a port
 * @param randomPorts whether random ports may be searched
 * @param people      those it has to do with
 */
public record Standing(
        List<InetAddress> addresses,
        List<Server> servers,
        NatClass nat,
        MappingStatus mapping,
        boolean randomPorts,
        List<Person> people) {
    public Standing {
        addresses = List.copyOf(addresses);
        servers = List.copyOf(servers);
        people = List.copyOf(people);
    }

    /**
     * How it stands with one server.
     *
     * @param status null while its name is looked up, and if it is not found
     * @param lookup why the name was not found; null if it was
     */
    public record Server(
            String name,
            @Nullable RendezvousStatus status,
            @Nullable Reason lookup) {}

    /**
     * How it stands with one peer.
     *
     * @param way     null unless online, as {@code address}
     * @param rttNanos as smoothed; 0 unless online
     * @param onlineNanos for how long; 0 unless online
     * @param reason  why it is not online, in words
     */
    public record Person(
            String name,
            LinkState state,
            @Nullable PathKind way,
            @Nullable Endpoint address,
            long rttNanos,
            long onlineNanos,
            @Nullable Reason reason) {}
}
