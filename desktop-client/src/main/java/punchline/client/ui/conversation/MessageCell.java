package punchline.client.ui.conversation;

import java.text.Bidi;
import java.util.stream.Collectors;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Skin;
import javafx.scene.control.SkinBase;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import punchline.client.ui.conversation.MessageItem.Delivery;
import punchline.client.ui.conversation.MessageItem.Placement;
import punchline.client.ui.people.Person;
import punchline.client.ui.style.Icons;
import punchline.client.ui.text.Texts;
import punchline.client.ui.text.Times;
import punchline.engine.Event;
import punchline.engine.conversation.MessageId;

/** A message in its bubble, with the day or the line "new messages" above it where one belongs. */
final class MessageCell extends ListCell<MessageItem> {
    /** A longer line is hard to read, however wide the window. */
    private static final double MAX_BUBBLE_WIDTH = 580;

    private static final double BUBBLE_SHARE = 0.8;

    /** What a bubble shows of a long letter until asked for all of it. */
    private static final int FOLDED_CHARS = 2_500;

    /** What is shown of a message that another one answers: a line. */
    private static final int QUOTED_CHARS = 80;

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
    private final Label quote = new Label();
    private final BubbleText words;
    private final Label reactions = new Label();
    private final Label time = new Label();
    private final StackPane state = new StackPane();
    private final Tooltip stateTooltip = new Tooltip();
    private final HBox meta = new HBox(4, time, state);
    private final Hyperlink unfold = new Hyperlink();
    private final HBox remedy;
    private final HBox line;
    private final VBox row;
    private @Nullable MessageItem shown;
    private boolean unfolded;

    MessageCell(
            ConversationViewModel model,
            Texts texts,
            Times times,
            BubbleText.Selection selection,
            ReadOnlyDoubleProperty listWidth) {
        this.model = model;
        this.texts = texts;
        this.times = times;
        words = new BubbleText(selection);
        getStyleClass().add("message-cell");
        day.getStyleClass().add("day-separator");
        unread.getStyleClass().add("unread-line");
        unread.setText(texts.get("conversation.unreadLine"));
        unread.setMaxWidth(Double.MAX_VALUE);
        HBox dayLine = new HBox(day);
        dayLine.setAlignment(Pos.CENTER);
        dayLine.managedProperty().bind(day.visibleProperty());
        time.getStyleClass().add("message-time");
        meta.getStyleClass().add("message-meta");
        meta.setAlignment(Pos.CENTER_RIGHT);
        meta.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        meta.setMouseTransparent(false);
        stateTooltip.setShowDelay(Duration.millis(300));
        Tooltip.install(meta, stateTooltip);
        unfold.setText(texts.get("message.unfold"));
        unfold.setFocusTraversable(false);
        unfold.setOnAction(event -> {
            unfolded = true;
            show();
        });
        quote.getStyleClass().add("message-quote");
        quote.managedProperty().bind(quote.visibleProperty());
        reactions.getStyleClass().add("message-reactions");
        reactions.managedProperty().bind(reactions.visibleProperty());
        VBox content = new VBox(2, quote, words, unfold, reactions);
        StackPane bubble = new StackPane(content, meta);
        bubble.getStyleClass().add("bubble");
        bubble.setMinWidth(0);
        StackPane.setAlignment(meta, Pos.BOTTOM_RIGHT);
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
        unfolded = false;
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

        String clock = times.hourMinute(item.timeMillis());
        String delivery = deliveryText(item.delivery());
        time.setText(clock);
        state.getChildren().setAll(icon(item.delivery()));
        state.setVisible(item.mine());
        state.setManaged(item.mine());
        stateTooltip.setText(delivery.isEmpty() ? times.full(item.timeMillis()) : delivery);
        MessageItem.Body body = item.body();
        String said = body.deleted() ? texts.get("message.deleted") : body.text();
        if (body.edited()) {
            clock = texts.get("message.edited", clock);
            time.setText(clock);
        }
        showAround(body);
        boolean folded = !unfolded && said.length() > FOLDED_CHARS;
        unfold.setVisible(folded);
        unfold.setManaged(folded);
        String text = folded ? said.substring(0, FOLDED_CHARS) + "…" : said;
        boolean below = folded || reactions.isVisible() || Bidi.requiresBidi(text.toCharArray(), 0, text.length());
        // Room on the last line: right-to-left text ends on the left, so there the time goes below.
        double metaWidth = 8 + clock.length() * 6.6 + (item.mine() ? 22 : 0);
        words.show(text, below ? 0 : metaWidth);
        pseudoClassStateChanged(META_BELOW, below);
        pseudoClassStateChanged(DELETED, body.deleted());
        setAccessibleText(
                item.mine()
                        ? texts.get("message.accessible.mine", clock, said, delivery)
                        : texts.get("message.accessible.theirs", name(), clock, said));
        row.requestLayout();
    }

    /** What it answers, and what was put beside it. */
    private void showAround(MessageItem.Body body) {
        MessageId replyTo = body.replyTo();
        quote.setVisible(replyTo != null);
        if (replyTo != null) {
            String quoted = model.quoted(replyTo);
            quote.setText("↩ " + (quoted.isEmpty() ? texts.get("message.reply") : beginning(quoted)));
        }
        reactions.setVisible(!body.reactions().isEmpty());
        reactions.setText(body.reactions().stream().map(Event.Reaction::emoji).collect(Collectors.joining("  ")));
    }

    private static String beginning(String text) {
        return text.substring(0, Math.min(text.length(), QUOTED_CHARS)).replaceAll("\\s+", " ");
    }

    private String name() {
        Person with = model.personProperty().get();
        return with == null ? "" : with.state().name();
    }

    private String deliveryText(Delivery delivery) {
        return switch (delivery) {
            case RECEIVED -> "";
            case SAVING -> texts.get("delivery.saving");
            case QUEUED -> texts.get("delivery.queued", name());
            case SENT -> texts.get("delivery.sent", name());
            case DELIVERED -> texts.get("delivery.delivered", name());
            case READ -> texts.get("delivery.read", name());
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
