package punchline.engine;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.engine.mapping.Gateway;
import punchline.engine.mapping.GatewayPort;
import punchline.engine.mapping.GatewayTransmit;
import punchline.engine.mapping.HttpCall;
import punchline.engine.mapping.HttpOutcome;
import punchline.engine.mapping.MappingConfig;
import punchline.engine.mapping.MappingEvent;
import punchline.engine.mapping.MappingStatus;
import punchline.engine.mapping.PortMapper;
import punchline.protocol.Endpoint;

/** The main socket's port at the router: where the router is, and what is asked of it. Does nothing if switched off. Engine thread. */
final class PortMapping implements GatewayPort.Receiver {
    /** A network that has just come up has its addresses before its routes. */
    private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(3);

    /** Then it has no router, as some have not. */
    private static final int MAX_LOOKS = 3;

    private static final Logger log = LoggerFactory.getLogger("punchline.connections");

    private final World world;
    private final boolean isOn;
    private final Runnable onChange;
    private final Runnable settleSoon;
    private final PortMapper mapper;
    private int looks;
    private @Nullable Deadline lookAgain;
    private boolean closed;

    /**
     * Does nothing yet.
     *
     * @param isOn     whether a router is asked at all
     * @param onChange called when {@link #external} has changed
     */
    PortMapping(World world, boolean isOn, Runnable onChange, Runnable settleSoon) {
        this.world = world;
        this.isOn = isOn;
        this.onChange = onChange;
        this.settleSoon = settleSoon;
        this.mapper = new PortMapper(MappingConfig.DEFAULT, world.port(), world.random());
        world.gateways().listen(this);
    }

    /** Looks for the router: at the start, and when the network may have changed. */
    void look() {
        if (isOn) {
            looks = 0;
            lookOnce();
        }
    }

    private void lookOnce() {
        looks++;
        lookAgain = null;
        world.gateways().find(found -> {
            if (closed) {
                return;
            }
            long nowNanos = world.time().nowNanos();
            mapper.onGateways(nowNanos, found);
            if (found.isEmpty() && looks < MAX_LOOKS) {
                lookAgain = new Deadline(nowNanos + LOOK_AGAIN_NANOS, "look for the router");
            }
            settleSoon.run();
        });
    }

    /** Servers see this peer there. */
    void onReflexive(Collection<Endpoint> reflexive) {
        mapper.onReflexive(world.time().nowNanos(), reflexive);
    }

    @Override
    public void onDatagram(Gateway gateway, InetSocketAddress source, byte[] datagram) {
        mapper.onDatagram(world.time().nowNanos(), gateway, source, datagram);
        settleSoon.run();
    }

    @Override
    public void onHttp(long call, HttpOutcome outcome) {
        mapper.onHttp(world.time().nowNanos(), call, outcome);
        settleSoon.run();
    }

    /** Where the router passes datagrams on to the main socket. */
    List<Endpoint> external() {
        return mapper.external();
    }

    MappingStatus status() {
        return isOn ? mapper.status() : MappingStatus.OFF;
    }

    /** Says what changed. Returns whether there was anything. */
    boolean pumpEvents() {
        boolean any = false;
        for (MappingEvent event = mapper.pollEvent(); event != null; event = mapper.pollEvent()) {
            any = true;
            switch (event) {
                case MappingEvent.Mapped(var mapping) -> {
                    log.info(
                            "port mapped: {} by {} for {} s",
                            mapping.external(),
                            mapping.protocol(),
                            mapping.lifetimeSeconds());
                    changed();
                }
                case MappingEvent.Unmapped(var mapping) -> {
                    log.info("port no longer mapped: {} by {}", mapping.external(), mapping.protocol());
                    changed();
                }
                case MappingEvent.NotMapped(Reason reason) -> log.info("port not mapped: {}", reason);
            }
        }
        return any;
    }

    private void changed() {
        // Servers have been left by then.
        if (!closed) {
            onChange.run();
        }
    }

    void send() {
        for (GatewayTransmit next = mapper.pollTransmit(); next != null; next = mapper.pollTransmit()) {
            world.gateways().send(next);
        }
        for (HttpCall next = mapper.pollCall(); next != null; next = mapper.pollCall()) {
            world.gateways().call(next);
        }
    }

    @Nullable
    Deadline deadline() {
        return Deadline.earlier(lookAgain, mapper.deadline());
    }

    void onDeadline(long nowNanos) {
        if (lookAgain != null && nowNanos - lookAgain.atNanos() >= 0) {
            lookOnce();
        }
        mapper.onDeadline(nowNanos);
    }

    /** Gives the port back. */
    void close() {
        closed = true;
        mapper.close();
        send();
    }
}
