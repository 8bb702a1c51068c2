package punchline.engine.session.quic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import punchline.engine.session.SecureLink;
import punchline.engine.session.SecureLinks.Role;

/** What QUIC owes for a datagram leaves with what is said in answer to it, and does not hold that up. */
class AcknowledgementTest {
    private static final int TURNS = 200;

    private final PipedPair pair = new PipedPair(30_001);

    @AfterEach
    void close() {
        pair.close();
    }

    @Test
    void thoseWhoSpeakInTurnSendOneDatagramForEach() {
        Speaker server = new Speaker();
        Speaker client = new Speaker();
        pair.dialled.open(pair.dialler.id(), Role.SERVER, server);
        pair.dialler.open(pair.dialled.id(), Role.CLIENT, client);
        Side.await(client.opened);
        Side.await(server.opened);
        int before = pair.fromDialler.sent() + pair.fromDialled.sent();

        pair.dialler.run(client::speak);
        Side.await(server.done);

        // Each speaks once in a turn; some datagrams more belong to the handshake's end, or came late on a busy
        // machine.
        assertThat(pair.fromDialler.sent() + pair.fromDialled.sent() - before).isLessThan(2 * TURNS + TURNS / 2);
    }

    @Test
    void aGoodbyeDoesNotWaitForAnAcknowledgement() {
        Owner server = pair.listen();
        Owner client = pair.dial();
        Side.await(client.opened);
        Side.await(server.opened);
        CompletableFuture<Boolean> heard = new CompletableFuture<>();
        pair.dialled.run(() -> server.atLeast(1).thenRun(() -> {
            server.link.join().close("that is all");
            heard.complete(true);
        }));

        pair.dialler.run(() -> client.send(1));

        Side.await(heard);
        assertThat(Side.await(client.closed)).contains("that is all");
    }

    /** Says one byte whenever something was said to it. */
    private static final class Speaker extends Owner {
        private final CompletableFuture<Boolean> done = new CompletableFuture<>();
        private int turns;

        void speak() {
            SecureLink to = link.join();
            to.write(to.allocate(1).writeByte(turns));
            to.flush();
        }

        @Override
        public void onReadComplete() {
            if (++turns < TURNS) {
                speak();
            } else {
                done.complete(true);
            }
        }
    }
}
