package punchline.client.ui.conversation;

import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import punchline.client.ui.people.Person;
import punchline.client.ui.people.PersonState;
import punchline.client.ui.style.Icons;
import punchline.client.ui.style.WrappedText;
import punchline.client.ui.text.Texts;
import punchline.engine.Event;
import punchline.engine.Event.Relation;

/** Says what there is to decide until both have agreed to talk: to ask, with the first message below or without one; to answer; to think again. */
final class AskCard extends VBox {
    private final Texts texts;
    private final WrappedText title = WrappedText.styled("ask-title");
    private final WrappedText quote = WrappedText.styled("ask-quote");
    private final WrappedText warning = WrappedText.styled("ask-warning");
    private final WrappedText hint = WrappedText.styled("ask-hint");
    private final Button connect;
    private final Button accept;
    private final Button decline;
    private final Button unblock;
    private final HBox actions;
    private final ChangeListener<PersonState> onState = (property, old, now) -> show(now);
    private @Nullable Person person;
    private @Nullable Relation relation;
    private Event.Notes notes = Event.Notes.NONE;
    private boolean drawn;

    AskCard(ConversationViewModel model, Texts texts) {
        this.texts = texts;
        getStyleClass().add("ask-card");
        connect = new Button(texts.get("ask.connect"), Icons.of(Feather.USER_PLUS));
        connect.setId("connect");
        connect.setOnAction(event -> model.asking().connect());
        accept = new Button(texts.get("ask.accept"), Icons.of(Feather.CHECK));
        accept.setId("accept");
        accept.getStyleClass().add("accent");
        accept.setOnAction(event -> model.asking().accept());
        decline = new Button(texts.get("ask.decline"));
        decline.setId("decline");
        decline.setOnAction(event -> model.asking().decline());
        unblock = new Button(texts.get("ask.unblock"));
        unblock.setId("unblock");
        unblock.setOnAction(event -> model.asking().unblock());
        actions = new HBox(10);
        actions.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(title, warning, quote, hint, actions);
        model.personProperty().addListener((property, old, now) -> attach(now));
        setVisible(false);
        setManaged(false);
    }

    private void attach(@Nullable Person now) {
        if (person != null) {
            person.stateProperty().removeListener(onState);
        }
        person = now;
        drawn = false;
        if (now != null) {
            now.stateProperty().addListener(onState);
            show(now.state());
        } else {
            setVisible(false);
            setManaged(false);
        }
    }

    private void show(PersonState state) {
        boolean asking = state.relation() != Relation.ACCEPTED && state.relation() != Relation.REQUESTED;
        setVisible(asking);
        setManaged(asking);
        if (!asking || (drawn && relation == state.relation() && notes.equals(state.notes()))) {
            relation = state.relation();
            return;
        }
        drawn = true;
        relation = state.relation();
        notes = state.notes();
        warn(state);
        boolean stranger = relation == null;
        boolean pending = relation == Relation.PENDING;
        boolean blocked = relation == Relation.BLOCKED;
        String key = stranger ? "stranger" : pending ? "pending" : blocked ? "blocked" : "rejected";
        title.setText(texts.get("ask." + key + ".title", state.name()));
        hint.setText(texts.get("ask." + key + ".hint", state.name()));
        boolean quoted = pending && !state.greeting().isBlank();
        quote.setText(quoted ? "“" + state.greeting().strip() + "”" : "");
        quote.setVisible(quoted);
        quote.setManaged(quoted);
        if (stranger) {
            actions.getChildren().setAll(connect);
        } else if (pending) {
            actions.getChildren().setAll(accept, decline);
        } else if (blocked) {
            actions.getChildren().setAll(unblock);
        } else {
            actions.getChildren().setAll(accept);
        }
    }

    /** Whoever bears the name of another must not be taken for that one. */
    private void warn(PersonState state) {
        Event.LooksLike other = state.notes().looksLike();
        warning.setText(
                other == null
                        ? ""
                        : texts.get(
                                other.verified() ? "ask.lookalike.verified" : "ask.lookalike",
                                state.name(),
                                other.name(),
                                other.id().brief()));
        warning.setVisible(other != null);
        warning.setManaged(other != null);
    }
}
