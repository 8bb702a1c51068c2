package punchline.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.HistoryMessage;

/** The whole engine, twice, where datagrams are lost and programs are killed at random moments. */
class RandomCrashesTest {
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("punchline.simulation.Seeds#all")
    void nothingIsLostOrDoubledWhileProgramsAreKilledAndDatagramsAreLost(long seed) {
        TwoHomes homes = TwoHomes.behind(
                seed,
                NatBehaviour.portRestricted(),
                NatBehaviour.addressRestricted(),
                LinkQuality.ofMillis(20).withLoss(0.05).withJitterMillis(20).withDuplication(0.02));
        homes.started();
        homes.ann.submit(new Command.Connect(null, homes.bob.id(), null));
        homes.time.runMillis(3_000);
        Random random = homes.network.newRandom();
        for (int i = 0; i < 40; i++) {
            homes.say(homes.ann, homes.bob, "a" + i);
            homes.say(homes.bob, homes.ann, "b" + i);
            homes.time.runMillis(random.nextInt(400));
            if (random.nextInt(8) == 0) {
                VirtualPeer victim = random.nextBoolean() ? homes.ann : homes.bob;
                // What is not durable at the moment of the crash was never promised: wait for the commit.
                homes.time.runMillis(10);
                victim.crash();
                homes.time.runMillis(random.nextInt(3_000));
                victim.start();
                homes.time.runMillis(10);
            }
        }
        homes.time.runMillis(60_000);
        // A program killed between commit and telling shows the message in its history only.
        assertThat(history(homes, homes.bob, homes.ann))
                .as("seed %d: %s", seed, homes.network.trace())
                .isEqualTo(numbered("a", 40));
        assertThat(history(homes, homes.ann, homes.bob))
                .as("seed %d: %s", seed, homes.network.trace())
                .isEqualTo(numbered("b", 40));
    }

    /** What one holds of the other's words, once all is quiet; its own must be delivered. */
    private static List<String> history(TwoHomes homes, VirtualPeer holder, VirtualPeer author) {
        holder.submit(new Command.History("h", author.id(), 1000, null));
        homes.time.runMillis(100);
        Event.History history = holder.last(Event.History.class, answer -> "h".equals(answer.ref()));
        assertThat(history).isNotNull();
        assertThat(history.messages())
                .as("%s", homes.network.trace())
                .filteredOn(HistoryMessage::mine)
                .allMatch(mine -> mine.state() == Event.MessageState.DELIVERED);
        return history.messages().stream()
                .filter(message -> !message.mine())
                .map(HistoryMessage::text)
                .toList();
    }

    private static List<String> numbered(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }
}
