package punchline.client.ui.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import punchline.client.ui.Models;
import punchline.client.ui.SampleWorld;
import punchline.client.ui.status.StatusViewModel.Connection;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.Reason;

class StatusViewModelTest {
    private final Models models = new Models();
    private final StatusViewModel status = models.shell.status();

    @Test
    void withNoServerAndNobodyKnownAServerIsAskedFor() {
        assertThat(models.shell.welcomeBinding().get())
                .as("not before the engine has said so")
                .isFalse();
        SampleWorld.empty(models.peer).start();
        assertThat(status.connectionProperty().get()).isEqualTo(Connection.NO_SERVER);
        assertThat(models.shell.welcomeBinding().get()).isTrue();
        assertThat(status.addServer(" example.org ")).isTrue();
        assertThat(models.asked(Command.AddServer.class).server()).isEqualTo("example.org:6327");
        assertThat(models.shell.welcomeBinding().get()).isFalse();
        assertThat(status.connectionProperty().get()).isEqualTo(Connection.CONNECTED);
    }

    @Test
    void anAddressThatIsNoneIsRefusedWithWords() {
        for (String wrong : new String[] {"", "a b:1", "example.org:99999", "300.1.1.1:6327", ":6327"}) {
            assertThat(status.addServer(wrong)).as(wrong).isFalse();
            assertThat(status.serverProblemProperty().get()).contains("203.0.113.7:6327");
        }
        assertThat(models.peer.commands()).isEmpty();
    }

    @Test
    void aServerTheEngineRefusesIsExplainedAtTheForm() {
        SampleWorld.empty(models.peer).start();
        status.addServer("example.org:1");
        models.tell(new Event.Problem(
                models.asked(Command.AddServer.class).ref(), Reason.said("There are 16 servers already.")));
        assertThat(status.serverProblemProperty().get()).isEqualTo("There are 16 servers already.");
        assertThat(models.shell.noticeProperty().get()).isEmpty();
    }

    @Test
    void theConnectionIsTheBestOfAllServers() {
        models.tell(server("a:1", false, null));
        assertThat(status.connectionProperty().get()).isEqualTo(Connection.CONNECTING);
        models.tell(server("a:1", false, "No answer from a."));
        assertThat(status.connectionProperty().get()).isEqualTo(Connection.FAILED);
        models.tell(server("b:1", true, null));
        assertThat(status.connectionProperty().get()).isEqualTo(Connection.CONNECTED);
    }

    @Test
    void aNameHasOneTo64Characters() {
        SampleWorld.lonely(models.peer).start();
        assertThat(status.rename("  ")).isFalse();
        assertThat(status.rename("x".repeat(65))).isFalse();
        assertThat(status.nameProblemProperty().get()).contains("64");
        assertThat(status.rename(" Maria ")).isTrue();
        assertThat(models.asked(Command.Rename.class).name()).isEqualTo("Maria");
        assertThat(status.nameProperty().get()).isEqualTo("Maria");
        assertThat(status.nameProblemProperty().get()).isEmpty();
    }

    private static Event server(String address, boolean registered, @org.jspecify.annotations.Nullable String problem) {
        return new Event.Server(
                null,
                new Event.ServerStatus(address, registered, null, null, problem == null ? null : Reason.said(problem)));
    }
}
