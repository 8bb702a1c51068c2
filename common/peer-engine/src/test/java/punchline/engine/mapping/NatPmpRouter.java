package punchline.engine.mapping;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/** Answers NAT-PMP as RFC 6886 says, PCP as its section 3.5 does, or as a test has it. */
final class NatPmpRouter {
    private final MapperWorld world;
    InetAddress external = MapperWorld.address("203.0.113.7");
    int externalPort = MapperWorld.PORT;
    long lifetime = 7200;
    int addressResult;
    int mapResult;
    boolean refusesPcp = true;
    boolean silent;
    private long bootNanos;

    NatPmpRouter(MapperWorld world) {
        this.world = world;
        this.bootNanos = world.nowNanos;
        world.onPort5351 = this::onRequest;
    }

    void restart() {
        bootNanos = world.nowNanos;
    }

    private void onRequest(byte[] request) {
        if (silent) {
            return;
        }
        if (request[0] != 0) {
            if (refusesPcp) {
                world.answer(header(8, request[1], 1).array());
            }
        } else if (request[1] == 0) {
            world.answer(header(12, request[1], addressResult)
                    .put(external.getAddress())
                    .array());
        } else {
            ByteBuffer in = ByteBuffer.wrap(request);
            world.answer(header(16, request[1], mapResult)
                    .putShort(in.getShort(4))
                    .putShort((short) externalPort)
                    .putInt((int) (in.getInt(8) == 0 ? 0 : lifetime))
                    .array());
        }
    }

    private ByteBuffer header(int bytes, byte opcode, int result) {
        return ByteBuffer.allocate(bytes)
                .put((byte) 0)
                .put((byte) (opcode | 0x80))
                .putShort((short) result)
                .putInt((int) ((world.nowNanos - bootNanos) / 1_000_000_000));
    }
}
