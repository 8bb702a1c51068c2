package punchline.engine.transcript;

/** What a transcript looks like. */
public enum TranscriptFormat {
    /** For people: a line for each message, with who and when. */
    TEXT,
    /** For programs: an array, an object on a line for each message. */
    JSON
}
