package punchline.client;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The client cannot start. The message is a sentence for people, with the next step. */
public sealed class StartException extends IOException permits LockedException {
    private static final long serialVersionUID = 1;

    StartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The sentence. */
    public String sentence() {
        String message = getMessage();
        return message == null ? "Punchline cannot start." : message;
    }
}
