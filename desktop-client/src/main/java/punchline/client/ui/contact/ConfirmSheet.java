package punchline.client.ui.contact;

import punchline.client.ui.people.Person;
import punchline.client.ui.style.Sheet;
import punchline.client.ui.text.Texts;

/** Says precisely what is about to be done to a person or a conversation, and does it only then. */
final class ConfirmSheet extends Sheet {
    /** {@code key} names the words: {@code .title}, {@code .words}, {@code .more}, {@code .do}. */
    ConfirmSheet(String key, Person person, Texts texts, Runnable action, Runnable onClose) {
        super(key + "-sheet", texts.get(key + ".title", person.state().name()), texts, onClose);
        String name = person.state().name();
        add(paragraph(words(key + ".words", name)), paragraph(words(key + ".more", name), "sheet-hint"));
        closeButton("sheet.cancel");
        button(
                key + "-do",
                key + ".do",
                () -> {
                    close();
                    action.run();
                },
                "danger");
    }
}
