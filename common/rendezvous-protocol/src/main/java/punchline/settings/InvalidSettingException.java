package punchline.settings;

/** Something is set that is not there or not allowed. The message is a sentence for people that says where, and what is allowed. */
public final class InvalidSettingException extends Exception {
    InvalidSettingException(String message) {
        super(message);
    }
}
