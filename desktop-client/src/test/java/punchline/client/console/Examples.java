package punchline.client.console;

import java.util.List;
import java.util.stream.Stream;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.Happening;
import punchline.engine.HistoryMessage;
import punchline.engine.Reason;
import punchline.engine.conversation.ChatOptions;
import punchline.engine.conversation.MessageId;
import punchline.engine.conversation.TextRange;
import punchline.engine.diagnosis.AttemptReport;
import punchline.engine.diagnosis.Diagnosis;
import punchline.engine.diagnosis.Standing;
import punchline.engine.identity.SafetyNumber;
import punchline.engine.mapping.MappingStatus;
import punchline.engine.path.AttemptRecord;
import punchline.engine.path.AttemptRecord.Cause;
import punchline.engine.path.Candidate;
import punchline.engine.path.PathFailure;
import punchline.engine.path.Refusal;
import punchline.engine.path.Tactic;
import punchline.engine.rendezvous.RendezvousStatus;
import punchline.engine.transcript.TranscriptFormat;
import punchline.protocol.Endpoint;
import punchline.protocol.NatClass;
import punchline.protocol.PeerId;

/** At least one of each record, as the document shows them, in its order. */
final class Examples {
    static final PeerId BOB = PeerId.ofKey(new byte[] {1});
    static final PeerId ALICE = PeerId.ofKey(new byte[] {2});
    static final PeerId CAROL = PeerId.ofKey(new byte[] {3});
    static final PeerId DORA = PeerId.ofKey(new byte[] {4});
    static final MessageId FIRST = MessageId.parse("0199c0de-0000-7000-8000-000000000001");
    static final MessageId SECOND = MessageId.parse("0199c0de-0000-7000-8000-000000000002");
    static final String FIRST_PLACE = "0000000000000001080000000000000070000000000000001";
    static final String SECOND_PLACE = "0000000000000002180000000000000090000000000000001";
    static final Endpoint AT_HOME = Endpoint.parse("192.168.1.7:50001");
    static final Endpoint ABROAD = Endpoint.parse("203.0.113.7:50001");

    /** References within the engine are JSON. */
    private static final String REF = "\"a1\"";

    static final String INVITE_OF_BOB =
            "punchline:" + BOB + "?s=203.0.113.1:6327&n=Bob&e=1767830400&t=aaaqeayeaudaocajbifqydiop4";

    static final List<Command> COMMANDS = List.of(
            new Command.ListPeers(null),
            new Command.ListContacts(null),
            new Command.Connect(REF, BOB, "Hello, this is Alice."),
            new Command.Connect(null, BOB, null),
            new Command.Redeem(REF, INVITE_OF_BOB, "Hello, this is Alice."),
            new Command.Redeem(null, INVITE_OF_BOB, null),
            new Command.Invite(REF, 24),
            new Command.Invite(null, 168),
            new Command.ListInvites(null),
            new Command.Revoke(null, "k3vq7abc"),
            new Command.Accept(null, BOB),
            new Command.Reject(null, BOB),
            new Command.Block(null, BOB),
            new Command.Unblock(null, BOB),
            new Command.Alias(null, BOB, "Bob from the station"),
            new Command.Alias(null, BOB, ""),
            new Command.Verify(REF, BOB, null),
            new Command.Verify(null, BOB, true),
            new Command.Send(REF, BOB, "Lunch at noon?"),
            new Command.Send(null, BOB, "Yes!", FIRST),
            new Command.Edit(null, BOB, SECOND, "Yes, at the usual place!"),
            new Command.Delete(null, BOB, SECOND),
            new Command.React(null, BOB, FIRST, "👍"),
            new Command.React(null, BOB, FIRST, ""),
            new Command.Cancel(null, BOB, SECOND),
            new Command.Retry(null, BOB, SECOND),
            new Command.Timeline("7", BOB, SECOND),
            new Command.Read(null, BOB, FIRST),
            new Command.Read(null, BOB, null),
            new Command.Typing(null, BOB),
            new Command.History(null, BOB, 50, null),
            new Command.History("7", BOB, 20, SECOND),
            new Command.History(null, BOB, 50, null, FIRST, null),
            new Command.History(null, BOB, 50, null, null, FIRST),
            new Command.Search(REF, null, "lunch noon", 50, null),
            new Command.Search(null, BOB, "lun", 20, 4711L),
            new Command.Clear(null, BOB),
            new Command.Retain(null, BOB, 30),
            new Command.Draft(null, BOB, "On my way, but"),
            new Command.Export(REF, BOB, "bob.txt", TranscriptFormat.TEXT, false),
            new Command.Export(null, null, "everything.json", TranscriptFormat.JSON, true),
            new Command.Status(null),
            new Command.Attempts(null, BOB, false),
            new Command.Attempts(REF, BOB, true),
            new Command.Diagnose(null),
            new Command.Reconnect(null),
            new Command.Rename(null, "Alice"),
            new Command.Visibility(null, false),
            new Command.AddServer(null, "203.0.113.1:6327"),
            new Command.RemoveServer(null, "203.0.113.1:6327"),
            new Command.Disclose(null, false, null),
            new Command.Disclose(null, true, false),
            new Command.Backup("7", "/home/alice/alice.punchline", "/home/alice/passphrase"),
            new Command.Import(null, "/home/alice/alice.punchline", "alice2", "/home/alice/passphrase"));

    private static final HistoryMessage THEIRS =
            new HistoryMessage(FIRST, false, "Lunch at noon?", null, 1767225600000L, FIRST_PLACE);
    private static final HistoryMessage MINE =
            new HistoryMessage(SECOND, true, "Yes!", Event.MessageState.DELIVERED, 1767225660000L, SECOND_PLACE);
    private static final HistoryMessage EDITED = new HistoryMessage(
            SECOND,
            true,
            "Yes, at the usual place!",
            Event.MessageState.DELIVERED,
            1767225660000L,
            SECOND_PLACE,
            FIRST,
            true,
            false,
            List.of(new HistoryMessage.Reaction(false, "👍")));
    private static final HistoryMessage DELETED =
            new HistoryMessage(FIRST, false, "", null, 1767225600000L, FIRST_PLACE, null, false, true, List.of());
    private static final Event.LooksLike LIKE_KNOWN = new Event.LooksLike(DORA, "Carol", true);
    private static final Event.ContactView CONTACT = new Event.ContactView(
            BOB,
            "Bob",
            Event.Relation.ACCEPTED,
            Event.LinkState.ONLINE,
            Event.PathKind.LAN,
            null,
            null,
            1767225660000L,
            MINE,
            new Event.Notes("Bob from the station", true, null),
            0);
    private static final Event.ContactView STRANGER = new Event.ContactView(
            CAROL,
            "Carol",
            Event.Relation.PENDING,
            Event.LinkState.OFFLINE,
            null,
            null,
            "We met at the station.",
            0,
            null,
            new Event.Notes(null, false, LIKE_KNOWN),
            0);
    private static final Event.ServerStatus REGISTERED =
            new Event.ServerStatus("203.0.113.1:6327", true, ABROAD, 4, null);
    private static final Event.ServerStatus SILENT =
            new Event.ServerStatus("203.0.113.2:6327", false, null, null, Reason.said("does not answer"));
    private static final Event.ServerStatus ELSEWHERE = new Event.ServerStatus(
            "203.0.113.1:6327", false, ABROAD, null, Reason.of(Reason.Code.IDENTITY_ELSEWHERE), true);
    private static final Event.Link ONLINE =
            new Event.Link(null, BOB, Event.LinkState.ONLINE, Event.PathKind.DIRECT, ABROAD, 412, null);

    private static final Standing STANDING = new Standing(
            List.of(AT_HOME.address()),
            List.of(
                    new Standing.Server(
                            "203.0.113.1:6327",
                            new RendezvousStatus(true, ABROAD, 4, null, RendezvousStatus.Trouble.NONE),
                            null),
                    new Standing.Server("rendezvous.example:6327", null, Reason.said("its name cannot be looked up"))),
            NatClass.CONSISTENT,
            new MappingStatus(null, Reason.said("no gateway answers"), false),
            true,
            List.of(new Standing.Person(
                    "Bob", Event.LinkState.ONLINE, Event.PathKind.DIRECT, ABROAD, 41_000_000, 754_000_000_000L, null)));
    private static final AttemptReport MET = new AttemptReport(
            1767225600000L,
            List.of(Cause.SERVER),
            NatClass.CONSISTENT,
            NatClass.SEQUENTIAL,
            912L,
            List.of(
                    new AttemptReport.Tried("198.51.100.9:40001", Candidate.Kind.REFLEXIVE, null, 6, null),
                    new AttemptReport.Tried(
                            "192.168.9.5:50001", Candidate.Kind.HOST, Refusal.PRIVATE_ELSEWHERE, 0, null)),
            0,
            List.of(new AttemptReport.Round(
                    Tactic.AIM_AHEAD, 640, 1, "198.51.100.9:40003-40022", 20, 20, "198.51.100.9:40004", 905L)),
            0,
            List.of(new AttemptReport.Source("198.51.100.9:40004", 871, 3)),
            0,
            List.of(new AttemptReport.Taken(
                    912, "198.51.100.9:40004", true, Event.PathKind.DIRECT, 41, AttemptRecord.Why.FIRST)),
            null,
            null);
    private static final AttemptReport FAILED = new AttemptReport(
            1767225600000L,
            List.of(Cause.SERVER, Cause.REMEMBERED),
            NatClass.RANDOM,
            NatClass.CONSISTENT,
            5000L,
            List.of(new AttemptReport.Tried("public-1:40001", Candidate.Kind.REFLEXIVE, null, 14, null)),
            0,
            List.of(),
            0,
            List.of(),
            0,
            List.of(),
            PathFailure.RANDOM_PORTS_WAIT,
            PathFailure.RANDOM_PORTS_WAIT.words());

    static final List<Event> EVENTS = List.of(
            new Event.Ready(null, ALICE, "Alice", 50001, "203.0.113.1:6327"),
            new Event.Peers(
                    REF,
                    List.of(new Event.ListedPeer(BOB, "Bob", 4), new Event.ListedPeer(CAROL, "Carol", 5, LIKE_KNOWN))),
            new Event.Contacts(null, List.of(CONTACT, STRANGER)),
            new Event.ContactChanged(null, CONTACT),
            new Event.Request(null, CAROL, "Carol", "We met at the station."),
            new Event.Request(null, CAROL, "Carol", "We met at the station.", LIKE_KNOWN),
            new Event.SafetyNumber(REF, BOB, SafetyNumber.of(ALICE, BOB), true),
            new Event.Invited(
                    REF,
                    "k3vq7abc",
                    "punchline:" + ALICE + "?s=203.0.113.1:6327&n=Alice&e=1767830400&t=bbbqeayeaudaocajbifqydiop4",
                    1767830400000L),
            new Event.Invites(null, List.of(new Event.OpenInvite("k3vq7abc", 1767225600000L, 1767830400000L))),
            new Event.InviteUsed(null, "k3vq7abc", BOB, "Bob"),
            new Event.Link(null, BOB, Event.LinkState.CONNECTING, null, null, 0, null),
            ONLINE,
            new Event.Link(
                    null,
                    BOB,
                    Event.LinkState.ONLINE,
                    Event.PathKind.DIRECT,
                    ABROAD,
                    412,
                    Reason.of(Reason.Code.SILENT),
                    1_767_225_660_000L),
            new Event.Link(null, BOB, Event.LinkState.OFFLINE, null, null, 0, Reason.said("said goodbye")),
            new Event.Link(null, BOB, Event.LinkState.UNREACHABLE, null, null, 15000, Reason.said("no path was found")),
            new Event.Message(null, BOB, FIRST, "Lunch at noon?", 1767225600000L, 1767225600040L, FIRST_PLACE, null),
            new Event.Changed("7", BOB, EDITED),
            new Event.Changed(null, BOB, DELETED),
            new Event.State(REF, BOB, SECOND, Event.MessageState.QUEUED, SECOND_PLACE),
            new Event.State(null, BOB, SECOND, Event.MessageState.SENT),
            new Event.State(null, BOB, SECOND, Event.MessageState.DELIVERED),
            new Event.State(null, BOB, SECOND, Event.MessageState.READ),
            new Event.State(REF, BOB, SECOND, Event.MessageState.CANCELLED),
            new Event.Timeline(
                    "7",
                    BOB,
                    SECOND,
                    List.of(
                            new Happening(1767225660000L, Happening.Step.QUEUED, null),
                            new Happening(1767225661000L, Happening.Step.UNREACHABLE, Reason.said("no path was found")),
                            new Happening(
                                    1767225720000L,
                                    Happening.Step.ONLINE,
                                    Reason.of(Reason.Code.DIRECT, "address", "203.0.113.7:50001")),
                            new Happening(1767225720000L, Happening.Step.SENT, null),
                            new Happening(1767225720090L, Happening.Step.DELIVERED, null))),
            new Event.Timeline(null, BOB, SECOND, List.of(new Happening(0, Happening.Step.READ, null))),
            new Event.Typing(null, BOB, 5000),
            new Event.History("7", BOB, List.of(THEIRS, MINE)),
            new Event.Found(
                    REF,
                    null,
                    "lunch noon",
                    List.of(new Event.Hit(BOB, THEIRS, List.of(new TextRange(0, 5), new TextRange(9, 13)))),
                    4711L,
                    true),
            new Event.Found(null, BOB, "dinner", List.of(), null, false),
            new Event.Cleared(REF, BOB),
            new Event.Retained(null, BOB, 30),
            new Event.Expired(null, BOB, 12),
            new Event.Draft(null, BOB, "On my way, but"),
            new Event.Exporting(REF, "bob.txt", 10000),
            new Event.Exported(REF, "bob.txt", 12345),
            new Event.Status(
                    null,
                    ALICE,
                    "Alice",
                    50001,
                    true,
                    List.of(REGISTERED, SILENT),
                    NatClass.CONSISTENT,
                    List.of(ONLINE),
                    new ChatOptions(true, false)),
            new Event.Attempts(null, BOB.toString(), false, List.of(MET)),
            new Event.Attempts(REF, BOB.toString().substring(0, 4), true, List.of(FAILED)),
            new Event.Diagnosis(null, Diagnosis.of(STANDING)),
            new Event.ProfileCopied("7", "alice", "/home/alice/alice.punchline"),
            new Event.Server(null, REGISTERED),
            new Event.Server(null, ELSEWHERE),
            new Event.IdentityElsewhere(
                    null,
                    true,
                    Reason.said(
                            "Your identity runs on another machine too, which registered at 203.0.113.1:6327 after this one: others"
                                    + " reach you there, and what they write arrives there. Close it on one of the two. If it is closed"
                                    + " there, reconnect here.")),
            new Event.IdentityElsewhere(
                    null, false, Reason.said("Your identity is back on this machine: others reach you here.")),
            new Event.Problem(
                    REF, Reason.said("\"peer\" is an id of 52 letters and digits: a peer id has 52 characters")));

    private Examples() {}

    static Stream<Command> commands() {
        return COMMANDS.stream();
    }

    static Stream<Event> events() {
        return EVENTS.stream();
    }
}
