package punchline.simulation.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import punchline.engine.conversation.ChatConfig;
import punchline.engine.conversation.ChatOptions;
import punchline.engine.conversation.Entry;
import punchline.engine.conversation.EntrySender;
import punchline.engine.identity.Identity;
import punchline.protocol.PublicIdentity;

/** Two people and, at times, a link between them, which takes with it what it was carrying. */
final class TwoPeople {
    static final long LATENCY_NANOS = 5_000_000;

    private static final PublicIdentity ALICE =
            Identity.generate(new java.security.SecureRandom()).publicIdentity();
    private static final PublicIdentity BOB =
            Identity.generate(new java.security.SecureRandom()).publicIdentity();

    final VirtualClock clock = new VirtualClock();
    final Person alice;
    final Person bob;
    /** Everything that reached the other end, for tests that look at the wire. */
    final List<String> wire = new ArrayList<>();

    private @Nullable Link link;

    TwoPeople() {
        this(ChatConfig.standard(), 1);
    }

    TwoPeople(ChatOptions options) {
        this(ChatConfig.standard(), options, 1);
    }

    TwoPeople(ChatConfig config, long seed) {
        this(config, ChatOptions.standard(), seed);
    }

    private TwoPeople(ChatConfig config, ChatOptions options, long seed) {
        Random random = new Random(seed);
        alice = new Person(config, options, ALICE, random.nextLong(), clock, random.nextLong());
        bob = new Person(config, options, BOB, random.nextLong(), clock, random.nextLong());
        clock.afterEach(() -> {
            alice.drain();
            bob.drain();
            if (!alice.unusable.isEmpty() || !bob.unusable.isEmpty()) {
                disconnect();
            }
        });
    }

    /** Both know and want each other. */
    TwoPeople friends() {
        alice.chat().connect(bob.id(), null, null);
        bob.chat().connect(alice.id(), null, null);
        alice.greet(bob);
        bob.greet(alice);
        clock.settle();
        return this;
    }

    boolean isConnected() {
        return link != null;
    }

    /** Each side's hello leaves; links count from the arrival of the other's. */
    void connect() {
        disconnect();
        alice.unusable.clear();
        bob.unusable.clear();
        Link opened = new Link();
        link = opened;
        opened.hello(alice, bob);
        opened.hello(bob, alice);
    }

    void disconnect() {
        Link lost = link;
        link = null;
        if (lost != null) {
            for (Person person : List.of(alice, bob)) {
                if (person.isRunning()) {
                    person.chat().onOffline(other(person).id());
                    person.drain();
                }
            }
        }
    }

    void crash(Person person) {
        person.crash();
        disconnect();
    }

    private Person other(Person person) {
        return person == alice ? bob : alice;
    }

    /** How many entries the link takes before it says that it is full; they drain as they arrive. */
    int linkCapacity = Integer.MAX_VALUE;

    private final class Link {
        void hello(Person from, Person to) {
            Map<Long, Long> held = from.chat().heldBy(to.id());
            carry(to, () -> to.online(from.id(), new Sender(from, to), held));
        }

        private void carry(Person to, Runnable arrival) {
            clock.after(LATENCY_NANOS, () -> {
                if (link == this && to.isRunning()) {
                    arrival.run();
                }
            });
        }

        /** The end that {@code to} sends with, towards {@code from}. */
        private final class Sender implements EntrySender {
            private final Person peer;
            private final Person owner;
            private int underWay;

            Sender(Person peer, Person owner) {
                this.peer = peer;
                this.owner = owner;
            }

            @Override
            public boolean isWritable() {
                return underWay < linkCapacity;
            }

            @Override
            public void send(Entry entry) {
                underWay++;
                carry(peer, () -> {
                    underWay--;
                    wire.add("entry " + entry.seq());
                    peer.entry(owner.id(), entry);
                    if (link == Link.this && owner.isRunning()) {
                        owner.chat().onWritable(peer.id());
                    }
                });
            }

            @Override
            public void sendRead(long epoch, long seq) {
                carry(peer, () -> {
                    wire.add("read " + seq);
                    peer.chat().onRead(owner.id(), epoch, seq);
                });
            }

            @Override
            public void sendTyping() {
                carry(peer, () -> {
                    wire.add("typing");
                    peer.chat().onTyping(owner.id());
                });
            }

            @Override
            public void sendReceipt(long epoch, long seq) {
                carry(peer, () -> {
                    wire.add("receipt " + seq);
                    peer.chat().onReceipt(owner.id(), epoch, seq);
                });
            }
        }
    }
}
