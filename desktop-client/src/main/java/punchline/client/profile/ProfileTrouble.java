package punchline.client.profile;

import punchline.engine.Reason;

/** Why a profile cannot be opened, copied or made, with the next step. */
public enum ProfileTrouble implements Reason.Wording {
    LONG_PASSPHRASE("A passphrase has at most {bytes} bytes."),
    NO_UTF8("A passphrase is a line of UTF-8, and the one given is not."),
    WRONG_PASSPHRASE("That is not the passphrase of {what}."),
    WRONG_PROFILE_PASSPHRASE("That is not the passphrase of the profile in {directory}."),
    NOT_WRITABLE(
            "The profile directory {directory} cannot be written. Make it writable or choose another with --data."),
    NO_LOCKS("The file system of {directory} does not lock files. Choose another with --data."),
    IN_USE("The profile \"{profile}\" in {directory} is open in another Punchline. Close that one or choose"
            + " another profile with --profile."),
    BAD_NAME("A profile's name has 1 to 64 letters, digits, - and _, and \"{profile}\" does not."),
    NO_PROFILE("There is no profile \"{profile}\" in {directory}."),
    EXISTS("There is a profile \"{profile}\" in {directory} already. Choose another name with --profile."),
    NO_PASSPHRASE("The profile \"{profile}\" has no passphrase. Give it one with --new-passphrase-file."),
    EMPTY_PASSPHRASE("The first line of {file} is empty."),
    PASSPHRASE_FILE("The passphrase file {file} cannot be read: {words}"),
    IDENTITY_NOT_WRITTEN("The identity cannot be written to {file}: {words}"),
    IDENTITY_LOCKED("The identity in {file} needs its passphrase."),
    IDENTITY_UNREADABLE("The identity in {file} cannot be read: {words}"),
    IDENTITY_DAMAGED(
            "The identity in {file} is damaged. Put a copy of it there, or move it away to start as someone new."),
    FILE_EXISTS("{file} is there already. Choose another file."),
    NO_FILE("There is no file {file}."),
    NO_FILE_NAME("\"{file}\" names no file."),
    ARCHIVE_DAMAGED("The file {file} is damaged, or none that this program wrote. Nothing was taken from it."),
    NOT_WRITTEN("The profile cannot be written to {file}: {words}"),
    NOT_MADE("The profile cannot be made in {directory}: {words}"),
    TOO_MANY_COPIES("Too many copies wait. Try again when one is done."),
    INTERRUPTED("The copy was interrupted.");

    private final String template;

    ProfileTrouble(String template) {
        this.template = template;
    }

    @Override
    public String group() {
        return "profile";
    }

    @Override
    public String template() {
        return template;
    }
}
