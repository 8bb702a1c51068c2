package punchline.client.profile;

import org.jspecify.annotations.Nullable;

/** A profile cannot be used. The message is a sentence for people, with the next step. */
public class ProfileException extends Exception {
    private static final long serialVersionUID = 1;

    /** Takes the sentence. */
    public ProfileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
