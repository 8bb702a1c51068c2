package punchline.client;

/** A profile has a passphrase, and nobody gave it. Nothing was changed. */
public final class LockedException extends StartException {
    private static final long serialVersionUID = 1;

    LockedException(String profile) {
        super(
                "The profile \"" + profile + "\" is locked. Start with --passphrase-file FILE, whose first line is its"
                        + " passphrase.",
                null);
    }
}
