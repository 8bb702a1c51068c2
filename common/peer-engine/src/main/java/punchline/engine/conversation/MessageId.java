package punchline.engine.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/**
 * Names an entry for good, unique per author: 128 bits in the layout of UUID version 7 (RFC 9562, section 5.7), so that
 * a database index grows at its end. Never used to judge time.
 */
public record MessageId(long high, long low) {
    /** Its length on the wire and in databases. */
    public static final int BYTES = 16;

    /**
     * Makes an id.
     *
     * @param wallMillis the wall clock, for the order of the index only
     * @param random     128 random bits in two words, of which 74 are used
     */
    public static MessageId create(long wallMillis, long random, long moreRandom) {
        long high = (wallMillis << 16) | 0x7000 | (random & 0x0fff);
        long low = (moreRandom & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new MessageId(high, low);
    }

    /**
     * Reads the text form, that of a UUID.
     *
     * @throws IllegalArgumentException if it is not one
     */
    @JsonCreator
    public static MessageId parse(String text) {
        UUID uuid = UUID.fromString(text);
        return new MessageId(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    }

    @JsonValue
    @Override
    public String toString() {
        return new UUID(high, low).toString();
    }
}
