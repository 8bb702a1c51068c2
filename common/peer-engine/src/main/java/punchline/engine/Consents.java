package punchline.engine;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import punchline.protocol.Consent;
import punchline.protocol.Endpoint;
import punchline.protocol.IdentitySigner;
import punchline.protocol.PeerId;
import punchline.protocol.RendezvousAnswer.Counterpart;

/** Permissions to probe random ports: those that this peer gives, and what it makes of those that others give. */
final class Consents {
    /** A permission outlives the round that it is for, and clocks that are minutes apart. */
    private static final long VALID_SECONDS = TimeUnit.MINUTES.toSeconds(10);

    /** More than there are random rounds within the life of a permission. */
    private static final int MAX_SPENT = 32;

    private final PeerId self;
    private final IdentitySigner signer;
    private final Servers servers;
    private final TimeSource time;

    /** Attempts whose consent has been used: a server could show it again. */
    private final Set<String> spent = new LinkedHashSet<>();

    Consents(Self self, Servers servers, TimeSource time) {
        this.self = self.identity().peerId();
        this.signer = IdentitySigner.of(self.identity().privateKey());
        this.servers = servers;
        this.time = time;
    }

    /**
     * Lets a peer probe the address at which this one was seen last; null if servers do not agree on it: one that lies shall not get a
     * permission for another's address.
     */
    @Nullable
    Consent give(PeerId prober, String attempt, List<Endpoint> seen) {
        InetAddress address = seen.getLast().address();
        boolean undisputed = Stream.concat(seen.stream(), servers.reflexive().stream())
                .filter(endpoint -> endpoint.isIpv6() == address instanceof Inet6Address)
                .allMatch(endpoint -> endpoint.address().equals(address));
        return undisputed ? Consent.sign(signer, self, prober, attempt, address, nowSeconds() + VALID_SECONDS) : null;
    }

    /** Only the peer's own word counts for where it is probed at random, once, and only where the server saw it too. */
    boolean isPermitted(Counterpart peer, String attempt) {
        Consent consent = peer.consent();
        return consent != null
                && !spent.contains(attempt)
                && consent.address().equals(peer.observed().address())
                && consent.permits(peer.key(), self, attempt, nowSeconds());
    }

    /** The permission for that attempt is used up. */
    void spend(String attempt) {
        if (spent.size() >= MAX_SPENT) {
            spent.remove(spent.iterator().next());
        }
        spent.add(attempt);
    }

    private long nowSeconds() {
        return TimeUnit.MILLISECONDS.toSeconds(time.wallMillis());
    }
}
