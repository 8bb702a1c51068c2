package punchline.engine.conversation;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.engine.Mishap;
import punchline.engine.Reason;
import punchline.engine.conversation.MessageStore.StoreException;
import punchline.protocol.PeerId;

/** Brings the store's answers back as input. A stage would swallow what its continuation throws, so it is caught here. */
final class StoreCalls {
    private static final Logger log = LoggerFactory.getLogger(StoreCalls.class);

    private final Consumer<ChatEvent> events;
    private final Runnable onCompleted;

    /** {@code onCompleted} is run behind each continuation: nobody else knows that there may be something to send or tell. */
    StoreCalls(Consumer<ChatEvent> events, Runnable onCompleted) {
        this.events = events;
        this.onCompleted = onCompleted;
    }

    /**
     * Waits for a stage.
     *
     * @param peer   whose link a bug in the continuation closes
     * @param failed hears why not
     */
    <T> void then(CompletionStage<T> stage, PeerId peer, Consumer<T> done, Consumer<Reason> failed) {
        var _ = stage.handle((value, failure) -> {
            try {
                if (failure == null) {
                    done.accept(value);
                } else {
                    failed.accept(why(failure));
                }
            } catch (RuntimeException bug) {
                log.error("conversation with {} is broken", peer.brief(), bug);
                events.accept(new ChatEvent.LinkUnusable(peer, "internal error: " + bug.getMessage()));
            }
            onCompleted.run();
            return true;
        });
    }

    private static Reason why(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof StoreException known) {
            return known.why();
        }
        log.error("the store failed in a way it does not know", cause);
        return Reason.of(Mishap.STORE_BUG, "words", cause);
    }
}
