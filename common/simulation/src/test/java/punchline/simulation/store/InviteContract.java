package punchline.simulation.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import punchline.engine.conversation.Contact;
import punchline.engine.invite.Invite;
import punchline.engine.invite.TokenHash;
import punchline.protocol.Token;

/** What every message store keeps to with invites. */
abstract class InviteContract extends StoreContract {
    private static final Invite FIRST = invite(1);
    private static final Invite SECOND = invite(2);

    @Test
    void openInvitesAreKeptUntilTheyAreRemoved() {
        await(store.saveInvite(FIRST));
        await(store.saveInvite(SECOND));
        await(store.removeInvite(FIRST.token()));
        await(store.removeInvite(FIRST.token()));
        store = reopenAfterKill();
        assertThat(invites()).containsExactly(SECOND);
        assertThat(await(store.load()).contacts()).isEmpty();
    }

    @Test
    void anInviteIsUsedTogetherWithItsContact() {
        await(store.saveInvite(FIRST));
        await(store.saveInvite(SECOND));
        await(store.acceptInvite(SECOND.token(), contact("Bob")));
        store = reopenAfterKill();
        assertThat(invites()).containsExactly(FIRST);
        assertThat(await(store.load()).contacts()).containsExactly(contact("Bob"));
    }

    @Test
    void whoComesWithAnInviteThatIsNotOpenChangesNothing() {
        await(store.saveInvite(FIRST));
        await(store.saveContact(contact("stranger")));
        assertFails(store.acceptInvite(SECOND.token(), contact("Bob")));
        CompletionStage<Void> used = store.acceptInvite(FIRST.token(), contact("Ann"));
        CompletionStage<Void> usedAgain = store.acceptInvite(FIRST.token(), contact("Bob"));
        await(used);
        assertFails(usedAgain);
        assertThat(invites()).isEmpty();
        assertThat(await(store.load()).contacts()).containsExactly(contact("Ann"));
    }

    @Test
    void theTokenOfAnInviteThatIGotIsKeptWithTheContact() {
        Contact invited = contact("Bob", Token.ofBytes(new byte[Token.BYTES]));
        await(store.saveContact(invited));
        store = reopenAfterKill();
        assertThat(await(store.load()).contacts()).containsExactly(invited);
        await(store.saveContact(contact("Bob")));
        assertThat(await(store.load()).contacts()).containsExactly(contact("Bob"));
    }

    private List<Invite> invites() {
        return await(store.load()).invites();
    }

    private static Contact contact(String name) {
        return contact(name, null);
    }

    private static Contact contact(String name, @Nullable Token invite) {
        return new Contact(LOWER, null, name, false, "", Contact.Decision.NONE, List.of(), 0, invite);
    }

    private static Invite invite(int number) {
        byte[] token = new byte[Token.BYTES];
        token[0] = (byte) number;
        return new Invite(TokenHash.of(Token.ofBytes(token)), 1000L * number, 2000L * number);
    }
}
