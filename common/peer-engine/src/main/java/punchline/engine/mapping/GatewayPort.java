package punchline.engine.mapping;

import java.util.List;
import java.util.function.Consumer;

/** The port to the machine's default gateways. Engine thread; nothing here blocks. */
public interface GatewayPort {
    /** No gateway at all. */
    GatewayPort NONE = new GatewayPort() {
        @Override
        public void find(Consumer<List<Gateway>> found) {
            found.accept(List.of());
        }

        @Override
        public void send(GatewayTransmit transmit) {}

        @Override
        public void call(HttpCall call) {}
    };

    /**
     * Asks the system for its default gateways; {@code found} is called on the engine's thread, with at most one of each address
     * family, IPv4 first.
     */
    void find(Consumer<List<Gateway>> found);

    /** Sends, from a socket bound to the gateway's {@link Gateway#own}; answers come in as datagrams of that gateway. */
    void send(GatewayTransmit transmit);

    /** Calls a gateway's web server, within limits of time and size; the outcome comes in by the call's id. */
    void call(HttpCall call);
}
