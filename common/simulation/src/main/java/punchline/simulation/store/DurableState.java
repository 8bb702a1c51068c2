package punchline.simulation.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import punchline.engine.Reason;
import punchline.engine.conversation.Contact;
import punchline.engine.conversation.Entry;
import punchline.engine.conversation.MessageId;
import punchline.engine.conversation.MessageStore.Arrival;
import punchline.engine.conversation.MessageStore.Emptied;
import punchline.engine.conversation.MessageStore.Findings;
import punchline.engine.conversation.MessageStore.Head;
import punchline.engine.conversation.MessageStore.Hit;
import punchline.engine.conversation.MessageStore.Keeping;
import punchline.engine.conversation.MessageStore.Profile;
import punchline.engine.conversation.MessageStore.Shown;
import punchline.engine.conversation.MessageStore.StoreException;
import punchline.engine.conversation.MessageStore.Stored;
import punchline.engine.conversation.SearchQuery;
import punchline.engine.conversation.TextRange;
import punchline.engine.invite.Invite;
import punchline.engine.invite.TokenHash;
import punchline.protocol.PeerId;
import punchline.simulation.store.Shelf.Arrived;

/** What lies on the imagined disk. Each change is whole or, when it throws, none. */
final class DurableState {
    private final PeerId self;
    private final long epoch;
    private String name = "";
    private boolean listed = true;
    private long entries;
    private final Map<PeerId, Contact> contacts = new TreeMap<>();
    private final Map<PeerId, Shelf> shelves = new TreeMap<>();
    private final Map<TokenHash, Invite> invites = new LinkedHashMap<>();

    DurableState(PeerId self, long epoch) {
        this.self = self;
        this.epoch = epoch;
    }

    void saveName(String value) {
        name = value;
    }

    void saveListed(boolean value) {
        listed = value;
    }

    void saveContact(Contact contact) {
        contacts.put(contact.id(), contact);
    }

    void saveInvite(Invite invite) {
        invites.put(invite.token(), invite);
    }

    void removeInvite(TokenHash token) {
        invites.remove(token);
    }

    void acceptInvite(TokenHash token, Contact contact) {
        if (invites.remove(token) == null) {
            throw new StoreException(Reason.said("there is no invite " + token), null);
        }
        saveContact(contact);
    }

    void append(PeerId peer, List<Entry> entries) {
        Shelf shelf = shelf(peer);
        long last = shelf.mine.size();
        for (Entry entry : entries) {
            if (entry.epoch() != epoch || entry.seq() != ++last) {
                throw new StoreException(
                        Reason.said("entry " + entry.seq() + " does not follow " + shelf.mine.size()), null);
            }
        }
        Set<MessageId> taken = new HashSet<>();
        for (Entry entry : entries) {
            if (shelf.entries.containsKey(entry.id()) || !taken.add(entry.id())) {
                throw new StoreException(Reason.said("the id " + entry.id() + " is taken"), null);
            }
        }
        entries.forEach(entry -> keep(shelf, entry, entry.sentAtMillis()));
    }

    List<Arrival> receive(PeerId peer, List<Entry> entries, long arrivedAtMillis) {
        Shelf shelf = shelf(peer);
        Map<Long, Long> held = new HashMap<>();
        for (Entry entry : entries) {
            long last = held.getOrDefault(entry.epoch(), shelf.received.getOrDefault(entry.epoch(), 0L));
            if (entry.seq() != last + 1) {
                throw new StoreException(Reason.said("entry " + entry.seq() + " does not follow " + last), null);
            }
            held.put(entry.epoch(), entry.seq());
        }
        List<Arrival> arrivals = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            arrivals.add(receive(shelf, entry, arrivedAtMillis));
        }
        return arrivals;
    }

    private Arrival receive(Shelf shelf, Entry entry, long arrivedAtMillis) {
        shelf.received.put(entry.epoch(), entry.seq());
        if (!keep(shelf, entry, arrivedAtMillis)) {
            return Arrival.KNOWN;
        }
        boolean amended = entry.content().isMessage() && shelf.amendments.containsKey(entry.id());
        return amended ? Arrival.NEW_AND_AMENDED : Arrival.NEW;
    }

    void acknowledge(PeerId peer, long receiptEpoch, long seq) {
        Shelf shelf = shelf(peer);
        if (receiptEpoch == epoch) {
            shelf.acknowledge(Math.min(seq, shelf.mine.size()));
        }
    }

    void offer(PeerId peer, long seq) {
        shelf(peer).offered = seq;
    }

    void cancel(PeerId peer, long seq) {
        shelf(peer).cancel(seq);
    }

    void clear(PeerId peer, long left) {
        shelf(peer).clear(left);
    }

    Emptied empty(PeerId peer, long beforeMillis) {
        return shelf(peer).empty(beforeMillis);
    }

    void retain(PeerId peer, int days) {
        shelf(peer).retainDays = days;
    }

    void saveDraft(PeerId peer, String text) {
        shelf(peer).draft = text;
    }

    void read(PeerId peer, long ofEpoch, long seq) {
        Shelf shelf = shelf(peer);
        Long held = shelf.received.get(ofEpoch);
        if (held != null) {
            shelf.read.merge(ofEpoch, Math.min(seq, held), Math::max);
        }
    }

    Optional<MessageId> readByPeer(PeerId peer, long ofEpoch, long seq) {
        Shelf shelf = shelf(peer);
        long read = ofEpoch == epoch ? Math.min(seq, shelf.mine.size()) : 0;
        long before = shelf.readByPeer;
        shelf.readByPeer = Math.max(before, read);
        return shelf.mine.stream()
                .filter(entry -> entry.seq() > before
                        && entry.seq() <= read
                        && entry.seq() > shelf.hiddenSeq
                        && entry.content().isMessage())
                .reduce((first, second) -> second)
                .map(Entry::id);
    }

    List<Entry> outgoing(PeerId peer, long afterSeq, int limit) {
        List<Entry> mine = shelf(peer).mine;
        int from = (int) Math.min(afterSeq, mine.size());
        return List.copyOf(mine.subList(from, Math.min(from + limit, mine.size())));
    }

    List<Shown> history(PeerId peer, @Nullable MessageId before, int limit) {
        Shelf shelf = shelf(peer);
        Arrived end = before == null ? null : shelf.entries.get(before);
        if (before != null && end == null) {
            return List.of();
        }
        List<Shown> earlier = conversation(shelf, entry -> end == null || Entry.ORDER.compare(entry, end.entry()) < 0);
        return List.copyOf(earlier.subList(Math.max(0, earlier.size() - limit), earlier.size()));
    }

    List<Shown> historyAfter(PeerId peer, @Nullable MessageId after, int limit) {
        Shelf shelf = shelf(peer);
        Arrived start = after == null ? null : shelf.entries.get(after);
        if (after != null && start == null) {
            return List.of();
        }
        List<Shown> later =
                conversation(shelf, entry -> start == null || Entry.ORDER.compare(entry, start.entry()) > 0);
        return List.copyOf(later.subList(0, Math.min(limit, later.size())));
    }

    List<Shown> historyAround(PeerId peer, MessageId id, int limit) {
        List<Shown> page = new ArrayList<>(messages(peer, List.of(id)));
        if (!page.isEmpty()) {
            page.addAll(0, history(peer, id, limit / 2));
            page.addAll(historyAfter(peer, id, limit - page.size()));
        }
        return List.copyOf(page);
    }

    private List<Shown> conversation(Shelf shelf, Predicate<Entry> part) {
        return shelf.entries.values().stream()
                .filter(arrived -> shelf.isShown(arrived) && part.test(arrived.entry()))
                .sorted(Comparator.comparing(Arrived::entry, Entry.ORDER))
                .map(arrived -> shown(shelf, arrived))
                .toList();
    }

    Findings search(@Nullable PeerId only, SearchQuery query, long before, int limit) {
        NavigableMap<Long, Hit> found = new TreeMap<>(Comparator.reverseOrder());
        shelves.forEach((peer, shelf) -> {
            if (only == null || only.equals(peer)) {
                for (Arrived arrived : shelf.entries.values()) {
                    Shown shown = shown(shelf, arrived);
                    List<TextRange> ranges = query.find(shown.text());
                    if (shelf.isShown(arrived) && arrived.position() < before && !ranges.isEmpty()) {
                        found.put(arrived.position(), new Hit(peer, shown, ranges));
                    }
                }
            }
        });
        boolean more = found.size() > limit;
        while (found.size() > limit) {
            found.pollLastEntry();
        }
        return new Findings(List.copyOf(found.values()), more ? found.lastKey() : 0, true);
    }

    List<Shown> messages(PeerId peer, List<MessageId> ids) {
        Shelf shelf = shelf(peer);
        return ids.stream()
                .map(shelf.entries::get)
                .filter(Objects::nonNull)
                .filter(shelf::isShown)
                .map(arrived -> shown(shelf, arrived))
                .toList();
    }

    boolean holds(PeerId peer, MessageId id) {
        return shelf(peer).entries.containsKey(id);
    }

    Profile profile() {
        Map<PeerId, Head> heads = new TreeMap<>();
        shelves.forEach((peer, shelf) -> {
            List<Shown> last = history(peer, null, 1);
            heads.put(
                    peer,
                    new Head(
                            shelf.mine.size(),
                            shelf.acknowledged,
                            shelf.lamport,
                            Map.copyOf(shelf.received),
                            shelf.offered,
                            Map.copyOf(shelf.read),
                            last.isEmpty() ? Optional.empty() : Optional.of(last.getFirst()),
                            new Keeping(
                                    shelf.hiddenSeq,
                                    shelf.emptying,
                                    shelf.retainDays,
                                    shelf.draft,
                                    heardMillis(shelf))));
        });
        return new Profile(epoch, name, listed, List.copyOf(contacts.values()), heads, List.copyOf(invites.values()));
    }

    /** Returns false, and changes nothing, if the id is there. */
    private boolean keep(Shelf shelf, Entry entry, long atMillis) {
        if (shelf.entries.containsKey(entry.id())) {
            return false;
        }
        if (entry.author().equals(self)) {
            shelf.mine.add(entry);
        }
        shelf.keep(entry, atMillis, ++entries);
        return true;
    }

    private long heardMillis(Shelf shelf) {
        return shelf.entries.values().stream()
                .map(Arrived::entry)
                .filter(entry -> entry.content().isMessage() && !entry.author().equals(self))
                .max(Entry.ORDER)
                .map(Entry::sentAtMillis)
                .orElse(0L);
    }

    private Shown shown(Shelf shelf, Arrived arrived) {
        List<Entry> amendments = shelf.amendments.getOrDefault(arrived.entry().id(), List.of());
        return new Shown(stored(shelf, arrived), Shown.counting(arrived.entry(), amendments));
    }

    private Stored stored(Shelf shelf, Arrived arrived) {
        Entry entry = arrived.entry();
        boolean mine = entry.author().equals(self);
        return new Stored(
                entry,
                !mine || entry.seq() <= shelf.acknowledged,
                entry.seq() <= (mine ? shelf.readByPeer : shelf.read.getOrDefault(entry.epoch(), 0L)),
                arrived.atMillis());
    }

    private Shelf shelf(PeerId peer) {
        return shelves.computeIfAbsent(peer, absent -> new Shelf(self, epoch));
    }
}
