package punchline.client.console;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import punchline.engine.conversation.MessageId;
import punchline.protocol.PeerId;

/** The numbers by which a person at the prompt names messages: one for each that was shown, per conversation, from 1. */
final class MessageNumbers {
    /** Messages of one conversation that can be named; the oldest are forgotten. */
    private static final int MAX_NUMBERS = 1000;

    private static final class Talk {
        private final Map<MessageId, Integer> numbers = new LinkedHashMap<>();
        private int last;
        private @Nullable MessageId mine;
        private @Nullable MessageId theirs;
    }

    private final Map<PeerId, Talk> talks = new HashMap<>();

    /** The number of a message that is being shown, behind which nothing is known. */
    int latest(PeerId peer, MessageId id, boolean mine) {
        Talk talk = talks.computeIfAbsent(peer, absent -> new Talk());
        if (mine) {
            talk.mine = id;
        } else {
            talk.theirs = id;
        }
        return number(peer, id);
    }

    /** The number of a message that is being shown. */
    int number(PeerId peer, MessageId id) {
        Talk talk = talks.computeIfAbsent(peer, absent -> new Talk());
        Integer known = talk.numbers.get(id);
        if (known != null) {
            return known;
        }
        talk.numbers.put(id, ++talk.last);
        if (talk.numbers.size() > MAX_NUMBERS) {
            talk.numbers.remove(talk.numbers.keySet().iterator().next());
        }
        return talk.last;
    }

    /** The message of that number, or null. */
    @Nullable
    MessageId find(PeerId peer, int number) {
        Talk talk = talks.get(peer);
        return talk == null
                ? null
                : talk.numbers.entrySet().stream()
                        .filter(entry -> entry.getValue() == number)
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse(null);
    }

    /** The last message that was shown, of mine or of the other's, or null. */
    @Nullable
    MessageId last(PeerId peer, boolean mine) {
        Talk talk = talks.get(peer);
        return talk == null ? null : mine ? talk.mine : talk.theirs;
    }
}
