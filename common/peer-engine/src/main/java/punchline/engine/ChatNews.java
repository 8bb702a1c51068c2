package punchline.engine;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.engine.conversation.ChatEvent;
import punchline.engine.conversation.ChatService;
import punchline.engine.conversation.Contact;
import punchline.protocol.PeerId;

/** Brings what the conversations give out to whom it concerns: front ends, the log, the peers' links. */
final class ChatNews {
    private static final Logger log = LoggerFactory.getLogger("punchline.connections");

    private final PeerConfig config;
    private final ChatService chat;
    private final RemotePeers remotes;
    private final Commands commands;
    private final Consumer<Event> events;
    private final Consumer<Command> commander;
    private final Map<PeerId, Event.ContactView> told = new HashMap<>();
    private final MessageLine in = new MessageLine(log, "in");

    /** {@code commander} takes commands that nobody gave: requests that are accepted by themselves. */
    ChatNews(
            PeerConfig config,
            ChatService chat,
            RemotePeers remotes,
            Commands commands,
            Consumer<Event> events,
            Consumer<Command> commander) {
        this.config = config;
        this.chat = chat;
        this.remotes = remotes;
        this.commands = commands;
        this.events = events;
        this.commander = commander;
    }

    /** Where everyone is accepted: a kill may have come between a request and its acceptance becoming durable. */
    void acceptThoseWhoAsked() {
        if (config.acceptAll()) {
            List.copyOf(chat.contacts()).stream()
                    .filter(contact -> contact.relation() == Event.Relation.PENDING)
                    .forEach(asking -> chat.accept(asking.id(), null));
        }
    }

    /** Passes on all there is. Returns whether there was anything. */
    boolean pump() {
        boolean any = false;
        for (ChatEvent event = chat.pollEvent(); event != null; event = chat.pollEvent()) {
            any = true;
            onChatEvent(event);
        }
        in.flush();
        return any;
    }

    private void onChatEvent(ChatEvent event) {
        switch (event) {
            case ChatEvent.Tell news -> {
                log(news.event());
                events.accept(news.event());
                if (news.event() instanceof Event.Request request && config.acceptAll()) {
                    commander.accept(new Command.Accept(null, request.peer()));
                }
            }
            case ChatEvent.ContactChanged changed ->
                tellContact(changed.contact().id());
            case ChatEvent.Wanted wanted -> {
                RemotePeer remote = remotes.get(wanted.peer());
                if (remote != null && remote.path() != null) {
                    remote.onStandingChanged();
                }
            }
            case ChatEvent.Retry retry -> commands.retry(retry.peer(), retry.ref());
            case ChatEvent.LinkUnusable unusable -> {
                RemotePeer remote = remotes.get(unusable.peer());
                if (remote != null) {
                    remote.breakLink(unusable.reason());
                }
            }
        }
    }

    /** Tells how a contact is at this moment, unless that has been told. */
    void tellContact(PeerId peer) {
        Contact contact = chat.contact(peer);
        if (contact != null) {
            Event.ContactView view = commands.view(contact);
            if (!view.equals(told.put(peer, view))) {
                events.accept(new Event.ContactChanged(null, view));
            }
        }
    }

    /** The link to a peer changed. */
    void onLinkChanged(RemotePeer remote) {
        Contact contact = chat.contact(remote.id());
        // Strangers come and go unseen until they have made a request.
        if (contact != null) {
            if (contact.isWanted()) {
                tellLink(remote);
            }
            tellContact(contact.id());
        }
    }

    /** To front ends, and for whoever asks later what became of a message. */
    private void tellLink(RemotePeer remote) {
        Event.Link link = remote.link(null);
        Reason detail = link.state() != Event.LinkState.ONLINE || link.isSilent()
                ? link.why()
                : Reason.of(
                        link.path() == Event.PathKind.LAN ? Reason.Code.SAME_NETWORK : Reason.Code.DIRECT,
                        "address",
                        String.valueOf(link.address()));
        chat.onLink(link.peer(), link.isSilent() ? Happening.Step.SILENT : Happening.Step.of(link.state()), detail);
        events.accept(link);
    }

    private void log(Event event) {
        if (event instanceof Event.Message message) {
            int bytes = message.text().getBytes(StandardCharsets.UTF_8).length;
            in.add(message.peer(), message.id(), bytes, config.logText() ? message.text() : "");
        } else if (event instanceof Event.State state && log.isDebugEnabled()) {
            log.debug("{}: message {} {}", state.peer(), state.id(), state.state());
        } else if (event instanceof Event.Problem problem) {
            log.warn("{}", problem.message());
        }
    }
}
