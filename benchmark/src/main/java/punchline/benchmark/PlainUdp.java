package punchline.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** One datagram for each message, and one for each acknowledgement: nothing encrypted, nothing kept. */
final class PlainUdp implements Carrier {
    /** Messages under way at a time: few enough for the socket's buffer, so that nothing is lost. */
    private static final int WINDOW = 64;

    private final ByteBuffer message = ByteBuffer.allocateDirect(UdpPair.MAX_DATAGRAM_BYTES);
    private final ByteBuffer receipt = ByteBuffer.allocateDirect(UdpPair.MAX_DATAGRAM_BYTES);
    private final UdpPair pair;

    PlainUdp() throws IOException {
        pair = new UdpPair((datagram, answer) -> answer.putInt(datagram.getInt()));
    }

    @Override
    public String title() {
        return "a datagram per message";
    }

    @Override
    public long carry(Workload workload) throws IOException {
        long startNanos = System.nanoTime();
        int sent = 0;
        int acknowledged = 0;
        while (acknowledged < workload.messages()) {
            while (sent < workload.messages() && sent - acknowledged < WINDOW) {
                message.clear();
                message.putInt(sent);
                message.put(workload.text(sent).getBytes(StandardCharsets.UTF_8));
                pair.send(message.flip());
                sent++;
            }
            pair.await();
            while (pair.receive(receipt)) {
                acknowledged++;
            }
        }
        return System.nanoTime() - startNanos;
    }

    @Override
    public void close() throws IOException {
        pair.close();
    }
}
