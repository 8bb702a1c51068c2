package punchline.protocol;

import java.util.Locale;

/** Why a server did not do what was asked, and so what the client does next. */
public enum FailureCode {
    /** The message breaks the protocol: do not repeat it. */
    MALFORMED,
    /** The signature is not that of the registration's key: do not repeat it. */
    SIGNATURE,
    /** No registration with this token lives at this source address: register again. */
    TOKEN,
    /** No room for another registration: try later or elsewhere. */
    FULL,
    /** Too many requests: wait some seconds. */
    BUSY,
    /** Only a newer server has this reason: read the message, try later. */
    OTHER;

    /** The lower-case name, as the wire has it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads {@link #text()}; anything unknown is {@link #OTHER}. */
    public static FailureCode ofText(String text) {
        for (FailureCode code : values()) {
            if (code.text().equals(text)) {
                return code;
            }
        }
        return OTHER;
    }
}
