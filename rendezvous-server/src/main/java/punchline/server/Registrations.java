package punchline.server;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import punchline.protocol.Endpoint;
import punchline.protocol.PeerId;
import punchline.protocol.Registration;
import punchline.protocol.Token;

/** Who is registered: one entry an address, one an identity, numbers that only grow. */
final class Registrations {
    private static final long TTL_NANOS = DirectoryLimits.TTL_SECONDS * 1_000_000_000L;

    private DirectoryLimits limits;
    private final RandomGenerator random;

    private final HashIndex<Endpoint, Entry> byAddress;
    /** A PeerId is a hash itself, and each one of choice costs its owner the making of thousands of keys. */
    private final HashIndex<PeerId, Entry.Member> byId = new HashIndex<>(Entry.Member::id, PeerId::hashCode);

    private final Numbered byNumber = new Numbered();
    private final Expiry expiry = new Expiry();
    private final Map<InetAddress, Integer> countByNetwork = new HashMap<>();
    private int plain;
    private int nextNumber;

    Registrations(DirectoryLimits limits, RandomGenerator random) {
        this.limits = limits;
        this.random = random;
        this.byAddress = new HashIndex<>(Entry::address, new AddressHash(random));
    }

    void setLimits(DirectoryLimits newLimits) {
        limits = newLimits;
    }

    /**
     * What became of a registration.
     *
     * @param isNew false if the peer was registered from this address already
     * @param displaced what had to go: the identity's older entry, or what was at the address
     */
    record Admission(Entry.Member member, boolean isNew, List<Entry> displaced) {}

    /** Registers a peer that has proven address and identity; null if there is no room. The newest registration of an identity wins. */
    @Nullable
    Admission admit(Arrival arrival, Registration registration) {
        Endpoint source = arrival.source();
        Entry.Member former = byId.get(registration.id());
        if (former != null && former.address().equals(source)) {
            former.update(registration, arrival.port());
            relist(former, registration.listed());
            refresh(arrival.nowNanos(), former);
            return new Admission(former, false, List.of());
        }
        List<Entry> displaced = new ArrayList<>();
        if (former != null) {
            displaced.add(former);
        }
        Entry atSource = byAddress.get(source);
        if (atSource != null) {
            displaced.add(atSource);
        }
        if (!hasRoomFor(source, displaced.size())) {
            return null;
        }
        displaced.forEach(this::remove);
        Entry.Member member = new Entry.Member(
                source,
                registration.listed() ? (Integer) nextNumber++ : null,
                arrival.port(),
                registration,
                token(),
                token());
        add(arrival.nowNanos(), member);
        byId.add(member);
        return new Admission(member, true, displaced);
    }

    /** Registers an address; null if there is no room. What is at the address already stays, and a plain entry lives on. */
    @Nullable
    Entry admitPlain(Arrival arrival) {
        Entry present = byAddress.get(arrival.source());
        if (present instanceof Entry.Plain) {
            refresh(arrival.nowNanos(), present);
        }
        if (present != null) {
            return present;
        }
        if (plain >= limits.maxPlainPeers() || !hasRoomFor(arrival.source(), 0)) {
            return null;
        }
        Entry.Plain entry = new Entry.Plain(arrival.source(), nextNumber++);
        add(arrival.nowNanos(), entry);
        plain++;
        return entry;
    }

    private boolean hasRoomFor(Endpoint source, int displaced) {
        int others = byAddress.size() - displaced;
        if (others < limits.maxPeers() / 2) {
            return true;
        }
        int neighbours = countByNetwork.getOrDefault(AmplificationBudget.network(source), 0);
        return others < limits.maxPeers() && neighbours < limits.maxPeersOfNetworkWhenHalfFull();
    }

    private Token token() {
        byte[] bytes = new byte[Token.BYTES];
        random.nextBytes(bytes);
        return Token.ofBytes(bytes);
    }

    private void add(long nowNanos, Entry entry) {
        byAddress.add(entry);
        refresh(nowNanos, entry);
        countByNetwork.merge(AmplificationBudget.network(entry.address()), 1, Integer::sum);
        Integer number = entry.number();
        if (number != null) {
            byNumber.add(number, entry);
        }
    }

    private void relist(Entry.Member member, boolean listed) {
        Integer number = member.number();
        if (listed && number == null) {
            member.setNumber(nextNumber);
            byNumber.add(nextNumber++, member);
        } else if (!listed && number != null) {
            byNumber.remove(number);
            member.setNumber(null);
        }
    }

    void refresh(long nowNanos, Entry entry) {
        entry.setExpiresNanos(nowNanos + TTL_NANOS);
        expiry.makeYoungest(entry);
    }

    void remove(Entry entry) {
        byAddress.remove(entry.address());
        expiry.remove(entry);
        // Gone with the last of a network, so that the map is never larger than the table.
        countByNetwork.computeIfPresent(
                AmplificationBudget.network(entry.address()), (network, count) -> count == 1 ? null : count - 1);
        Integer number = entry.number();
        if (number != null) {
            byNumber.remove(number);
        }
        if (entry instanceof Entry.Member member) {
            byId.remove(member.id());
        } else {
            plain--;
        }
    }

    /** The entry that expires next. */
    @Nullable
    Entry oldest() {
        return expiry.oldest();
    }

    @Nullable
    Entry at(Endpoint address) {
        return byAddress.get(address);
    }

    Entry.@Nullable Member of(PeerId id) {
        return byId.get(id);
    }

    @Nullable
    Entry numbered(int number) {
        return byNumber.get(number);
    }

    /** Everybody listed, in order of number. */
    Iterable<Entry> from(int number) {
        return byNumber.from(number);
    }

    int size() {
        return byAddress.size();
    }
}
