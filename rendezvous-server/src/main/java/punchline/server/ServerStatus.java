package punchline.server;

import java.util.EnumMap;
import java.util.Map;
import punchline.server.DirectoryEvent.Limit;

/**
 * How a server is doing, without a word about who uses it.
 *
 * @param peers    registered now
 * @param received datagrams since the start
 * @param sent     datagrams handed to the system since the start
 * @param dropped  datagrams that the system took not, of those that were to be sent
 * @param limitsHit how often each limit was hit since the start; those never hit are absent
 */
public record ServerStatus(
        int peers, long uptimeSeconds, long received, long sent, long dropped, Map<Limit, Long> limitsHit) {
    public ServerStatus {
        Map<Limit, Long> copy = new EnumMap<>(Limit.class);
        copy.putAll(limitsHit);
        limitsHit = copy;
    }
}
