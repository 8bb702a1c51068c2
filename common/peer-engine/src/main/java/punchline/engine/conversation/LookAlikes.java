package punchline.engine.conversation;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import punchline.protocol.PeerId;

/**
 * Whose names may be taken for each other. Those whom I know, that is whom I wanted, verified or gave a name, can be imitated; anybody
 * can imitate. Holds at most four names for each contact.
 */
final class LookAlikes {
    private final Map<PeerId, Entry> entries = new HashMap<>();
    private final Map<String, SortedSet<PeerId>> byName = new HashMap<>();

    private record Entry(Set<String> names, boolean known, boolean verified) {}

    /** Notes a contact as it is from here on. Returns the others for whom {@link #of} may give something else than before. */
    Set<PeerId> put(Contact contact) {
        PeerId id = contact.id();
        Entry now = entry(contact);
        Entry before = entries.put(id, now);
        if (now.equals(before)) {
            return Set.of();
        }
        Set<PeerId> affected = new TreeSet<>();
        if (before != null) {
            for (String name : before.names()) {
                SortedSet<PeerId> bearers = byName.get(name);
                if (bearers != null) {
                    bearers.remove(id);
                    affected.addAll(bearers);
                    if (bearers.isEmpty()) {
                        byName.remove(name);
                    }
                }
            }
        }
        for (String name : now.names()) {
            SortedSet<PeerId> bearers = byName.computeIfAbsent(name, _ -> new TreeSet<>());
            affected.addAll(bearers);
            bearers.add(id);
        }
        return affected;
    }

    private static Entry entry(Contact contact) {
        Set<String> names = new HashSet<>();
        names.addAll(Skeleton.of(contact.name()));
        names.addAll(Skeleton.of(contact.mine().alias()));
        Contact.Decision mine = contact.mine();
        return new Entry(
                names, mine.wanted() || mine.verified() || !mine.alias().isEmpty(), mine.verified());
    }

    /** Whom a person of that name may be taken for, the verified first; null if nobody. */
    @Nullable
    PeerId of(PeerId bearer, String name) {
        PeerId found = null;
        for (String skeleton : Skeleton.of(name)) {
            for (PeerId other : byName.getOrDefault(skeleton, Collections.emptySortedSet())) {
                Entry entry = entries.get(other);
                if (other.equals(bearer) || entry == null || !entry.known()) {
                    continue;
                }
                if (entry.verified()) {
                    return other;
                }
                if (found == null) {
                    found = other;
                }
            }
        }
        return found;
    }
}
