package punchline.client;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * What the command line says of passphrases, and of the file that a whole profile goes into or comes from; {@code -} names
 * standard input.
 *
 * @param passphraseFile    its first line unlocks the profile, or protects a new one from the beginning
 * @param newPassphraseFile its first line becomes the passphrase; an empty one takes it away
 * @param exportTo          write the profile there, and end
 * @param importFrom        make the profile of that, and end
 * @param archivePassphraseFile of the file that is written or read; null for a file that is opened, whose passphrase a window asks
 *     for
 */
public record ProtectionOptions(
        @Nullable String passphraseFile,
        @Nullable String newPassphraseFile,
        @Nullable Path exportTo,
        @Nullable Path importFrom,
        @Nullable String archivePassphraseFile) {
    static final ProtectionOptions NONE = new ProtectionOptions(null, null, null, null, null);

    private static final String STANDARD_INPUT = "-";

    boolean readsStandardInput() {
        return STANDARD_INPUT.equals(passphraseFile)
                || STANDARD_INPUT.equals(newPassphraseFile)
                || STANDARD_INPUT.equals(archivePassphraseFile);
    }

    /** Whether a profile is to be written or made, and no more. */
    boolean isTransfer() {
        return archivePassphraseFile != null && (exportTo != null || importFrom != null);
    }

    /** The same, but that a window asks for the passphrase of {@code file}, makes the profile, and opens it. */
    ProtectionOptions opening(Path file) {
        return new ProtectionOptions(passphraseFile, newPassphraseFile, null, file, null);
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

        @Option(
                names = "--export-profile",
                paramLabel = "FILE",
                description = "Write the whole profile, key included, to a new encrypted FILE, and end.")
        private @Nullable Path exportTo;

        @Option(
                names = "--import-profile",
                paramLabel = "FILE",
                description = "Make the profile named by --profile of such a FILE, and end.")
        private @Nullable Path importFrom;

        @Option(
                names = "--archive-passphrase-file",
                paramLabel = "FILE",
                description =
                        "The first line of FILE is the passphrase of the file that is written or read. An imported"
                                + " profile gets it as its own, unless --new-passphrase-file says otherwise.")
        private @Nullable String archivePassphraseFile;

        /** Refuses what makes no sense together. */
        void check(CommandLine command, boolean json) {
            if (json && toOptions().readsStandardInput()) {
                throw new ParameterException(
                        command, "--json: commands come from standard input, so a passphrase cannot; name a file");
            }
            if (exportTo != null && importFrom != null) {
                throw new ParameterException(command, "--export-profile and --import-profile: one at a time");
            }
            if ((exportTo != null || importFrom != null) && archivePassphraseFile == null) {
                throw new ParameterException(
                        command,
                        "--archive-passphrase-file: such a file needs a passphrase; name a file that holds it");
            }
        }

        ProtectionOptions toOptions() {
            return new ProtectionOptions(
                    passphraseFile, newPassphraseFile, exportTo, importFrom, archivePassphraseFile);
        }
    }
}
