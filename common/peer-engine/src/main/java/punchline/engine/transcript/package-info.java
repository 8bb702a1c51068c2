/**
 * Conversations as files, for people to read and for programs to take in.
 *
 * <pre>
 * Exports ─ page ─▶ TranscriptPort ─▶ TextTranscript or JsonTranscript ─▶ file
 * </pre>
 */
@NullMarked
package punchline.engine.transcript;

import org.jspecify.annotations.NullMarked;
