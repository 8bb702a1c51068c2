package punchline.client.ui.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import punchline.engine.Command;

/** Sends commands to the engine, each with a {@code ref} of its own, so that its answer is known. */
public final class Asker {
    /** Before the engine runs, the window offers hardly anything to ask for. */
    private static final int MAX_WAITING = 64;

    private final List<Command> waiting = new ArrayList<>();
    private @Nullable Consumer<Command> engine;
    private long next;

    /** Commands go here from now on, beginning with those asked before. */
    public void attach(Consumer<Command> to) {
        engine = to;
        waiting.forEach(to);
        waiting.clear();
    }

    /**
     * Asks.
     *
     * @param command makes the command with the given ref
     * @return that ref
     */
    public String ask(Function<String, Command> command) {
        next++;
        String ref = "ui-" + next;
        Command made = command.apply(ref);
        if (engine != null) {
            engine.accept(made);
        } else if (waiting.size() < MAX_WAITING) {
            waiting.add(made);
        }
        return ref;
    }
}
