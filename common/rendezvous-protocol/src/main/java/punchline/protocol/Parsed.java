package punchline.protocol;

import org.jspecify.annotations.Nullable;

/** What came of reading a datagram. */
public sealed interface Parsed<T> {
    /** A message of the protocol. */
    record Message<T>(T value) implements Parsed<T> {}

    /**
     * Anything else.
     *
     * @param ref the ref if one could be read, which then was a message of the JSON form
     * @param reason short words for the sender, without any of the sender's own
     */
    record Malformed<T>(@Nullable String ref, String reason) implements Parsed<T> {}
}
