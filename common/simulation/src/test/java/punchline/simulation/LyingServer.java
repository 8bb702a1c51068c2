package punchline.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import punchline.protocol.Endpoint;
import punchline.protocol.Parsed;
import punchline.protocol.RendezvousAnswer;
import punchline.protocol.RendezvousAnswer.Notice;
import punchline.protocol.RendezvousCodec;
import punchline.protocol.RendezvousRequest;
import punchline.protocol.RendezvousRequest.AskPeer;
import punchline.protocol.Token;
import punchline.server.Deadline;
import punchline.server.Directory;
import punchline.server.DirectoryLimits;
import punchline.server.LocalPort;
import punchline.server.Outbound;

/** The real directory, whose owner changes what it says and says more. */
final class LyingServer {
    /** What is said in place of the truth. */
    interface Lie {
        RendezvousAnswer tell(Endpoint to, RendezvousAnswer truth);
    }

    /** What is said unasked. */
    interface Invention {
        Notice of(Token notice);
    }

    /** Hears of each ask. */
    interface Ear {
        void onAsk(Endpoint from, AskPeer ask);
    }

    private final VirtualTime time;
    private final Directory directory;
    private final VirtualSocket first;
    private final VirtualSocket second;
    private final Map<Endpoint, Token> notices = new HashMap<>();
    private VirtualTime.@Nullable Happening timer;

    final List<AskPeer> asks = new ArrayList<>();
    long datagramsIn;
    Lie lie = (to, truth) -> truth;
    Ear ear = (from, ask) -> {};

    LyingServer(VirtualNetwork network, String address, int port) {
        time = network.time();
        directory = new Directory(new DirectoryLimits(1000), network.newRandom());
        VirtualHost host = network.openHost("liar " + address, address, LinkQuality.ofMillis(5));
        first = host.open(port, (source, payload) -> onDatagram(LocalPort.FIRST, source, payload));
        second = host.open(port + 1, (source, payload) -> onDatagram(LocalPort.SECOND, source, payload));
    }

    /** Says something to everybody who is registered. */
    void invent(Invention invention) {
        notices.forEach((to, notice) -> first.send(to, RendezvousCodec.encode(invention.of(notice))));
    }

    private void onDatagram(LocalPort local, Endpoint source, byte[] payload) {
        datagramsIn++;
        directory.onDatagram(time.nowNanos(), local, source, payload);
        drain();
        if (RendezvousCodec.parseRequest(payload) instanceof Parsed.Message<RendezvousRequest>(RendezvousRequest said)
                && said instanceof AskPeer ask) {
            asks.add(ask);
            ear.onAsk(source, ask);
        }
    }

    private void drain() {
        for (Outbound out = directory.pollTransmit(); out != null; out = directory.pollTransmit()) {
            send(out);
        }
        while (directory.pollEvent() != null) {
            // Nobody reads this server's log.
        }
        Deadline deadline = directory.nextDeadline();
        if (timer != null) {
            timer.cancel();
        }
        timer = deadline == null
                ? null
                : time.at(deadline.atNanos(), () -> {
                    directory.onTimeout(time.nowNanos());
                    drain();
                });
    }

    private void send(Outbound out) {
        VirtualSocket socket = out.port() == LocalPort.FIRST ? first : second;
        if (RendezvousCodec.parseAnswer(out.datagram())
                instanceof Parsed.Message<RendezvousAnswer>(RendezvousAnswer truth)) {
            if (truth instanceof RendezvousAnswer.Registered registered) {
                notices.put(out.to(), registered.notice());
            }
            socket.send(out.to(), RendezvousCodec.encode(lie.tell(out.to(), truth)));
        }
    }
}
