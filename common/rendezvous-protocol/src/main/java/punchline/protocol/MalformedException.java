package punchline.protocol;

import org.jspecify.annotations.Nullable;

/** Ends the reading of a datagram; never leaves the codec. */
final class MalformedException extends RuntimeException {
    private final @Nullable String ref;

    MalformedException(@Nullable String ref, @Nullable String reason) {
        super(reason == null ? "malformed" : reason, null, false, false);
        this.ref = ref;
    }

    <T> Parsed<T> toResult() {
        String reason = getMessage();
        return new Parsed.Malformed<>(ref, reason == null ? "malformed" : reason);
    }
}
