package punchline.simulation.networks;

import org.jspecify.annotations.Nullable;
import punchline.engine.Event;
import punchline.engine.Event.LinkState;
import punchline.protocol.PeerId;
import punchline.simulation.VirtualPeer;

/** What one side has told of its link to the other since this began, read as it comes. */
final class Watch {
    private final VirtualPeer watched;
    private final PeerId other;
    private int read;
    private @Nullable LinkState state;
    private Event.@Nullable Link answer;

    Watch(VirtualPeer watched, PeerId other) {
        this.watched = watched;
        this.other = other;
        this.read = watched.events().size();
    }

    /** Takes in what is new. */
    void update() {
        for (; read < watched.events().size(); read++) {
            if (watched.events().get(read) instanceof Event.Link link
                    && link.peer().equals(other)) {
                state = link.state();
                if (answer == null && link.reason() != null && isNegative(link.state())) {
                    answer = link;
                }
            }
        }
    }

    private static boolean isNegative(LinkState state) {
        return state == LinkState.UNREACHABLE || state == LinkState.OFFLINE;
    }

    boolean isOnline() {
        return state == LinkState.ONLINE;
    }

    /** The first time that it said why there is no link, or null. */
    Event.@Nullable Link answer() {
        return answer;
    }
}
