package punchline.simulation.delivery;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import punchline.engine.Command;
import punchline.engine.conversation.MessageId;
import punchline.protocol.PeerId;
import punchline.simulation.delivery.Asked.Kind;

/** What people ask of their programs, drawn at random and noted. */
final class Requests {
    private static final List<String> SIGNS = List.of("👍", "🦊", "❤️", "");

    /** Each as often as it is asked among all. */
    private static final List<Kind> DRAW = Stream.of(
                    Collections.nCopies(20, Kind.SEND),
                    Collections.nCopies(6, Kind.EDIT),
                    Collections.nCopies(4, Kind.DELETE),
                    Collections.nCopies(6, Kind.REACT),
                    Collections.nCopies(4, Kind.CANCEL),
                    Collections.nCopies(1, Kind.CLEAR),
                    Collections.nCopies(2, Kind.READ))
            .flatMap(List::stream)
            .toList();

    /** A burst that fills what a link takes at once. */
    private static final int MAX_BURST = 12;

    private final Random random;
    private final List<Asked> asked = new ArrayList<>();
    private final Map<String, Asked> byRef = new HashMap<>();

    Requests(Random random) {
        this.random = random;
    }

    /** All that was asked, in that order. */
    List<Asked> all() {
        return asked;
    }

    /** What was asked between two. */
    List<Asked> between(PeerId one, PeerId other) {
        return asked.stream().filter(each -> each.isBetween(one, other)).toList();
    }

    Map<String, Asked> byRef() {
        return byRef;
    }

    /** Asks for something about the conversation with somebody. */
    void next(Speaker speaker, PeerId to) {
        MessageId own = any(speaker.seen(to).mine());
        MessageId received = any(speaker.seen(to).theirs());
        MessageId either = random.nextBoolean() ? own : received;
        Kind kind = DRAW.get(random.nextInt(DRAW.size()));
        if (random.nextInt(16) == 0) {
            speaker.peer().submit(new Command.Typing(null, to));
        }
        switch (kind) {
            case SEND -> {
                int burst = random.nextInt(8) == 0 ? 1 + random.nextInt(MAX_BURST) : 1;
                for (int i = 0; i < burst; i++) {
                    send(speaker, to, random.nextInt(4) == 0 ? either : null);
                }
            }
            case READ -> read(speaker, to, received);
            case CLEAR ->
                speaker.peer()
                        .submit(new Command.Clear(
                                ask(kind, speaker, to, null, "").ref(), to));
            case REACT -> {
                if (either != null) {
                    react(speaker, to, either);
                }
            }
            case EDIT, DELETE, CANCEL -> {
                if (own != null) {
                    change(kind, speaker, to, own);
                }
            }
        }
    }

    private void change(Kind kind, Speaker speaker, PeerId to, MessageId own) {
        switch (kind) {
            case EDIT -> {
                Asked edit = ask(kind, speaker, to, own, "edit " + asked.size());
                speaker.peer().submit(new Command.Edit(edit.ref(), to, own, edit.text()));
            }
            case DELETE -> {
                Asked delete = ask(kind, speaker, to, own, "");
                speaker.peer().submit(new Command.Delete(delete.ref(), to, own));
            }
            case CANCEL -> {
                MessageId latest = speaker.seen(to).mine().getLast();
                Asked cancel = ask(kind, speaker, to, latest, "");
                speaker.peer().submit(new Command.Cancel(cancel.ref(), to, latest));
            }
            case SEND, REACT, READ, CLEAR -> throw new IllegalArgumentException(kind + " changes nothing of mine");
        }
    }

    private void react(Speaker speaker, PeerId to, MessageId target) {
        Asked react = ask(Kind.REACT, speaker, to, target, SIGNS.get(random.nextInt(SIGNS.size())));
        speaker.peer().submit(new Command.React(react.ref(), to, target, react.text()));
    }

    private void send(Speaker speaker, PeerId to, @Nullable MessageId replyTo) {
        Asked send = ask(Kind.SEND, speaker, to, replyTo, "message " + asked.size());
        speaker.peer().submit(new Command.Send(send.ref(), to, send.text(), replyTo));
    }

    /** The speaker has read up to there, or everything. */
    void read(Speaker speaker, PeerId to, @Nullable MessageId upTo) {
        speaker.peer()
                .submit(new Command.Read(ask(Kind.READ, speaker, to, null, "").ref(), to, upTo));
    }

    private @Nullable MessageId any(List<MessageId> ids) {
        return ids.isEmpty() ? null : ids.get(random.nextInt(ids.size()));
    }

    private Asked ask(Kind kind, Speaker author, PeerId to, @Nullable MessageId target, String text) {
        Set<MessageId> known = kind == Kind.CLEAR ? author.seen(to).all() : Set.of();
        Asked next = new Asked(asked.size(), kind, author.id(), to, target, text, known);
        asked.add(next);
        byRef.put(next.ref(), next);
        return next;
    }
}
