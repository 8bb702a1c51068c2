package punchline.client;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import punchline.engine.Reason;

/** The client cannot start. {@link #why} is for people, with the next step. */
public sealed class StartException extends IOException permits LockedException {
    private static final long serialVersionUID = 1;

    private final transient Reason why;

    public StartException(Reason why, @Nullable Throwable cause) {
        super(why.text(), cause);
        this.why = why;
    }

    public Reason why() {
        return why;
    }

    /** The same in English. */
    public String sentence() {
        return why.text();
    }
}
