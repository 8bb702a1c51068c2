package punchline.client;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * What the command line says of passphrases; {@code -} names standard input.
 *
 * @param passphraseFile    its first line unlocks the profile, or protects a new one from the beginning
 * @param newPassphraseFile its first line becomes the passphrase; an empty one takes it away
 */
public record ProtectionOptions(
        @Nullable String passphraseFile, @Nullable String newPassphraseFile) {
    static final ProtectionOptions NONE = new ProtectionOptions(null, null);

    private static final String STANDARD_INPUT = "-";

    boolean readsStandardInput() {
        return STANDARD_INPUT.equals(passphraseFile) || STANDARD_INPUT.equals(newPassphraseFile);
    }

    static final class Arguments {
        @Option(
                names = "--passphrase-file",
                paramLabel = "FILE",
                description = "Unlock the profile with the first line of FILE, or protect a new one with it; - reads"
                        + " standard input.")
        private @Nullable String passphraseFile;

        @Option(
                names = "--new-passphrase-file",
                paramLabel = "FILE",
                description = "Give the profile the first line of FILE as its passphrase; an empty line takes it away.")
        private @Nullable String newPassphraseFile;

        ProtectionOptions toOptions() {
            return new ProtectionOptions(passphraseFile, newPassphraseFile);
        }
    }
}
