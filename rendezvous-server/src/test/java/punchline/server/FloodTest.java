package punchline.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.KeyPair;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import punchline.protocol.Endpoint;
import punchline.protocol.FailureCode;
import punchline.protocol.IdentitySigner;
import punchline.protocol.PeerId;
import punchline.protocol.RendezvousAnswer.Failure;
import punchline.protocol.RendezvousAnswer.Registered;
import punchline.protocol.RendezvousCodec;
import punchline.protocol.RendezvousRequest.AskPeer;
import punchline.protocol.RendezvousRequest.Register;
import punchline.protocol.Token;
import punchline.server.DirectoryEvent.Limit;
import punchline.server.DirectoryEvent.LimitHit;

class FloodTest {
    private static final int MAX_PEERS = 400;

    private final Town town = new Town(MAX_PEERS);

    private static Endpoint source(Random random, int sources) {
        byte[] address = {10, 0, (byte) random.nextInt(256), 0};
        int which = random.nextInt(sources);
        address[2] = (byte) (which >> 8);
        address[3] = (byte) which;
        try {
            return new Endpoint(InetAddress.getByAddress(address), 1 + random.nextInt(65535));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatUnprovenAddressesGetBeyondWhatTheySendStaysWithinTheBudgets(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            town.resident("A rather long name, number " + i, "198.51.100." + (i + 1) + ":9", true)
                    .in();
        }
        long begin = town.now;
        Map<InetAddress, Long> excessBySource = new HashMap<>();
        long excess = 0;
        for (int i = 0; i < 10_000; i++) {
            town.now += random.nextInt(400_000);
            Endpoint from = source(random, 3 + random.nextInt(60));
            byte[] request = request(random);
            long received = 0;
            for (Town.Delivery delivery : town.send(from, request)) {
                assertThat(delivery.to()).as("seed %d", seed).isEqualTo(from);
                received += delivery.datagram().length;
            }
            long over = Math.max(0, received - request.length);
            excess += over;
            excessBySource.merge(from.address(), over, Long::sum);
        }
        double seconds = (town.now - begin) / (double) Town.SECOND;
        assertThat(excess).as("seed %d", seed).isPositive().isLessThanOrEqualTo((long) (65536 * (seconds + 1)));
        assertThat(excessBySource.values())
                .as("seed %d", seed)
                .allSatisfy(each -> assertThat(each).isLessThanOrEqualTo((long) (8192 * (seconds + 2))));
    }

    private static byte[] request(Random random) {
        List<String> texts = List.of(
                "punch",
                "list",
                "list " + random.nextInt(90),
                "peer " + random.nextInt(90),
                "nonsense",
                "",
                "list {\"ref\":\"a\"}",
                "list {\"ref\":\"a\",\"from\":" + random.nextInt(50) + "}",
                "punch {\"ref\":\"a\"}",
                "punch {\"ref\":\"a\",\"look\":true}",
                "punch {\"ref\":\"a\",\"token\":\"AAAAAAAAAAAAAAAAAAAAAA\"}",
                "peer {\"ref\":\"a\",\"token\":\"AAAAAAAAAAAAAAAAAAAAAA\"}",
                "bye {\"ref\":\"a\"}");
        return texts.get(random.nextInt(texts.size())).getBytes(UTF_8);
    }

    @Test
    void aThousandListsFromOneUnprovenAddressGetLittle() {
        for (int i = 0; i < 90; i++) {
            town.say(Town.at("198.51.100." + (i + 1) + ":40000"), "punch");
        }
        Endpoint flooder = Town.at("203.0.113.66:1");
        long received = 0;
        for (int i = 0; i < 1000; i++) {
            for (Town.Delivery delivery : town.send(flooder, "list".getBytes(UTF_8))) {
                received += delivery.datagram().length;
            }
        }
        assertThat(received).isPositive().isLessThan(17 * 1024);
        assertThat(town.events).contains(new LimitHit(Limit.UNPROVEN_EXCESS, 1));
        assertThat(town.say(Town.at("203.0.113.67:1"), "list")).startsWith("0: ");
    }

    @Test
    void tablesStayBoundedUnderAFloodOfAddresses() {
        Random random = new Random(11);
        int most = 0;
        for (int i = 0; i < 20_000; i++) {
            Endpoint from = source(random, 20_000);
            town.send(from, (random.nextBoolean() ? "punch" : "list").getBytes(UTF_8));
            most = Math.max(most, town.directory.tableEntries());
        }
        assertThat(most).isLessThanOrEqualTo(MAX_PEERS + DirectoryLimits.MAX_SOURCES);
        assertThat(town.directory.peers()).isEqualTo(MAX_PEERS / 4);
        assertThat(town.events.size()).isLessThan(MAX_PEERS);
        // Plain peers cannot shut out those with an identity.
        assertThat(town.resident("Alice", "198.51.100.1:9", true).in()).isNotNull();
    }

    @Test
    void tablesStayBoundedUnderAFloodOfAsks() {
        Random random = new Random(12);
        Town.Resident[] askers = new Town.Resident[12];
        for (int i = 0; i < askers.length; i++) {
            askers[i] = town.resident("Asker " + i, "198.51.100." + (i + 1) + ":9", true);
            askers[i].in();
        }
        int most = 0;
        for (int i = 0; i < 8_000; i++) {
            town.now += Town.SECOND / 500;
            Town.Resident asker = askers[i % askers.length];
            byte[] id = new byte[PeerId.BYTES];
            random.nextBytes(id);
            asker.ask(
                    new AskPeer("r", asker.in().token(), PeerId.ofBytes(id), "try", 0, List.of(), List.of(), 0, null));
            most = Math.max(most, town.directory.tableEntries());
        }
        assertThat(most).isLessThanOrEqualTo(askers.length * (DirectoryLimits.MAX_ASKS_PER_PEER + 4));
    }

    @Test
    void oneSourceCannotUseUpTheVerificationsOfAll() {
        Town.Resident mallory = town.resident("Mallory", "203.0.113.66:1", true);
        Town.Resident alice = town.resident("Alice", "198.51.100.1:9", true);
        Token cookie = mallory.challenge().cookie();
        Register forged =
                Register.sign("f", cookie, mallory.registration(), IdentitySigner.of(alice.keys.getPrivate()));
        int busy = 0;
        for (int i = 0; i < 150; i++) {
            Failure failure =
                    (Failure) town.send(mallory.address, forged).get(0).answer();
            busy += failure.code() == FailureCode.BUSY ? 1 : 0;
        }
        assertThat(busy).isEqualTo(50);
        assertThat(alice.in()).isInstanceOf(Registered.class);
    }

    @Test
    void oneNetworkCannotUseUpTheRoomOfAll() {
        Town small = new Town(300);
        KeyPair keys = Town.newKeys();
        long admitted = 0;
        for (int i = 0; i < 300; i++) {
            small.now += Town.SECOND / 10;
            Town.Resident sybil = small.new Resident("Sybil", Town.at("203.0.113.66:" + (i + 1)), true, Town.newKeys());
            sybil.register();
            admitted += sybil.registered == null ? 0 : 1;
        }
        assertThat(admitted).isEqualTo(150);
        Town.Resident alice = small.new Resident("Alice", Town.at("198.51.100.1:9"), true, keys);
        assertThat(alice.in()).isInstanceOf(Registered.class);
        small.pass(DirectoryLimits.TTL_SECONDS);
        small.directory.onTimeout(small.now);
        assertThat(small.directory.peers()).isZero();
        assertThat(small.say(Town.at("203.0.113.66:1"), "punch")).isEqualTo("punched");
    }

    @Test
    void aWrongCookieCostsNoVerification() {
        Town.Resident alice = town.resident("Alice", "198.51.100.1:9", true);
        Register replayed = alice.signed(Token.ofBytes(new byte[Token.BYTES]));
        for (int i = 0; i < 1000; i++) {
            town.send(alice.address, replayed);
        }
        assertThat(alice.in()).isInstanceOf(Registered.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void noDatagramWhateverItHoldsBreaksTheDirectory(long seed) {
        Random random = new Random(seed);
        Town.Resident alice = town.resident("Alice", "198.51.100.1:9", true);
        byte[] valid = RendezvousCodec.encode(alice.asking(alice.id(), "try", 0, 1, null));
        for (int i = 0; i < 2000; i++) {
            byte[] datagram;
            if (random.nextBoolean()) {
                datagram = valid.clone();
                datagram[random.nextInt(datagram.length)] ^= (byte) (1 + random.nextInt(255));
            } else {
                datagram = new byte[random.nextInt(1500)];
                random.nextBytes(datagram);
            }
            for (Town.Delivery delivery : town.send(alice.address, datagram)) {
                assertThat(delivery.datagram().length).as("seed %d", seed).isLessThan(400);
            }
        }
        assertThat(town.say(Town.at("192.0.2.1:1"), "list")).isEqualTo("0: ('198.51.100.1', 9)");
    }
}
