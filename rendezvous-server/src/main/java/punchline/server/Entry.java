package punchline.server;

import org.jspecify.annotations.Nullable;
import punchline.protocol.Endpoint;
import punchline.protocol.PeerId;
import punchline.protocol.Registration;
import punchline.protocol.Token;

/** One registration of either form. */
abstract sealed class Entry {
    private static final int UNLISTED = -1;

    private final Endpoint address;
    private int number;
    private long expiresNanos;

    /** Its neighbours in the order in which entries expire, which {@link Expiry} keeps. */
    @Nullable
    Entry older;

    @Nullable
    Entry younger;

    private Entry(Endpoint address, @Nullable Integer number) {
        this.address = address;
        setNumber(number);
    }

    Endpoint address() {
        return address;
    }

    /** Null if unlisted. */
    @Nullable
    Integer number() {
        return number == UNLISTED ? null : (Integer) number;
    }

    /** Null if plain. */
    abstract @Nullable PeerId idOrNull();

    long expiresNanos() {
        return expiresNanos;
    }

    final void setNumber(@Nullable Integer number) {
        this.number = number == null ? UNLISTED : number;
    }

    void setExpiresNanos(long expiresNanos) {
        this.expiresNanos = expiresNanos;
    }

    /** A source address that said {@code punch}, and no more is known of it. */
    static final class Plain extends Entry {
        Plain(Endpoint address, int number) {
            super(address, number);
        }

        @Override
        @Nullable
        PeerId idOrNull() {
            return null;
        }
    }

    /** A peer that has proven its address and its identity. */
    static final class Member extends Entry {
        private static final int RTT_UNKNOWN = -1;

        private final PeerId id;
        private final Token token;
        private final Token notice;
        private byte[] registration;
        private LocalPort port;
        private int rttMillis = RTT_UNKNOWN;

        Member(
                Endpoint address,
                @Nullable Integer number,
                LocalPort port,
                Registration registration,
                Token token,
                Token notice) {
            super(address, number);
            this.id = registration.id();
            this.port = port;
            this.registration = PackedRegistration.pack(registration);
            this.token = token;
            this.notice = notice;
        }

        PeerId id() {
            return id;
        }

        @Override
        PeerId idOrNull() {
            return id();
        }

        Token token() {
            return token;
        }

        Token notice() {
            return notice;
        }

        /** Unpacked with each call. */
        Registration registration() {
            return PackedRegistration.unpack(registration, id);
        }

        String name() {
            return PackedRegistration.name(registration);
        }

        /** The socket that the peer's NAT lets notices in from. */
        LocalPort port() {
            return port;
        }

        void update(Registration registration, LocalPort port) {
            this.registration = PackedRegistration.pack(registration);
            this.port = port;
        }

        void setRttMillis(int rttMillis) {
            this.rttMillis = rttMillis;
        }

        /** As the peer last told, or the other's if it never has, so that neither waits. */
        int rttMillisOr(int otherwise) {
            return rttMillis == RTT_UNKNOWN ? otherwise : rttMillis;
        }
    }
}
