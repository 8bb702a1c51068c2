package punchline.engine.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import punchline.engine.diagnosis.AddressNames;
import punchline.engine.diagnosis.AttemptReport;
import punchline.engine.path.AttemptRecord.Why;
import punchline.engine.path.Candidate.Kind;
import punchline.engine.socket.LocalSocket;
import punchline.engine.socket.Path;
import punchline.protocol.Endpoint;

/** A redacted report can be given to anybody. */
class AttemptRedactionTest {
    /** Anything like an address of either family; ports follow a single colon. */
    private static final Pattern ADDRESS =
            Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|::|[0-9a-fA-F]{1,4}:[0-9a-fA-F]{1,4}:");

    private static final Pattern NAME = Pattern.compile("\\b(server|public|private|ipv6|loopback|other)-\\d+");

    private static final int[][] PREFIXES = {
        {10}, {192, 168}, {172, 16}, {100, 64}, {127}, {169, 254}, {203, 0, 113}, {8}, {224}, {0}, {255, 255, 255, 255}
    };

    private static final int[][] IPV6_PREFIXES = {{0x20, 0x01, 0x0d, 0xb8}, {0xfe, 0x80}, {0xfc}, {0xff, 0x02}, {0x2a}};

    private static Endpoint anyEndpoint(Random random) {
        boolean ipv6 = random.nextInt(3) == 0;
        byte[] bytes = new byte[ipv6 ? 16 : 4];
        random.nextBytes(bytes);
        int[][] prefixes = ipv6 ? IPV6_PREFIXES : PREFIXES;
        int[] prefix = prefixes[random.nextInt(prefixes.length)];
        for (int i = 0; i < prefix.length; i++) {
            bytes[i] = (byte) prefix[i];
        }
        try {
            return new Endpoint(InetAddress.getByAddress(bytes), 1 + random.nextInt(65535));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static <T> T any(Random random, T[] values) {
        return List.of(values).get(random.nextInt(values.length));
    }

    private static AttemptRecord anyRecord(Random random, List<Endpoint> used) {
        AttemptRecord record = new AttemptRecord(random.nextLong(), 0);
        for (int i = 0; i < 30; i++) {
            Endpoint endpoint = anyEndpoint(random);
            used.add(endpoint);
            Path path = new Path(new LocalSocket(random.nextInt(2)), endpoint);
            Candidate candidate = new Candidate(endpoint, any(random, Kind.values()));
            switch (random.nextInt(6)) {
                case 0 -> record.onAdmitted(candidate);
                case 1 -> record.onRefused(candidate, any(random, Refusal.values()));
                case 2 -> record.onRequest(i, path);
                case 3 -> record.onRound(i, Volleys.of(Tactic.AIM_AHEAD, List.of(path), 1, 0, 1));
                case 4 -> record.onSelected(i, new PathSelection.Validated(path, PathRank.IPV4, 1), Why.FIRST);
                default -> {
                    record.onProbe(path);
                    record.onAnswer(i, path);
                }
            }
        }
        record.onFailed(31, any(random, PathFailure.values()));
        return record;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void noAddressOfAnyKindSurvives(long seed) {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<Endpoint> used = new ArrayList<>();
        List<Endpoint> servers = List.of(anyEndpoint(random), anyEndpoint(random));
        AddressNames names = AddressNames.redacted(servers);

        for (int i = 0; i < 5; i++) {
            AttemptRecord record = anyRecord(random, used);
            String shown = AttemptReport.of(record, names).toString();
            assertThat(ADDRESS.matcher(shown).results().map(match -> match.group()))
                    .as(shown)
                    .isEmpty();
            String plain = AttemptReport.of(record, AddressNames.plain()).toString();
            assertThat(ADDRESS.matcher(plain).find())
                    .as("the pattern would find them")
                    .isTrue();
            used.forEach(endpoint -> assertThat(shown)
                    .doesNotContain(endpoint.host())
                    .doesNotContain(endpoint.address().getHostAddress()));
        }
    }

    @Test
    void anAddressHasTheSameNameThroughoutAndPortsStay() {
        Endpoint server = Endpoint.parse("192.0.2.1:6327");
        Endpoint peer = Endpoint.parse("203.0.113.7:40000");
        AttemptRecord record = new AttemptRecord(0, 0);
        record.onRefused(new Candidate(server, Kind.HOST), Refusal.SERVER);
        record.onAdmitted(new Candidate(Endpoint.parse("[2001:db8::7]:1"), Kind.HOST));
        record.onAdmitted(new Candidate(Endpoint.parse("192.168.4.4:2"), Kind.HOST));
        record.onAdmitted(new Candidate(peer, Kind.REFLEXIVE));
        record.onAdmitted(new Candidate(Endpoint.parse("203.0.113.8:40000"), Kind.REFLEXIVE));
        record.onRequest(1, new Path(LocalSocket.MAIN, new Endpoint(peer.address(), 40001)));

        AttemptReport report = AttemptReport.of(record, AddressNames.redacted(List.of(server)));

        assertThat(report.candidates())
                .extracting(AttemptReport.Tried::address)
                .containsExactly("server-1:6327", "ipv6-1:1", "private-1:2", "public-1:40000", "public-2:40000");
        assertThat(report.requests())
                .singleElement()
                .extracting(AttemptReport.Source::address)
                .isEqualTo("public-1:40001");
    }

    @Test
    void noTwoAddressesShareAName() {
        Random random = new Random(7);
        Set<InetAddress> addresses = new HashSet<>();
        AttemptRecord record = new AttemptRecord(0, 0);
        while (addresses.size() < 20) {
            Endpoint endpoint = anyEndpoint(random);
            if (addresses.add(endpoint.address())) {
                record.onAdmitted(new Candidate(endpoint, Kind.HOST));
            }
        }

        String shown =
                AttemptReport.of(record, AddressNames.redacted(List.of())).toString();

        assertThat(NAME.matcher(shown).results().map(match -> match.group()).distinct())
                .hasSize(20);
    }
}
