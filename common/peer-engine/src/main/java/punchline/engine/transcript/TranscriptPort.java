package punchline.engine.transcript;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import punchline.engine.Reason;

/**
 * Where conversations are written to. Calls return at once, and what they lead to is told on the engine's thread. A file appears
 * whole, when it is ended, or not at all.
 */
public interface TranscriptPort {
    /** Begins a file. Unless {@code overwrite}, one that is there is left as it is, and that is a failure. */
    void create(String file, TranscriptFormat format, boolean overwrite, Opened opened);

    /** What came of beginning. */
    interface Opened {
        void onOpened(Transcript transcript);

        void onFailed(Reason problem);
    }

    /** A file that is being written. After a failure nothing is left of it. */
    interface Transcript {
        /** {@code done} is told null, or what is wrong. One page at a time. */
        void write(TranscriptPage page, Consumer<@Nullable Reason> done);

        /** Makes it durable, and puts it where it was wanted. */
        void end(Consumer<@Nullable Reason> done);

        /** Leaves nothing of it. */
        void abandon();
    }
}
