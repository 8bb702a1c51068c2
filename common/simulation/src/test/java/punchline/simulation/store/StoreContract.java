package punchline.simulation.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import punchline.engine.conversation.MessageStore;
import punchline.engine.conversation.MessageStore.StoreException;
import punchline.protocol.PeerId;

/** What tests of every message store stand on. */
abstract class StoreContract {
    static final long EPOCH = -7;
    static final PeerId SELF = peer(5);
    static final PeerId LOWER = peer(1);
    static final PeerId HIGHER = peer(9);

    MessageStore store = new CrashableStore(SELF, EPOCH, (delay, task) -> {}, 0);

    /** Without this test's doing it is empty, of {@link #SELF} and {@link #EPOCH}. */
    abstract MessageStore store();

    /** Ends as a power cut would, and opens again. */
    abstract MessageStore reopenAfterKill();

    /** Waits for a stage; throws what it failed with. */
    abstract <T> T await(CompletionStage<T> stage);

    @BeforeEach
    void begin() {
        store = store();
    }

    void assertFails(CompletionStage<?> stage) {
        assertThatThrownBy(() -> await(stage)).isInstanceOf(StoreException.class);
    }

    static PeerId peer(int first) {
        byte[] bytes = new byte[PeerId.BYTES];
        bytes[0] = (byte) first;
        return PeerId.ofBytes(bytes);
    }
}
