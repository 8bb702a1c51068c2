package punchline.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The floor: the same bytes in as few datagrams as hold them, sealed with AES-GCM as QUIC seals its packets, and one
 * acknowledgement for all.
 */
final class PackedUdp implements Carrier {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final int COUNTER_BYTES = 8;
    private static final int LENGTH_BYTES = 2;

    /** In the length of a part: its message ends with it. */
    private static final int LAST_PART = 0x8000;

    /** Datagrams in one go: what the socket's buffer holds, of the kernel's 2304 bytes each. */
    private static final int BURST = 64;

    /** Nobody else sees these datagrams; what counts is the work. */
    private static final SecretKeySpec KEY = new SecretKeySpec(new byte[16], "AES");

    private final ByteBuffer plain = ByteBuffer.allocate(UdpPair.MAX_DATAGRAM_BYTES);
    private final ByteBuffer sealed = ByteBuffer.allocateDirect(UdpPair.MAX_DATAGRAM_BYTES);
    private final ByteBuffer receipt = ByteBuffer.allocateDirect(UdpPair.MAX_DATAGRAM_BYTES);
    private final Cipher sealing = cipher();
    private final UdpPair pair;
    private long counter;
    private long deliveredBefore;

    PackedUdp() throws IOException {
        pair = new UdpPair(new Opener());
    }

    @Override
    public String title() {
        return "full datagrams, AES-GCM, one ack";
    }

    @Override
    public long carry(Workload workload) throws IOException {
        long startNanos = System.nanoTime();
        int burst = 0;
        plain.clear();
        for (int i = 0; i < workload.messages(); i++) {
            byte[] message = workload.text(i).getBytes(StandardCharsets.UTF_8);
            int written = 0;
            // A message may go on in the next datagram, and the one after.
            while (written < message.length) {
                if (room() <= LENGTH_BYTES) {
                    seal();
                    if (++burst % BURST == 0) {
                        awaitReceipt();
                    }
                }
                int part = Math.min(message.length - written, room() - LENGTH_BYTES);
                boolean last = written + part == message.length;
                plain.putShort((short) (last ? part | LAST_PART : part)).put(message, written, part);
                written += part;
            }
        }
        seal();
        long delivered = awaitReceipt();
        long elapsedNanos = System.nanoTime() - startNanos;
        if (delivered - deliveredBefore != workload.messages()) {
            throw new IOException(delivered - deliveredBefore + " of " + workload.messages() + " messages arrived");
        }
        deliveredBefore = delivered;
        return elapsedNanos;
    }

    private int room() {
        return UdpPair.MAX_DATAGRAM_BYTES - COUNTER_BYTES - TAG_BYTES - plain.position();
    }

    /** Asks how many messages the far end has, with a datagram that holds none. */
    private long awaitReceipt() throws IOException {
        seal();
        pair.await();
        if (!pair.receive(receipt)) {
            throw new IOException("no receipt");
        }
        return receipt.getLong();
    }

    private void seal() throws IOException {
        plain.flip();
        sealed.clear();
        sealed.putLong(counter);
        try {
            sealing.init(Cipher.ENCRYPT_MODE, KEY, nonce(counter));
            sealing.doFinal(plain, sealed);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
        counter++;
        pair.send(sealed.flip());
        plain.clear();
    }

    private static GCMParameterSpec nonce(long counter) {
        return new GCMParameterSpec(
                TAG_BYTES * 8, ByteBuffer.allocate(NONCE_BYTES).putLong(counter).array());
    }

    private static Cipher cipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    /** The far end: opens each datagram, counts the messages, and answers the one that is empty. */
    private static final class Opener implements UdpPair.FarEnd {
        private final Cipher opening = cipher();
        private final ByteBuffer opened = ByteBuffer.allocate(UdpPair.MAX_DATAGRAM_BYTES);
        private long messages;

        @Override
        public void onDatagram(ByteBuffer datagram, ByteBuffer answer) {
            opened.clear();
            try {
                opening.init(Cipher.DECRYPT_MODE, KEY, nonce(datagram.getLong()));
                opening.doFinal(datagram, opened);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("a sealed datagram opens", e);
            }
            opened.flip();
            if (!opened.hasRemaining()) {
                answer.putLong(messages);
            }
            while (opened.hasRemaining()) {
                int length = opened.getShort();
                opened.get(new byte[length & ~LAST_PART & 0xffff]);
                if ((length & LAST_PART) != 0) {
                    messages++;
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        pair.close();
    }
}
