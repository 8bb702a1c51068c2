package punchline.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import punchline.engine.socket.DatagramPort;
import punchline.engine.socket.LocalSocket;

/** The short-lived sockets beside the main one. Numbers are never used twice, so that a late datagram meets no stranger. */
final class ProbingSockets {
    /** One attempt behind a random NAT takes 512; a few others beside it. Systems give 1024 files to a program at the least. */
    static final int MAX_OPEN = 640;

    private final DatagramPort port;
    private final Map<LocalSocket, Integer> open = new LinkedHashMap<>();
    private int number = LocalSocket.MAIN.number();

    ProbingSockets(DatagramPort port) {
        this.port = port;
    }

    /** Opens so many, or fewer if there are no more. */
    List<LocalSocket> open(int count) {
        List<LocalSocket> opened = new ArrayList<>();
        while (opened.size() < count && open.size() < MAX_OPEN) {
            number++;
            LocalSocket socket = new LocalSocket(number);
            int localPort = port.open(socket);
            if (localPort == 0) {
                return opened;
            }
            open.put(socket, localPort);
            opened.add(socket);
        }
        return opened;
    }

    void close(Collection<LocalSocket> sockets) {
        for (LocalSocket socket : sockets) {
            if (open.remove(socket) != null) {
                port.close(socket);
            }
        }
    }
}
