package punchline.simulation;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import punchline.engine.mapping.Gateway;
import punchline.engine.mapping.GatewayPort;
import punchline.engine.mapping.GatewayTransmit;
import punchline.engine.mapping.HttpCall;
import punchline.protocol.Endpoint;

/** The port mapping service of a {@link VirtualNat}: PCP's MAP and ANNOUNCE (RFC 6887), always granted. */
public final class VirtualGateway {
    private static final int PORT = 5351;
    private static final int MAP_BYTES = 60;

    private final VirtualTime time;
    private final VirtualNat nat;
    private final Gateway gateway;
    private final long answerMillis;
    private final long startNanos;

    /**
     * On a NAT.
     *
     * @param address of the NAT, inside
     * @param own     of the machine that asks
     * @param answerMillis from a question to its answer
     */
    public VirtualGateway(VirtualTime time, VirtualNat nat, String address, String own, long answerMillis) {
        this.time = time;
        this.nat = nat;
        this.gateway = new Gateway(VirtualNetwork.address(address), VirtualNetwork.address(own));
        this.answerMillis = answerMillis;
        this.startNanos = time.nowNanos();
    }

    /** What a program sees of it, which runs tasks on its thread as long as it lives. */
    GatewayPort portFor(Consumer<Runnable> program) {
        return new GatewayPort() {
            private @Nullable Receiver receiver;

            @Override
            public void listen(Receiver hearing) {
                receiver = hearing;
            }

            @Override
            public void find(Consumer<List<Gateway>> found) {
                program.accept(() -> found.accept(List.of(gateway)));
            }

            @Override
            public void send(GatewayTransmit transmit) {
                if (transmit.to().getPort() == PORT && transmit.payload()[0] == 2) {
                    time.afterMillis(answerMillis, () -> {
                        byte[] answer = answer(transmit.payload());
                        program.accept(() -> deliver(answer));
                    });
                }
            }

            private void deliver(byte[] answer) {
                if (receiver != null) {
                    receiver.onDatagram(gateway, new InetSocketAddress(gateway.address(), PORT), answer);
                }
            }

            @Override
            public void call(HttpCall call) {}
        };
    }

    private byte[] answer(byte[] request) {
        ByteBuffer out = ByteBuffer.wrap(request.clone());
        long epochSeconds = TimeUnit.NANOSECONDS.toSeconds(time.nowNanos() - startNanos);
        out.put(1, (byte) (request[1] | 0x80))
                .putShort(2, (short) 0)
                .putInt(8, (int) epochSeconds)
                .putInt(12, 0)
                .putLong(16, 0);
        if (request.length == MAP_BYTES) {
            int port = Short.toUnsignedInt(out.getShort(40));
            InetAddress own = gateway.own();
            boolean wanted = out.getInt(4) != 0;
            Endpoint outside = nat.forward(port, wanted ? new Endpoint(own, port) : null);
            out.putShort(42, (short) port)
                    .putShort(54, (short) -1)
                    .put(56, outside.address().getAddress());
        }
        return out.array();
    }
}
