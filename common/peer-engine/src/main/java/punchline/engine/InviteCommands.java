package punchline.engine;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import punchline.engine.conversation.ChatService;
import punchline.engine.invite.InviteLink;
import punchline.protocol.ServerAddress;
import punchline.protocol.Token;

/** Gives and takes invites. Engine thread. */
final class InviteCommands {
    private final Self self;
    private final ChatService chat;
    private final Servers servers;
    private final Introductions introductions;
    private final World world;

    InviteCommands(Self self, ChatService chat, Servers servers, Introductions introductions, World world) {
        this.self = self;
        this.chat = chat;
        this.servers = servers;
        this.introductions = introductions;
        this.world = world;
    }

    void invite(Command.Invite invite) {
        if (invite.hours() < 1 || invite.hours() > Command.Invite.MAX_HOURS) {
            problem(invite.ref(), Reason.of(Misuse.INVITE_HOURS, "hours", Command.Invite.MAX_HOURS));
            return;
        }
        List<ServerAddress> meeting = meetingPlaces();
        if (meeting.isEmpty()) {
            problem(invite.ref(), Reason.of(Objection.NOBODY_FINDS_YOU));
            return;
        }
        long endsAtMillis = world.time().wallMillis() + TimeUnit.HOURS.toMillis(invite.hours());
        byte[] token = ByteBuffer.allocate(Token.BYTES)
                .putLong(world.random().nextLong())
                .putLong(world.random().nextLong())
                .array();
        chat.invite(
                new InviteLink(
                        self.identity().peerId(),
                        meeting,
                        chat.name(),
                        // As the link has it, so that both sides know the same.
                        TimeUnit.SECONDS.toMillis(TimeUnit.MILLISECONDS.toSeconds(endsAtMillis)),
                        Token.ofBytes(token)),
                invite.ref());
    }

    /** Where this peer is registered comes first; this computer itself only if there is nothing else. */
    private List<ServerAddress> meetingPlaces() {
        List<ServerAddress> registered = new ArrayList<>();
        List<ServerAddress> others = new ArrayList<>();
        List<ServerAddress> here = new ArrayList<>();
        for (Event.ServerStatus status : servers.statuses()) {
            ServerAddress server = ServerAddress.parse(status.server());
            (server.isThisComputer() ? here : status.registered() ? registered : others).add(server);
        }
        registered.addAll(others);
        return (registered.isEmpty() ? here : registered)
                .stream().limit(InviteLink.MAX_SERVERS).toList();
    }

    void redeem(Command.Redeem redeem) {
        InviteLink link;
        try {
            link = InviteLink.parse(redeem.invite());
        } catch (RefusedException e) {
            problem(redeem.ref(), e.why());
            return;
        }
        if (!chat.redeem(link, redeem.greeting(), redeem.ref())) {
            return;
        }
        boolean room = true;
        for (ServerAddress server : link.servers()) {
            room &= servers.add(server);
        }
        if (!room) {
            problem(redeem.ref(), Reason.of(Objection.SERVERS_LEFT_OUT, "count", Servers.MAX_SERVERS));
        }
        introductions.connect(link.peer(), redeem.ref());
    }

    private void problem(@Nullable String ref, Reason message) {
        world.events().accept(new Event.Problem(ref, message));
    }
}
