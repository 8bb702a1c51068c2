package punchline.protocol;

import java.util.function.Function;

/**
 * Messages to datagrams and back. Holds no state; any thread may use it. Reading never throws, whatever the bytes, and
 * costs at most in proportion to {@link ProtocolLimits#MAX_DATAGRAM_BYTES}.
 */
public final class RendezvousCodec {
    private RendezvousCodec() {}

    /** At most 1200 bytes; lists of endpoints lose their last elements if they must. */
    public static byte[] encode(RendezvousRequest request) {
        return RequestText.write(request);
    }

    /**
     * At most 1200 bytes; lists of endpoints lose their last elements if they must.
     *
     * @throws IllegalStateException if a page of peers does not fit
     */
    public static byte[] encode(RendezvousAnswer answer) {
        return AnswerText.write(answer);
    }

    public static Parsed<RendezvousRequest> parseRequest(byte[] datagram) {
        return parse(datagram, RequestText::read);
    }

    /** Reads the JSON form, and of the plain form {@code punched} and {@code error}. */
    public static Parsed<RendezvousAnswer> parseAnswer(byte[] datagram) {
        return parse(datagram, AnswerText::read);
    }

    private static <T> Parsed<T> parse(byte[] datagram, Function<Framing.Text, T> reader) {
        try {
            return new Parsed.Message<>(reader.apply(Framing.split(datagram)));
        } catch (MalformedException e) {
            return e.toResult();
        }
    }
}
