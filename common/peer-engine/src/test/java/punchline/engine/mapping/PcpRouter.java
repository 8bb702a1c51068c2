package punchline.engine.mapping;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Answers PCP as RFC 6887 says, or as a test has it. */
final class PcpRouter {
    private final MapperWorld world;
    InetAddress external = MapperWorld.address("203.0.113.7");
    int externalPort = MapperWorld.PORT;
    long lifetime = 7200;
    int result;
    boolean silent;
    private long bootNanos;

    PcpRouter(MapperWorld world) {
        this.world = world;
        this.bootNanos = world.nowNanos;
        world.onPort5351 = this::onRequest;
    }

    void restart() {
        bootNanos = world.nowNanos;
    }

    private void onRequest(byte[] request) {
        if (!silent && request[0] == 2) {
            world.answer(answer(request));
        }
    }

    byte[] answer(byte[] request) {
        ByteBuffer out = ByteBuffer.allocate(request.length).put(request);
        boolean release = request.length == 60 && ByteBuffer.wrap(request).getInt(4) == 0;
        out.put(1, (byte) (request[1] | 0x80)).put(2, (byte) 0).put(3, (byte) result);
        out.putInt(4, release ? 0 : (int) lifetime);
        out.putInt(8, (int) ((world.nowNanos - bootNanos) / 1_000_000_000)).putInt(12, 0);
        out.putLong(16, 0);
        if (request.length == 60) {
            out.putShort(42, (short) externalPort);
            byte[] bytes = external.getAddress();
            byte[] mapped = new byte[16];
            if (bytes.length == 4) {
                Arrays.fill(mapped, 10, 12, (byte) 0xff);
            }
            System.arraycopy(bytes, 0, mapped, 16 - bytes.length, bytes.length);
            out.position(44).put(mapped);
        }
        return out.array();
    }
}
