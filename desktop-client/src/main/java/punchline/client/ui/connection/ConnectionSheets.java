package punchline.client.ui.connection;

import java.util.List;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import org.kordamp.ikonli.feather.Feather;
import punchline.client.ui.people.Person;
import punchline.client.ui.people.PresenceText;
import punchline.client.ui.style.Icons;
import punchline.client.ui.style.OverlayLayer;
import punchline.client.ui.text.Texts;
import punchline.client.ui.text.Times;

/** Opens the sheets about connections. JavaFX thread. */
public final class ConnectionSheets {
    private final ConnectionViewModel model;
    private final Supplier<List<Person>> contacts;
    private final Texts texts;
    private final Times times;
    private final PresenceText presence;
    private final OverlayLayer overlay;

    /**
     * Makes one for a window.
     *
     * @param contacts tells those to whom there may be a way
     */
    public ConnectionSheets(
            ConnectionViewModel model,
            Supplier<List<Person>> contacts,
            Texts texts,
            Times times,
            PresenceText presence,
            OverlayLayer overlay) {
        this.model = model;
        this.contacts = contacts;
        this.texts = texts;
        this.times = times;
        this.presence = presence;
        this.overlay = overlay;
    }

    /** A button that opens the sheet about me. */
    public Node button() {
        Button button = Icons.button(Feather.ACTIVITY, texts.get("connection.open"));
        button.setId("connection");
        button.setOnAction(event -> open());
        return button;
    }

    /** Shows how I am connected. */
    public void open() {
        show(new ConnectionSheet(model, contacts.get(), texts, presence, this::open, overlay::close));
        model.open(null);
    }

    /** Shows by which way somebody is reached. */
    public void open(Person person) {
        show(new PathSheet(model, person, texts, times, presence, overlay::close));
        model.open(person);
    }

    private void show(LiveSheet sheet) {
        overlay.show(sheet, null, sheet::detach);
        sheet.attach();
        sheet.focusFirst();
    }
}
