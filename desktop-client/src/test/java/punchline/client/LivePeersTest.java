package punchline.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.DatagramSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.HistoryMessage;
import punchline.engine.Peer;
import punchline.engine.TraversalOptions;
import punchline.engine.conversation.ChatOptions;
import punchline.engine.identity.Identity;
import punchline.protocol.PeerId;
import punchline.protocol.ServerAddress;
import punchline.store.StoreKey;

/** Real sockets and a real database. */
@Timeout(60)
class LivePeersTest {
    private final Identity identity = Identity.generate(new SecureRandom());
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    @TempDir
    Path directory;

    @Test
    void aPortThatAnotherProgramHasIsExplained() throws Exception {
        try (DatagramSocket holder = new DatagramSocket(0)) {
            int taken = holder.getLocalPort();
            assertThatThrownBy(() -> start(taken, List.of()))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("UDP port " + taken)
                    .hasMessageContaining("--port");
        }
        start(0, List.of()).close();
    }

    @Test
    void whatIsSentJustBeforeTheEndIsAnsweredAndKept() throws Exception {
        PeerId away = Identity.generate(new SecureRandom()).peerId();
        Peer peer = start(0, List.of());
        peer.submit(new Command.Send("last", away, "one more thing"));
        peer.close();
        assertThat(events)
                .anyMatch(event -> event instanceof Event.State state
                        && "last".equals(state.ref())
                        && state.state() == Event.MessageState.QUEUED);

        events.clear();
        try (Peer again = start(0, List.of())) {
            again.submit(new Command.History("h", away, 10, null));
            assertThat(await(Event.History.class).messages())
                    .extracting(HistoryMessage::text)
                    .containsExactly("one more thing");
        }
    }

    @Test
    void aServerThatDoesNotAnswerIsNamedInPlainWords() throws Exception {
        int silent;
        try (DatagramSocket holder = new DatagramSocket(0)) {
            silent = holder.getLocalPort();
            try (Peer peer = start(0, List.of(new ServerAddress("127.0.0.1", silent)))) {
                Event.Server server = await(Event.Server.class);
                assertThat(server.server().registered()).isFalse();
                assertThat(server.server().problem()).contains("127.0.0.1:" + silent);
                peer.submit(new Command.ListPeers("p"));
                assertThat(await(Event.Problem.class).message().text()).contains("127.0.0.1:" + silent);
            }
        }
    }

    private Peer start(int port, List<ServerAddress> servers) throws StartException {
        return new LivePeers()
                .start(
                        new PeerStarter.Settings(
                                directory,
                                directory,
                                identity,
                                StoreKey.none(),
                                "Ann",
                                port,
                                servers,
                                true,
                                false,
                                false,
                                new TraversalOptions(false, true),
                                ChatOptions.standard()),
                        events::add);
    }

    private <E extends Event> E await(Class<E> kind) throws InterruptedException {
        while (true) {
            Event event = events.poll(30, TimeUnit.SECONDS);
            assertThat(event).as(kind.getSimpleName()).isNotNull();
            if (kind.isInstance(event)) {
                return kind.cast(event);
            }
        }
    }
}
