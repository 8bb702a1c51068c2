package punchline.client.ui.people;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import punchline.client.ui.style.Avatar;
import punchline.client.ui.style.EmojiLabel;
import punchline.client.ui.style.PartsLine;
import punchline.client.ui.text.Texts;
import punchline.client.ui.text.Times;
import punchline.engine.HistoryMessage;

/** A message that was found: with whom, when, and the words among those around them. */
final class FoundRow extends HBox {
    private final Texts texts;
    private final Times times;
    private final Avatar avatar = new Avatar(40);
    private final EmojiLabel name = new EmojiLabel();
    private final Label time = new Label();
    private final PartsLine line = new PartsLine();

    FoundRow(Texts texts, Times times) {
        super(12);
        this.texts = texts;
        this.times = times;
        setAlignment(Pos.CENTER_LEFT);
        name.getStyleClass().add("person-name");
        name.setMinWidth(0);
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        time.getStyleClass().add("person-time");
        time.setMinWidth(USE_PREF_SIZE);
        HBox first = new HBox(6, name, time);
        first.setAlignment(Pos.CENTER_LEFT);
        VBox words = new VBox(3, first, line);
        words.setAlignment(Pos.CENTER_LEFT);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren().addAll(avatar, words);
    }

    /** Shows it; returns it in words. */
    String show(PeopleItem.Found found) {
        String called = found.person().state().name();
        HistoryMessage message = found.hit().message();
        avatar.show(found.person().id(), called);
        avatar.hidePresence();
        name.setText(called);
        time.setText(times.brief(message.time()));
        Snippet snippet = Snippet.of(message.text(), found.hit().ranges());
        line.show(snippet.text(), snippet.parts().stream().map(FoundRow::words).toList());
        return texts.get("found.accessible", called, times.full(message.time()), message.text());
    }

    private static Label words(Snippet.Part part) {
        EmojiLabel words = new EmojiLabel();
        words.setText(part.text());
        words.setMinWidth(0);
        words.getStyleClass().add("person-preview");
        if (part.found()) {
            words.getStyleClass().add("found-words");
        }
        return words;
    }
}
