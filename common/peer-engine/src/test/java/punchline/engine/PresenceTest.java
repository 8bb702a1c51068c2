package punchline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import punchline.engine.socket.LocalSocket;
import punchline.engine.socket.Path;
import punchline.protocol.Endpoint;
import punchline.protocol.PeerId;

class PresenceTest {
    private static final Path PATH = new Path(LocalSocket.MAIN, Endpoint.parse("203.0.113.7:4000"));
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final AtomicInteger changes = new AtomicInteger();
    private final Presence presence = new Presence(PeerId.ofBytes(new byte[PeerId.BYTES]), changes::incrementAndGet);

    @Test
    void theTimeItTookStandsStillOnceOnline() {
        presence.connecting(0, null);
        presence.onPath(PATH, Event.PathKind.DIRECT, 1);
        presence.online(SECOND);
        assertThat(presence.link(null, 60 * SECOND).millis()).isEqualTo(1000);
    }

    @Test
    void pathAndAddressAreToldOnlyWhileOnline() {
        presence.connecting(0, null);
        presence.onPath(PATH, Event.PathKind.DIRECT, 1);
        assertThat(presence.link(null, SECOND).address()).isNull();
        presence.online(SECOND);
        assertThat(presence.link(null, SECOND).address()).isEqualTo(PATH.remote());
        assertThat(presence.link(null, SECOND).path()).isEqualTo(Event.PathKind.DIRECT);
        presence.offline(Reason.said("gone"));
        assertThat(presence.link(null, SECOND).path()).isNull();
        assertThat(presence.link(null, SECOND).reason()).isEqualTo("gone");
    }

    @Test
    void anotherPathWhileOnlineIsToldAndTheSameOneIsNot() {
        presence.onPath(PATH, Event.PathKind.DIRECT, 1);
        presence.online(0);
        int before = changes.get();
        presence.onPath(PATH, Event.PathKind.DIRECT, 1);
        assertThat(changes).hasValue(before);
        presence.onPath(new Path(LocalSocket.MAIN, Endpoint.parse("192.168.1.9:4000")), Event.PathKind.LAN, 1);
        assertThat(changes).hasValue(before + 1);
    }

    @Test
    void anAttemptThatGoesOnKeepsItsBeginning() {
        presence.connecting(0, null);
        presence.connecting(5 * SECOND, Reason.of(Reason.Code.WAITS));
        assertThat(presence.link(null, 6 * SECOND).millis()).isEqualTo(6000);
    }
}
