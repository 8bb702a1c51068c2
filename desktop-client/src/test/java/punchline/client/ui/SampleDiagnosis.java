package punchline.client.ui;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.Event.PathKind;
import punchline.engine.Reason;
import punchline.engine.diagnosis.AttemptReport;
import punchline.engine.diagnosis.Finding;
import punchline.engine.path.AttemptRecord.Cause;
import punchline.engine.path.AttemptRecord.Why;
import punchline.engine.path.Candidate;
import punchline.engine.path.PathFailure;
import punchline.engine.path.Tactic;
import punchline.protocol.NatClass;

/** What an engine would find out in the {@link SampleWorld}. */
final class SampleDiagnosis {
    static final String ANNS_ADDRESS = "198.51.100.77:40123";

    private SampleDiagnosis() {}

    static Event.Diagnosis of(@Nullable String ref) {
        return new Event.Diagnosis(
                ref,
                List.of(
                        finding(
                                Finding.Code.SERVER_KNOWS,
                                "server",
                                "203.0.113.7:6327",
                                "address",
                                "198.51.100.23:50001"),
                        finding(Finding.Code.NAT_RANDOM),
                        notMapped(),
                        finding(Finding.Code.NO_IPV6),
                        finding(
                                Finding.Code.PEER_ONLINE,
                                "peer",
                                "Ann",
                                "way",
                                "by a direct way",
                                "address",
                                ANNS_ADDRESS,
                                "rtt",
                                "23",
                                "since",
                                "12 min")));
    }

    private static Finding notMapped() {
        Reason why = Reason.said("the router at 192.168.1.1 says no");
        return new Finding(
                Finding.Code.NOT_MAPPED,
                Map.of("reason", why.text()),
                "Your router passes on no port by itself: " + why.text() + ".",
                why);
    }

    private static Finding finding(Finding.Code code, String... namesAndValues) {
        Reason filled = Reason.of(code, (Object[]) namesAndValues);
        return new Finding(code, filled.parameters(), filled.text(), null);
    }

    static Event.Attempts attempts(Command.Attempts asked) {
        String address = asked.redacted() ? "public-1:40123" : ANNS_ADDRESS;
        String peer = asked.redacted()
                ? asked.peer().toString().substring(0, 4)
                : asked.peer().toString();
        return new Event.Attempts(asked.ref(), peer, asked.redacted(), List.of(failed(address), met(address)));
    }

    private static AttemptReport failed(String address) {
        return new AttemptReport(
                SampleWorld.minutesAgo(20),
                List.of(Cause.SERVER),
                NatClass.RANDOM,
                NatClass.CONSISTENT,
                15_200L,
                List.of(new AttemptReport.Tried(address, Candidate.Kind.REFLEXIVE, null, 14, null)),
                0,
                List.of(new AttemptReport.Round(Tactic.FRESH_SOCKETS, 2_000, 64, address, 512, 700, null, null)),
                0,
                List.of(),
                0,
                List.of(),
                PathFailure.NO_ANSWER,
                PathFailure.NO_ANSWER.words());
    }

    private static AttemptReport met(String address) {
        return new AttemptReport(
                SampleWorld.minutesAgo(12),
                List.of(Cause.SERVER),
                NatClass.RANDOM,
                NatClass.CONSISTENT,
                320L,
                List.of(new AttemptReport.Tried(address, Candidate.Kind.REFLEXIVE, null, 3, 320L)),
                0,
                List.of(),
                0,
                List.of(),
                0,
                List.of(new AttemptReport.Taken(320, address, false, PathKind.DIRECT, 23, Why.FIRST)),
                null,
                null);
    }
}
