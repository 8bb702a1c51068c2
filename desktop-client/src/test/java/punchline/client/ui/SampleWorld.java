package punchline.client.ui;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import punchline.client.FakePeer;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.Event.ContactView;
import punchline.engine.Event.LinkState;
import punchline.engine.Event.MessageState;
import punchline.engine.Event.PathKind;
import punchline.engine.Event.Relation;
import punchline.engine.Happening;
import punchline.engine.HistoryMessage;
import punchline.engine.Reason;
import punchline.engine.conversation.ChatOptions;
import punchline.engine.conversation.MessageId;
import punchline.engine.invite.InviteLink;
import punchline.engine.path.PathFailure;
import punchline.protocol.Endpoint;
import punchline.protocol.NatClass;
import punchline.protocol.PeerId;
import punchline.protocol.ServerAddress;
import punchline.protocol.Token;

/** People, conversations and a server, as an engine would tell of them. The clock stands on a Friday afternoon. */
public final class SampleWorld {
    public static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T15:04:00Z"), ZoneOffset.UTC);
    public static final PeerId ME = id("me");
    public static final PeerId ANN = id("Ann");
    public static final PeerId EVE = id("Eve");
    public static final PeerId FRANK = id("Frank");
    public static final PeerId ROSA = id("Rosa 🌷");

    public static final String SAFETY_NUMBER =
            "23725 51152 70949 26263 90400 76259 42379 78491 98039 76580 08953 02251";

    private static final String SERVER = "203.0.113.7:6327";

    private final FakePeer engine;
    private final SampleContacts contacts;
    private final List<Event.ListedPeer> listed = new ArrayList<>();
    private final SampleHistories histories = new SampleHistories();
    private final List<Event.OpenInvite> invites = new ArrayList<>();
    private final List<String> servers = new ArrayList<>();
    private String name = "Maria Keller";
    private boolean listedMyself = true;
    private ChatOptions chat = ChatOptions.standard();
    private long nextMessage;

    private SampleWorld(FakePeer engine) {
        this.engine = engine;
        contacts = new SampleContacts(engine);
        engine.onCommand(this::answer);
    }

    /** Nobody and nothing. */
    public static SampleWorld empty(FakePeer engine) {
        return new SampleWorld(engine);
    }

    /** Nobody and nothing, and a name that nobody chose. */
    public static SampleWorld nameless(FakePeer engine) {
        SampleWorld world = new SampleWorld(engine);
        world.name = "Peer " + ME.brief();
        return world;
    }

    /** A server and nobody there. */
    public static SampleWorld lonely(FakePeer engine) {
        SampleWorld world = new SampleWorld(engine);
        world.servers.add(SERVER);
        return world;
    }

    /** A life of its own. */
    public static SampleWorld busy(FakePeer engine) {
        SampleWorld world = lonely(engine);
        world.talk();
        world.contact("Ann", Relation.ACCEPTED, LinkState.ONLINE, PathKind.DIRECT, null, "", 0);
        world.contact("Björn Håkansson", Relation.ACCEPTED, LinkState.OFFLINE, null, null, "", 20 * 60);
        world.contact("Chloé", Relation.REQUESTED, LinkState.OFFLINE, null, null, "", 0);
        world.contact(
                "Dmitri Aleksandrovich von Hohenberg-Katzenellenbogen",
                Relation.ACCEPTED,
                LinkState.UNREACHABLE,
                null,
                Reason.of(PathFailure.UNPREDICTABLE_PORTS),
                "",
                3 * 24 * 60);
        world.contact(
                "Eve", Relation.PENDING, LinkState.OFFLINE, null, null, "Hi, we met at the conference in Lisbon!", 0);
        world.contact("Farid", Relation.ACCEPTED, LinkState.CONNECTING, null, null, "", 9 * 24 * 60);
        world.contact("Mallory", Relation.REJECTED, LinkState.OFFLINE, null, null, "", 0);
        world.listed.add(new Event.ListedPeer(FRANK, "Frank", 4));
        world.listed.add(new Event.ListedPeer(id("Grace"), "Grace Hopper", 7));
        world.listed.add(new Event.ListedPeer(ANN, "Ann", 2));
        return world;
    }

    /** The busy one, and somebody with whom one answers, reacts, marks and links. */
    public static SampleWorld lively(FakePeer engine) {
        SampleWorld world = busy(engine);
        world.livelyTalk();
        world.contact(
                "Rosa 🌷",
                Relation.ACCEPTED,
                LinkState.UNREACHABLE,
                null,
                Reason.of(PathFailure.UNPREDICTABLE_PORTS),
                "",
                50);
        return world;
    }

    public static PeerId id(String name) {
        return PeerId.ofKey(name.getBytes(StandardCharsets.UTF_8));
    }

    /** What Frank has made, at a server that nobody here knows yet. */
    static final String FRANKS_INVITE = new InviteLink(
                    FRANK,
                    List.of(ServerAddress.parse("203.0.113.9:6327")),
                    "Frank",
                    minutesAgo(-600) / 1000 * 1000,
                    Token.ofBytes(new byte[Token.BYTES]))
            .text();

    public static long minutesAgo(long minutes) {
        return CLOCK.millis() - minutes * 60_000;
    }

    public MessageId nextId() {
        nextMessage++;
        return new MessageId(1, nextMessage);
    }

    /** What an engine says first. */
    public void start() {
        engine.emit(new Event.Ready(null, ME, name, 50_001, servers.isEmpty() ? null : SERVER));
    }

    public void putHistory(PeerId peer, List<HistoryMessage> messages) {
        histories.put(peer, messages);
    }

    /** Changes how I stand with a contact, and tells. */
    public void setRelation(PeerId peer, String called, Relation relation, LinkState link) {
        contacts.put(new ContactView(
                peer, called, relation, link, link == LinkState.ONLINE ? PathKind.LAN : null, null, null, 0, null));
    }

    private void contact(
            String called,
            Relation relation,
            LinkState link,
            @Nullable PathKind path,
            @Nullable Reason reason,
            String greeting,
            long heardMinutesAgo) {
        List<HistoryMessage> history = histories.of(id(called));
        contacts.add(new ContactView(
                id(called),
                called,
                relation,
                link,
                path,
                reason,
                greeting,
                heardMinutesAgo == 0 ? 0 : minutesAgo(heardMinutesAgo),
                history.isEmpty() ? null : history.getLast()));
    }

    private void invite(Command.Invite asked) {
        long expires = minutesAgo(-60L * asked.hours()) / 1000 * 1000;
        InviteLink link = new InviteLink(
                ME, List.of(ServerAddress.parse(SERVER)), name, expires, Token.ofBytes(new byte[Token.BYTES]));
        String called = "invite-" + invites.size();
        invites.add(new Event.OpenInvite(called, CLOCK.millis(), expires));
        engine.emit(new Event.Invited(asked.ref(), called, link.text(), expires));
    }

    /** Notes something of a contact, and tells. */
    public void note(PeerId peer, Event.Notes notes, @Nullable Integer retainDays) {
        contacts.note(peer, notes, retainDays);
    }

    private void answer(Command command) {
        switch (command) {
            case Command.ListPeers asked -> engine.emit(new Event.Peers(asked.ref(), List.copyOf(listed)));
            case Command.ListContacts asked -> engine.emit(new Event.Contacts(asked.ref(), contacts.all()));
            case Command.Status asked -> engine.emit(status(asked.ref()));
            case Command.History asked -> engine.emit(histories.answer(asked));
            case Command.Rename asked -> name = asked.name();
            case Command.AddServer asked -> servers.add(asked.server());
            case Command.RemoveServer asked -> {
                servers.remove(asked.server());
                engine.emit(status(asked.ref()));
            }
            case Command.Disclose asked -> {
                chat = new ChatOptions(
                        asked.typing() == null ? chat.typing() : asked.typing(),
                        asked.readReceipts() == null ? chat.readReceipts() : asked.readReceipts());
                engine.emit(status(asked.ref()));
            }
            case Command.Accept asked -> setRelation(asked.peer(), "Eve", Relation.ACCEPTED, LinkState.ONLINE);
            case Command.Reject asked -> setRelation(asked.peer(), "Eve", Relation.REJECTED, LinkState.OFFLINE);
            case Command.Connect asked -> setRelation(asked.peer(), "Frank", Relation.REQUESTED, LinkState.CONNECTING);
            case Command.Send asked -> {
                if (!contacts.has(asked.peer())) {
                    setRelation(asked.peer(), "Frank", Relation.REQUESTED, LinkState.CONNECTING);
                }
            }
            case Command.Block asked -> contacts.relate(asked.peer(), Relation.BLOCKED, LinkState.OFFLINE);
            case Command.Unblock asked -> contacts.relate(asked.peer(), Relation.ACCEPTED, LinkState.ONLINE);
            case Command.Alias asked -> contacts.setAlias(asked.peer(), asked.alias());
            case Command.Verify asked -> {
                if (asked.mark() != null) {
                    contacts.setVerified(asked.peer(), asked.mark());
                }
                engine.emit(new Event.SafetyNumber(asked.ref(), asked.peer(), SAFETY_NUMBER, asked.mark() != null));
            }
            case Command.Visibility asked -> {
                listedMyself = asked.listed();
                engine.emit(status(asked.ref()));
            }
            case Command.Search asked -> engine.emit(histories.answer(asked));
            case Command.Edit asked -> {}
            case Command.Delete asked -> {}
            case Command.React asked -> {}
            case Command.Cancel asked -> {}
            case Command.Retry asked -> {}
            case Command.Timeline asked ->
                engine.emit(new Event.Timeline(asked.ref(), asked.peer(), asked.id(), timeline()));
            case Command.Read asked -> {}
            case Command.Typing asked -> {}
            case Command.Clear asked -> engine.emit(new Event.Cleared(asked.ref(), asked.peer()));
            case Command.Retain asked -> {
                contacts.setRetainDays(asked.peer(), asked.days());
                engine.emit(new Event.Retained(asked.ref(), asked.peer(), asked.days()));
            }
            case Command.Draft asked -> engine.emit(new Event.Draft(asked.ref(), asked.peer(), asked.text()));
            case Command.Export asked -> {
                engine.emit(new Event.Exporting(asked.ref(), asked.file(), 10_000));
                engine.emit(new Event.Exported(asked.ref(), asked.file(), 12_345));
            }
            case Command.Attempts asked -> engine.emit(SampleDiagnosis.attempts(asked));
            case Command.Backup backup -> {}
            case Command.Import made -> {}
            case Command.Diagnose asked -> engine.emit(SampleDiagnosis.of(asked.ref()));
            case Command.Reconnect asked -> {}
            case Command.Invite asked -> invite(asked);
            case Command.ListInvites asked -> engine.emit(new Event.Invites(asked.ref(), List.copyOf(invites)));
            case Command.Revoke asked -> {
                invites.removeIf(one -> one.invite().equals(asked.invite()));
                engine.emit(new Event.Invites(asked.ref(), List.copyOf(invites)));
            }
            case Command.Redeem asked -> {
                InviteLink link = InviteLink.parse(asked.invite());
                setRelation(link.peer(), link.name(), Relation.REQUESTED, LinkState.CONNECTING);
            }
        }
    }

    /** How it stands with the server. */
    public static Event.ServerStatus serverStatus(boolean registered, @Nullable String problem) {
        return serverStatus(SERVER, registered, problem);
    }

    private static Event.ServerStatus serverStatus(String server, boolean registered, @Nullable String problem) {
        return registered
                ? new Event.ServerStatus(server, true, Endpoint.parse("198.51.100.23:50001"), 3, said(problem))
                : new Event.ServerStatus(server, false, null, null, said(problem));
    }

    private static @Nullable Reason said(@Nullable String words) {
        return words == null ? null : Reason.said(words);
    }

    private Event.Status status(@Nullable String ref) {
        return new Event.Status(
                ref,
                ME,
                name,
                50_001,
                listedMyself,
                servers.stream().map(server -> serverStatus(server, true, null)).toList(),
                servers.isEmpty() ? NatClass.UNKNOWN : NatClass.CONSISTENT,
                List.of(),
                chat);
    }

    private void talk() {
        List<HistoryMessage> ann = new ArrayList<>();
        theirs(ann, "Did the tunnel come up on your side?", 26 * 60);
        mine(ann, "Yes, on the second try. The first one timed out, but it healed by itself.", 26 * 60 - 1);
        theirs(ann, "Nice", 26 * 60 - 2);
        theirs(ann, "Then I can finally close that ticket.", 26 * 60 - 2);
        mine(ann, "Please do!", 26 * 60 - 4);
        theirs(ann, "Good morning ☀", 6 * 60);
        theirs(
                ann,
                "I read through the notes from yesterday. Three things stood out:\n1. the router at the office takes"
                        + " a new port for each destination,\n2. the one at home does not,\n3. so one of us has to go"
                        + " first – and it had better be you.",
                6 * 60 - 1);
        mine(ann, "Makes sense. I’ll start it after lunch.", 5 * 60);
        theirs(ann, "Here is the fingerprint, all in one go: " + ANN + ANN, 42);
        mine(ann, "Got it, it matches mine.", 40);
        theirs(ann, "שלום! זה עובד גם מימין לשמאל.", 30);
        mine(ann, "So it does.", 29);
        mine(ann, "Shall we talk at four?", 3, MessageState.SENT);
        mine(
                ann,
                "I’ll bring the measurements, they are much better than what we had last week.",
                1,
                MessageState.QUEUED);
        putHistory(ANN, ann);
        List<HistoryMessage> bjorn = new ArrayList<>();
        theirs(bjorn, "See you on Monday then", 20 * 60);
        putHistory(id("Björn Håkansson"), bjorn);
        List<HistoryMessage> farid = new ArrayList<>();
        mine(farid, "Did you get the plane tickets? They wanted an answer by Wednesday at the latest.", 9 * 24 * 60);
        putHistory(id("Farid"), farid);
    }

    private static List<Happening> timeline() {
        return List.of(
                new Happening(minutesAgo(3), Happening.Step.QUEUED, null),
                new Happening(minutesAgo(3) + 1_200, Happening.Step.CONNECTING, null),
                new Happening(minutesAgo(2), Happening.Step.UNREACHABLE, Reason.of(PathFailure.UNPREDICTABLE_PORTS)),
                new Happening(minutesAgo(1), Happening.Step.CONNECTING, null));
    }

    /** One with answers, signs, marks and pictures. */
    private void livelyTalk() {
        List<HistoryMessage> rosa = new ArrayList<>();
        theirs(rosa, "Are we still on for *tonight*? 🍕", 95);
        mine(rosa, "**Yes!** 7 o’clock, at ~~yours~~ mine 🏠", 94, MessageState.READ);
        MessageId asked = rosa.getFirst().id();
        MessageId answered = rosa.getLast().id();
        rosa.add(new HistoryMessage(
                nextId(),
                false,
                "Perfect. Shall I bring something?",
                null,
                minutesAgo(93),
                "",
                answered,
                false,
                false,
                List.of(new HistoryMessage.Reaction(true, "👍"), new HistoryMessage.Reaction(false, "👍"))));
        theirs(rosa, "🎉🥳", 92);
        rosa.add(new HistoryMessage(
                nextId(),
                true,
                "The recipe is at https://en.wikipedia.org/wiki/Pizza_(disambiguation), I follow it to the letter.",
                MessageState.READ,
                minutesAgo(60),
                "",
                asked,
                true,
                false,
                List.of(new HistoryMessage.Reaction(false, "❤️"))));
        theirs(rosa, "This one looks like a bank, but is none: https://аррle.com/login", 58);
        theirs(rosa, """
                How I build it:
                ```sh
                ./dev check
                ./dev run --profile rosa
                ```
                and then `./dev test` 👩🏽‍💻 🇵🇹 1️⃣""", 56);
        rosa.add(new HistoryMessage(nextId(), false, "", null, minutesAgo(55), "", null, false, true, List.of()));
        mine(rosa, "👍", 52, MessageState.DELIVERED);
        mine(rosa, "I can’t reach you at the moment, so this one waits.", 3, MessageState.QUEUED);
        putHistory(ROSA, rosa);
    }

    private void theirs(List<HistoryMessage> to, String text, long minutesAgo) {
        to.add(new HistoryMessage(nextId(), false, text, null, minutesAgo(minutesAgo), ""));
    }

    private void mine(List<HistoryMessage> to, String text, long minutesAgo) {
        mine(to, text, minutesAgo, MessageState.DELIVERED);
    }

    private void mine(List<HistoryMessage> to, String text, long minutesAgo, MessageState state) {
        to.add(new HistoryMessage(nextId(), true, text, state, minutesAgo(minutesAgo), ""));
    }
}
