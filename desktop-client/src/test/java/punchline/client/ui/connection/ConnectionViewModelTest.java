package punchline.client.ui.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import punchline.client.ui.Models;
import punchline.client.ui.SampleWorld;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.Event.LinkState;
import punchline.engine.Event.PathKind;
import punchline.engine.Reason;
import punchline.engine.diagnosis.Finding;
import punchline.protocol.Endpoint;

class ConnectionViewModelTest {
    private final Models models = new Models();
    private final ConnectionViewModel model = models.shell.connection();
    private final SampleWorld world = SampleWorld.busy(models.peer);

    @BeforeEach
    void start() {
        world.start();
    }

    @Test
    void nothingIsAskedForWhileNobodyLooks() {
        models.tell(link(LinkState.CONNECTING, null));
        assertThat(models.peer.commands()).noneMatch(Command.Diagnose.class::isInstance);
        model.open(null);
        assertThat(model.findings()).extracting(Finding::code).contains(Finding.Code.SERVER_KNOWS);
        long before = diagnoses();
        models.tell(link(LinkState.CONNECTING, null));
        assertThat(diagnoses()).as("asked again as something changed").isEqualTo(before + 1);
        model.close();
        models.tell(link(LinkState.OFFLINE, null));
        model.refresh();
        assertThat(diagnoses()).isEqualTo(before + 1);
        assertThat(model.findings()).isEmpty();
    }

    @Test
    void theRoundTripIsThatOfThePersonAndNotOfANamesake() {
        model.open(null);
        assertThat(model.roundTrip(SampleWorld.ANN)).isNull();
        models.tell(link(LinkState.ONLINE, Endpoint.parse("198.51.100.77:40123")));
        assertThat(model.roundTrip(SampleWorld.ANN)).isEqualTo("23");
        assertThat(model.roundTrip(SampleWorld.EVE)).isNull();
        models.tell(link(LinkState.OFFLINE, null));
        assertThat(model.roundTrip(SampleWorld.ANN)).isNull();
    }

    @Test
    void theLatestAttemptComesFirst() {
        model.open(models.person(SampleWorld.ANN));
        assertThat(model.attempts()).hasSize(2);
        assertThat(model.attempts().getFirst().began())
                .isGreaterThan(model.attempts().getLast().began());
    }

    @Test
    void aReportNamesNobodyAndNoAddress() {
        List<String> reports = new ArrayList<>();
        model.open(null);
        model.report(models.shell.people().contacts(), reports::add);
        assertThat(reports).hasSize(1);
        assertThat(reports.getFirst())
                .contains("server-1 knows you and sees you at address-1.")
                .contains("Your router gives each connection a random port")
                .contains("failed after 15200 ms")
                .contains("public-1:40123")
                .contains("person-1 is online by a direct way")
                .doesNotContain("Ann", "203.0.113", "198.51.100", "192.168", SampleWorld.ANN.toString());
    }

    @Test
    void aReportWaitsForNoAnswerThatIsRefused() {
        List<String> reports = new ArrayList<>();
        model.open(null);
        models.peer.onCommand(command -> {
            if (command instanceof Command.Attempts) {
                models.tell(new Event.Problem(command.ref(), Reason.said("Nobody is known by that id.")));
            } else if (command instanceof Command.Diagnose) {
                models.tell(new Event.Diagnosis(command.ref(), List.of()));
            }
        });
        model.report(models.shell.people().contacts(), reports::add);
        assertThat(reports).hasSize(1);
        assertThat(models.shell.noticeProperty().get()).isEmpty();
    }

    @Test
    void tryingAgainAsksTheEngineAtOnce() {
        model.open(models.person(SampleWorld.ANN));
        model.tryAgain();
        assertThat(models.peer.commands()).hasAtLeastOneElementOfType(Command.Reconnect.class);
    }

    private long diagnoses() {
        return models.peer.commands().stream()
                .filter(Command.Diagnose.class::isInstance)
                .count();
    }

    private static Event.Link link(LinkState state, @org.jspecify.annotations.Nullable Endpoint address) {
        return new Event.Link(null, SampleWorld.ANN, state, address == null ? null : PathKind.DIRECT, address, 0, null);
    }
}
