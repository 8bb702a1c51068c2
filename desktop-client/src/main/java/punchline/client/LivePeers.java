package punchline.client;

import java.io.IOException;
import java.net.BindException;
import java.security.SecureRandom;
import java.util.function.Consumer;
import punchline.engine.Event;
import punchline.engine.LivePeer;
import punchline.engine.Peer;
import punchline.engine.PeerConfig;
import punchline.engine.Reason;
import punchline.engine.conversation.MessageStore;
import punchline.store.SqliteMessageStore;

/** Starts peers with real sockets and a real database. */
final class LivePeers implements PeerStarter {
    /** Where Netty unpacks its native library, which a system may forbid to run from its temporary directory. */
    private static final String NETTY_NATIVE_DIRECTORY = "io.netty.native.workdir";

    /** Events for Java's flight recorder, for which Netty loads 5 MiB of the recorder whether it runs or not. */
    private static final String NETTY_EVENTS = "io.netty.jfr.enabled";

    @Override
    public Peer start(Settings settings, Consumer<Event> listener) throws StartException {
        PeerConfig config = new PeerConfig(
                settings.name(),
                settings.port(),
                settings.servers(),
                settings.listed(),
                settings.acceptAll(),
                settings.logText(),
                settings.traversal(),
                settings.chat());
        if (System.getProperty(NETTY_NATIVE_DIRECTORY) == null) {
            System.setProperty(NETTY_NATIVE_DIRECTORY, settings.cache().toString());
        }
        if (System.getProperty(NETTY_EVENTS) == null) {
            System.setProperty(NETTY_EVENTS, "false");
        }
        try {
            return LivePeer.start(
                    config,
                    settings.identity(),
                    engine -> SqliteMessageStore.open(
                            settings.profile(),
                            settings.identity().peerId(),
                            new SecureRandom().nextLong(),
                            settings.storeKey(),
                            settings.cache(),
                            engine),
                    listener);
        } catch (MessageStore.StoreException e) {
            throw new StartException(e.why(), e);
        } catch (BindException e) {
            throw new StartException(Reason.of(StartTrouble.PORT_TAKEN, "port", settings.port()), e);
        } catch (IOException e) {
            throw new StartException(Reason.of(StartTrouble.FAILED, "words", e.getMessage()), e);
        }
    }
}
