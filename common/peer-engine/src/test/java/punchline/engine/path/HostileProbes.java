package punchline.engine.path;

import punchline.engine.path.Probe.Transaction;

/** Probes made by hand, with the keys of a side. */
final class HostileProbes {
    private HostileProbes() {}

    static byte[] request(PathWorld.Side sender, long bootId, int counter) {
        return new Probe(Probe.Type.REQUEST, bootId, new Transaction(counter, 99), null).encode(sender.keys());
    }

    static byte[] answer(PathWorld.Side sender, long bootId, byte[] request) {
        Probe asked = Probe.decode(request, sender.keys());
        if (asked == null) {
            throw new AssertionError("not a request to this side");
        }
        return new Probe(Probe.Type.ANSWER, bootId, asked.transaction(), null).encode(sender.keys());
    }
}
