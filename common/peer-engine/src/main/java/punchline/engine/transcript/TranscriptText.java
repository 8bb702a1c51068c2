package punchline.engine.transcript;

/** Turns messages into the text of a file, piece by piece. Used by one thread at a time. */
public sealed interface TranscriptText permits JsonTranscript, TextTranscript {
    /** What stands at the beginning of the file. */
    String begin();

    /** The next messages. */
    String page(TranscriptPage page);

    /** What stands at its end. */
    String end();
}
