package punchline.engine.conversation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import punchline.protocol.PeerId;

/**
 * What became of a message by the edits, deletions and reactions that name it. The same on both sides, whatever the order
 * in which they came: an edit or a deletion counts from the message's author alone, the last edit in {@link Entry#ORDER}
 * wins, any deletion wins over all else, and of each person the last reaction stands, an empty one for none.
 *
 * @param text      empty once deleted
 * @param edited    {@code text} is not what was written at first
 * @param reactions by author, none of them empty
 */
record Amendments(String text, boolean edited, boolean deleted, Map<PeerId, String> reactions) {
    Amendments {
        reactions = reactions.isEmpty() ? Map.of() : new TreeMap<>(reactions);
    }

    /** Folds what is known of a message. Whatever does not name it, or may not change it, does nothing. */
    static Amendments of(Entry message, Content.Text written, Collection<Entry> amendments) {
        String text = written.text();
        if (amendments.isEmpty() && !text.isEmpty()) {
            // As nearly all messages.
            return new Amendments(text, false, false, Map.of());
        }
        boolean edited = false;
        Map<PeerId, String> reactions = new TreeMap<>();
        for (Entry amendment : counting(message, amendments)) {
            switch (amendment.content()) {
                case Content.Edit(MessageId target, String better) -> {
                    text = better;
                    edited = true;
                }
                case Content.Deletion ignored -> {
                    return new Amendments("", false, true, Map.of());
                }
                case Content.Reaction(MessageId target, String emoji) -> {
                    // One that could not be shown beside our own words was made by a program that keeps to no rules.
                    if (DisplayText.isEmoji(emoji)) {
                        reactions.put(amendment.author(), emoji);
                    }
                }
                case Content.Text ignored -> {}
                case Content.Cancelled ignored -> {}
                case Content.Unknown ignored -> {}
            }
        }
        // Nobody can write an empty text: the author took it back, and the deletion is on its way.
        return text.isEmpty()
                ? new Amendments("", false, true, Map.of())
                : new Amendments(text, edited, false, reactions);
    }

    /** Those of many that count: at most the last edit, one deletion, and the last reaction of each author. */
    static List<Entry> counting(Entry message, Collection<Entry> amendments) {
        Entry edit = null;
        Entry deletion = null;
        Map<PeerId, Entry> reactions = new TreeMap<>();
        for (Entry amendment : amendments) {
            if (mayAmend(amendment, message)) {
                switch (amendment.content()) {
                    case Content.Edit ignored -> edit = later(edit, amendment);
                    case Content.Deletion ignored -> deletion = later(deletion, amendment);
                    case Content.Reaction ignored -> reactions.merge(amendment.author(), amendment, Amendments::later);
                    case Content.Text ignored -> {}
                    case Content.Cancelled ignored -> {}
                    case Content.Unknown ignored -> {}
                }
            }
        }
        List<Entry> counting = new ArrayList<>(reactions.values());
        if (edit != null) {
            counting.add(edit);
        }
        if (deletion != null) {
            counting.add(deletion);
        }
        counting.sort(Entry.ORDER);
        return counting;
    }

    private static boolean mayAmend(Entry amendment, Entry message) {
        return amendment.content() instanceof Content.Amendment content
                && content.target().equals(message.id())
                && (content instanceof Content.Reaction || amendment.author().equals(message.author()));
    }

    private static Entry later(@Nullable Entry one, Entry other) {
        return one == null || Entry.ORDER.compare(one, other) < 0 ? other : one;
    }
}
