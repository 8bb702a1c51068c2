package punchline.store;

import punchline.engine.Reason;

/** Why messages could not be kept or read, and what to do. */
public enum StoreTrouble implements Reason.Wording {
    CLOSED("The message store is closed."),
    FULL("The disk is full: nothing more can be kept in {file}. Make room and try again."),
    NOT_WRITABLE("Messages cannot be kept in {file}: it cannot be written. Check its permissions and its directory's."),
    DISK_FAILED("The disk failed: {file} could not be read or written. Check the disk, and whether it has become"
            + " read-only; then try again."),
    DAMAGED("The message store {file} is damaged. It was left as it is: put a backup in its place, or move"
            + " it away to start anew."),
    BUSY("The message store {file} is open in another program. Close that first."),
    FAILED("The message store {file} failed: {words}"),

    NEWER("The message store {file} was written by a newer version of this program (schema {version},"
            + " known here up to {known}). It was left as it is: start that version."),
    NO_DIRECTORY("Messages cannot be kept in {file}: {words}. Check that it can be written."),
    NO_LIBRARY("SQLite's native library could not be loaded. Its directory must allow programs to be run from it."),
    OPEN_ELSEWHERE("The messages in {file} are open in another program. Close that first."),
    ENCRYPTED("The messages in {file} are encrypted. They open with the passphrase of their profile."),
    OTHER_KEY("The messages in {file} cannot be decrypted with this profile's key: they are damaged, or belong"
            + " to another identity. They were left as they are: put a backup in their place, or move them"
            + " away to start anew."),
    OTHER_IDENTITY("The messages in {file} belong to another identity. Put its key back, or move the messages away"
            + " to start anew."),
    BAD_COPY("The copy {file} is not what it should be."),
    COPY_LACKS("The copy {file} does not hold what it should: {words}"),
    NOT_COPIED("The messages in {file} cannot be copied: {words}"),
    NO_CACHE("The directory {file} cannot be made: {words}"),
    TOO_SLOW("The disk does not keep up: too much waits to be stored. Try again later."),
    TOO_MANY_READS("Too many reads wait. Try again later."),
    UNREADABLE("The message store {file} holds what cannot be read: {words}"),
    INVITE_CLOSED("The invite is not open any more."),
    ONE_BEFORE_FAILED("The message could not be stored, since one before it could not. Try again."),
    ID_TAKEN("The message's id is taken. Try again."),
    GAP("a message before it could not be stored");

    private final String template;

    StoreTrouble(String template) {
        this.template = template;
    }

    @Override
    public String group() {
        return "store";
    }

    @Override
    public String template() {
        return template;
    }
}
