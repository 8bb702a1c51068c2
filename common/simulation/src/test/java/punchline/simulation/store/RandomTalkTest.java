package punchline.simulation.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import punchline.engine.Event.MessageState;
import punchline.engine.HistoryMessage;
import punchline.engine.conversation.ChatConfig;
import punchline.engine.conversation.ConversationLimits;

/** Two people talk while links come and go, programs crash and disks fail, all from one seed. */
class RandomTalkTest {
    private static final int STEPS = 400;

    private static final ChatConfig SMALL =
            new ChatConfig(10_000, 8, ConversationLimits.MAX_TEXT_BYTES, 3, 10, 10, 10, 1L << 32);

    private int written;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("punchline.simulation.Seeds#all")
    void nothingStoredIsMissingOrDoubledAndBothSeeTheSame(long seed) {
        Random random = new Random(seed);
        TwoPeople world = new TwoPeople(random.nextBoolean() ? SMALL : ChatConfig.standard(), seed).friends();
        world.linkCapacity = 1 + random.nextInt(10);
        for (int step = 0; step < STEPS; step++) {
            step(world, random);
        }
        finish(world);

        List<HistoryMessage> seenByAlice = world.alice.history(world.bob.id());
        List<HistoryMessage> seenByBob = world.bob.history(world.alice.id());
        List<String> texts = seenByAlice.stream().map(HistoryMessage::text).toList();
        assertThat(seenByBob)
                .extracting(HistoryMessage::id)
                .containsExactlyElementsOf(
                        seenByAlice.stream().map(HistoryMessage::id).toList());
        assertThat(texts).doesNotHaveDuplicates();
        assertThat(texts).containsAll(world.alice.queued.keySet()).containsAll(world.bob.queued.keySet());
        assertThat(Stream.concat(seenByAlice.stream(), seenByBob.stream())
                        .filter(HistoryMessage::mine)
                        .map(HistoryMessage::state))
                .hasSameSizeAs(texts)
                .containsOnly(MessageState.DELIVERED);
        assertThat(world.alice.textsReceived()).doesNotHaveDuplicates();
        assertThat(world.bob.textsReceived()).doesNotHaveDuplicates();
        assertThat(texts.size()).as("the run did something").isGreaterThan(STEPS / 10);
    }

    private void step(TwoPeople world, Random random) {
        Person person = random.nextBoolean() ? world.alice : world.bob;
        Person other = person == world.alice ? world.bob : world.alice;
        switch (random.nextInt(16)) {
            case 0 -> connectIfPossible(world);
            case 1 -> {
                if (random.nextInt(3) == 0) {
                    world.disconnect();
                }
            }
            case 2 -> {
                if (person.isRunning() && random.nextInt(4) == 0) {
                    world.crash(person);
                }
            }
            case 3 -> {
                if (!person.isRunning()) {
                    person.start();
                }
            }
            case 4 -> {
                if (random.nextInt(4) == 0) {
                    person.store().failWrites(1 + random.nextInt(3), "The disk is full.");
                }
            }
            case 5, 6, 7, 8, 9, 10 -> {
                if (person.isRunning()) {
                    person.send(other.id(), "message " + ++written);
                }
            }
            default -> world.clock.pass(random.nextInt(10_000_000));
        }
    }

    private static void connectIfPossible(TwoPeople world) {
        if (!world.isConnected() && world.alice.isRunning() && world.bob.isRunning()) {
            world.connect();
        }
    }

    /** All is well from here on: what is durable must arrive. */
    private static void finish(TwoPeople world) {
        for (Person person : List.of(world.alice, world.bob)) {
            if (!person.isRunning()) {
                person.start();
            }
            person.store().failWrites(0, "");
        }
        world.clock.settle();
        world.connect();
        world.clock.settle();
        assertThat(world.isConnected()).as("the last link holds").isTrue();
    }
}
