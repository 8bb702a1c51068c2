package punchline.simulation;

import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import punchline.engine.Reason;
import punchline.engine.transcript.JsonTranscript;
import punchline.engine.transcript.TextTranscript;
import punchline.engine.transcript.TranscriptFormat;
import punchline.engine.transcript.TranscriptPage;
import punchline.engine.transcript.TranscriptPort;
import punchline.engine.transcript.TranscriptText;
import punchline.engine.transcript.TranscriptTrouble;

/** Files that exist in memory only, each write taking a moment of virtual time. */
public final class VirtualTranscripts implements TranscriptPort {
    private static final long WRITE_NANOS = 1_000_000;

    private final VirtualTime time;
    private final Map<String, String> files = new TreeMap<>();

    VirtualTranscripts(VirtualTime time) {
        this.time = time;
    }

    /** What is in that file; null if it is not there. */
    public @Nullable String file(String name) {
        return files.get(name);
    }

    @Override
    public void create(String file, TranscriptFormat format, boolean overwrite, Opened opened) {
        TranscriptText text = switch (format) {
            case TEXT -> new TextTranscript(ZoneOffset.UTC);
            case JSON -> new JsonTranscript(ZoneOffset.UTC);
        };
        time.after(WRITE_NANOS, () -> {
            if (files.containsKey(file) && !overwrite) {
                opened.onFailed(Reason.of(TranscriptTrouble.EXISTS, "file", file));
            } else {
                opened.onOpened(new Written(file, text));
            }
        });
    }

    private final class Written implements Transcript {
        private final String file;
        private final TranscriptText text;
        private final StringBuilder content = new StringBuilder();

        Written(String file, TranscriptText text) {
            this.file = file;
            this.text = text;
            content.append(text.begin());
        }

        @Override
        public void write(TranscriptPage page, Consumer<@Nullable Reason> done) {
            content.append(text.page(page));
            time.after(WRITE_NANOS, () -> done.accept(null));
        }

        @Override
        public void end(Consumer<@Nullable Reason> done) {
            files.put(file, content.append(text.end()).toString());
            time.after(WRITE_NANOS, () -> done.accept(null));
        }

        @Override
        public void abandon() {
            content.setLength(0);
        }
    }
}
