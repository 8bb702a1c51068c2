package punchline.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import punchline.protocol.FailureCode;
import punchline.protocol.IdentitySignature;
import punchline.protocol.IdentitySigner;
import punchline.protocol.RendezvousAnswer;
import punchline.protocol.RendezvousAnswer.Challenge;
import punchline.protocol.RendezvousAnswer.Failure;
import punchline.protocol.RendezvousAnswer.Looked;
import punchline.protocol.RendezvousAnswer.Peers;
import punchline.protocol.RendezvousAnswer.Registered;
import punchline.protocol.RendezvousAnswer.Replaced;
import punchline.protocol.RendezvousCodec;
import punchline.protocol.RendezvousRequest.Bye;
import punchline.protocol.RendezvousRequest.ListPeers;
import punchline.protocol.RendezvousRequest.Look;
import punchline.protocol.RendezvousRequest.Refresh;
import punchline.protocol.RendezvousRequest.Register;
import punchline.protocol.Token;
import punchline.server.DirectoryEvent.Departure;

class RegistrationTest {
    private final Town town = new Town(1000);
    private final Town.Resident alice = town.resident("Alice", "203.0.113.7:50001", true);
    private final Town.Resident bob = town.resident("Bob", "198.51.100.20:6000", true);

    private RendezvousAnswer only(List<Town.Delivery> deliveries) {
        assertThat(deliveries).hasSize(1);
        return deliveries.get(0).answer();
    }

    @Test
    void whoEchoesTheCookieAndSignsIsRegistered() {
        assertThat(alice.in().observed()).isEqualTo(alice.address);
        assertThat(alice.in().number()).isZero();
        assertThat(alice.in().ttlSeconds()).isBetween(60, 90);
        assertThat(town.events).containsExactly(new DirectoryEvent.PeerIn(alice.id(), alice.address, 0, 1));
    }

    @Test
    void aRefreshNeedsTheTokenFromTheSameAddress() {
        Registered first = alice.in();
        town.pass(60);
        assertThat(only(town.send(alice.address, new Refresh("a", first.token(), 30))))
                .isEqualTo(new Registered(
                        "a",
                        alice.address,
                        0,
                        DirectoryLimits.TTL_SECONDS,
                        first.token(),
                        first.notice(),
                        first.clockMillis() + 60_000));
        town.pass(60);
        assertThat(only(town.send(alice.address, new Refresh("b", first.token(), 30))))
                .isInstanceOf(Registered.class);
        assertThat(only(town.send(bob.address, new Refresh("c", first.token(), 30))))
                .isEqualTo(new Failure("c", FailureCode.TOKEN, "register again"));
        Token guess = Token.ofBytes(new byte[Token.BYTES]);
        assertThat(only(town.send(alice.address, new Refresh("d", guess, 30))))
                .isEqualTo(new Failure("d", FailureCode.TOKEN, "register again"));
    }

    @Test
    void withoutARefreshARegistrationExpires() {
        Registered first = alice.in();
        Deadline deadline = town.directory.nextDeadline();
        assertThat(deadline).isNotNull();
        town.now = deadline == null ? town.now : deadline.atNanos();
        town.directory.onTimeout(town.now);
        town.drain();
        assertThat(town.events)
                .last()
                .isEqualTo(new DirectoryEvent.PeerOut(alice.id(), alice.address, Departure.EXPIRED, 0));
        assertThat(town.directory.nextDeadline()).isNull();
        assertThat(only(town.send(alice.address, new Refresh("a", first.token(), 30))))
                .isInstanceOf(Failure.class);
    }

    @Test
    void aRegistrationReplayedFromAnotherAddressOrAfterTheCookiesLifeOnlyGetsAnotherCookie() {
        Register register = alice.signed(alice.challenge().cookie());
        assertThat(only(town.send(bob.address, register))).isInstanceOf(Challenge.class);
        town.pass(120);
        assertThat(only(town.send(alice.address, register))).isInstanceOf(Challenge.class);
        assertThat(town.directory.peers()).isZero();
    }

    @Test
    void aCookieIsGoodForAMinuteAtLeast() {
        Register register = alice.signed(alice.challenge().cookie());
        town.pass(59);
        assertThat(only(town.send(alice.address, register))).isInstanceOf(Registered.class);
    }

    @Test
    void aWrongSignatureRegistersNobody() {
        Token cookie = alice.challenge().cookie();
        Register forged = Register.sign("f", cookie, alice.registration(), IdentitySigner.of(bob.keys.getPrivate()));
        assertThat(only(town.send(alice.address, forged)))
                .isEqualTo(new Failure("f", FailureCode.SIGNATURE, "wrong signature"));
        Register zero =
                new Register("z", cookie, forged.body(), IdentitySignature.ofBytes(new byte[64]), alice.registration());
        assertThat(only(town.send(alice.address, zero)))
                .isEqualTo(new Failure("z", FailureCode.SIGNATURE, "wrong signature"));
        assertThat(town.directory.peers()).isZero();
    }

    @Test
    void nobodyRegistersAnothersPeerId() {
        Register own = bob.signed(bob.challenge().cookie());
        String stolen = new String(RendezvousCodec.encode(own), StandardCharsets.UTF_8)
                .replace(bob.id().toString(), alice.id().toString());
        assertThat(only(town.send(bob.address, stolen.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(new Failure(own.ref(), FailureCode.MALFORMED, "the id is not that of the key"));
        assertThat(town.directory.peers()).isZero();
    }

    @Test
    void theNewestRegistrationOfAnIdentityWinsAndTheOlderIsTold() {
        Registered first = alice.in();
        Town.Resident laptop = town.new Resident("Alice", Town.at("192.0.2.44:7000"), true, alice.keys);
        List<Town.Delivery> deliveries = laptop.register();
        assertThat(deliveries).hasSize(2);
        assertThat(deliveries.get(0).to()).isEqualTo(alice.address);
        assertThat(deliveries.get(0).answer()).isEqualTo(new Replaced(first.notice()));
        assertThat(laptop.in().number()).isEqualTo(1);
        assertThat(town.directory.peers()).isEqualTo(1);
        assertThat(only(town.send(alice.address, new Refresh("a", first.token(), 0))))
                .isInstanceOf(Failure.class);
    }

    @Test
    void registeringAgainFromTheSameAddressKeepsNumberAndToken() {
        Registered first = alice.in();
        bob.in();
        alice.register();
        assertThat(alice.in()).usingRecursiveComparison().ignoringFields("ref").isEqualTo(first);
        alice.listed = false;
        alice.register();
        assertThat(alice.in().number()).isNull();
        alice.listed = true;
        alice.register();
        assertThat(alice.in().number()).isEqualTo(2);
    }

    @Test
    void aLookRegistersNothing() {
        assertThat(only(town.send(alice.address, new Look("l"))))
                .isEqualTo(new Looked("l", alice.address, town.clockMillis()));
        assertThat(town.directory.peers()).isZero();
    }

    @Test
    void listsNameTheListedOnlyAndNotTheAsker() {
        Town.Resident hidden = town.resident("Hidden", "192.0.2.50:1", false);
        hidden.in();
        bob.in();
        assertThat(hidden.in().number()).isNull();
        assertThat(only(town.send(alice.address, new ListPeers("l", alice.in().token(), 0))))
                .isEqualTo(new Peers("l", List.of(new Peers.Listed(0, bob.id(), "Bob")), null));
        assertThat(town.say(Town.at("192.0.2.99:1"), "list"))
                .isEqualTo("0: ('198.51.100.20', 6000)\n1: ('203.0.113.7', 50001)");
    }

    @Test
    void listsOfNamesContinueOnTheNextPage() {
        for (int i = 0; i < 25; i++) {
            town.resident("Peer \"" + i + "\" 漢字", "192.0.2." + (i + 1) + ":5", true)
                    .in();
        }
        int from = 0;
        int seen = 0;
        Integer next = 0;
        while (next != null) {
            Peers page = (Peers)
                    only(town.send(alice.address, new ListPeers("l", alice.in().token(), from)));
            assertThat(page.peers()).isNotEmpty();
            seen += page.peers().size();
            next = page.next();
            from = next == null ? 0 : next;
        }
        assertThat(seen).isEqualTo(25);
    }

    @Test
    void byeFreesTheRegistrationSilentlyAndOnlyWithTheToken() {
        Registered first = alice.in();
        assertThat(town.send(alice.address, new Bye("b", Token.ofBytes(new byte[16]))))
                .isEmpty();
        assertThat(town.send(bob.address, new Bye("b", first.token()))).isEmpty();
        assertThat(town.directory.peers()).isEqualTo(1);
        assertThat(town.send(alice.address, new Bye("b", first.token()))).isEmpty();
        assertThat(town.directory.peers()).isZero();
    }

    @Test
    void aFullServerSaysSoAndKeepsThoseItHas() {
        Town small = new Town(1);
        Town.Resident first = small.resident("First", "192.0.2.1:1", true);
        Town.Resident second = small.resident("Second", "192.0.2.2:1", true);
        first.in();
        assertThat(only(second.register()))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(FailureCode.FULL));
        assertThat(small.say(Town.at("192.0.2.3:1"), "punch")).isEqualTo("error full");
        first.register();
        assertThat(first.in().number()).isZero();
    }

    @Test
    void anIdentityTakesThePlaceOfThePlainPeerAtItsAddress() {
        town.say(alice.address, "punch");
        alice.in();
        assertThat(town.say(alice.address, "punch")).isEqualTo("punched");
        assertThat(town.say(bob.address, "list")).isEqualTo("1: ('203.0.113.7', 50001)");
    }
}
