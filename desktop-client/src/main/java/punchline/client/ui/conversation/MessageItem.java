package punchline.client.ui.conversation;

import java.time.LocalDate;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import punchline.engine.Event;
import punchline.engine.Event.MessageState;
import punchline.engine.HistoryMessage;
import punchline.engine.HistoryMessage.Reaction;
import punchline.engine.conversation.MessageId;

/** One message on the screen. */
public final class MessageItem {
    /** What became of a message of mine. */
    public enum Delivery {
        /** Not a message of mine. */
        RECEIVED,
        /** Typed, not yet durable here. */
        SAVING,
        QUEUED,
        SENT,
        DELIVERED,
        READ,
        /** Could not be made durable; the text is still here. */
        FAILED
    }

    /**
     * Where a message stands among its neighbours.
     *
     * @param day       the day that begins above it, or null
     * @param unreadLine the line "new messages" is above it
     * @param first     of a group by the same sender
     * @param last      of a group by the same sender
     */
    public record Placement(@Nullable LocalDate day, boolean unreadLine, boolean first, boolean last) {}

    /**
     * What a message says at this moment.
     *
     * @param text    empty once deleted
     * @param replyTo the message that it answers, or null
     */
    public record Body(
            String text,
            boolean edited,
            boolean deleted,
            List<Reaction> reactions,
            @Nullable MessageId replyTo) {
        static Body of(String text, @Nullable MessageId replyTo) {
            return new Body(text, false, false, List.of(), replyTo);
        }
    }

    /**
     * What is said beside a message, to me alone.
     *
     * @param problem why something was not done, empty if it is asked whether to delete
     */
    public record Note(String problem) {
        static final Note CONFIRM_DELETE = new Note("");

        static Note problem(String words) {
            return new Note(words);
        }

        boolean asksToDelete() {
            return problem.isEmpty();
        }
    }

    private final boolean mine;
    private final ReadOnlyObjectWrapper<Body> body;
    private final long timeMillis;
    private final ReadOnlyObjectWrapper<Delivery> delivery;
    private final ReadOnlyObjectWrapper<Placement> placement =
            new ReadOnlyObjectWrapper<>(this, "placement", new Placement(null, false, true, true));
    private final ReadOnlyObjectWrapper<@Nullable Note> note = new ReadOnlyObjectWrapper<>(this, "note");
    private @Nullable MessageId id;

    private String order;

    private MessageItem(@Nullable MessageId id, Body body, long timeMillis, Delivery delivery, String order) {
        this.id = id;
        this.mine = delivery != Delivery.RECEIVED;
        this.body = new ReadOnlyObjectWrapper<>(this, "body", body);
        this.timeMillis = timeMillis;
        this.delivery = new ReadOnlyObjectWrapper<>(this, "delivery", delivery);
        this.order = order;
    }

    static MessageItem of(HistoryMessage message) {
        Delivery delivery = !message.mine()
                ? Delivery.RECEIVED
                : message.state() == null ? Delivery.QUEUED : deliveryOf(message.state());
        return new MessageItem(message.id(), bodyOf(message), message.time(), delivery, message.order());
    }

    static Body bodyOf(HistoryMessage message) {
        return new Body(message.text(), message.edited(), message.deleted(), message.reactions(), message.replyTo());
    }

    static MessageItem received(Event.Message message) {
        Body body = Body.of(message.text(), message.replyTo());
        return new MessageItem(message.id(), body, message.time(), Delivery.RECEIVED, message.order());
    }

    static MessageItem typed(String text, @Nullable MessageId replyTo, long timeMillis) {
        return new MessageItem(null, Body.of(text, replyTo), timeMillis, Delivery.SAVING, "");
    }

    static Delivery deliveryOf(MessageState state) {
        return switch (state) {
            case QUEUED -> Delivery.QUEUED;
            case SENT -> Delivery.SENT;
            case DELIVERED -> Delivery.DELIVERED;
            case READ -> Delivery.READ;
            case CANCELLED -> throw new IllegalArgumentException("what was cancelled is not shown");
        };
    }

    /** Null until durable. */
    @Nullable
    MessageId id() {
        return id;
    }

    public boolean mine() {
        return mine;
    }

    public String text() {
        return body.get().text();
    }

    public Body body() {
        return body.get();
    }

    public ReadOnlyObjectProperty<Body> bodyProperty() {
        return body.getReadOnlyProperty();
    }

    /** Whether it belongs before the other, as far as both places are known. */
    boolean belongsBefore(MessageItem other) {
        return !order.isEmpty() && order.compareTo(other.order) < 0;
    }

    /** The sender's wall clock. */
    public long timeMillis() {
        return timeMillis;
    }

    public Delivery delivery() {
        return delivery.get();
    }

    public ReadOnlyObjectProperty<Delivery> deliveryProperty() {
        return delivery.getReadOnlyProperty();
    }

    public Placement placement() {
        return placement.get();
    }

    public ReadOnlyObjectProperty<Placement> placementProperty() {
        return placement.getReadOnlyProperty();
    }

    @Nullable
    Note note() {
        return note.get();
    }

    ReadOnlyObjectProperty<@Nullable Note> noteProperty() {
        return note.getReadOnlyProperty();
    }

    void setNote(@Nullable Note now) {
        note.set(now);
    }

    void onSaved(MessageId savedAs, String place) {
        id = savedAs;
        order = place;
    }

    void setBody(Body now) {
        body.set(now);
    }

    /** After delivered comes read and nothing else; all before may come and go with the link. */
    void setDelivery(Delivery now) {
        if (now == Delivery.READ || (delivery.get() != Delivery.DELIVERED && delivery.get() != Delivery.READ)) {
            delivery.set(now);
        }
    }

    void setPlacement(Placement now) {
        placement.set(now);
    }
}
