package punchline.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.engine.conversation.ChatService;
import punchline.engine.conversation.Contact;
import punchline.engine.conversation.HistoryPage;
import punchline.engine.diagnosis.AddressNames;
import punchline.engine.diagnosis.AttemptReport;
import punchline.protocol.PeerId;
import punchline.protocol.ServerAddress;

/** Does what front ends ask, and shows them what there is. Engine thread. */
final class Commands {
    private static final Reason NO_PROFILE = Reason.of(Misuse.NO_PROFILE);

    private static final Logger log = LoggerFactory.getLogger("punchline.connections");

    private final PeerConfig config;
    private final Self self;
    private final ChatService chat;
    private final Servers servers;
    private final RemotePeers remotes;
    private final Introductions introductions;
    private final OwnStanding standing;
    private final World world;
    private final InviteCommands invites;
    private final Exports exports;

    Commands(
            PeerConfig config,
            Self self,
            ChatService chat,
            Servers servers,
            RemotePeers remotes,
            Introductions introductions,
            OwnStanding standing,
            World world) {
        this.config = config;
        this.self = self;
        this.chat = chat;
        this.servers = servers;
        this.remotes = remotes;
        this.introductions = introductions;
        this.standing = standing;
        this.world = world;
        this.invites = new InviteCommands(self, chat, servers, introductions, world);
        this.exports = new Exports(chat, world);
    }

    void execute(Command command) {
        switch (command) {
            case Command.ListPeers list -> servers.list(list.ref());
            case Command.ListContacts list -> tell(new Event.Contacts(list.ref(), contactViews()));
            case Command.Connect connect -> {
                chat.connect(connect.peer(), connect.greeting(), connect.ref());
                introductions.connect(connect.peer(), connect.ref());
            }
            case Command.Invite invite -> invites.invite(invite);
            case Command.ListInvites list -> chat.invites(list.ref());
            case Command.Revoke revoke -> chat.revoke(revoke.invite(), revoke.ref());
            case Command.Redeem redeem -> invites.redeem(redeem);
            case Command.Accept accept -> {
                // The peer is told once it is durable; without a link it must be found first.
                chat.accept(accept.peer(), accept.ref());
                introductions.wantedAgain(accept.peer());
            }
            case Command.Reject reject -> {
                chat.reject(reject.peer(), reject.ref());
                leaveIfRefused(reject.peer());
            }
            case Command.Block block -> {
                Contact before = chat.contact(block.peer());
                chat.block(block.peer(), true, block.ref());
                leaveIfRefused(block.peer());
                if (before != null && before.isWanted()) {
                    servers.forgetAsks();
                }
            }
            case Command.Unblock unblock -> {
                chat.block(unblock.peer(), false, unblock.ref());
                introductions.wantedAgain(unblock.peer());
            }
            case Command.Alias alias -> chat.alias(alias.peer(), alias.alias(), alias.ref());
            case Command.Verify verify -> chat.verify(verify.peer(), verify.mark(), verify.ref());
            case Command.Send send -> {
                if (config.logText()) {
                    log.info("{}: I write: {}", send.peer().brief(), send.text());
                }
                chat.send(world.time().wallMillis(), send.peer(), send.text(), send.replyTo(), send.ref());
                introductions.wanted(send.peer());
            }
            case Command.Edit edit -> {
                chat.edit(world.time().wallMillis(), edit.peer(), edit.id(), edit.text(), edit.ref());
                introductions.wanted(edit.peer());
            }
            case Command.Delete delete -> {
                chat.delete(world.time().wallMillis(), delete.peer(), delete.id(), delete.ref());
                introductions.wanted(delete.peer());
            }
            case Command.React react -> {
                chat.react(world.time().wallMillis(), react.peer(), react.id(), react.emoji(), react.ref());
                introductions.wanted(react.peer());
            }
            case Command.Cancel cancel -> chat.cancel(cancel.peer(), cancel.id(), cancel.ref());
            case Command.Retry retry -> chat.retry(retry.peer(), retry.id(), retry.ref());
            case Command.Timeline timeline -> chat.timeline(timeline.peer(), timeline.id(), timeline.ref());
            case Command.Read read -> chat.read(read.peer(), read.id(), read.ref());
            case Command.Typing typing -> chat.typing(typing.peer());
            case Command.History history ->
                chat.history(
                        history.peer(),
                        new HistoryPage(history.limit(), history.before(), history.after(), history.around()),
                        history.ref());
            case Command.Search search ->
                chat.search(search.peer(), search.query(), search.limit(), search.before(), search.ref());
            case Command.Clear clear -> chat.upkeep().clear(clear.peer(), clear.ref());
            case Command.Retain retain -> chat.upkeep().retain(retain.peer(), retain.days(), retain.ref());
            case Command.Draft draft -> chat.upkeep().draft(draft.peer(), draft.text(), draft.ref());
            case Command.Export export -> exports.begin(export);
            case Command.Status status -> tell(status(status.ref()));
            case Command.Attempts attempts -> tell(attempts(attempts));
            case Command.Diagnose diagnose -> tell(new Event.Diagnosis(diagnose.ref(), standing.findings()));
            case Command.Reconnect reconnect -> {
                servers.reconnect();
                introductions.tryRememberedAddresses();
            }
            case Command.Rename rename -> {
                chat.rename(rename.name(), rename.ref());
                servers.present(chat.name(), servers.isListed());
            }
            case Command.Visibility visibility -> {
                chat.setListed(visibility.listed(), visibility.ref());
                servers.present(chat.name(), visibility.listed());
                tell(status(visibility.ref()));
            }
            case Command.AddServer add -> addServer(add);
            case Command.RemoveServer remove -> removeServer(remove);
            case Command.Disclose disclose -> {
                chat.disclose(disclose.typing(), disclose.readReceipts());
                tell(status(disclose.ref()));
            }
            // A profile is its client's, who does this.
            case Command.Backup backup -> tell(new Event.Problem(backup.ref(), NO_PROFILE));
            case Command.Import made -> tell(new Event.Problem(made.ref(), NO_PROFILE));
        }
    }

    /** Tries at once to reach a peer for whom something waits. */
    void retry(PeerId peer, @Nullable String ref) {
        introductions.connect(peer, ref);
    }

    private void leaveIfRefused(PeerId peer) {
        Contact contact = chat.contact(peer);
        RemotePeer remote = remotes.get(peer);
        if (remote != null && contact != null && contact.isRefused()) {
            remote.onStandingChanged();
        }
    }

    private void addServer(Command.AddServer add) {
        try {
            if (!servers.add(ServerAddress.parse(add.server().strip()))) {
                tell(new Event.Problem(add.ref(), Reason.of(Objection.TOO_MANY_SERVERS, "count", Servers.MAX_SERVERS)));
            }
        } catch (IllegalArgumentException e) {
            tell(new Event.Problem(add.ref(), Reason.said(String.valueOf(e.getMessage()))));
        }
    }

    private void removeServer(Command.RemoveServer remove) {
        try {
            if (servers.remove(ServerAddress.parse(remove.server().strip()))) {
                tell(status(remove.ref()));
            } else {
                tell(new Event.Problem(
                        remove.ref(),
                        Reason.of(
                                Objection.NOT_YOUR_SERVER,
                                "server",
                                remove.server().strip())));
            }
        } catch (IllegalArgumentException e) {
            tell(new Event.Problem(remove.ref(), Reason.said(String.valueOf(e.getMessage()))));
        }
    }

    private Event.Status status(@Nullable String ref) {
        return new Event.Status(
                ref,
                self.identity().peerId(),
                chat.name(),
                world.port(),
                servers.isListed(),
                servers.statuses(),
                servers.nat(),
                remotes.all().stream().map(remote -> remote.link(null)).toList(),
                chat.disclosed());
    }

    private Event.Attempts attempts(Command.Attempts asked) {
        AddressNames names = asked.redacted() ? AddressNames.redacted(servers.endpoints()) : AddressNames.plain();
        RemotePeer remote = remotes.get(asked.peer());
        List<AttemptReport> reports = remote == null
                ? List.of()
                : remote.attempts().stream()
                        .map(attempt -> AttemptReport.of(attempt, names))
                        .toList();
        return new Event.Attempts(asked.ref(), names.of(asked.peer()), asked.redacted(), reports);
    }

    private List<Event.ContactView> contactViews() {
        List<Event.ContactView> views = new ArrayList<>();
        chat.contacts().forEach(contact -> views.add(view(contact)));
        views.sort(Comparator.comparing(Event.ContactView::shownName, String.CASE_INSENSITIVE_ORDER)
                .thenComparing(Event.ContactView::id));
        return views;
    }

    /** A contact as a person sees it at this moment. */
    Event.ContactView view(Contact contact) {
        PeerId id = contact.id();
        RemotePeer remote = remotes.get(id);
        Presence presence = remote == null ? null : remote.presence();
        return new Event.ContactView(
                id,
                contact.name(),
                contact.relation(),
                presence == null ? Event.LinkState.OFFLINE : presence.state(),
                presence == null ? null : presence.kind(),
                presence == null ? null : presence.reason(),
                contact.greeting(),
                contact.lastHeardMillis(),
                chat.lastMessage(id),
                new Event.Notes(
                        contact.mine().alias().isEmpty() ? null : contact.mine().alias(),
                        contact.mine().verified(),
                        chat.looksLike(id, contact.name())),
                chat.upkeep().retainDays(id));
    }

    private void tell(Event event) {
        world.events().accept(event);
    }
}
