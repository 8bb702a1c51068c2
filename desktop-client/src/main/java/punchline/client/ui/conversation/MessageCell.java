package punchline.client.ui.conversation;

import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Skin;
import javafx.scene.control.SkinBase;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import punchline.client.ui.conversation.MessageItem.Delivery;
import punchline.client.ui.conversation.MessageItem.Placement;
import punchline.client.ui.people.Person;
import punchline.client.ui.style.Icons;
import punchline.client.ui.text.Texts;
import punchline.client.ui.text.Times;

/** A message in its bubble, with the day or the line "new messages" above it where one belongs. */
final class MessageCell extends ListCell<MessageItem> {
    /** A longer line is hard to read, however wide the window. */
    private static final double MAX_BUBBLE_WIDTH = 580;

    private static final double BUBBLE_SHARE = 0.8;

    /** The list fills its unused end with empty cells, and needs them to have a height. */
    private static final double EMPTY_HEIGHT = 40;

    private static final PseudoClass MINE = PseudoClass.getPseudoClass("mine");
    private static final PseudoClass FIRST = PseudoClass.getPseudoClass("first");
    private static final PseudoClass LAST = PseudoClass.getPseudoClass("last");
    private static final PseudoClass META_BELOW = PseudoClass.getPseudoClass("meta-below");
    private static final PseudoClass DELETED = PseudoClass.getPseudoClass("deleted");
    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");

    private final ConversationViewModel model;
    private final Texts texts;
    private final Times times;
    private final InvalidationListener onChange = property -> show();
    private final Label day = new Label();
    private final Label unread = new Label();
    private final DeliveryMark mark;
    private final MessageBubble bubble;
    private final HBox remedy;
    private final HBox line;
    private final VBox row;
    private @Nullable MessageItem shown;

    MessageCell(
            ConversationViewModel model,
            Texts texts,
            Times times,
            BubbleText.Selection selection,
            ReadOnlyDoubleProperty listWidth) {
        this.model = model;
        this.texts = texts;
        this.times = times;
        mark = new DeliveryMark(texts, times);
        bubble = new MessageBubble(model, texts, mark, selection);
        getStyleClass().add("message-cell");
        day.getStyleClass().add("day-separator");
        unread.getStyleClass().add("unread-line");
        unread.setText(texts.get("conversation.unreadLine"));
        unread.setMaxWidth(Double.MAX_VALUE);
        HBox dayLine = new HBox(day);
        dayLine.setAlignment(Pos.CENTER);
        dayLine.managedProperty().bind(day.visibleProperty());
        // The list's width: a cell is asked for its height before it has a width.
        bubble.maxWidthProperty().bind(Bindings.min(MAX_BUBBLE_WIDTH, listWidth.multiply(BUBBLE_SHARE)));
        bubble.setOnContextMenuRequested(event -> {
            menu(selection).show(bubble, event.getScreenX(), event.getScreenY());
            event.consume();
        });
        line = new HBox(bubble);
        remedy = remedy();
        row = new VBox(dayLine, unread, line, remedy);
        row.setVisible(false);
        setPrefWidth(0);
    }

    private HBox remedy() {
        Hyperlink retry = new Hyperlink(texts.get("message.retry"));
        retry.setOnAction(event -> act(model::retry));
        Hyperlink discard = new Hyperlink(texts.get("message.discard"));
        discard.setOnAction(event -> act(model::discard));
        HBox box = new HBox(8, new Label(texts.get("message.failed")), retry, discard);
        box.getStyleClass().add("remedy");
        box.setAlignment(Pos.CENTER_RIGHT);
        return box;
    }

    private void act(java.util.function.Consumer<MessageItem> action) {
        if (shown != null) {
            action.accept(shown);
        }
    }

    private ContextMenu menu(BubbleText.Selection selection) {
        String selected = selection.text();
        MenuItem copy = new MenuItem(texts.get(selected.isEmpty() ? "message.copy" : "message.copySelection"));
        copy.setGraphic(Icons.of(Feather.COPY));
        copy.setOnAction(event -> BubbleText.copy(selected.isEmpty() && shown != null ? shown.text() : selected));
        return new ContextMenu(copy);
    }

    @Override
    protected void updateItem(@Nullable MessageItem item, boolean empty) {
        super.updateItem(item, empty);
        if (item == shown) {
            return;
        }
        if (shown != null) {
            shown.deliveryProperty().removeListener(onChange);
            shown.bodyProperty().removeListener(onChange);
            shown.placementProperty().removeListener(onChange);
        }
        shown = item;
        row.setVisible(item != null);
        if (item != null) {
            item.deliveryProperty().addListener(onChange);
            item.bodyProperty().addListener(onChange);
            item.placementProperty().addListener(onChange);
            show();
        } else {
            setAccessibleText(null);
        }
    }

    private void show() {
        MessageItem item = shown;
        if (item == null) {
            return;
        }
        Placement placement = item.placement();
        day.setVisible(placement.day() != null);
        day.setText(placement.day() == null ? "" : times.heading(placement.day()));
        unread.setVisible(placement.unreadLine());
        unread.setManaged(placement.unreadLine());
        line.setAlignment(item.mine() ? Pos.TOP_RIGHT : Pos.TOP_LEFT);
        boolean failed = item.delivery() == Delivery.FAILED;
        remedy.setVisible(failed);
        remedy.setManaged(failed);
        pseudoClassStateChanged(MINE, item.mine());
        pseudoClassStateChanged(FIRST, placement.first());
        pseudoClassStateChanged(LAST, placement.last());
        pseudoClassStateChanged(FAILED, failed);

        mark.show(item, name());
        bubble.show(item);
        pseudoClassStateChanged(META_BELOW, bubble.isMarkBelow());
        pseudoClassStateChanged(DELETED, item.body().deleted());
        String clock = mark.clock(item);
        String said = bubble.said(item.body());
        setAccessibleText(
                item.mine()
                        ? texts.get("message.accessible.mine", clock, said, mark.words(item.delivery(), name()))
                        : texts.get("message.accessible.theirs", name(), clock, said));
        row.requestLayout();
    }

    private String name() {
        Person with = model.personProperty().get();
        return with == null ? "" : with.state().name();
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new RowSkin(this);
    }

    /** Lets the row wrap at the cell's width; the usual skin would ask for the height at the width of one endless line. */
    private static final class RowSkin extends SkinBase<MessageCell> {
        RowSkin(MessageCell cell) {
            super(cell);
            getChildren().setAll(cell.row);
            consumeMouseEvents(false);
        }

        @Override
        protected double computePrefHeight(double width, double top, double right, double bottom, double left) {
            MessageCell cell = getSkinnable();
            if (cell.shown == null) {
                return EMPTY_HEIGHT;
            }
            double inner = width < 0 ? -1 : Math.max(0, width - left - right);
            return top + cell.row.prefHeight(inner) + bottom;
        }

        @Override
        protected double computeMinHeight(double width, double top, double right, double bottom, double left) {
            return 0;
        }

        @Override
        protected void layoutChildren(double x, double y, double width, double height) {
            getSkinnable().row.resizeRelocate(x, y, width, height);
        }
    }
}
