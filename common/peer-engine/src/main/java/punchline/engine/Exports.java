package punchline.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import punchline.engine.conversation.ChatService;
import punchline.engine.conversation.Contact;
import punchline.engine.conversation.MessageId;
import punchline.engine.transcript.TranscriptPage;
import punchline.engine.transcript.TranscriptPort;
import punchline.protocol.PeerId;

/**
 * Writes conversations into files, a page at a time: the next is read once the last is written, so that no more is ever in
 * memory, and all else goes on in between. Engine thread.
 */
final class Exports {
    /** Of the longest messages 6 MiB, of usual ones more than is read in the time of a write. */
    private static final int PAGE = 100;

    /** How often progress is told: some times each second. */
    private static final int TOLD_EACH = 10_000;

    private final ChatService chat;
    private final World world;
    private boolean busy;

    Exports(ChatService chat, World world) {
        this.chat = chat;
        this.world = world;
    }

    /** Begins one, or says why not. */
    void begin(Command.Export command) {
        if (busy) {
            world.events().accept(new Event.Problem(command.ref(), Reason.of(Objection.EXPORT_BUSY)));
            return;
        }
        busy = true;
        PeerId peer = command.peer();
        Export export = new Export(command, peer == null ? chat.upkeep().conversations() : List.of(peer));
        world.transcripts().create(command.file(), command.format(), command.overwrite(), new Opened(export));
    }

    private String nameOf(PeerId peer) {
        Contact contact = chat.contact(peer);
        return contact == null || contact.name().isEmpty() ? peer.brief() : contact.name();
    }

    private static final class Opened implements TranscriptPort.Opened {
        private final Export export;

        Opened(Export export) {
            this.export = export;
        }

        @Override
        public void onOpened(TranscriptPort.Transcript transcript) {
            export.next(transcript);
        }

        @Override
        public void onFailed(Reason problem) {
            export.fail(problem);
        }
    }

    /** One that is under way. */
    private final class Export {
        private final Command.Export command;
        private final Deque<PeerId> conversations;
        private @Nullable MessageId last;
        private long messages;
        private long told;

        Export(Command.Export command, Iterable<PeerId> conversations) {
            this.command = command;
            this.conversations = new ArrayDeque<>();
            conversations.forEach(this.conversations::add);
        }

        void next(TranscriptPort.Transcript transcript) {
            PeerId peer = conversations.peek();
            if (peer == null) {
                transcript.end(problem -> {
                    if (problem == null) {
                        busy = false;
                        world.events().accept(new Event.Exported(command.ref(), command.file(), messages));
                    } else {
                        fail(problem);
                    }
                });
                return;
            }
            chat.upkeep().readOn(peer, last, PAGE, page -> write(transcript, peer, page), problem -> {
                transcript.abandon();
                fail(problem);
            });
        }

        private void write(TranscriptPort.Transcript transcript, PeerId peer, List<HistoryMessage> page) {
            if (page.isEmpty()) {
                conversations.remove();
                last = null;
                next(transcript);
                return;
            }
            var written = new TranscriptPage(peer, nameOf(peer), chat.name(), last == null, page);
            last = page.getLast().id();
            transcript.write(written, problem -> {
                if (problem != null) {
                    fail(problem);
                    return;
                }
                messages += page.size();
                if (messages - told >= TOLD_EACH) {
                    told = messages;
                    world.events().accept(new Event.Exporting(command.ref(), command.file(), messages));
                }
                next(transcript);
            });
        }

        void fail(Reason problem) {
            busy = false;
            world.events().accept(new Event.Problem(command.ref(), problem));
        }
    }
}
