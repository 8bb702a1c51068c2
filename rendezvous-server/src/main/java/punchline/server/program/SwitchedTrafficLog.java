package punchline.server.program;

import punchline.protocol.Endpoint;
import punchline.server.TrafficLog;

/** Passes on what there is to note while it is switched on. Any thread may switch. */
final class SwitchedTrafficLog implements TrafficLog {
    private final TrafficLog log;
    private volatile boolean on;

    SwitchedTrafficLog(TrafficLog log, boolean on) {
        this.log = log;
        this.on = on;
    }

    void set(boolean nowOn) {
        on = nowOn;
    }

    @Override
    public void onDatagram(Direction direction, int localPort, Endpoint peer, String verb, int bytes) {
        if (on) {
            log.onDatagram(direction, localPort, peer, verb, bytes);
        }
    }
}
