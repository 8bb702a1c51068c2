package punchline.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.Peer;

/** Notes what it is asked, and says what a test tells it to say, on the test's thread. */
public final class FakePeer implements Peer {
    private final List<Command> commands = new CopyOnWriteArrayList<>();
    private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();
    private Consumer<Command> onCommand = command -> {};
    private Runnable onClose = () -> {};
    private volatile boolean closed;

    @Override
    public void submit(Command command) {
        if (!closed) {
            commands.add(command);
            onCommand.accept(command);
        }
    }

    @Override
    public void subscribe(Consumer<Event> listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {
        if (!closed) {
            onClose.run();
            closed = true;
        }
    }

    /** Says something to every listener. */
    public void emit(Event event) {
        listeners.forEach(listener -> listener.accept(event));
    }

    /** What to do when asked. */
    public FakePeer onCommand(Consumer<Command> action) {
        onCommand = action;
        return this;
    }

    /** What to do last. */
    public FakePeer onClose(Runnable action) {
        onClose = action;
        return this;
    }

    public List<Command> commands() {
        return new ArrayList<>(commands);
    }

    public boolean isClosed() {
        return closed;
    }
}
