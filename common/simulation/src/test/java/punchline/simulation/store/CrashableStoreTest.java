package punchline.simulation.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import punchline.engine.conversation.MessageStore;
import punchline.engine.conversation.MessageStore.StoreException;

class CrashableStoreTest extends KeepingContract {
    private final VirtualClock clock = new VirtualClock();
    private CrashableStore crashable = new CrashableStore(SELF, EPOCH, clock, 2_000_000);

    @Override
    MessageStore store() {
        return crashable;
    }

    @Override
    MessageStore reopenAfterKill() {
        crashable = crashable.crash();
        return crashable;
    }

    @Override
    <T> T await(CompletionStage<T> stage) {
        clock.settle();
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StoreException failure) {
                throw failure;
            }
            throw e;
        }
    }

    @Test
    void whatWasNotCompletedIsLostAndNeverCompletes() {
        List<String> completed = new ArrayList<>();
        CompletionStage<Void> stage = crashable.append(LOWER, mine(1, 1)).thenRun(() -> completed.add("append"));
        clock.pass(1_000_000);
        MessageStore next = reopenAfterKill();
        clock.settle();

        assertThat(stage.toCompletableFuture()).isNotDone();
        assertThat(completed).isEmpty();
        assertThat(await(next.load()).conversations()).isEmpty();
    }
}
