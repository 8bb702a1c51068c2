package punchline.client;

import org.jspecify.annotations.Nullable;
import punchline.client.profile.Passphrase;

/** Asks a person for the passphrase of a locked profile. */
@FunctionalInterface
public interface PassphrasePrompt {
    /** Nobody is there to be asked. */
    PassphrasePrompt NOBODY = (profile, wrong) -> null;

    /**
     * Asks, and waits for the answer. Not called on a thread that must not wait.
     *
     * @param profile its name
     * @param wrong   whether the last answer was wrong
     * @return null if the person gives up
     */
    @Nullable
    Passphrase ask(String profile, boolean wrong);
}
