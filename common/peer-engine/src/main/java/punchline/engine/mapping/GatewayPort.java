package punchline.engine.mapping;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Consumer;

/** The port to the machine's default gateways. Engine thread; nothing here blocks. */
public interface GatewayPort {
    /** No gateway at all. */
    GatewayPort NONE = new GatewayPort() {
        @Override
        public void listen(Receiver receiver) {}

        @Override
        public void find(Consumer<List<Gateway>> found) {
            found.accept(List.of());
        }

        @Override
        public void send(GatewayTransmit transmit) {}

        @Override
        public void call(HttpCall call) {}
    };

    /** Takes what comes from gateways, on the engine's thread. */
    interface Receiver {
        /** From anyone, to the socket for that gateway. */
        void onDatagram(Gateway gateway, InetSocketAddress source, byte[] datagram);

        void onHttp(long call, HttpOutcome outcome);
    }

    /** Before anything else, once. */
    void listen(Receiver receiver);

    /**
     * Asks the system for its default gateways; {@code found} is called on the engine's thread, with at most one of each address
     * family, IPv4 first.
     */
    void find(Consumer<List<Gateway>> found);

    /** Sends, from a socket bound to the gateway's {@link Gateway#own}; answers come as datagrams of that gateway. */
    void send(GatewayTransmit transmit);

    /** Calls a gateway's web server, within limits of time and size; the outcome comes by the call's id. */
    void call(HttpCall call);
}
