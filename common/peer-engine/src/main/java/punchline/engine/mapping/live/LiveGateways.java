package punchline.engine.mapping.live;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.engine.mapping.Gateway;
import punchline.engine.mapping.GatewayPort;
import punchline.engine.mapping.GatewayTransmit;
import punchline.engine.mapping.HttpCall;
import punchline.engine.mapping.HttpOutcome;

/**
 * The machine's default gateways. All work is done on virtual threads, which exist only while there is some; there is a socket
 * only once there is a gateway. Everything but the constructor and {@link #close} is called on the engine's thread.
 */
public final class LiveGateways implements GatewayPort, AutoCloseable {
    /** Datagrams that wait for the engine: more is a flood. */
    private static final int MAX_WAITING = 64;

    /** Giving a mapping back takes some milliseconds; a router that takes longer keeps it until the lease is over. */
    private static final long CLOSE_MILLIS = 500;

    private static final Logger log = LoggerFactory.getLogger(LiveGateways.class);

    private final Executor engine;
    /** Engine thread only. */
    private @Nullable Receiver receiver;

    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("gateways").factory());
    private final GatewayHttp http = new GatewayHttp();
    private final AtomicInteger waiting = new AtomicInteger();
    /** Guarded by itself, as sockets are opened by the threads that send. */
    private final Map<Gateway, GatewaySocket> sockets = new HashMap<>();

    /**
     * Does nothing yet.
     *
     * @param engine runs tasks on the engine's thread
     */
    public LiveGateways(Executor engine) {
        this.engine = engine;
    }

    @Override
    public void listen(Receiver hearing) {
        receiver = hearing;
    }

    @Override
    public void find(Consumer<List<Gateway>> found) {
        start(() -> {
            List<Gateway> gateways = DefaultRoutes.gateways();
            synchronized (sockets) {
                sockets.entrySet().removeIf(entry -> {
                    boolean gone = !gateways.contains(entry.getKey());
                    if (gone) {
                        entry.getValue().close();
                    }
                    return gone;
                });
            }
            engine.execute(() -> found.accept(gateways));
        });
    }

    @Override
    public void send(GatewayTransmit transmit) {
        start(() -> {
            GatewaySocket socket = socket(transmit.gateway());
            if (socket != null) {
                socket.send(transmit);
            }
        });
    }

    private @Nullable GatewaySocket socket(Gateway gateway) {
        synchronized (sockets) {
            GatewaySocket open = sockets.get(gateway);
            if (open == null) {
                try {
                    open = new GatewaySocket(gateway, (source, datagram) -> arrived(gateway, source, datagram));
                    sockets.put(gateway, open);
                } catch (IOException e) {
                    log.debug("no socket for {}", gateway, e);
                }
            }
            return open;
        }
    }

    private void arrived(Gateway gateway, InetSocketAddress source, byte[] datagram) {
        if (waiting.incrementAndGet() > MAX_WAITING) {
            waiting.decrementAndGet();
            return;
        }
        engine.execute(() -> {
            waiting.decrementAndGet();
            Receiver hearing = receiver;
            if (hearing != null) {
                hearing.onDatagram(gateway, source, datagram);
            }
        });
    }

    @Override
    public void call(HttpCall call) {
        start(() -> {
            HttpOutcome outcome = http.call(call);
            engine.execute(() -> {
                Receiver hearing = receiver;
                if (hearing != null) {
                    hearing.onHttp(call.id(), outcome);
                }
            });
        });
    }

    private void start(Runnable task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            log.debug("closed");
        }
    }

    /** Waits a little for what is under way, so that a mapping is given back; then ends everything. Any thread but the engine's. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
        synchronized (sockets) {
            sockets.values().forEach(GatewaySocket::close);
            sockets.clear();
        }
    }
}
