package punchline.simulation.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.Event.MessageState;
import punchline.engine.HistoryMessage;
import punchline.engine.conversation.MessageId;
import punchline.protocol.PeerId;
import punchline.simulation.VirtualNetwork;
import punchline.simulation.VirtualPeer;

/** One of those who talk: a program, the place where it runs, and what a person knows of the conversations. */
final class Speaker {
    /** A page of everything that is ever said in a talk. */
    private static final int ALL = 1000;

    /** In which a program answers from its store, however slow, in virtual time. */
    private static final long ANSWER_MILLIS = 5_000;

    /** What a person has seen of one conversation. */
    static final class Seen {
        private final List<MessageId> mine = new ArrayList<>();
        private final List<MessageId> theirs = new ArrayList<>();

        /** Messages of one's own that are durable, in the order in which that was told. */
        List<MessageId> mine() {
            return mine;
        }

        /** Messages of the other's, in the order in which they were told. */
        List<MessageId> theirs() {
            return theirs;
        }

        /** Both, as they are by now. */
        Set<MessageId> all() {
            Set<MessageId> all = new HashSet<>(mine);
            all.addAll(theirs);
            return all;
        }
    }

    private final VirtualNetwork network;
    private final VirtualPeer peer;
    private final Place place;
    private final Map<PeerId, Seen> seen = new TreeMap<>();
    /** Told since the program was last started. */
    private final Map<MessageId, MessageState> states = new HashMap<>();

    private boolean runs;
    private boolean sleeps;
    private int heard;

    Speaker(VirtualNetwork network, VirtualPeer peer, Place place) {
        this.network = network;
        this.peer = peer;
        this.place = place;
    }

    PeerId id() {
        return peer.id();
    }

    VirtualPeer peer() {
        return peer;
    }

    Place place() {
        return place;
    }

    Seen seen(PeerId other) {
        return seen.computeIfAbsent(other, absent -> new Seen());
    }

    /** Whether the program runs. */
    boolean runs() {
        return runs;
    }

    boolean sleeps() {
        return sleeps;
    }

    void start() {
        runs = true;
        states.clear();
        peer.start();
    }

    void stop() {
        peer.stop();
        runs = false;
    }

    void crash() {
        peer.crash();
        runs = false;
    }

    void sleep() {
        sleeps = true;
        peer.sleep();
    }

    void wakeUp() {
        sleeps = false;
        peer.wakeUp();
    }

    /** Takes note of what was told since the last time; names what cannot be. */
    void listen(Map<String, Asked> asked, Iterable<Speaker> everybody, List<String> wrong) {
        List<Event> events = peer.events();
        for (; heard < events.size(); heard++) {
            Event event = events.get(heard);
            Asked answered = event.ref() == null ? null : asked.get(event.ref());
            if (answered != null) {
                answered.onEvent(event, asked.size());
            }
            if (event instanceof Event.State state) {
                onState(state, answered != null, everybody, wrong);
            } else if (event instanceof Event.Message message) {
                Seen of = seen(message.peer());
                if (of.theirs.contains(message.id())) {
                    wrong.add(peer + " was told twice: " + message);
                }
                of.theirs.add(message.id());
            }
        }
    }

    private void onState(Event.State state, boolean isAnswer, Iterable<Speaker> everybody, List<String> wrong) {
        if (state.state() == MessageState.QUEUED && isAnswer) {
            seen(state.peer()).mine.add(state.id());
        }
        MessageState before = states.put(state.id(), state.state());
        if (before != null && isAtTheOther(before) && !isAtTheOther(state.state())) {
            wrong.add(peer + " was told " + before + " before " + state);
        }
        if (isAtTheOther(state.state())) {
            for (Speaker other : everybody) {
                if (other.id().equals(state.peer()) && !other.peer.holds(id(), state.id())) {
                    wrong.add(peer + " was told what is not so: " + state);
                }
            }
        }
    }

    private static boolean isAtTheOther(MessageState state) {
        return state == MessageState.DELIVERED || state == MessageState.READ;
    }

    /** The whole conversation with somebody, as it is shown. Takes time. */
    List<HistoryMessage> history(PeerId with) {
        String ref = "history " + network.time().nowNanos();
        peer.submit(new Command.History(ref, with, ALL, null));
        int before = peer.events().size();
        network.time().runUntil(() -> peer.events().size() > before && answer(ref) != null, ANSWER_MILLIS);
        return Objects.requireNonNull(answer(ref), "no history").messages();
    }

    private Event.@Nullable History answer(String ref) {
        return peer.last(Event.History.class, history -> ref.equals(history.ref()));
    }

    @Override
    public String toString() {
        return peer.toString();
    }
}
