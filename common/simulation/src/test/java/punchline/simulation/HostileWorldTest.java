package punchline.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.path.Probe;
import punchline.protocol.Endpoint;

/** Two peers chat while a stranger, whose datagrams reach them, means harm. */
class HostileWorldTest {
    private static final int MAX_DATAGRAM_BYTES = 1500;

    private final TwoHomes homes = TwoHomes.behind(
                    41, NatBehaviour.fullCone(), NatBehaviour.fullCone(), LinkQuality.ofMillis(20))
            .online();
    private final List<String> answers = new ArrayList<>();
    private final VirtualSocket stranger = homes.network
            .openHost("stranger", "198.51.100.66", LinkQuality.ofMillis(1))
            .open(0, (source, payload) -> answers.add(new String(payload, StandardCharsets.ISO_8859_1)));
    private Endpoint annsPort = Endpoint.parse("192.0.2.1:1");

    @BeforeEach
    void find() {
        Event.Link link = homes.bob.lastLink(homes.ann.id());
        assertThat(link).isNotNull();
        assertThat(link.address()).isNotNull();
        annsPort = link.address();
    }

    @Test
    void randomDatagramsGetNoAnswerAndNothingShowsThem() {
        homes.time.runMillis(3_000);
        Random random = homes.network.newRandom();
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        root.setLevel(Level.INFO);
        log.start();
        root.addAppender(log);
        int told = homes.ann.events().size();
        try {
            for (int i = 0; i < 30_000; i++) {
                byte[] datagram = new byte[random.nextInt(MAX_DATAGRAM_BYTES)];
                random.nextBytes(datagram);
                stranger.send(annsPort, datagram);
                if (i % 10 == 0) {
                    homes.time.runMillis(1);
                }
            }
            homes.time.runMillis(100);
        } finally {
            root.detachAppender(log);
            root.setLevel(before);
        }
        assertThat(log.list).isEmpty();
        assertThat(answers).isEmpty();
        assertThat(homes.ann.events()).hasSize(told);
        chatGoesOn();
    }

    @Test
    void probesInAnothersNameWithAWrongMacGetSilence() {
        Random random = homes.network.newRandom();
        for (int i = 0; i < 2_000; i++) {
            byte[] probe = new byte[Probe.BYTES];
            random.nextBytes(probe);
            ByteBuffer.wrap(probe).put((byte) (1 + i % 2)).putLong(Probe.hintOf(homes.bob.id()));
            stranger.send(annsPort, probe);
            homes.time.runMillis(1);
        }
        homes.time.runMillis(100);
        assertThat(answers).isEmpty();
        chatGoesOn();
    }

    @Test
    void aPlainPunchIsAnsweredTenTimesASecondAtMost() {
        byte[] punch = "punch\n".getBytes(StandardCharsets.US_ASCII);
        stranger.send(annsPort, punch);
        homes.time.runMillis(200);
        assertThat(answers).containsExactly("punched");
        for (int i = 0; i < 1_000; i++) {
            stranger.send(annsPort, punch);
            homes.time.runMillis(1);
        }
        homes.time.runMillis(200);
        assertThat(answers).containsOnly("punched").hasSizeBetween(10, 12);
        chatGoesOn();
    }

    @Test
    void strangersLinksFindNobody() {
        byte[] offer = new byte[1200];
        Arrays.fill(offer, (byte) 0xc0);
        for (int i = 0; i < 2_000; i++) {
            stranger.send(annsPort, offer);
            homes.time.runMillis(1);
        }
        homes.ann.submit(new Command.Status("s"));
        homes.time.runMillis(100);
        Event.Status status = homes.ann.last(Event.Status.class, any -> true);
        assertThat(status).isNotNull();
        assertThat(status.links()).extracting(Event.Link::peer).containsExactly(homes.bob.id());
        assertThat(answers).isEmpty();
        chatGoesOn();
    }

    private void chatGoesOn() {
        homes.say(homes.ann, homes.bob, "still there?");
        homes.say(homes.bob, homes.ann, "yes");
        homes.time.runMillis(TimeUnit.SECONDS.toMillis(1));
        assertThat(homes.bob.textsFrom(homes.ann.id()))
                .as("%s", homes.network.trace())
                .contains("still there?");
        assertThat(homes.ann.textsFrom(homes.bob.id())).contains("yes");
        assertThat(homes.ann.isOnline(homes.bob.id())).isTrue();
    }
}
