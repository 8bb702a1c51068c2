package punchline.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import punchline.protocol.Endpoint;
import punchline.protocol.NatClass;
import punchline.protocol.PeerId;
import punchline.protocol.PublicIdentity;
import punchline.protocol.Registration;

/**
 * A program of its own that fills a server's table to its limit, each peer from an address of its own, and prints how many bytes of heap each takes. It ends
 * with an error if the heap that it was given does not hold them. In this package, since nobody else may fill the table: to have every signature verified
 * would take minutes.
 */
public final class FullHouse {
    private static final int FIRST_ADDRESS = 0x0a00_0000;

    private FullHouse() {}

    /** Runs it; the argument is how many. */
    public static void main(String[] arguments) throws UnknownHostException {
        int peers = Integer.parseInt(arguments[0]);
        Random random = new Random(1);
        Registrations registrations = new Registrations(new DirectoryLimits(peers), random);
        long before = usedBytes();
        List<Endpoint> hosts = List.of(Endpoint.parse("192.168.178.21:50001"), Endpoint.parse("[2001:db8::17]:50001"));
        for (int i = 0; i < peers; i++) {
            // No key: the table looks at none, and whoever comes this far has been looked at.
            byte[] coordinates = new byte[PublicIdentity.COORDINATE_BYTES];
            byte[] id = new byte[PeerId.BYTES];
            random.nextBytes(coordinates);
            random.nextBytes(id);
            PublicIdentity key = PublicIdentity.ofCoordinates(coordinates, PeerId.ofBytes(id));
            InetAddress address = InetAddress.getByAddress(
                    ByteBuffer.allocate(4).putInt(FIRST_ADDRESS + i).array());
            Arrival arrival = new Arrival(0, LocalPort.FIRST, new Endpoint(address, 50_001), 700);
            Registration registration = new Registration(key, "Peer " + i, hosts, NatClass.UNKNOWN, true);
            if (registrations.admit(arrival, registration) == null) {
                throw new IllegalStateException("no room for peer " + i);
            }
        }
        System.out.println((usedBytes() - before) / peers);
        // Until here all of them must live.
        if (registrations.size() != peers) {
            throw new IllegalStateException(registrations.size() + " are there");
        }
    }

    private static long usedBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
