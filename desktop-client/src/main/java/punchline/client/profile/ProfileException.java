package punchline.client.profile;

import org.jspecify.annotations.Nullable;
import punchline.engine.Reason;

/** A profile cannot be used. {@link #why} is for people, with the next step. */
public class ProfileException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Reason why;

    public ProfileException(Reason why, @Nullable Throwable cause) {
        super(why.text(), cause);
        this.why = why;
    }

    public Reason why() {
        return why;
    }
}
