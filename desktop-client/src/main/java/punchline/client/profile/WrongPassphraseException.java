package punchline.client.profile;

import punchline.engine.Reason;

/** A passphrase is not that of the profile or file. Nothing was changed. */
public final class WrongPassphraseException extends ProfileException {
    private static final long serialVersionUID = 1;

    WrongPassphraseException(Reason why) {
        super(why, null);
    }
}
