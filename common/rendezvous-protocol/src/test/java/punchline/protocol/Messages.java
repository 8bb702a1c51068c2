package punchline.protocol;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Random messages of every kind, reproducible but for the keys and signatures. */
final class Messages {
    static final KeyPair ALICE = keyPair();
    static final KeyPair BOB = keyPair();
    static final PublicIdentity ALICE_KEY = PublicIdentity.of(ALICE.getPublic());
    static final PublicIdentity BOB_KEY = PublicIdentity.of(BOB.getPublic());

    private final Random random;

    Messages(Random random) {
        this.random = random;
    }

    static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    String label() {
        return new BigInteger(100, random).toString(36);
    }

    Token token() {
        byte[] bytes = new byte[Token.BYTES];
        random.nextBytes(bytes);
        return Token.ofBytes(bytes);
    }

    IdentitySignature signature() {
        byte[] bytes = new byte[IdentitySignature.BYTES];
        random.nextBytes(bytes);
        return IdentitySignature.ofBytes(bytes);
    }

    Endpoint endpoint() {
        byte[] address = new byte[random.nextInt(3) == 0 ? 16 : 4];
        random.nextBytes(address);
        return new Endpoint(address(address), 1 + random.nextInt(65535));
    }

    static InetAddress address(byte... bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** Few enough that any message holds them whole. */
    List<Endpoint> endpoints() {
        return endpoints(random.nextInt(4));
    }

    List<Endpoint> endpoints(int count) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            endpoints.add(endpoint());
        }
        return endpoints;
    }

    String name() {
        String alphabet = "aZ0 \"\\'{}[]:,äß漢😀";
        StringBuilder name = new StringBuilder("n");
        int[] points = alphabet.codePoints().toArray();
        int length = random.nextInt(20);
        for (int i = 0; i < length; i++) {
            name.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return name.toString();
    }

    NatClass nat() {
        List<NatClass> all = List.of(NatClass.values());
        return all.get(random.nextInt(all.size()));
    }

    Consent consent() {
        return new Consent(endpoint().address(), random.nextInt(Integer.MAX_VALUE), signature());
    }

    Registration registration() {
        return new Registration(ALICE_KEY, name(), endpoints(), nat(), random.nextBoolean());
    }

    RendezvousRequest request() {
        List<Supplier<RendezvousRequest>> kinds = List.of(
                RendezvousRequest.PlainPunch::new,
                () -> new RendezvousRequest.PlainList(random.nextInt(1_000_000)),
                () -> new RendezvousRequest.PlainPeer(random.nextInt(1_000_000)),
                () -> new RendezvousRequest.Hello(label()),
                () -> new RendezvousRequest.Look(label()),
                () -> RendezvousRequest.Register.sign(label(), token(), registration(), message -> signature()),
                () -> new RendezvousRequest.Refresh(label(), token(), random.nextInt(1001)),
                () -> new RendezvousRequest.ListPeers(
                        label(), random.nextBoolean() ? token() : null, random.nextInt(1000)),
                () -> new RendezvousRequest.AskPeer(
                        label(),
                        token(),
                        BOB_KEY.peerId(),
                        label(),
                        random.nextInt(1001),
                        endpoints(),
                        endpoints(),
                        random.nextInt(1001),
                        random.nextBoolean() ? consent() : null),
                () -> new RendezvousRequest.Bye(label(), token()));
        return kinds.get(random.nextInt(kinds.size())).get();
    }

    RendezvousAnswer.Counterpart counterpart() {
        return new RendezvousAnswer.Counterpart(
                BOB_KEY, name(), endpoint(), nat(), endpoints(), endpoints(), random.nextBoolean() ? consent() : null);
    }

    RendezvousAnswer answer() {
        List<Supplier<RendezvousAnswer>> kinds = List.of(
                () -> new RendezvousAnswer.Challenge(label(), token(), endpoint()),
                () -> new RendezvousAnswer.Registered(
                        label(),
                        endpoint(),
                        random.nextBoolean() ? (Integer) random.nextInt(1000) : null,
                        random.nextInt(100),
                        token(),
                        token(),
                        clock()),
                () -> new RendezvousAnswer.Looked(label(), endpoint(), clock()),
                () -> new RendezvousAnswer.Peers(
                        label(),
                        List.of(new RendezvousAnswer.Peers.Listed(random.nextInt(9), BOB_KEY.peerId(), name())),
                        random.nextBoolean() ? (Integer) random.nextInt(1000) : null),
                () -> new RendezvousAnswer.KnownPeer(label(), BOB_KEY, name(), endpoint(), endpoints(), nat()),
                () -> new RendezvousAnswer.UnknownPeer(label(), BOB_KEY.peerId()),
                () -> new RendezvousAnswer.Asked(token(), label(), random.nextInt(1001), counterpart()),
                () -> new RendezvousAnswer.Go(
                        token(), label(), random.nextInt(1001), counterpart(), random.nextInt(1001), clock()),
                () -> new RendezvousAnswer.Replaced(token()),
                () -> new RendezvousAnswer.Failure(label(), FailureCode.BUSY, "later"),
                RendezvousAnswer.PlainPunched::new,
                () -> new RendezvousAnswer.PlainError("no peer 7"));
        return kinds.get(random.nextInt(kinds.size())).get();
    }

    private long clock() {
        return random.nextBoolean() ? RendezvousAnswer.NO_CLOCK : random.nextLong(Long.MAX_VALUE);
    }
}
