package punchline.client.ui.conversation;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Skin;
import javafx.scene.control.SkinBase;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import punchline.client.ui.conversation.MessageItem.Delivery;
import punchline.client.ui.conversation.MessageItem.Placement;
import punchline.client.ui.conversation.MessageParts.Part;
import punchline.client.ui.people.Person;
import punchline.client.ui.text.Texts;
import punchline.client.ui.text.Times;
import punchline.engine.conversation.MessageId;

/** A message in its bubble, with the day or the line "new messages" above it where one belongs, and below it what was added to it. */
final class MessageCell extends ListCell<MessageItem> {
    /** A longer line is hard to read, however wide the window. */
    private static final double MAX_BUBBLE_WIDTH = 580;

    private static final double BUBBLE_SHARE = 0.76;

    /** In a narrower list there is room for one button beside the widest bubble. */
    private static final double NARROW = 560;

    /** The list fills its unused end with empty cells, and needs them to have a height. */
    private static final double EMPTY_HEIGHT = 40;

    private static final PseudoClass MINE = PseudoClass.getPseudoClass("mine");
    private static final PseudoClass FIRST = PseudoClass.getPseudoClass("first");
    private static final PseudoClass LAST = PseudoClass.getPseudoClass("last");
    private static final PseudoClass META_BELOW = PseudoClass.getPseudoClass("meta-below");
    private static final PseudoClass DELETED = PseudoClass.getPseudoClass("deleted");
    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");
    private static final PseudoClass BIG = PseudoClass.getPseudoClass("big");
    private static final PseudoClass FOUND = PseudoClass.getPseudoClass("found");
    private static final PseudoClass REVEALED = PseudoClass.getPseudoClass("revealed");

    private final ConversationViewModel model;
    private final Texts texts;
    private final Times times;
    private final MessageGestures gestures;
    private final HoverBar hoverBar;
    private final InvalidationListener onChange = property -> show();
    private final Label day = new Label();
    private final Label unread = new Label();
    private final DeliveryMark mark;
    private final MessageBubble bubble;
    private final ReactionChips chips;
    private final NoteRow note;
    private final HBox line;
    private final VBox row;
    private @Nullable MessageItem shown;

    MessageCell(
            ConversationViewModel model,
            MessageGestures gestures,
            Texts texts,
            Times times,
            BubbleText.Selection selection,
            HoverBar hoverBar,
            ReadOnlyDoubleProperty listWidth) {
        this.model = model;
        this.texts = texts;
        this.times = times;
        this.hoverBar = hoverBar;
        mark = new DeliveryMark(texts, times);
        bubble = new MessageBubble(model, gestures, texts, mark, selection);
        chips = new ReactionChips(model.actions(), texts);
        note = new NoteRow(model, texts);
        getStyleClass().add("message-cell");
        day.getStyleClass().add("day-separator");
        unread.getStyleClass().add("unread-line");
        unread.setText(texts.get("conversation.unreadLine"));
        unread.setMaxWidth(Double.MAX_VALUE);
        unread.managedProperty().bind(unread.visibleProperty());
        HBox dayLine = new HBox(day);
        dayLine.setAlignment(Pos.CENTER);
        dayLine.managedProperty().bind(day.visibleProperty());
        // The list's width: a cell is asked for its height before it has a width.
        bubble.maxWidthProperty().bind(Bindings.min(MAX_BUBBLE_WIDTH, listWidth.multiply(BUBBLE_SHARE)));
        this.gestures = gestures;
        mark.setOnMouseClicked(this::onMarkClicked);
        line = new HBox(6, bubble);
        line.setOnMouseEntered(event -> {
            if (shown != null) {
                hoverBar.goTo(shown, line, listWidth.get() < NARROW);
            }
        });
        line.setOnMouseExited(event -> hoverBar.leave(line));
        row = new VBox(dayLine, unread, line, chips, note);
        row.setVisible(false);
        model.revealing()
                .revealedProperty()
                .addListener((property, old, now) -> pseudoClassStateChanged(REVEALED, shown != null && shown == now));
        InvalidationListener onSearch = property -> markFound();
        model.search().soughtProperty().addListener(onSearch);
        model.search().currentProperty().addListener(onSearch);
        model.quotes().changesProperty().addListener(property -> {
            if (shown != null && shown.body().replyTo() != null) {
                show();
            }
        });
        setPrefWidth(0);
    }

    private void markFound() {
        if (shown != null) {
            MessageId at = model.search().currentProperty().get();
            boolean current = at != null && at.equals(shown.id());
            bubble.mark(model.search().soughtProperty().get(), current);
            pseudoClassStateChanged(FOUND, current);
        }
    }

    private void onMarkClicked(MouseEvent event) {
        if (event.getButton() == MouseButton.PRIMARY) {
            details();
            event.consume();
        }
    }

    private void details() {
        if (shown != null) {
            gestures.details(shown, mark);
        }
    }

    /** What of the message takes the keyboard, in reading order. */
    List<Part> parts() {
        List<Part> parts = new ArrayList<>(bubble.parts());
        if (shown != null && shown.mine()) {
            parts.add(new Part(mark, this::details));
        }
        for (Pane buttons : List.of(chips, note)) {
            for (Node node : buttons.isVisible() ? buttons.getChildren() : List.<Node>of()) {
                if (node instanceof ButtonBase button) {
                    parts.add(new Part(button, button::fire));
                }
            }
        }
        return parts;
    }

    /** What the message stands in on the screen. */
    Node anchor() {
        return bubble;
    }

    MessageBubble bubble() {
        return bubble;
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
            shown.noteProperty().removeListener(onChange);
        }
        hoverBar.leave(line);
        if (parts().stream().anyMatch(part -> part.node().isFocused())) {
            // What had the keyboard is about to say something else.
            getListView().requestFocus();
        }
        shown = item;
        row.setVisible(item != null);
        if (item != null) {
            item.deliveryProperty().addListener(onChange);
            item.bodyProperty().addListener(onChange);
            item.placementProperty().addListener(onChange);
            item.noteProperty().addListener(onChange);
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
        line.setAlignment(item.mine() ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
        mark.show(item, name());
        bubble.show(item, name());
        chips.show(item, name());
        note.show(item);
        markFound();
        pseudoClassStateChanged(MINE, item.mine());
        pseudoClassStateChanged(FIRST, placement.first());
        pseudoClassStateChanged(LAST, placement.last());
        pseudoClassStateChanged(FAILED, item.delivery() == Delivery.FAILED);
        pseudoClassStateChanged(META_BELOW, bubble.isMarkBelow());
        pseudoClassStateChanged(BIG, bubble.isBig());
        pseudoClassStateChanged(DELETED, item.body().deleted());
        pseudoClassStateChanged(
                REVEALED, item == model.revealing().revealedProperty().get());
        setAccessibleText(accessible(item));
        row.requestLayout();
    }

    private String accessible(MessageItem item) {
        String clock = mark.clock(item);
        String said = bubble.said(item.body());
        return item.mine()
                ? texts.get("message.accessible.mine", clock, said, mark.words(item.delivery(), name()))
                : texts.get("message.accessible.theirs", name(), clock, said);
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
