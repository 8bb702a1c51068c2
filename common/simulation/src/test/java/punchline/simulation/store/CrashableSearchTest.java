package punchline.simulation.store;

import java.util.concurrent.CompletionStage;
import punchline.engine.conversation.MessageStore;

class CrashableSearchTest extends SearchContract {
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
        return stage.toCompletableFuture().join();
    }
}
