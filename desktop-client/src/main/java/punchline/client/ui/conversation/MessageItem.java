package punchline.client.ui.conversation;

import java.time.LocalDate;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import punchline.engine.Event.HistoryMessage;
import punchline.engine.Event.MessageState;
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

    private final boolean mine;
    private final String text;
    private final long timeMillis;
    private final ReadOnlyObjectWrapper<Delivery> delivery;
    private final ReadOnlyObjectWrapper<Placement> placement =
            new ReadOnlyObjectWrapper<>(this, "placement", new Placement(null, false, true, true));
    private @Nullable MessageId id;

    private MessageItem(@Nullable MessageId id, String text, long timeMillis, Delivery delivery) {
        this.id = id;
        this.mine = delivery != Delivery.RECEIVED;
        this.text = text;
        this.timeMillis = timeMillis;
        this.delivery = new ReadOnlyObjectWrapper<>(this, "delivery", delivery);
    }

    static MessageItem of(HistoryMessage message) {
        Delivery delivery = !message.mine()
                ? Delivery.RECEIVED
                : message.state() == null ? Delivery.QUEUED : deliveryOf(message.state());
        return new MessageItem(message.id(), message.text(), message.time(), delivery);
    }

    static MessageItem received(MessageId id, String text, long timeMillis) {
        return new MessageItem(id, text, timeMillis, Delivery.RECEIVED);
    }

    static MessageItem typed(String text, long timeMillis) {
        return new MessageItem(null, text, timeMillis, Delivery.SAVING);
    }

    static Delivery deliveryOf(MessageState state) {
        return switch (state) {
            case QUEUED -> Delivery.QUEUED;
            case SENT -> Delivery.SENT;
            case DELIVERED -> Delivery.DELIVERED;
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
        return text;
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

    void onSaved(MessageId savedAs) {
        id = savedAs;
    }

    /** Delivered is final; all else may come and go with the link. */
    void setDelivery(Delivery now) {
        if (delivery.get() != Delivery.DELIVERED) {
            delivery.set(now);
        }
    }

    void setPlacement(Placement now) {
        placement.set(now);
    }
}
