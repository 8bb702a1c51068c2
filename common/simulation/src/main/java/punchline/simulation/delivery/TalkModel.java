package punchline.simulation.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import punchline.engine.Event.MessageState;
import punchline.engine.HistoryMessage;
import punchline.engine.HistoryMessage.Reaction;
import punchline.engine.conversation.MessageId;
import punchline.protocol.PeerId;
import punchline.simulation.delivery.Asked.Kind;
import punchline.simulation.delivery.Asked.Outcome;

/**
 * What must have come of everything that two people asked for, told in the simplest way there is: what was told to be
 * durable holds, what was refused does not, and what a killed program never answered may hold or not, but the same for both.
 */
final class TalkModel {
    private final List<Asked> asked;

    /** Of what two asked of their programs about the conversation with each other. */
    TalkModel(List<Asked> asked) {
        this.asked = asked;
    }

    /** What is wrong with what the two see at the end, in words; empty if nothing. */
    List<String> objections(PeerId ann, List<HistoryMessage> seenByAnn, PeerId bob, List<HistoryMessage> seenByBob) {
        List<String> wrong = new ArrayList<>();
        Map<MessageId, HistoryMessage> anns = byId(seenByAnn, "Ann", wrong);
        Map<MessageId, HistoryMessage> bobs = byId(seenByBob, "Bob", wrong);
        List<HistoryMessage> turned = seenByBob.stream()
                .filter(message -> anns.containsKey(message.id()))
                .map(TalkModel::fromTheOtherSide)
                .toList();
        List<HistoryMessage> stateless = seenByAnn.stream()
                .filter(message -> bobs.containsKey(message.id()))
                .map(TalkModel::withoutState)
                .toList();
        if (!stateless.equals(turned)) {
            wrong.add("the two see different conversations:\n  " + stateless + "\n  " + turned);
        }
        checkSide(ann, bob, seenByAnn, bobs, wrong);
        checkSide(bob, ann, seenByBob, anns, wrong);
        for (Asked sent : asked) {
            MessageId id = sent.id();
            if (sent.kind() == Kind.SEND && id != null && !isPossible(Kind.CANCEL, id)) {
                Clears authors = new Clears(asked, sent.author());
                for (PeerId side : List.of(ann, bob)) {
                    boolean shown = (side.equals(ann) ? anns : bobs).containsKey(id);
                    if (!shown && !authors.mayDrop(sent) && !new Clears(asked, side).mayHide(sent)) {
                        wrong.add("missing at " + side.brief() + ": " + sent);
                    }
                }
            }
        }
        return wrong;
    }

    private static Map<MessageId, HistoryMessage> byId(List<HistoryMessage> seen, String name, List<String> wrong) {
        Set<String> orders =
                new LinkedHashSet<>(seen.stream().map(HistoryMessage::order).toList());
        if (orders.size() != seen.size()
                || !List.copyOf(orders).equals(orders.stream().sorted().toList())) {
            wrong.add("the places are not in order at " + name + ": " + orders);
        }
        Map<MessageId, HistoryMessage> byId = new HashMap<>();
        for (HistoryMessage message : seen) {
            if (byId.put(message.id(), message) != null) {
                wrong.add(message.id() + " is there twice at " + name);
            }
        }
        return byId;
    }

    private void checkSide(
            PeerId reader,
            PeerId other,
            List<HistoryMessage> seen,
            Map<MessageId, HistoryMessage> seenByOther,
            List<String> wrong) {
        Clears own = new Clears(asked, reader);
        Clears others = new Clears(asked, other);
        for (HistoryMessage message : seen) {
            PeerId author = message.mine() ? reader : other;
            check(message, author, message.mine() ? other : reader, wrong);
            if (own.hide(message.id())) {
                wrong.add("deleted with its conversation and there: " + message);
            }
            if (!seenByOther.containsKey(message.id()) && !others.mayHide(sentAs(message, author))) {
                wrong.add("seen by " + reader.brief() + " alone: " + message);
            }
            checkState(message, reader, other, wrong);
        }
    }

    private void check(HistoryMessage message, PeerId author, PeerId other, List<String> wrong) {
        Asked sent = sentAs(message, author);
        if (sent == null) {
            wrong.add("nobody sent " + message);
            return;
        }
        if (asked.stream().anyMatch(one -> isAbout(one, Kind.CANCEL, message.id()) && one.outcome() == Outcome.DONE)) {
            wrong.add("cancelled and there: " + message);
        }
        boolean mustBeDeleted = asked.stream()
                .anyMatch(one ->
                        isAbout(one, Kind.DELETE, message.id()) && one.outcome() == Outcome.DONE && !mayBeDropped(one));
        if (message.deleted() ? !isPossible(Kind.DELETE, message.id()) : mustBeDeleted) {
            wrong.add((mustBeDeleted ? "not deleted: " : "deleted by nobody: ") + message);
        }
        if (message.deleted()) {
            if (!message.text().isEmpty() || !message.reactions().isEmpty()) {
                wrong.add("more than a trace of what was deleted: " + message);
            }
            return;
        }
        if (!last(Kind.EDIT, author, message.id(), sent.text()).contains(message.text())) {
            wrong.add("another text than " + last(Kind.EDIT, author, message.id(), sent.text()) + ": " + message);
        }
        for (PeerId reacting : List.of(author, other)) {
            boolean mine = message.mine() == reacting.equals(author);
            String shown = message.reactions().stream()
                    .filter(reaction -> reaction.mine() == mine)
                    .map(Reaction::emoji)
                    .reduce("", String::concat);
            if (!last(Kind.REACT, reacting, message.id(), "").contains(shown)) {
                wrong.add("another reaction of " + reacting.brief() + " than "
                        + last(Kind.REACT, reacting, message.id(), "") + ": " + message);
            }
        }
        MessageId replyTo = message.replyTo();
        if (replyTo == null ? sent.target() != null : !replyTo.equals(sent.target())) {
            wrong.add("answers another message than " + sent.target() + ": " + message);
        }
    }

    private void checkState(HistoryMessage message, PeerId author, PeerId reader, List<String> wrong) {
        if (!message.mine()) {
            return;
        }
        Asked sent = sentAs(message, author);
        boolean mayBeRead = sent != null
                && asked.stream()
                        .anyMatch(one ->
                                one.kind() == Kind.READ && one.author().equals(reader) && one.number() > sent.number());
        if (message.state() != MessageState.DELIVERED && !(message.state() == MessageState.READ && mayBeRead)) {
            wrong.add("in this state at the end: " + message);
        }
    }

    /** The texts, or signs, that may stand at the end: the last that is known to hold, and any later that may. */
    private Set<String> last(Kind kind, PeerId author, MessageId target, String first) {
        Set<String> possible = new LinkedHashSet<>(Set.of(first));
        for (Asked one : asked) {
            if (isAbout(one, kind, target) && one.author().equals(author) && one.outcome() != Outcome.REFUSED) {
                if (one.outcome() == Outcome.DONE && !mayBeDropped(one)) {
                    possible.clear();
                }
                possible.add(one.text());
            }
        }
        return possible;
    }

    private @Nullable Asked sentAs(HistoryMessage message, PeerId author) {
        Asked lost = null;
        for (Asked one : asked) {
            if (one.kind() == Kind.SEND && one.author().equals(author) && one.outcome() != Outcome.REFUSED) {
                if (message.id().equals(one.id())) {
                    return one;
                }
                if (one.outcome() == Outcome.UNKNOWN && one.text().equals(message.text())) {
                    lost = one;
                }
            }
        }
        return lost;
    }

    /** Whether its author deleted the conversation before it may have left. */
    private boolean mayBeDropped(Asked change) {
        return new Clears(asked, change.author()).mayDrop(change);
    }

    private boolean isPossible(Kind kind, MessageId target) {
        return asked.stream().anyMatch(one -> isAbout(one, kind, target) && one.outcome() != Outcome.REFUSED);
    }

    private static boolean isAbout(Asked one, Kind kind, MessageId target) {
        return one.kind() == kind && target.equals(one.target());
    }

    private static HistoryMessage fromTheOtherSide(HistoryMessage message) {
        return new HistoryMessage(
                message.id(),
                !message.mine(),
                message.text(),
                null,
                message.time(),
                message.order(),
                message.replyTo(),
                message.edited(),
                message.deleted(),
                message.reactions().stream()
                        .map(reaction -> new Reaction(!reaction.mine(), reaction.emoji()))
                        .toList());
    }

    private static HistoryMessage withoutState(HistoryMessage message) {
        return new HistoryMessage(
                message.id(),
                message.mine(),
                message.text(),
                null,
                message.time(),
                message.order(),
                message.replyTo(),
                message.edited(),
                message.deleted(),
                message.reactions());
    }
}
