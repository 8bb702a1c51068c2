package punchline.client.ui.connection;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import punchline.client.ui.people.Person;
import punchline.client.ui.people.PresenceText;
import punchline.client.ui.style.Avatar;
import punchline.client.ui.style.EmojiLabel;
import punchline.client.ui.text.Texts;
import punchline.engine.diagnosis.Finding;

/** How I am connected: servers, router and network, and by which way to whom. */
final class ConnectionSheet extends LiveSheet {
    private static final Set<Finding.Code> OF_PEOPLE = EnumSet.of(
            Finding.Code.PEER_ONLINE,
            Finding.Code.PEER_CONNECTING,
            Finding.Code.PEER_UNREACHABLE,
            Finding.Code.PEER_OFFLINE);

    private static final Set<Finding.Code> OF_SERVERS = EnumSet.of(
            Finding.Code.NO_SERVER,
            Finding.Code.NAMES_UNKNOWN,
            Finding.Code.UDP_BLOCKED,
            Finding.Code.IDENTITY_ELSEWHERE,
            Finding.Code.SERVER_KNOWS,
            Finding.Code.SERVER_ASKED,
            Finding.Code.SERVER_TROUBLE);

    /** More than anybody looks through here; each person's own sheet opens from its conversation. */
    private static final int MAX_PEOPLE = 50;

    private final Texts texts;
    private final PresenceText presence;
    private final List<Person> contacts;
    private final Consumer<Person> onPerson;
    private final VBox servers = new VBox(8);
    private final VBox network = new VBox(8);
    private final VBox people = new VBox(2);
    private final InvalidationListener onFindings = property -> show();

    /**
     * Builds the sheet.
     *
     * @param contacts those to whom there may be a way
     * @param onPerson shows more of one of them
     */
    ConnectionSheet(
            ConnectionViewModel model,
            List<Person> contacts,
            Texts texts,
            PresenceText presence,
            Consumer<Person> onPerson,
            Runnable onClose) {
        super("connection-sheet", texts.get("connection.title"), model, texts, onClose);
        this.texts = texts;
        this.presence = presence;
        this.contacts = contacts;
        this.onPerson = onPerson;
        add(heading("connection.servers"), servers, heading("connection.network"), network);
        if (!contacts.isEmpty()) {
            add(heading("connection.people"), people);
        }
        addButtons();
        model.findings().addListener(onFindings);
        contacts.stream().limit(MAX_PEOPLE).map(PersonRow::new).forEach(people.getChildren()::add);
        show();
    }

    @Override
    protected void report(Consumer<String> ready) {
        model.report(contacts, ready);
    }

    private void show() {
        servers.getChildren().clear();
        network.getChildren().clear();
        for (Finding finding : model.findings()) {
            if (!OF_PEOPLE.contains(finding.code())) {
                (OF_SERVERS.contains(finding.code()) ? servers : network)
                        .getChildren()
                        .add(new FindingRow(finding, texts));
            }
        }
        if (model.findings().isEmpty()) {
            network.getChildren().add(paragraph(words("connection.wait")));
        }
        people.getChildren().forEach(row -> ((PersonRow) row).show());
    }

    @Override
    void detach() {
        model.findings().removeListener(onFindings);
        super.detach();
    }

    /** Somebody, and in a line by which way it is reached. */
    private final class PersonRow extends Button {
        private final Person person;
        private final Avatar avatar = new Avatar(32);
        private final EmojiLabel name = new EmojiLabel();
        private final Label state = new Label();
        private final Label roundTrip = new Label();

        PersonRow(Person person) {
            this.person = person;
            getStyleClass().addAll("flat", "way-row");
            setMaxWidth(Double.MAX_VALUE);
            setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
            name.getStyleClass().add("person-name");
            state.getStyleClass().add("hint");
            roundTrip.getStyleClass().add("hint");
            roundTrip.setMinWidth(USE_PREF_SIZE);
            VBox lines = new VBox(1, name, state);
            lines.setMinWidth(0);
            HBox.setHgrow(lines, Priority.ALWAYS);
            HBox line = new HBox(10, avatar, lines, roundTrip);
            line.setAlignment(Pos.CENTER_LEFT);
            // A button gives its graphic no more than its preferred width.
            line.prefWidthProperty().bind(widthProperty().subtract(20));
            setGraphic(line);
            setOnAction(event -> onPerson.accept(person));
            show();
        }

        void show() {
            String called = person.state().name();
            String words = presence.of(person.state());
            String ms = model.roundTrip(person.id());
            avatar.show(person.id(), called);
            avatar.showPresence(person.state().link());
            name.setText(called);
            state.setText(words);
            roundTrip.setText(ms == null ? "" : texts.get("way.ms", ms));
            setAccessibleText(texts.get("connection.person", called, words));
        }
    }
}
