package punchline.client.ui.conversation;

import java.util.Locale;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import punchline.client.ui.conversation.MessageItem.Delivery;
import punchline.client.ui.people.Person;
import punchline.client.ui.people.PersonState;
import punchline.client.ui.style.Icons;
import punchline.client.ui.style.WrappedText;
import punchline.client.ui.text.Texts;
import punchline.client.ui.text.Times;
import punchline.engine.Event.Relation;
import punchline.engine.Happening;

/** What happened to a message of mine, in plain words and with times; why it waits, and what would help. */
final class TimelineCard extends VBox {
    private static final double WIDTH = 340;

    private final ConversationViewModel model;
    private final Texts texts;
    private final Times times;
    private final MessageItem item;
    private final @Nullable Person person;
    private final WrappedText why = WrappedText.styled("timeline-why");
    private final GridPane steps = new GridPane();
    private final Button close;
    private final Button now;
    private final Button cancel;
    private final InvalidationListener onChange = property -> show();
    private final ChangeListener<PersonState> onState = (property, old, state) -> show();

    TimelineCard(ConversationViewModel model, Texts texts, Times times, Runnable onClose) {
        this.model = model;
        this.texts = texts;
        this.times = times;
        item = java.util.Objects.requireNonNull(model.timeline().itemProperty().get());
        person = model.personProperty().get();
        setId("timeline");
        getStyleClass().addAll("card", "timeline");
        setPrefWidth(WIDTH);
        Label title = new Label(texts.get("timeline.title"));
        title.getStyleClass().add("card-title");
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        close = Icons.button(Feather.X, texts.get("card.close"));
        close.setOnAction(event -> onClose.run());
        HBox head = new HBox(8, title, close);
        head.setAlignment(Pos.CENTER_LEFT);
        why.setId("timeline-why");
        steps.getStyleClass().add("timeline-steps");
        now = new Button(texts.get("message.sendNow"));
        now.setId("timeline-now");
        now.setOnAction(event -> model.actions().sendNow(item));
        cancel = new Button(texts.get("message.cancel"));
        cancel.setId("timeline-cancel");
        cancel.setOnAction(event -> {
            onClose.run();
            model.actions().cancel(item);
        });
        HBox buttons = new HBox(8, now, cancel);
        buttons.managedProperty().bind(buttons.visibleProperty());
        buttons.visibleProperty().bind(item.deliveryProperty().isEqualTo(Delivery.QUEUED));
        getChildren().addAll(head, why, steps, buttons);
        item.deliveryProperty().addListener(onChange);
        model.timeline().happenings().addListener(onChange);
        if (person != null) {
            person.stateProperty().addListener(onState);
        }
        show();
    }

    void focusFirst() {
        close.requestFocus();
    }

    void detach() {
        item.deliveryProperty().removeListener(onChange);
        model.timeline().happenings().removeListener(onChange);
        if (person != null) {
            person.stateProperty().removeListener(onState);
        }
    }

    private void show() {
        why.setText(why());
        steps.getChildren().clear();
        int row = 0;
        for (Happening one : model.timeline().happenings()) {
            Label time = new Label(one.time() == 0 ? "" : times.exact(one.time()));
            time.getStyleClass().add("timeline-time");
            time.setMinWidth(USE_PREF_SIZE);
            WrappedText words = WrappedText.styled("timeline-step");
            words.setText(words(one));
            GridPane.setHgrow(words, Priority.ALWAYS);
            GridPane.setValignment(time, VPos.TOP);
            steps.addRow(row++, time, words);
        }
    }

    private String words(Happening one) {
        String key = "step." + one.step().name().toLowerCase(Locale.ROOT);
        String step = texts.get(key, name());
        return one.why() == null ? step : texts.get("step.detail", step, texts.reason(one.why()));
    }

    private String why() {
        return switch (item.delivery()) {
            case QUEUED -> waiting();
            case SENT -> texts.get("why.sent", name());
            case DELIVERED -> texts.get("why.delivered", name());
            case READ -> texts.get("why.read", name());
            case RECEIVED, SAVING, FAILED -> "";
        };
    }

    private String waiting() {
        PersonState state = person == null ? null : person.state();
        if (state == null || state.relation() == Relation.REQUESTED) {
            return texts.get("why.requested", name());
        }
        return switch (state.link()) {
            case ONLINE -> texts.get("why.online", name());
            case CONNECTING -> texts.get("why.connecting", name());
            case OFFLINE -> texts.get("why.offline", name());
            case UNREACHABLE ->
                state.reason() == null
                        ? texts.get("why.unreachable", name())
                        : texts.get("why.unreachable.reason", name(), texts.clause(state.reason()));
        };
    }

    private String name() {
        return person == null ? "" : person.state().name();
    }
}
