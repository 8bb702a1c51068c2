package punchline.client;

import punchline.engine.Reason;

/** A profile has a passphrase, and nobody gave it. Nothing was changed. */
public final class LockedException extends StartException {
    private static final long serialVersionUID = 1;

    LockedException(String profile) {
        super(Reason.of(StartTrouble.LOCKED, "profile", profile), null);
    }
}
