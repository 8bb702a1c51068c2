package punchline.simulation.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import punchline.engine.Event;
import punchline.engine.Event.MessageState;
import punchline.engine.HistoryMessage;
import punchline.engine.conversation.ChatConfig;
import punchline.engine.conversation.ChatEvent;
import punchline.engine.conversation.ChatOptions;
import punchline.engine.conversation.ChatService;
import punchline.engine.conversation.Entry;
import punchline.engine.conversation.EntrySender;
import punchline.engine.conversation.HistoryPage;
import punchline.engine.conversation.MessageId;
import punchline.engine.conversation.MessageStore;
import punchline.protocol.PeerId;
import punchline.protocol.PublicIdentity;
import punchline.protocol.Token;

/** One of two who talk: a chat service on a crashable store, and what it told. */
final class Person {
    static final long COMMIT_NANOS = 2_000_000;

    private final ChatConfig config;
    private final ChatOptions options;
    private final PublicIdentity identity;
    private final VirtualClock clock;
    private final Random random;
    private CrashableStore store;
    private @Nullable ChatService chat;

    final List<Event> told = new ArrayList<>();
    final List<ChatEvent.LinkUnusable> unusable = new ArrayList<>();
    /** What this person asked to be sent and was told to be durable, by ref. */
    final Map<String, MessageId> queued = new TreeMap<>();

    Person(ChatConfig config, ChatOptions options, PublicIdentity identity, long epoch, VirtualClock clock, long seed) {
        this.config = config;
        this.options = options;
        this.identity = identity;
        this.clock = clock;
        this.random = new Random(seed);
        this.store = new CrashableStore(identity.peerId(), epoch, clock, COMMIT_NANOS);
        start();
    }

    PeerId id() {
        return identity.peerId();
    }

    CrashableStore store() {
        return store;
    }

    boolean isRunning() {
        return chat != null;
    }

    ChatService chat() {
        return Objects.requireNonNull(chat, "crashed");
    }

    /** Loads what is durable and starts; needs no time. */
    void start() {
        MessageStore loading = store;
        loading.load()
                .thenAccept(profile -> chat =
                        new ChatService(config, options, id(), loading, profile, random, clock.time(), () -> {}));
        clock.settle();
    }

    void crash() {
        store = store.crash();
        chat = null;
    }

    void send(PeerId to, String text) {
        chat().send(clock.nowMillis(), to, text, null, text);
        drain();
    }

    void greet(Person other) {
        greet(other, "");
    }

    /** The other's hello, in which it shows an invite. */
    ChatService.Standing greet(Person other, Token invite) {
        return chat().onHello(other.identity, "", true, "", invite);
    }

    void greet(Person other, String greeting) {
        if (chat != null) {
            chat.onHello(other.identity, "", true, greeting);
            drain();
        }
    }

    void online(PeerId peer, EntrySender out, Map<Long, Long> held) {
        chat().onOnline(peer, out, held);
        drain();
    }

    void entry(PeerId peer, Entry entry) {
        chat().onEntry(clock.nowMillis(), peer, entry);
        drain();
    }

    List<HistoryMessage> history(PeerId peer) {
        List<HistoryMessage> found = new ArrayList<>();
        chat().history(peer, HistoryPage.last(1000), "the history");
        clock.settle();
        for (Event event : told) {
            if (event instanceof Event.History history && "the history".equals(history.ref())) {
                found.addAll(history.messages());
            }
        }
        told.removeIf(Event.History.class::isInstance);
        return found;
    }

    /** The states told of one message, in order. */
    List<MessageState> statesOf(String ref) {
        MessageId id = queued.get(ref);
        return told.stream()
                .filter(Event.State.class::isInstance)
                .map(Event.State.class::cast)
                .filter(state -> state.id().equals(id))
                .map(Event.State::state)
                .toList();
    }

    List<String> textsReceived() {
        return told.stream()
                .filter(Event.Message.class::isInstance)
                .map(event -> ((Event.Message) event).text())
                .toList();
    }

    List<String> problems() {
        return told.stream()
                .filter(Event.Problem.class::isInstance)
                .map(event -> ((Event.Problem) event).message().text())
                .toList();
    }

    /** Ends a turn. */
    void drain() {
        ChatService running = chat;
        if (running == null) {
            return;
        }
        running.flush();
        for (ChatEvent event = running.pollEvent(); event != null; event = running.pollEvent()) {
            switch (event) {
                case ChatEvent.Tell(Event.State state) -> {
                    if (state.ref() != null) {
                        queued.put(state.ref(), state.id());
                    }
                    told.add(state);
                }
                case ChatEvent.Tell(Event other) -> told.add(other);
                case ChatEvent.ContactChanged _ -> {}
                case ChatEvent.Wanted _ -> {}
                case ChatEvent.Retry _ -> {}
                case ChatEvent.LinkUnusable broken -> unusable.add(broken);
            }
        }
    }
}
