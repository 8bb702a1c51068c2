/** Transcripts in the file system. */
@NullMarked
package punchline.engine.transcript.live;

import org.jspecify.annotations.NullMarked;
