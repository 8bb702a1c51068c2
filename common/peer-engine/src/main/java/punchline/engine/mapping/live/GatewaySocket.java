package punchline.engine.mapping.live;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.engine.mapping.Gateway;
import punchline.engine.mapping.GatewayTransmit;

/** A socket for one gateway: bound to this machine's address on that link, with a virtual thread that reads. */
final class GatewaySocket implements AutoCloseable {
    /** Above any answer of PCP (1100) and of a search by SSDP. In bytes; longer ones are cut off, and so dropped. */
    private static final int MAX_DATAGRAM_BYTES = 2048;

    /** UPnP Device Architecture 1.1, section 1.1.2. */
    private static final int SSDP_TTL = 2;

    private static final Logger log = LoggerFactory.getLogger(GatewaySocket.class);

    private final Gateway gateway;
    private final DatagramSocket socket;
    private final BiConsumer<InetSocketAddress, byte[]> receiver;

    /**
     * Opens a socket and begins to read.
     *
     * @param receiver gets what comes from the gateway's own address, on the reading thread
     */
    GatewaySocket(Gateway gateway, BiConsumer<InetSocketAddress, byte[]> receiver) throws IOException {
        this.gateway = gateway;
        this.receiver = receiver;
        this.socket = new DatagramSocket(new InetSocketAddress(gateway.own(), 0));
        NetworkInterface link = NetworkInterface.getByInetAddress(gateway.own());
        if (link != null) {
            socket.setOption(StandardSocketOptions.IP_MULTICAST_IF, link);
            socket.setOption(StandardSocketOptions.IP_MULTICAST_TTL, SSDP_TTL);
        }
        Thread.ofVirtual().name("gateway").start(this::read);
    }

    void send(GatewayTransmit transmit) {
        try {
            socket.send(new DatagramPacket(transmit.payload(), transmit.payload().length, transmit.to()));
        } catch (IOException | IllegalArgumentException e) {
            log.debug("to {}", transmit.to(), e);
        }
    }

    private void read() {
        byte[] buffer = new byte[MAX_DATAGRAM_BYTES];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                if (packet.getAddress().equals(gateway.address())) {
                    receiver.accept(
                            new InetSocketAddress(packet.getAddress(), packet.getPort()),
                            Arrays.copyOf(buffer, packet.getLength()));
                }
            } catch (IOException e) {
                if (socket.isClosed()) {
                    return;
                }
                log.debug("from {}", gateway.address(), e);
                pause();
            }
        }
    }

    /** An error that stays must not keep a processor busy. */
    private void pause() {
        try {
            Thread.sleep(1_000);
        } catch (InterruptedException e) {
            socket.close();
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
