package punchline.client.ui.text;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** What has been done, in words, until something else is or the person has read it. */
public final class News {
    private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper(this, "words", "");

    /** Empty if nothing. */
    public ReadOnlyStringProperty wordsProperty() {
        return words.getReadOnlyProperty();
    }

    public void tell(String told) {
        words.set(told);
    }

    public void dismiss() {
        words.set("");
    }
}
