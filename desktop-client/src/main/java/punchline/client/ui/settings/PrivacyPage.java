package punchline.client.ui.settings;

import javafx.scene.control.CheckBox;
import punchline.client.ui.text.Texts;

/** What others learn of me beside what I write, and how long it is kept here. */
final class PrivacyPage extends Page {
    private final CheckBox listed;

    PrivacyPage(SettingsViewModel model, Texts texts) {
        super(texts);
        listed = flag("listed", "privacy.listed", model.listedProperty(), model::setListed);
        section("privacy.seen", listed, hint("privacy.listed.hint"));
        section(
                "privacy.tell",
                flag("tell-typing", "privacy.typing", model.typingProperty(), model::setTyping),
                hint("privacy.typing.hint"),
                flag("tell-read", "privacy.read", model.readReceiptsProperty(), model::setReadReceipts),
                hint("privacy.read.hint"));
        section("privacy.kept", hint("privacy.kept.hint"));
    }

    @Override
    void focusFirst() {
        listed.requestFocus();
    }
}
