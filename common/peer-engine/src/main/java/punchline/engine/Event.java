package punchline.engine;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;
import punchline.engine.conversation.ChatOptions;
import punchline.engine.conversation.MessageId;
import punchline.engine.conversation.TextRange;
import punchline.engine.diagnosis.AttemptReport;
import punchline.engine.diagnosis.Finding;
import punchline.protocol.Endpoint;
import punchline.protocol.NatClass;
import punchline.protocol.PeerId;

/** What a {@link Peer} tells its front ends. {@code ref} is that of the command it answers, or null. */
public sealed interface Event {
    @Nullable
    String ref();

    /** The engine runs: sockets open, store loaded. The first event, once. {@code server} is the first configured one, if any. */
    record Ready(
            @Nullable String ref,
            PeerId id,
            String name,
            int port,
            @Nullable String server) implements Event {}

    /** Who is listed at the servers, without myself, by number. */
    record Peers(@Nullable String ref, List<ListedPeer> peers) implements Event {}

    /** {@code looksLike} is null unless someone known goes by such a name and is another. */
    record ListedPeer(
            PeerId id, String name, int number, @Nullable LooksLike looksLike) {
        /** One with a name of its own. */
        public ListedPeer(PeerId id, String name, int number) {
            this(id, name, number, null);
        }
    }

    /** All contacts and requests, by name. */
    record Contacts(@Nullable String ref, List<ContactView> contacts) implements Event {}

    /** One contact is new or something of it changed. */
    record ContactChanged(@Nullable String ref, ContactView contact) implements Event {}

    /**
     * A contact as a person sees it.
     *
     * @param relation what stands between us
     * @param link     presence, from authenticated traffic only
     * @param why      when {@code link} is {@link LinkState#UNREACHABLE}, or the peer is online but owes an answer
     * @param name     what the other calls itself; {@link #shownName} is for people
     * @param lastHeardMillis wall clock of the last authenticated datagram, 0 if never
     * @param notes    what is noted here of that person
     * @param retainDays      for how long messages are kept here, 0 for ever
     */
    record ContactView(
            PeerId id,
            String name,
            Relation relation,
            LinkState link,
            @Nullable PathKind path,
            @JsonProperty("unreachableReason") @Nullable Reason why,
            @Nullable String greeting,
            long lastHeardMillis,
            @Nullable HistoryMessage lastMessage,
            @JsonUnwrapped Notes notes,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) int retainDays) {
        /** One of whom nothing is noted, and whose messages are kept for ever. */
        public ContactView(
                PeerId id,
                String name,
                Relation relation,
                LinkState link,
                @Nullable PathKind path,
                @Nullable Reason why,
                @Nullable String greeting,
                long lastHeardMillis,
                @Nullable HistoryMessage lastMessage) {
            this(id, name, relation, link, path, why, greeting, lastHeardMillis, lastMessage, Notes.NONE, 0);
        }

        /** {@code why} in plain words. */
        public @Nullable String unreachableReason() {
            return why == null ? null : why.text();
        }

        /** My name for that person, else its own; may be empty. */
        public String shownName() {
            return notes.alias() == null ? name : notes.alias();
        }
    }

    /**
     * What is noted here of a person, of which the other learns nothing.
     *
     * @param alias     my own name for it, null if I have none
     * @param verified  I compared the safety numbers
     * @param looksLike null unless another whom I know goes by such a name: this one is not that one
     */
    record Notes(
            @Nullable String alias,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean verified,
            @Nullable LooksLike looksLike) {
        /** Nothing. */
        public static final Notes NONE = new Notes(null, false, null);
    }

    /**
     * A contact of mine whose name another bears too, or one that reads like it.
     *
     * @param id       that contact's, not the other's
     * @param name     as it is shown here
     * @param verified whether its safety number was compared
     */
    record LooksLike(PeerId id, String name, boolean verified) {}

    /** What stands between two people. */
    enum Relation {
        /** I asked; the other has not accepted yet. */
        REQUESTED,
        /** The other asked; I have not answered. */
        PENDING,
        /** Both agreed. */
        ACCEPTED,
        /** I said no. */
        REJECTED,
        /** I take nothing from the other, and give nothing away. */
        BLOCKED
    }

    /** A stranger asks to talk. {@code looksLike} is null unless someone known goes by such a name and is another. */
    record Request(
            @Nullable String ref,
            PeerId peer,
            String name,
            String greeting,
            @Nullable LooksLike looksLike) implements Event {
        /** One with a name of its own. */
        public Request(@Nullable String ref, PeerId peer, String name, String greeting) {
            this(ref, peer, name, greeting, null);
        }
    }

    /**
     * The safety number of a peer and me: if the other sees the same, there is nobody between us.
     *
     * @param number   60 digits in groups of 5, the same on both sides for good
     * @param verified I have noted that I compared it
     */
    record SafetyNumber(@Nullable String ref, PeerId peer, String number, boolean verified) implements Event {}

    /**
     * An invite is open, and durable.
     *
     * @param invite what it is called among mine: 8 letters and digits
     * @param uri    the link to give to one person; it is not kept, and cannot be told again
     * @param expiresAtMillis my wall clock
     */
    record Invited(@Nullable String ref, String invite, String uri, long expiresAtMillis) implements Event {}

    /** My open invites, the one that ends first being the first. */
    record Invites(@Nullable String ref, List<OpenInvite> invites) implements Event {}

    /** One of them; times by my wall clock. */
    record OpenInvite(String invite, long createdAtMillis, long expiresAtMillis) {}

    /** Somebody has redeemed an invite of mine and is accepted; the invite is not open any more. */
    record InviteUsed(@Nullable String ref, String invite, PeerId peer, String name) implements Event {}

    enum LinkState {
        CONNECTING,
        ONLINE,
        OFFLINE,
        UNREACHABLE
    }

    /** How datagrams reach a peer: within one network, or through holes in NATs and firewalls. */
    enum PathKind {
        LAN,
        DIRECT
    }

    /**
     * The link to a peer changed.
     *
     * @param path    null unless online
     * @param address the other end of the path, null unless online
     * @param millis  since the attempt began
     * @param why     for {@code OFFLINE}, {@code UNREACHABLE} and a silent peer, else null
     * @param silentSince 0, or the wall clock of the last authenticated datagram if the peer is {@code ONLINE} but owes an answer: it
     *     may have vanished, and what was sent since may not have arrived. It is online without doubt again, or gone, within 30 s
     */
    record Link(
            @Nullable String ref,
            PeerId peer,
            LinkState state,
            @Nullable PathKind path,
            @Nullable Endpoint address,
            long millis,
            @JsonProperty("reason") @Nullable Reason why,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) long silentSince)
            implements Event {
        /** Of a peer that owes no answer. */
        public Link(
                @Nullable String ref,
                PeerId peer,
                LinkState state,
                @Nullable PathKind path,
                @Nullable Endpoint address,
                long millis,
                @Nullable Reason why) {
            this(ref, peer, state, path, address, millis, why, 0);
        }

        /** {@code why} in plain words. */
        public @Nullable String reason() {
            return why == null ? null : why.text();
        }

        /** Whether the peer is online but owes an answer. */
        @JsonIgnore
        public boolean isSilent() {
            return silentSince != 0;
        }
    }

    /**
     * A message arrived and is durable here. Most belong at the end of the conversation, but not all.
     *
     * @param time    the sender's wall clock in ms
     * @param arrived mine in ms
     * @param order   its place in the conversation, as in {@link HistoryMessage}
     * @param replyTo the message that it answers, or null
     */
    record Message(
            @Nullable String ref,
            PeerId peer,
            MessageId id,
            String text,
            long time,
            long arrived,
            String order,
            @Nullable MessageId replyTo)
            implements Event {}

    /** A message was edited or deleted, or someone reacted to it: it is so from here on. */
    record Changed(@Nullable String ref, PeerId peer, HistoryMessage message) implements Event {}

    enum MessageState {
        /** Durable here. */
        QUEUED,
        /** Handed to a live link, not yet acknowledged. */
        SENT,
        /** Durable there. */
        DELIVERED,
        /** The other has read it, and all of mine before it. */
        READ,
        /** Taken back before it left. */
        CANCELLED
    }

    /**
     * A message of mine is in this state. {@code READ} is told of the last message only: all of mine before it that were delivered
     * have been read with it. {@code QUEUED} comes only once it is durable, and again if its link is lost.
     *
     * @param order its place in the conversation, as in {@link HistoryMessage}; null unless it has just become durable
     */
    record State(
            @Nullable String ref,
            PeerId peer,
            MessageId id,
            MessageState state,
            @Nullable String order) implements Event {
        /** A later step. */
        public State(@Nullable String ref, PeerId peer, MessageId id, MessageState state) {
            this(ref, peer, id, state, null);
        }
    }

    /** The peer is writing; to be shown for that long, unless a message comes or this comes again. */
    record Typing(@Nullable String ref, PeerId peer, int millis) implements Event {}

    /** What happened to a message of mine, oldest first: the last 20 things since the program started, or what became of it before. */
    record Timeline(@Nullable String ref, PeerId peer, MessageId id, List<Happening> happenings) implements Event {}

    /** A stretch of a conversation, oldest first. */
    record History(@Nullable String ref, PeerId peer, List<HistoryMessage> messages) implements Event {}

    /**
     * What a search for {@code query} found, the messages that came here last first.
     *
     * @param peer     whose conversation was searched, null for all
     * @param next     to go on behind these, as {@code before}; null if that is all. Hits may be fewer than asked for all the same
     * @param complete whether all that is here was searched; not so for some time after an older profile was opened
     */
    record Found(
            @Nullable String ref,
            @Nullable PeerId peer,
            String query,
            List<Hit> hits,
            @Nullable Long next,
            boolean complete)
            implements Event {}

    /** A message that was found; {@code ranges} are the parts of its text that were meant. */
    record Hit(PeerId peer, HistoryMessage message, List<TextRange> ranges) {}

    /** A conversation was deleted here: nothing that was said is shown any more, and nothing is kept of what was being written. */
    record Cleared(@Nullable String ref, PeerId peer) implements Event {}

    /** Messages of a conversation are kept for so many days from here on, 0 for ever. */
    record Retained(@Nullable String ref, PeerId peer, int days) implements Event {}

    /** So many of the oldest messages of a conversation are gone from here, since they were older than is kept. */
    record Expired(@Nullable String ref, PeerId peer, int messages) implements Event {}

    /** What is being written to a peer is kept; empty for nothing. Told at the start too, where there is something. */
    record Draft(@Nullable String ref, PeerId peer, String text) implements Event {}

    /** So many messages have been written into a file that is not there yet. */
    record Exporting(@Nullable String ref, String file, long messages) implements Event {}

    /** The file is there, with so many messages in it. */
    record Exported(@Nullable String ref, String file, long messages) implements Event {}

    /** How this peer stands. {@code listed}: servers may show it to everyone. {@code chat}: what else it lets others know. */
    record Status(
            @Nullable String ref,
            PeerId id,
            String name,
            int port,
            boolean listed,
            List<ServerStatus> servers,
            NatClass nat,
            List<Link> links,
            @JsonUnwrapped ChatOptions chat)
            implements Event {}

    /**
     * How the last attempts to reach a peer went, the oldest first; none if there were none since the start, for attempts are not kept longer.
     *
     * @param peer its id, or only the beginning if {@code redacted}
     */
    record Attempts(@Nullable String ref, String peer, boolean redacted, List<AttemptReport> attempts)
            implements Event {}

    /** What is well with this peer and the ways to its contacts and what is not, the gravest first. */
    record Diagnosis(@Nullable String ref, List<Finding> findings) implements Event {}

    /**
     * A whole profile was copied into a file, or made of one.
     *
     * @param profile its name
     */
    record ProfileCopied(@Nullable String ref, String profile, String file) implements Event {}

    /** A server's state changed. */
    record Server(@Nullable String ref, ServerStatus server) implements Event {}

    /**
     * How I stand with one rendezvous server.
     *
     * @param observed my address as that server sees it, null until it answered
     * @param why      what is wrong, null when registered
     * @param elsewhere the same identity has registered there from another machine since, and is reached there
     */
    record ServerStatus(
            String server,
            boolean registered,
            @Nullable Endpoint observed,
            @Nullable Integer number,
            @JsonProperty("problem") @Nullable Reason why,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean elsewhere) {
        /** One that knows this identity from here alone. */
        public ServerStatus(
                String server,
                boolean registered,
                @Nullable Endpoint observed,
                @Nullable Integer number,
                @Nullable Reason why) {
            this(server, registered, observed, number, why, false);
        }

        /** {@code why} in plain words. */
        public @Nullable String problem() {
            return why == null ? null : why.text();
        }
    }

    /**
     * The same identity runs on another machine too. Told once, when the first server says so; and once more, {@code elsewhere} being
     * false, when every server knows this one again.
     *
     * @param message with what can be done
     */
    record IdentityElsewhere(@Nullable String ref, boolean elsewhere, Reason message) implements Event {}

    /** Something asked for was not done, or went wrong; with the next step. */
    record Problem(@Nullable String ref, Reason message) implements Event {}
}
