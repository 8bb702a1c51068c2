package punchline.engine.mapping;

import org.jspecify.annotations.Nullable;

/** What became of an {@link HttpCall}. */
public sealed interface HttpOutcome {
    /**
     * The gateway answered.
     *
     * @param status   as it came: redirects are not followed
     * @param document the body as XML, read where it arrived because to load the parser takes tens of milliseconds; null if it
     *     is none, or refused (see {@link XmlElement#read})
     */
    record Answered(int status, @Nullable XmlElement document) implements HttpOutcome {}

    /** No answer within the limits. */
    record Failed() implements HttpOutcome {}
}
