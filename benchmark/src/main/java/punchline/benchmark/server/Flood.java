package punchline.benchmark.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import punchline.protocol.RendezvousCodec;
import punchline.protocol.RendezvousRequest;
import punchline.protocol.Token;

/** Hostile datagrams from addresses without end, at a pace, on a thread of its own. */
final class Flood implements AutoCloseable {
    /** Beyond those of the good. */
    private static final int FIRST_HOST = 4_000_000;

    private static final int HOSTS = 4_000_000;
    private static final int KINDS = 1024;
    private static final int MOST_NOISE_BYTES = 400;

    private final Thread thread;
    private volatile boolean ends;
    private volatile long sent;

    Flood(int serverPort, double perSecond, long seed) {
        thread = Thread.ofPlatform().daemon().name("flood").start(() -> {
            try {
                run(serverPort, perSecond, new Random(seed));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    long sent() {
        return sent;
    }

    private void run(int serverPort, double perSecond, Random random) throws IOException {
        byte[][] kinds = new byte[KINDS][];
        for (int i = 0; i < KINDS; i++) {
            kinds[i] = datagram(random);
        }
        try (CrowdSocket socket = new CrowdSocket(serverPort)) {
            long begin = System.nanoTime();
            long count = 0;
            while (!ends) {
                long due = (long) ((System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1) * perSecond);
                if (count + CrowdSocket.BATCH <= due) {
                    for (int i = 0; i < CrowdSocket.BATCH; i++) {
                        socket.send(FIRST_HOST + random.nextInt(HOSTS), kinds[random.nextInt(KINDS)]);
                    }
                    count += CrowdSocket.BATCH;
                    sent = count;
                } else {
                    socket.await(1);
                }
                while (socket.receive((host, answer) -> {}) > 0) {
                    // Nobody reads what such a sender is told.
                }
            }
        }
    }

    /** Noise, a token that was guessed, a greeting, a list without a token: each a quarter. */
    private static byte[] datagram(Random random) {
        byte[] guessed = new byte[Token.BYTES];
        random.nextBytes(guessed);
        return switch (random.nextInt(4)) {
            case 0 -> {
                byte[] noise = new byte[1 + random.nextInt(MOST_NOISE_BYTES)];
                random.nextBytes(noise);
                yield noise;
            }
            case 1 -> RendezvousCodec.encode(new RendezvousRequest.Refresh("x", Token.ofBytes(guessed), 20));
            case 2 -> RendezvousCodec.encode(new RendezvousRequest.Hello("x"));
            default -> RendezvousCodec.encode(new RendezvousRequest.ListPeers("x", null, 0));
        };
    }

    @Override
    public void close() {
        ends = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
