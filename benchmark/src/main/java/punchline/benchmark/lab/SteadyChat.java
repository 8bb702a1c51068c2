package punchline.benchmark.lab;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import punchline.benchmark.lab.network.LabException;
import punchline.benchmark.lab.network.Processes;

/** Two people who write to each other at a steady pace, until they stop. */
final class SteadyChat {
    /** Five a second each way: quick typing, and often enough to see when it flows again. */
    private static final Duration GAP = Duration.ofMillis(200);

    private static final Duration END_LIMIT = Duration.ofSeconds(5);

    private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("steady chat").factory());

    private SteadyChat() {}

    static SteadyChat start(Talk one, Talk other) {
        SteadyChat chat = new SteadyChat();
        chat.pace.scheduleAtFixedRate(
                () -> {
                    one.say();
                    other.say();
                },
                0,
                GAP.toMillis(),
                TimeUnit.MILLISECONDS);
        return chat;
    }

    void stop() {
        pace.shutdown();
        try {
            if (!pace.awaitTermination(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new LabException("a client takes no more messages");
            }
        } catch (InterruptedException e) {
            throw Processes.interrupted(e);
        }
    }
}
