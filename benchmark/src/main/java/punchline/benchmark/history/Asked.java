package punchline.benchmark.history;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.conversation.MessageId;
import punchline.engine.identity.Identity;
import punchline.protocol.PeerId;
import punchline.store.StoreKey;

/** Who is who in the long history, the same in every run and every process; and what a window asks of it. */
final class Asked {
    static final int PAGE = 50;

    /** With whom a million messages were exchanged. */
    static final PeerId LONG_PEER = peer(1);

    static final PeerId SHORT_PEER = peer(2);

    private Asked() {}

    /** Whose profile it is; guards nothing. */
    static Identity owner() {
        try {
            SecureRandom same = SecureRandom.getInstance("SHA1PRNG");
            same.setSeed(1);
            return Identity.generate(same);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA1PRNG", e);
        }
    }

    static StoreKey key(boolean encrypts) {
        byte[] key = new byte[StoreKey.BYTES];
        Arrays.fill(key, (byte) 1);
        return encrypts ? StoreKey.of(key, true) : StoreKey.none();
    }

    static Event.Found search(Owner owner, @Nullable PeerId peer, String query) throws IOException {
        return owner.ask(Event.Found.class, ref -> new Command.Search(ref, peer, query, PAGE, null));
    }

    static Event.History page(
            Owner owner, @Nullable MessageId before, @Nullable MessageId after, @Nullable MessageId around)
            throws IOException {
        Event.History page =
                owner.ask(Event.History.class, ref -> new Command.History(ref, LONG_PEER, PAGE, before, after, around));
        if (page.messages().isEmpty()) {
            throw new IOException("the page is empty");
        }
        return page;
    }

    private static PeerId peer(int first) {
        byte[] bytes = new byte[PeerId.BYTES];
        bytes[0] = (byte) first;
        return PeerId.ofBytes(bytes);
    }
}
