package punchline.client.ui;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.HistoryMessage;
import punchline.engine.conversation.MessageId;
import punchline.engine.conversation.SearchQuery;
import punchline.engine.conversation.TextRange;
import punchline.protocol.PeerId;

/** What was said in the {@link SampleWorld}, read and searched as an engine does. */
final class SampleHistories {
    private final Map<PeerId, List<HistoryMessage>> histories = new HashMap<>();

    void put(PeerId peer, List<HistoryMessage> messages) {
        histories.put(peer, List.copyOf(messages));
    }

    List<HistoryMessage> of(PeerId peer) {
        return histories.getOrDefault(peer, List.of());
    }

    Event.History answer(Command.History asked) {
        List<HistoryMessage> all = of(asked.peer());
        int from = 0;
        int to = all.size();
        if (asked.around() != null) {
            int middle = indexOf(all, asked.around());
            from = middle < 0 ? 0 : Math.max(0, middle - asked.limit() / 2);
            to = middle < 0 ? 0 : Math.min(all.size(), from + asked.limit());
        } else if (asked.after() != null) {
            from = indexOf(all, asked.after()) + 1;
            to = Math.min(all.size(), from + asked.limit());
        } else {
            to = asked.before() == null ? to : Math.max(0, indexOf(all, asked.before()));
            from = Math.max(0, to - asked.limit());
        }
        return new Event.History(asked.ref(), asked.peer(), all.subList(from, to));
    }

    private static int indexOf(List<HistoryMessage> all, MessageId id) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    Event.Found answer(Command.Search asked) {
        SearchQuery query = SearchQuery.parse(asked.query());
        List<Event.Hit> hits = new ArrayList<>();
        List<PeerId> peers = asked.peer() == null ? List.copyOf(histories.keySet()) : List.of(asked.peer());
        for (PeerId peer : peers) {
            for (HistoryMessage message : of(peer)) {
                List<TextRange> ranges = query.find(message.text());
                if (!ranges.isEmpty()) {
                    hits.add(new Event.Hit(peer, message, ranges));
                }
            }
        }
        hits.sort(Comparator.comparingLong((Event.Hit hit) -> hit.message().time())
                .reversed());
        int from = asked.before() == null ? 0 : asked.before().intValue();
        int to = Math.min(hits.size(), from + asked.limit());
        return new Event.Found(
                asked.ref(),
                asked.peer(),
                asked.query(),
                List.copyOf(hits.subList(from, to)),
                to < hits.size() ? (long) to : null,
                true);
    }
}
