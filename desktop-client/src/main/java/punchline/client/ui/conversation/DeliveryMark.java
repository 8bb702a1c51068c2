package punchline.client.ui.conversation;

import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import punchline.client.ui.conversation.MessageItem.Delivery;
import punchline.client.ui.style.Icons;
import punchline.client.ui.text.Texts;
import punchline.client.ui.text.Times;

/** When a message was written and, of one of mine, what became of it. */
final class DeliveryMark extends HBox {
    private final Texts texts;
    private final Times times;
    private final Label time = new Label();
    private final StackPane state = new StackPane();
    private final Tooltip tooltip = new Tooltip();

    DeliveryMark(Texts texts, Times times) {
        super(4);
        this.texts = texts;
        this.times = times;
        getStyleClass().add("message-meta");
        time.getStyleClass().add("message-time");
        setAlignment(Pos.CENTER_RIGHT);
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        tooltip.setShowDelay(Duration.millis(300));
        Tooltip.install(this, tooltip);
        setAccessibleRole(AccessibleRole.BUTTON);
        getChildren().addAll(time, state);
    }

    /** Shows a message's mark; {@code to} is who gets it. */
    void show(MessageItem item, String to) {
        time.setText(clock(item));
        state.getChildren().setAll(icon(item.delivery()));
        state.setVisible(item.mine());
        state.setManaged(item.mine());
        setCursor(item.mine() ? Cursor.HAND : Cursor.DEFAULT);
        String delivery = words(item.delivery(), to);
        setAccessibleText(delivery.isEmpty() ? null : texts.get("message.state.accessible", delivery));
        tooltip.setText(delivery.isEmpty() ? times.full(item.timeMillis()) : delivery);
    }

    /** The time as it stands in the bubble. */
    String clock(MessageItem item) {
        String clock = times.hourMinute(item.timeMillis());
        return item.body().edited() ? texts.get("message.edited", clock) : clock;
    }

    /** About how wide this is: the room to leave for it on a text's last line. */
    double roughWidth(MessageItem item) {
        return 8 + clock(item).length() * 6.6 + (item.mine() ? 22 : 0);
    }

    /** What became of it in a sentence, empty if it is not mine. */
    String words(Delivery delivery, String to) {
        return switch (delivery) {
            case RECEIVED -> "";
            case SAVING -> texts.get("delivery.saving");
            case QUEUED -> texts.get("delivery.queued", to);
            case SENT -> texts.get("delivery.sent", to);
            case DELIVERED -> texts.get("delivery.delivered", to);
            case READ -> texts.get("delivery.read", to);
            case FAILED -> texts.get("message.failed");
        };
    }

    private static Node icon(Delivery delivery) {
        return switch (delivery) {
            case RECEIVED -> new Region();
            case SAVING -> Icons.of(Feather.MORE_HORIZONTAL, "state-icon", "state-saving");
            case QUEUED -> Icons.of(Feather.CLOCK, "state-icon", "state-queued");
            case SENT -> Icons.of(Feather.CHECK, "state-icon", "state-sent");
            case DELIVERED -> Icons.doubleCheck("state-icon", "state-delivered");
            case READ -> Icons.of(Feather.EYE, "state-icon", "state-delivered", "state-read");
            case FAILED -> Icons.of(Feather.ALERT_CIRCLE, "state-icon", "state-failed");
        };
    }
}
