package punchline.client.ui.invite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import punchline.client.ui.Models;
import punchline.client.ui.SampleWorld;
import punchline.client.ui.invite.InviteViewModel.Standing;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.Event.LinkState;
import punchline.engine.Event.Relation;
import punchline.engine.Reason;
import punchline.engine.invite.InviteLink;
import punchline.protocol.PeerId;
import punchline.protocol.ServerAddress;
import punchline.protocol.Token;

class InviteViewModelTest {
    private static final PeerId HEIDI = SampleWorld.id("Heidi");

    private final Models models = new Models();
    private final InviteViewModel invites = models.shell.invites();
    private final SampleWorld world = SampleWorld.busy(models.peer);

    @BeforeEach
    void start() {
        world.start();
    }

    @Test
    void whoeverMakesAnInviteSeesItsLinkAndThatItIsOpen() {
        invites.begin();
        assertThat(invites.madeProperty().get()).isNull();
        invites.make(24);
        assertThat(models.asked(Command.Invite.class).hours()).isEqualTo(24);
        InviteViewModel.Made made =
                Objects.requireNonNull(invites.madeProperty().get());
        assertThat(made.link().peer()).isEqualTo(SampleWorld.ME);
        assertThat(made.onlyHere()).isFalse();
        assertThat(invites.open()).hasSize(1);
        invites.revoke(invites.open().getFirst());
        assertThat(invites.open()).isEmpty();
    }

    @Test
    void anInviteThatNamesNoServerButThisComputerIsSaidToBeOfNoUse() {
        models.peer.onCommand(command -> {});
        invites.make(1);
        String ref = models.asked(Command.Invite.class).ref();
        String uri = link(SampleWorld.ME, "127.0.0.1:6327", SampleWorld.minutesAgo(-60))
                .text();
        models.tell(new Event.Invited(ref, "abcdefgh", uri, SampleWorld.minutesAgo(-60)));
        assertThat(Objects.requireNonNull(invites.madeProperty().get()).onlyHere())
                .isTrue();
    }

    @Test
    void whyThereIsNoInviteIsSaidInPlace() {
        models.peer.onCommand(command -> {});
        invites.make(1);
        models.tell(new Event.Problem(models.asked(Command.Invite.class).ref(), Reason.said("No server.")));
        assertThat(invites.makeProblemProperty().get()).isEqualTo("No server.");
        assertThat(models.shell.noticeProperty().get()).isEmpty();
    }

    @Test
    void aUsedInviteIsNotOpenAnyMoreAndThatIsTold() {
        invites.make(24);
        String invite = invites.open().getFirst().invite();
        models.tell(new Event.InviteUsed(null, invite, HEIDI, "Heidi"));
        assertThat(invites.open()).isEmpty();
        assertThat(models.shell.news().wordsProperty().get()).contains("Heidi");
    }

    @Test
    void whatIsPastedIsSaidToBeWhatItIs() {
        assertThat(standing(link(HEIDI, "203.0.113.9:6327", SampleWorld.minutesAgo(-5))))
                .isEqualTo(Standing.FRESH);
        assertThat(standing(link(HEIDI, "203.0.113.9:6327", SampleWorld.minutesAgo(5))))
                .isEqualTo(Standing.OVER);
        assertThat(standing(link(SampleWorld.ME, "203.0.113.9:6327", SampleWorld.minutesAgo(-5))))
                .isEqualTo(Standing.OWN);
        assertThat(standing(link(SampleWorld.ANN, "203.0.113.9:6327", SampleWorld.minutesAgo(-5))))
                .isEqualTo(Standing.KNOWN);
    }

    @Test
    void whatIsNoInviteHasWordsAndNothingIsRedeemed() {
        String whole =
                link(HEIDI, "203.0.113.9:6327", SampleWorld.minutesAgo(-5)).text();
        for (String bad : List.of(
                "hello",
                "https://example.org/",
                "punchline:",
                whole.substring(0, whole.length() - 6),
                "x".repeat(9_000))) {
            invites.look(bad);
            assertThat(invites.offerProperty().get()).as(bad).isNull();
            assertThat(invites.offerProblemProperty().get()).as(bad).isNotBlank();
        }
        invites.redeem();
        assertThat(models.peer.commands()).noneMatch(Command.Redeem.class::isInstance);
        invites.look(" \n");
        assertThat(invites.offerProblemProperty().get()).isEmpty();
    }

    @Test
    void aPictureIsTakenByWhatItsCodeSays() {
        invites.lookAtPicture(Optional.of(
                link(HEIDI, "203.0.113.9:6327", SampleWorld.minutesAgo(-5)).capitals()));
        assertThat(Objects.requireNonNull(invites.offerProperty().get()).link().peer())
                .isEqualTo(HEIDI);
        invites.lookAtPicture(Optional.empty());
        assertThat(invites.offerProperty().get()).isNull();
        assertThat(invites.offerProblemProperty().get()).contains("no code");
    }

    @Test
    void aRedeemedInviteLeadsToWhoeverGaveItOnceThatIsDurable() {
        models.peer.onCommand(command -> {});
        invites.look(link(HEIDI, "203.0.113.9:6327", SampleWorld.minutesAgo(-5)).text());
        invites.redeem();
        assertThat(models.asked(Command.Redeem.class).invite()).contains(HEIDI.toString());
        assertThat(invites.redeemedProperty().get()).isNull();
        world.setRelation(HEIDI, "Heidi", Relation.REQUESTED, LinkState.CONNECTING);
        assertThat(invites.redeemedProperty().get()).isEqualTo(HEIDI);
        assertThat(Objects.requireNonNull(
                                models.shell.people().selectedProperty().get())
                        .id())
                .isEqualTo(HEIDI);
    }

    @Test
    void whyAnInviteCannotBeRedeemedIsSaidInPlace() {
        models.peer.onCommand(command -> {});
        invites.look(link(HEIDI, "203.0.113.9:6327", SampleWorld.minutesAgo(-5)).text());
        invites.redeem();
        models.tell(new Event.Problem(models.asked(Command.Redeem.class).ref(), Reason.said("The disk is full.")));
        assertThat(invites.offerProblemProperty().get()).isEqualTo("The disk is full.");
        assertThat(models.shell.noticeProperty().get()).isEmpty();
    }

    private Standing standing(InviteLink link) {
        invites.look(link.text());
        return Objects.requireNonNull(invites.offerProperty().get()).standing();
    }

    private static InviteLink link(PeerId peer, String server, long expiresAtMillis) {
        return new InviteLink(
                peer,
                List.of(ServerAddress.parse(server)),
                "Heidi",
                expiresAtMillis / 1000 * 1000,
                Token.ofBytes(new byte[Token.BYTES]));
    }
}
