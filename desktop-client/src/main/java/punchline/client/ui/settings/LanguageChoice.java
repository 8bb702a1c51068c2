package punchline.client.ui.settings;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.ComboBox;
import org.jspecify.annotations.Nullable;
import punchline.client.ui.text.Language;
import punchline.client.ui.text.Languages;
import punchline.client.ui.text.Texts;

/** Offers the languages that the window speaks, each by its own name, and the system's first. */
final class LanguageChoice extends ComboBox<String> {
    LanguageChoice(Languages languages, Texts texts) {
        setId("language");
        setAccessibleText(texts.get("appearance.language"));
        List<String> names = new ArrayList<>();
        names.add(texts.get("appearance.language.system", languages.ofSystem().ownName()));
        List<Language> offered = List.of(Language.values());
        offered.forEach(language -> names.add(texts.own(language.ownName())));
        getItems().setAll(names);
        @Nullable Language chosen = languages.chosen();
        getSelectionModel().select(chosen == null ? 0 : offered.indexOf(chosen) + 1);
        getSelectionModel().selectedIndexProperty().addListener((property, old, now) -> {
            int place = now.intValue();
            if (place >= 0) {
                languages.choose(place == 0 ? null : offered.get(place - 1));
            }
        });
    }
}
