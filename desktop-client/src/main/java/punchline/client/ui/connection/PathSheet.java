package punchline.client.ui.connection;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import punchline.client.ui.people.Person;
import punchline.client.ui.people.PersonState;
import punchline.client.ui.people.PresenceText;
import punchline.client.ui.style.WrappedText;
import punchline.client.ui.text.Texts;
import punchline.client.ui.text.Times;
import punchline.engine.Event.LinkState;
import punchline.engine.Event.PathKind;
import punchline.engine.Reason;
import punchline.engine.diagnosis.AttemptReport;
import punchline.protocol.Endpoint;
import punchline.protocol.NatClass;

/** By which way somebody is reached, or why by none, and how the last attempts went. */
final class PathSheet extends LiveSheet {
    /** What one looks at; all of them are in the report. */
    private static final int MAX_ATTEMPTS = 5;

    private final Person person;
    private final Texts texts;
    private final Times times;
    private final PresenceText presence;
    private final GridPane facts = new GridPane();
    private final VBox attempts = new VBox(10);
    private final InvalidationListener onChange = property -> show();

    PathSheet(
            ConnectionViewModel model,
            Person person,
            Texts texts,
            Times times,
            PresenceText presence,
            Runnable onClose) {
        super("path-sheet", texts.get("way.title", person.state().name()), model, texts, onClose);
        this.person = person;
        this.texts = texts;
        this.times = times;
        this.presence = presence;
        facts.getStyleClass().add("facts");
        add(facts, heading("way.attempts"), attempts);
        addButtons();
        model.findings().addListener(onChange);
        model.attempts().addListener(onChange);
        person.stateProperty().addListener(onChange);
        show();
    }

    @Override
    protected void report(Consumer<String> ready) {
        model.report(List.of(person), ready);
    }

    @Override
    void detach() {
        model.findings().removeListener(onChange);
        model.attempts().removeListener(onChange);
        person.stateProperty().removeListener(onChange);
        super.detach();
    }

    private void show() {
        PersonState state = person.state();
        facts.getChildren().clear();
        fact("way.state", presence.of(state));
        Endpoint address = model.address(person.id());
        if (state.link() == LinkState.ONLINE && address != null) {
            boolean lan = state.path() == PathKind.LAN;
            boolean six = address.address().getAddress().length > 4;
            fact("way.kind", words(lan ? "way.lan" : six ? "way.ipv6" : "way.direct", address.toString()));
        }
        AttemptReport latest =
                model.attempts().isEmpty() ? null : model.attempts().getFirst();
        if (latest != null && latest.myNat() != null && latest.theirNat() != null) {
            fact("way.nats", words("way.nats.both", nat(latest.myNat()), nat(latest.theirNat())));
        }
        String ms = model.roundTrip(person.id());
        if (ms != null) {
            fact("way.roundTrip", words("way.ms", ms));
        }
        fact(
                "way.heard",
                state.link() == LinkState.ONLINE
                        ? words("way.heard.now")
                        : state.lastHeardMillis() == 0
                                ? words("way.heard.never")
                                : times.full(state.lastHeardMillis()));
        attempts.getChildren().clear();
        model.attempts().stream()
                .limit(MAX_ATTEMPTS)
                .forEach(each -> attempts.getChildren().add(attempt(each)));
        if (model.attempts().isEmpty()) {
            attempts.getChildren().add(paragraph(words("way.attempts.none")));
        }
    }

    private void fact(String key, String value) {
        Label name = new Label(words(key));
        name.getStyleClass().add("hint");
        name.setMinWidth(USE_PREF_SIZE);
        GridPane.setValignment(name, VPos.TOP);
        WrappedText words = WrappedText.styled("sheet-words");
        words.setText(value);
        GridPane.setHgrow(words, Priority.ALWAYS);
        facts.addRow(facts.getRowCount(), name, words);
    }

    private String nat(NatClass nat) {
        return words("way.nat." + nat.name().toLowerCase(Locale.ROOT));
    }

    private VBox attempt(AttemptReport each) {
        Label time = new Label(times.exact(each.began()));
        time.getStyleClass().add("hint");
        return new VBox(1, time, paragraph(outcome(each)), paragraph(effort(each), "attempt-effort"));
    }

    private String outcome(AttemptReport each) {
        if (each.failure() != null) {
            return words("way.failed", duration(each.lasted()), texts.reason(Reason.of(each.failure())));
        }
        if (each.lasted() == null) {
            return words("way.lasting");
        }
        return words(each.rounds().isEmpty() ? "way.found" : "way.found.rounds", duration(each.lasted()));
    }

    private String effort(AttemptReport each) {
        long tried = each.candidates().stream()
                .filter(candidate -> candidate.refused() == null)
                .count();
        long answered = each.candidates().stream()
                .filter(candidate -> candidate.answered() != null)
                .count();
        String addresses = texts.count("way.tried", tried, answered);
        return each.rounds().isEmpty()
                ? addresses
                : addresses + " " + texts.count("way.rounds", each.rounds().size());
    }

    private String duration(@Nullable Long millis) {
        long lasted = millis == null ? 0 : millis;
        return lasted < 10_000
                ? words("way.ms", Long.toString(lasted))
                : words("way.seconds", Long.toString(lasted / 1_000));
    }
}
