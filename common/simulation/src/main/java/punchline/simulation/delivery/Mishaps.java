package punchline.simulation.delivery;

import java.util.List;
import java.util.Random;
import punchline.simulation.LinkQuality;
import punchline.simulation.VirtualNetwork;
import punchline.simulation.VirtualServer;

/** What happens, at random, to the networks and computers of those who talk. All of it passes. */
final class Mishaps {
    private static final double MAX_LOSS = 0.4;
    private static final double MAX_DUPLICATION = 0.1;

    /** Longer than a lost path takes to be noticed, 23 s, and back. */
    private static final int MAX_CUT_MILLIS = 40_000;

    /** Most troubles are short. */
    private static final int SHORT_MILLIS = 4_000;

    /** The longest that a real program takes to notice another address, or that its computer woke up. */
    private static final int NOTICE_MILLIS = 1_000;

    private final Random random;
    private final VirtualNetwork network;
    private final VirtualServer server;
    private final List<Speaker> speakers;

    Mishaps(Random random, VirtualNetwork network, VirtualServer server, List<Speaker> speakers) {
        this.random = random;
        this.network = network;
        this.server = server;
        this.speakers = speakers;
    }

    /** Some line: a third of them lose nothing, the others up to 40 % each, on top of the other end's. */
    static LinkQuality line(Random random) {
        return LinkQuality.ofMillis(1 + random.nextInt(60))
                .withLoss(random.nextInt(3) == 0 ? 0 : random.nextDouble() * MAX_LOSS)
                .withJitterMillis(random.nextInt(60))
                .withDuplication(random.nextDouble() * MAX_DUPLICATION);
    }

    /** Something happens. */
    void next() {
        Speaker one = any();
        Place place = one.place();
        switch (random.nextInt(8)) {
            case 0 -> {
                note(one + "'s NAT forgets its mappings");
                place.flush();
            }
            case 1 -> {
                note(one + " gets another address");
                if (place.renumber()) {
                    network.time().afterMillis(random.nextInt(NOTICE_MILLIS), one.peer()::noticeAddresses);
                }
            }
            case 2 -> {
                note(one + "'s cable is pulled");
                place.setCut(true);
                network.time().afterMillis(duration(), () -> {
                    note(one + "'s cable is back");
                    place.setCut(false);
                });
            }
            case 3 -> {
                note("the server is gone");
                server.stop();
                network.time().afterMillis(duration(), server::start);
            }
            case 4 -> {
                note("the server starts anew");
                server.stop();
                server.start();
            }
            case 5 -> part(one, any());
            case 6 -> {
                if (!one.sleeps()) {
                    note(one + "'s computer sleeps");
                    one.sleep();
                    network.time().afterMillis(duration(), () -> wakeUp(one));
                }
            }
            default -> {
                note(one + "'s line changes");
                place.setLink(line(random));
            }
        }
    }

    /** Nothing passes between two, as they are addressed at this moment, though both reach all others. */
    private void part(Speaker one, Speaker other) {
        if (one != other) {
            note(one + " and " + other + " are parted");
            var address = one.place().address();
            var otherAddress = other.place().address();
            network.internet().part(address, otherAddress);
            network.time().afterMillis(duration(), () -> network.internet().join(address, otherAddress));
        }
    }

    private void wakeUp(Speaker one) {
        if (one.sleeps()) {
            note(one + "'s computer wakes up");
            one.wakeUp();
        }
    }

    private int duration() {
        return random.nextInt(random.nextInt(3) == 0 ? MAX_CUT_MILLIS : SHORT_MILLIS);
    }

    private Speaker any() {
        return speakers.get(random.nextInt(speakers.size()));
    }

    private void note(String words) {
        network.trace().note("mishap", words);
    }

    /** All is as it should be, except that lines stay as lossy as they are. */
    void heal() {
        note("all heals");
        for (Speaker speaker : speakers) {
            speaker.place().setCut(false);
            wakeUp(speaker);
            speaker.peer().noticeAddresses();
        }
        network.internet().joinAll();
        server.start();
    }
}
