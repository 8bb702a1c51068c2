package punchline.engine.path;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import punchline.engine.path.Candidate.Kind;
import punchline.protocol.Endpoint;

/**
 * Which of the addresses that others name for a peer this peer is ready to probe. Whoever names a false one would have it send
 * datagrams to a stranger, so few are taken, and none that a peer of this network could not have.
 */
final class CandidateFilter {
    private final PathConfig.Limits limits;

    CandidateFilter(PathConfig.Limits limits) {
        this.limits = limits;
    }

    /**
     * Those to add to {@code already} admitted ones in the same attempt, in the order in which to probe them. What a server saw goes
     * before what the peer says when there is room for few. {@code refused} is told of the others.
     */
    List<Candidate> admit(
            OwnNetwork own, List<Candidate> already, List<Candidate> offered, BiConsumer<Candidate, Refusal> refused) {
        Offer offer = new Offer(own, already, offered);
        List<Candidate> admitted = new ArrayList<>(already);
        List<Candidate> byTrust = offered.stream()
                .sorted(Comparator.comparing(candidate -> candidate.kind() != Kind.REFLEXIVE))
                .toList();
        for (Candidate candidate : byTrust) {
            @Nullable Refusal refusal = isNew(candidate, admitted) ? offer.refusal(candidate) : Refusal.KNOWN;
            if (refusal == null && !hasRoom(candidate, admitted)) {
                refusal = Refusal.TOO_MANY;
            }
            if (refusal == null) {
                admitted.add(new Candidate(candidate.endpoint(), offer.kindOf(candidate)));
            } else {
                refused.accept(candidate, refusal);
            }
        }
        admitted.subList(0, already.size()).clear();
        admitted.sort(Comparator.comparing(candidate -> PathRank.of(candidate, own)));
        return admitted;
    }

    /** Whether a later round may aim there because a server saw the peer at that address, beside those admitted before. */
    boolean admitsTarget(OwnNetwork own, List<Candidate> already, Endpoint target) {
        Candidate candidate = new Candidate(target, Kind.REFLEXIVE);
        boolean isKnown =
                already.stream().anyMatch(other -> other.endpoint().address().equals(target.address()));
        return new Offer(own, already, List.of(candidate)).refusal(candidate) == null
                && (isKnown || hasRoom(candidate, already));
    }

    /** Whether an address may be probed because a request of the peer came from there. */
    boolean admitsSource(OwnNetwork own, Endpoint source) {
        return AddressScope.of(source.address()) != AddressScope.NO_HOST
                && !own.isBroadcast(source.address())
                && !own.servers().contains(source)
                && !own.isSelf(source);
    }

    private static boolean isNew(Candidate candidate, List<Candidate> admitted) {
        return admitted.stream().noneMatch(other -> other.endpoint().equals(candidate.endpoint()));
    }

    private boolean hasRoom(Candidate candidate, List<Candidate> admitted) {
        if (candidate.kind() == Kind.REMEMBERED) {
            return admitted.stream()
                            .filter(other -> other.kind() == Kind.REMEMBERED)
                            .count()
                    < limits.rememberedCandidates();
        }
        List<Candidate> named = admitted.stream()
                .filter(other -> other.kind() != Kind.REMEMBERED)
                .toList();
        Set<InetAddress> publicAddresses = new HashSet<>();
        named.forEach(other -> addIfPublic(other, publicAddresses));
        addIfPublic(candidate, publicAddresses);
        return named.size() < limits.remoteCandidates() && publicAddresses.size() <= limits.publicAddresses();
    }

    private static void addIfPublic(Candidate candidate, Set<InetAddress> addresses) {
        InetAddress address = candidate.endpoint().address();
        if (AddressScope.of(address) == AddressScope.PUBLIC) {
            addresses.add(address);
        }
    }

    /** What was offered as a whole, which tells where the peer stands. */
    private static final class Offer {
        private final OwnNetwork own;
        private final Set<Endpoint> hosts = new LinkedHashSet<>();
        private final Set<Endpoint> seen = new LinkedHashSet<>();

        Offer(OwnNetwork own, List<Candidate> already, List<Candidate> offered) {
            this.own = own;
            collect(already);
            collect(offered);
        }

        private void collect(List<Candidate> candidates) {
            for (Candidate candidate : candidates) {
                if (candidate.kind() == Kind.HOST) {
                    hosts.add(candidate.endpoint());
                } else if (candidate.kind() == Kind.REFLEXIVE) {
                    seen.add(candidate.endpoint());
                }
            }
        }

        /** Seen by the server at the address of an interface means that there is no NAT between, so that a host is reached. */
        Kind kindOf(Candidate candidate) {
            return hosts.contains(candidate.endpoint()) ? Kind.HOST : candidate.kind();
        }

        /** Why the peer cannot be there; null if it can. */
        @Nullable
        Refusal refusal(Candidate candidate) {
            Endpoint endpoint = candidate.endpoint();
            if (own.servers().contains(endpoint)) {
                return Refusal.SERVER;
            }
            if (own.isSelf(endpoint)) {
                return Refusal.MYSELF;
            }
            if (own.isBroadcast(endpoint.address())) {
                return Refusal.NO_HOST;
            }
            return switch (AddressScope.of(endpoint.address())) {
                case NO_HOST -> Refusal.NO_HOST;
                case LOOPBACK -> isLoopbackPlausible(candidate.kind()) ? null : Refusal.LOOPBACK_ELSEWHERE;
                // An endpoint has no scope, without which an IPv6 link-local address leads nowhere.
                case LINK_LOCAL ->
                    !endpoint.isIpv6() && own.isOnLink(endpoint.address()) ? null : Refusal.LINK_LOCAL_ELSEWHERE;
                case PRIVATE -> isPrivatePlausible(candidate) ? null : Refusal.PRIVATE_ELSEWHERE;
                case PUBLIC -> null;
            };
        }

        private boolean isPrivatePlausible(Candidate candidate) {
            InetAddress address = candidate.endpoint().address();
            return own.isOnLink(address)
                    || own.hasHostAt(address)
                    || candidate.kind() == Kind.REFLEXIVE
                    || isBehindSameNat()
                    || areBothInside();
        }

        /** Every machine has this address, so it takes proof that the peer's machine is this one. */
        private boolean isLoopbackPlausible(Kind kind) {
            return kind == Kind.REMEMBERED
                    || (kind == Kind.REFLEXIVE && own.hasLoopbackServer())
                    || own.hasOnlyLoopback()
                    || isOnThisMachine();
        }

        private boolean isOnThisMachine() {
            return hosts.stream()
                    .map(Endpoint::address)
                    .anyMatch(address -> !address.isLoopbackAddress() && own.hasHostAt(address));
        }

        private boolean isBehindSameNat() {
            return seen.stream().anyMatch(endpoint -> own.isSeenAt(endpoint.address()));
        }

        /** Servers, if any, see both inside of one network, as in a company or at home without the internet. */
        private boolean areBothInside() {
            return own.reflexive().stream().noneMatch(Offer::isPublic)
                    && seen.stream().noneMatch(Offer::isPublic);
        }

        private static boolean isPublic(Endpoint endpoint) {
            return AddressScope.of(endpoint.address()) == AddressScope.PUBLIC;
        }
    }
}
