package punchline.client.profile;

/** A passphrase is not that of the profile or file. Nothing was changed. */
public final class WrongPassphraseException extends ProfileException {
    private static final long serialVersionUID = 1;

    WrongPassphraseException(String what) {
        super("That is not the passphrase of " + what + ".", null);
    }
}
