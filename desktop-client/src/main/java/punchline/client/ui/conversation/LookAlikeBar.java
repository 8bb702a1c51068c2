package punchline.client.ui.conversation;

import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import punchline.client.ui.people.Person;
import punchline.client.ui.people.PersonMenus;
import punchline.client.ui.people.PersonState;
import punchline.client.ui.style.Icons;
import punchline.client.ui.style.WrappedText;
import punchline.client.ui.text.Texts;
import punchline.engine.Event;
import punchline.engine.Event.Relation;

/** Warns, for as long as it is so, that the other bears the name of somebody else whom I know, but not that one's key. */
final class LookAlikeBar extends HBox {
    private final Texts texts;
    private final WrappedText words = WrappedText.styled("look-alike-words");
    private final ChangeListener<PersonState> onState = (property, old, now) -> show(now);
    private @Nullable Person person;

    LookAlikeBar(ConversationViewModel model, Texts texts, PersonMenus menus) {
        super(10);
        this.texts = texts;
        setId("look-alike");
        getStyleClass().add("look-alike-bar");
        setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(words, Priority.ALWAYS);
        Button check = new Button(texts.get("contact.verify"));
        check.setId("look-alike-verify");
        check.setMinWidth(USE_PREF_SIZE);
        check.setOnAction(event -> {
            if (person != null) {
                menus.verify(person);
            }
        });
        getChildren().addAll(Icons.of(Feather.ALERT_TRIANGLE), words, check);
        managedProperty().bind(visibleProperty());
        setVisible(false);
        model.personProperty().addListener((property, old, now) -> attach(now));
    }

    private void attach(@Nullable Person now) {
        if (person != null) {
            person.stateProperty().removeListener(onState);
        }
        person = now;
        if (now != null) {
            now.stateProperty().addListener(onState);
            show(now.state());
        }
    }

    private void show(PersonState state) {
        Event.LooksLike other = state.notes().looksLike();
        // Until both have agreed to talk the question whether to talk warns.
        boolean talks = state.relation() == Relation.ACCEPTED || state.relation() == Relation.REQUESTED;
        setVisible(other != null && talks);
        words.setText(
                other == null
                        ? ""
                        : texts.get(
                                other.verified() ? "ask.lookalike.verified" : "ask.lookalike",
                                state.name(),
                                other.name(),
                                other.id().brief()));
    }
}
