package punchline.client.ui.connection;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import punchline.client.report.ConnectionReport;
import punchline.client.ui.bridge.Asker;
import punchline.client.ui.people.Person;
import punchline.client.ui.text.Times;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.Event.LinkState;
import punchline.engine.diagnosis.AttemptReport;
import punchline.engine.diagnosis.Finding;
import punchline.protocol.Endpoint;
import punchline.protocol.PeerId;

/** What the engine knows of how I am connected, and of the way to one person, kept fresh while somebody looks at it. */
public final class ConnectionViewModel {
    /** Enough to tell what ails somebody; a report of more is read by nobody. */
    static final int MAX_REPORTED = 8;

    private static final String NOT_ALL_ASKED = "";

    /** A report that is being gathered: {@code waiting} are the questions that have no answer yet. */
    private static final class Gathering {
        private final Set<String> waiting = new HashSet<>();
        private final List<Event.Attempts> attempts = new ArrayList<>();
        private final Consumer<String> ready;
        private List<Finding> findings = List.of();

        Gathering(Consumer<String> ready) {
            this.ready = ready;
        }
    }

    private final Asker asker;
    private final Times times;
    private final ObservableList<Finding> findings = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable Person> person = new ReadOnlyObjectWrapper<>(this, "person");
    private final ObservableList<AttemptReport> attempts = FXCollections.observableArrayList();
    private final Map<PeerId, Endpoint> addresses = new HashMap<>();
    private boolean shown;
    private @Nullable String diagnosing;
    private @Nullable String attempting;
    private @Nullable Gathering gathering;

    public ConnectionViewModel(Asker asker, Times times) {
        this.asker = asker;
        this.times = times;
    }

    /** All findings, the gravest first; empty until the engine has answered. */
    ObservableList<Finding> findings() {
        return findings;
    }

    /** The person whose way is looked at, or null. */
    ReadOnlyObjectProperty<@Nullable Person> personProperty() {
        return person.getReadOnlyProperty();
    }

    /** How the last attempts to reach that person went, the latest first. */
    ObservableList<AttemptReport> attempts() {
        return attempts;
    }

    /** Somebody looks at how I am connected, and at the way to {@code whom} unless that is null. */
    void open(@Nullable Person whom) {
        shown = true;
        attempts.clear();
        person.set(whom);
        refresh();
    }

    /** Nobody looks any more. */
    void close() {
        shown = false;
        person.set(null);
        diagnosing = null;
        attempting = null;
        gathering = null;
        findings.clear();
        attempts.clear();
    }

    /** Asks again; to be called now and then while somebody looks. */
    void refresh() {
        if (!shown) {
            return;
        }
        asker.ask(Command.Status::new);
        asker.ask(ref -> {
            diagnosing = ref;
            return new Command.Diagnose(ref);
        });
        Person whom = person.get();
        if (whom != null) {
            asker.ask(ref -> {
                attempting = ref;
                return new Command.Attempts(ref, whom.id(), false);
            });
        }
    }

    /** Tries at once what would be tried later. */
    void tryAgain() {
        asker.ask(Command.Reconnect::new);
        refresh();
    }

    /** The other end of the path to somebody; null unless it is online. */
    @Nullable
    Endpoint address(PeerId peer) {
        return addresses.get(peer);
    }

    /** The round trip to somebody in ms, as smoothed; null if it is not known. */
    @Nullable
    String roundTrip(PeerId peer) {
        Endpoint address = addresses.get(peer);
        return address == null
                ? null
                : findings.stream()
                        .filter(finding -> finding.code() == Finding.Code.PEER_ONLINE
                                && address.toString()
                                        .equals(finding.parameters().get("address")))
                        .map(finding -> finding.parameters().get("rtt"))
                        .findFirst()
                        .orElse(null);
    }

    /**
     * Gathers a report without names and addresses.
     *
     * @param people about whom it is, besides me; those who cannot be reached first, no more than {@value #MAX_REPORTED}
     * @param ready  gets it
     */
    void report(List<Person> people, Consumer<String> ready) {
        Gathering begun = new Gathering(ready);
        gathering = begun;
        // Until all has been asked for, no answer is the last one.
        begun.waiting.add(NOT_ALL_ASKED);
        asker.ask(ref -> {
            begun.waiting.add(ref);
            return new Command.Diagnose(ref);
        });
        people.stream()
                .sorted(Comparator.comparingInt(
                        (Person each) -> graveness(each.state().link())))
                .limit(MAX_REPORTED)
                .forEach(each -> asker.ask(ref -> {
                    begun.waiting.add(ref);
                    return new Command.Attempts(ref, each.id(), true);
                }));
        begun.waiting.remove(NOT_ALL_ASKED);
        deliver(begun);
    }

    private static int graveness(LinkState link) {
        return switch (link) {
            case UNREACHABLE -> 0;
            case CONNECTING -> 1;
            case ONLINE -> 2;
            case OFFLINE -> 3;
        };
    }

    public void onEvent(Event event) {
        switch (event) {
            case Event.Diagnosis diagnosis -> onDiagnosis(diagnosis);
            case Event.Attempts told -> onAttempts(told);
            case Event.Status status -> status.links().forEach(this::onLink);
            case Event.Link link -> {
                onLink(link);
                refreshOn(link.ref());
            }
            case Event.Server server -> refreshOn(server.ref());
            default -> {}
        }
    }

    private void refreshOn(@Nullable String ref) {
        if (shown && ref == null) {
            refresh();
        }
    }

    private void onLink(Event.Link link) {
        if (link.address() == null) {
            addresses.remove(link.peer());
        } else {
            addresses.put(link.peer(), link.address());
        }
    }

    private void onDiagnosis(Event.Diagnosis diagnosis) {
        if (diagnosis.ref() == null) {
            return;
        }
        if (diagnosis.ref().equals(diagnosing)) {
            diagnosing = null;
            findings.setAll(diagnosis.findings());
        }
        Gathering begun = gathering;
        if (begun != null && begun.waiting.remove(diagnosis.ref())) {
            begun.findings = diagnosis.findings();
            deliver(begun);
        }
    }

    private void onAttempts(Event.Attempts told) {
        if (told.ref() == null) {
            return;
        }
        if (told.ref().equals(attempting)) {
            attempting = null;
            attempts.setAll(told.attempts().reversed());
        }
        Gathering begun = gathering;
        if (begun != null && begun.waiting.remove(told.ref())) {
            begun.attempts.add(told);
            deliver(begun);
        }
    }

    /** Takes problems of what was asked here: what cannot be told is not there. Returns whether it is one. */
    public boolean onProblem(Event.Problem told) {
        String ref = told.ref();
        if (ref == null) {
            return false;
        }
        Gathering begun = gathering;
        if (begun != null && begun.waiting.remove(ref)) {
            deliver(begun);
            return true;
        }
        return ref.equals(diagnosing) || ref.equals(attempting);
    }

    private void deliver(Gathering begun) {
        if (begun.waiting.isEmpty() && gathering == begun) {
            gathering = null;
            begun.ready.accept(ConnectionReport.of(
                    Instant.ofEpochMilli(times.nowMillis()), ZoneId.of("UTC"), begun.findings, begun.attempts));
        }
    }
}
