package punchline.server;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import punchline.protocol.Endpoint;
import punchline.protocol.ProtocolLimits;
import punchline.protocol.RendezvousAnswer.Peers;
import punchline.protocol.RendezvousAnswer.PlainPeers;
import punchline.protocol.RendezvousCodec;

/** Cuts the list of peers into datagrams. */
final class Pages {
    /** Upper bounds of what surrounds the entries of a page, and of what an entry has around its name. */
    private static final int PAGE_BYTES = 80;

    private static final int ENTRY_BYTES = 100;

    private Pages() {}

    /** The lines that fit one datagram, without the asker's own. */
    static PlainPeers plain(Iterable<Entry> entries, Endpoint asker) {
        List<PlainPeers.Line> lines = new ArrayList<>();
        int bytes = 0;
        for (Entry entry : entries) {
            Integer number = entry.number();
            if (number == null || entry.address().equals(asker)) {
                continue;
            }
            PlainPeers.Line line = new PlainPeers.Line(number, entry.address());
            bytes += RendezvousCodec.encode(new PlainPeers(List.of(line))).length + 1;
            // The last line has no line feed after it.
            if (bytes - 1 > ProtocolLimits.MAX_DATAGRAM_BYTES) {
                break;
            }
            lines.add(line);
        }
        return new PlainPeers(lines);
    }

    /** The peers with names that fit one datagram, without the asker. */
    static Peers named(String ref, Iterable<Entry> entries, Endpoint asker) {
        List<Peers.Listed> page = new ArrayList<>();
        int bytes = PAGE_BYTES;
        for (Entry entry : entries) {
            if (!(entry instanceof Entry.Member member) || entry.address().equals(asker)) {
                continue;
            }
            Peers.@Nullable Listed listed = listed(member);
            if (listed == null) {
                continue;
            }
            bytes += ENTRY_BYTES + escapedBytes(listed.name());
            if (bytes > ProtocolLimits.MAX_DATAGRAM_BYTES) {
                return new Peers(ref, page, listed.number());
            }
            page.add(listed);
        }
        return new Peers(ref, page, null);
    }

    private static Peers.@Nullable Listed listed(Entry.Member member) {
        Integer number = member.number();
        return number == null ? null : new Peers.Listed(number, member.id(), member.name());
    }

    /** At most three bytes for each char of a name, which has no control characters; a quote takes two. */
    private static int escapedBytes(String name) {
        int bytes = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            bytes += c < 0x80 ? (c == '"' || c == '\\' ? 2 : 1) : 3;
        }
        return bytes;
    }
}
