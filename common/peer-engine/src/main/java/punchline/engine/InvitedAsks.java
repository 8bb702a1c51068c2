package punchline.engine;

import org.jspecify.annotations.Nullable;
import punchline.engine.conversation.ChatService;
import punchline.engine.conversation.Contact;
import punchline.engine.invite.AskName;
import punchline.engine.invite.TokenHash;
import punchline.protocol.PeerId;

/**
 * How invites show in what goes through the servers: by the names of attempts. An unlisted peer answers a stranger's ask only if its
 * name shows an open invite, so that nobody else learns that it is there.
 */
final class InvitedAsks {
    private final PeerId self;
    private final boolean mayBeListed;
    private final ChatService chat;

    /** {@code mayBeListed}: the servers tell everybody of this peer without being asked, unless the person does not want it. */
    InvitedAsks(PeerId self, boolean mayBeListed, ChatService chat) {
        this.self = self;
        this.mayBeListed = mayBeListed;
        this.chat = chat;
    }

    boolean isListed() {
        return mayBeListed && chat.isListed();
    }

    /** Names a new attempt to reach a peer. */
    String attempt(PeerId peer, long random) {
        Contact contact = chat.contact(peer);
        return contact == null || contact.invite() == null
                ? Long.toUnsignedString(random, Character.MAX_RADIX)
                : AskName.of(TokenHash.of(contact.invite()), self, peer, random);
    }

    /** Whether a peer that is not wanted is to be asked for in return. The servers have told it of a listed one. */
    boolean isInvited(PeerId asker, @Nullable Contact contact, String attempt) {
        return !isListed() && (contact == null || !contact.isRefused()) && chat.isInviteShownBy(attempt, asker);
    }
}
