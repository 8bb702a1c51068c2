package punchline.engine.socket.live;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;

/** The fastest way to UDP on this system: epoll with segmentation offload on Linux, NIO elsewhere. */
public enum Transports {
    EPOLL,
    NIO;

    /** What this system offers. */
    public static Transports best() {
        return Epoll.isAvailable() ? EPOLL : NIO;
    }

    /** For the engine's event loop. */
    public IoHandlerFactory ioHandlers() {
        return switch (this) {
            case EPOLL -> EpollIoHandler.newFactory();
            case NIO -> NioIoHandler.newFactory();
        };
    }

    DatagramChannel newChannel() {
        return switch (this) {
            case EPOLL -> new EpollDatagramChannel();
            case NIO -> new NioDatagramChannel();
        };
    }
}
