package punchline.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import punchline.engine.TimeSource;
import punchline.engine.conversation.Content;
import punchline.engine.conversation.Entry;
import punchline.engine.conversation.MessageId;
import punchline.protocol.PeerId;

/** One session against a hand-driven link. */
class PeerSessionTest implements SecureLinks, SecureLink, TimeSource, PeerSession.Owner {
    private static final PeerId LOW = PeerId.ofBytes(new byte[PeerId.BYTES]);
    private static final PeerId HIGH = PeerId.ofBytes(filled((byte) 9));

    private final List<String> heard = new ArrayList<>();
    private final List<Role> opened = new ArrayList<>();
    private final List<Frame> written = new ArrayList<>();
    private @Nullable Listener linkListener;
    private @Nullable String closed;
    private long nowNanos;

    private PeerSession session = new PeerSession(LOW, HIGH, this, this, this);

    @Test
    void theLowerPeerIdDialsAndTheHigherWaits() {
        session.pathUp(false);
        session = new PeerSession(HIGH, LOW, this, this, this);
        session.pathUp(false);
        assertThat(opened).containsExactly(Role.CLIENT, Role.SERVER);
    }

    @Test
    void nobodyIsGreetedBeforeBothHellosHaveCome() {
        session.pathUp(false);
        listener().onOpen();
        assertThat(session.isGreeted()).isFalse();
        assertThat(written).containsExactly(hello());
        receive(theirHello(1));
        assertThat(session.isGreeted()).isTrue();
        assertThat(heard).containsExactly("greeted Bob");
    }

    @Test
    void aHelloOfANewerVersionIsWelcome() {
        session.pathUp(false);
        listener().onOpen();
        receive(theirHello(99));
        assertThat(session.isGreeted()).isTrue();
    }

    @Test
    void whoSaysSomethingBeforeHelloIsShown() {
        session.pathUp(false);
        listener().onOpen();
        receive(new Frame.Receipt(1, 1));
        assertThat(closed).contains("hello");
        assertThat(heard).containsExactly("link failed: no hello at first");
    }

    @Test
    void aSilentPeerIsGivenUpAfterFiveSecondsAndDialledAgain() {
        session.pathUp(false);
        listener().onOpen();
        pass(TimeUnit.SECONDS.toNanos(5));
        assertThat(closed).contains("no hello");
        pass(TimeUnit.MILLISECONDS.toNanos(250));
        assertThat(opened).hasSize(2);
    }

    @Test
    void dialsRestLongerAndLongerUntilAGreetingSucceeds() {
        session.pathUp(false);
        for (long pause : new long[] {250, 500, 1000, 2000, 4000, 4000}) {
            int before = opened.size();
            listener().onClosed("refused");
            pass(TimeUnit.MILLISECONDS.toNanos(pause) - 1);
            assertThat(opened).hasSize(before);
            pass(1);
            assertThat(opened).hasSize(before + 1);
        }
    }

    @Test
    void linksThatEndSoonAfterTheirGreetingAreDialledLessAndLessOftenUntilOneLasts() {
        greet();
        for (long pause : new long[] {250, 500, 1000, 2000, 4000, 4000}) {
            endAndGreetAfter(pause);
        }
        pass(TimeUnit.SECONDS.toNanos(5));
        endAndGreetAfter(250);
    }

    private void endAndGreetAfter(long pauseMillis) {
        int before = opened.size();
        session.fail("what it sent could not be stored");
        pass(TimeUnit.MILLISECONDS.toNanos(pauseMillis) - 1);
        assertThat(opened).hasSize(before);
        pass(1);
        assertThat(opened).hasSize(before + 1);
        listener().onOpen();
        receive(theirHello(1));
    }

    @Test
    void framesCutAnywhereArriveWhole() {
        greet();
        heard.clear();
        ByteBuf wire = Unpooled.buffer();
        for (int seq = 1; seq <= 5; seq++) {
            FrameCodec.write(new Frame.Said(entry(seq)), wire);
        }
        while (wire.isReadable()) {
            listener().onBytes(wire.readSlice(Math.min(7, wire.readableBytes())));
        }
        assertThat(heard).containsExactly("said 1", "said 2", "said 3", "said 4", "said 5");
    }

    @Test
    void aBrokenFrameEndsTheLinkAndWhatFollowsItIsIgnored() {
        greet();
        heard.clear();
        ByteBuf wire = Unpooled.buffer().writeByte(0);
        FrameCodec.write(new Frame.Said(entry(1)), wire);
        listener().onBytes(wire);
        assertThat(closed).contains("broken frame");
        assertThat(heard).singleElement().asString().startsWith("ended: broken frame");
        assertThat(session.isGreeted()).isFalse();
    }

    @Test
    void aPathThatComesBackEndsTheRestBeforeTheNextDial() {
        session.pathUp(false);
        listener().onClosed("nobody there");
        assertThat(opened).hasSize(1);
        session.pathUp(false);
        assertThat(opened).hasSize(2);
    }

    @Test
    void whoDialsDialsAnewAfterALongSilence() {
        greet();
        session.pathUp(true);
        assertThat(heard).contains("ended: silent for too long");
        assertThat(opened).hasSize(2);
    }

    @Test
    void whoWaitsToBeDialledKeepsTheLinkAfterALongSilence() {
        session = new PeerSession(HIGH, LOW, this, this, this);
        greet();
        session.pathUp(true);
        assertThat(session.isGreeted()).isTrue();
        assertThat(opened).hasSize(1);
    }

    @Test
    void aPeerThatRestartedIsDialledOnceTheWayToItIsKnown() {
        greet();
        session.peerRestarted(6);
        assertThat(heard).contains("ended: the other side restarted");
        assertThat(opened).hasSize(1);
        session.pathUp(false);
        assertThat(opened).hasSize(2);
    }

    @Test
    void aDialThatRestsWhenThePeerRestartsIsMadeOnceTheWayToItIsKnown() {
        session.pathUp(false);
        listener().onClosed("refused");
        session.peerRestarted(6);
        pass(TimeUnit.SECONDS.toNanos(1));
        assertThat(opened).hasSize(1);
        session.pathUp(false);
        assertThat(opened).hasSize(2);
    }

    @Test
    void aPeerThatRestartedAndDialsIsAwaitedAtOnceAndItsHandshakeKept() {
        session = new PeerSession(HIGH, LOW, this, this, this);
        greet();
        session.peerRestarted(6);
        assertThat(heard).contains("ended: the other side restarted");
        assertThat(opened).containsExactly(Role.SERVER, Role.SERVER);
        assertThat(closed).isNull();
        session.pathUp(false);
        assertThat(opened).hasSize(2);
    }

    @Test
    void aDiallerThatConnectsAnewIsTakenAtOnce() {
        session = new PeerSession(HIGH, LOW, this, this, this);
        greet();
        listener().onClosed("the other side connected anew");
        pass(0);
        assertThat(opened).hasSize(2);
    }

    @Test
    void wordOfARestartThatTheLinkHasSurvivedChangesNothing() {
        greet();
        session.peerRestarted(5);
        assertThat(session.isGreeted()).isTrue();
        assertThat(opened).hasSize(1);
    }

    @Test
    void aPathThatIsBackIsUsedAtOnce() {
        greet();
        written.clear();
        session.pathUp(false);
        session.flush();
        assertThat(written).containsExactly(new Frame.Ping());
    }

    @Test
    void withoutAPathThereIsNoLink() {
        greet();
        session.pathDown("no answer for 30 s");
        assertThat(closed).isEqualTo("no answer for 30 s");
        assertThat(session.deadline()).isNull();
        assertThat(heard).contains("ended: no answer for 30 s");
    }

    @Test
    void aGoodbyeIsToldApartFromALostLink() {
        greet();
        receive(new Frame.Goodbye());
        assertThat(heard).contains("goodbye: the other side ended");
        assertThat(session.deadline()).isNull();
    }

    @Test
    void framesSentTogetherLeaveTogether() {
        greet();
        written.clear();
        session.send(new Frame.Said(entry(1)));
        session.send(new Frame.Said(entry(2)));
        assertThat(written).isEmpty();
        session.flush();
        assertThat(written).hasSize(2);
    }

    private void greet() {
        session.pathUp(false);
        listener().onOpen();
        receive(theirHello(1));
    }

    private void receive(Frame frame) {
        ByteBuf wire = Unpooled.buffer();
        FrameCodec.write(frame, wire);
        listener().onBytes(wire);
    }

    private void pass(long nanos) {
        nowNanos += nanos;
        session.onDeadline(nowNanos);
    }

    private Listener listener() {
        if (linkListener == null) {
            throw new AssertionError("no link was opened");
        }
        return linkListener;
    }

    private static Frame.Hello theirHello(int version) {
        return new Frame.Hello(version, 0, 5, true, "Bob", "", Map.of());
    }

    private static Entry entry(long seq) {
        return new Entry(new MessageId(0, seq), HIGH, 1, seq, seq, 0, new Content.Text("t" + seq));
    }

    private static byte[] filled(byte value) {
        byte[] bytes = new byte[PeerId.BYTES];
        Arrays.fill(bytes, value);
        return bytes;
    }

    @Override
    public SecureLink open(PeerId peer, Role role, Listener listener) {
        opened.add(role);
        linkListener = listener;
        return this;
    }

    @Override
    public void onDatagram(PeerId peer, ByteBuf datagram) {
        throw new AssertionError("a session feeds no datagrams");
    }

    @Override
    public void close() {
        throw new AssertionError("a session does not end the links of others");
    }

    @Override
    public void write(ByteBuf bytes) {
        try {
            for (Frame frame = FrameCodec.read(bytes, LOW); frame != null; frame = FrameCodec.read(bytes, LOW)) {
                written.add(frame);
            }
        } catch (FrameException e) {
            throw new AssertionError(e);
        }
        bytes.release();
    }

    @Override
    public void flush() {
        // What was written is in the list already.
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public ByteBuf allocate(int capacityBytes) {
        return Unpooled.buffer(capacityBytes);
    }

    @Override
    public void close(String reason) {
        closed = reason;
    }

    @Override
    public long nowNanos() {
        return nowNanos;
    }

    @Override
    public long wallMillis() {
        return 0;
    }

    @Override
    public Frame.Hello hello() {
        return new Frame.Hello(PeerSession.VERSION, 0, 1, true, "Ann", "", Map.of());
    }

    @Override
    public void onGreeted(Frame.Hello theirs) {
        heard.add("greeted " + theirs.name());
    }

    @Override
    public void onSaid(Entry entry) {
        heard.add("said " + entry.seq());
    }

    @Override
    public void onReceipt(long epoch, long seq) {
        heard.add("receipt " + seq);
    }

    @Override
    public void onRead(long epoch, long seq) {
        heard.add("read " + seq);
    }

    @Override
    public void onTyping() {
        heard.add("typing");
    }

    @Override
    public void onAccepted() {
        heard.add("accepted");
    }

    @Override
    public void onReadComplete() {
        heard.add("read complete");
    }

    @Override
    public void onWritable() {
        heard.add("writable");
    }

    @Override
    public void onLinkFailed(String reason) {
        heard.add("link failed: " + reason);
    }

    @Override
    public void onEnded(String reason, boolean goodbye) {
        heard.add((goodbye ? "goodbye: " : "ended: ") + reason);
    }
}
